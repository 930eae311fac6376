import { randomFrom, type Random } from '../../engine/learn/random.ts'

export interface ClusterMeans {
  /** One centre a cluster, a number for each column; the largest cluster first. */
  readonly centers: readonly (readonly number[])[]
  /** Sum of the squared distances of all rows from their centre. */
  readonly inertia: number
}

export interface ClusterOptions {
  readonly count: number
  readonly seed: number
  /** Starts; the best end counts. */
  readonly starts: number
}

const mostSteps = 300
/** Rows on which several starts are tried. */
const mostTrial = 10_000

/** k-means by Lloyd's steps from k-means++ starts (Arthur and Vassilvitskii, 2007). Rows without missing values; at least one. */
export function clusterMeans(rows: readonly Float64Array[], { count, seed, starts }: ClusterOptions): ClusterMeans {
  const random = randomFrom(seed)
  // Long tables: the starts compete on some of the rows, and the best one settles on all.
  const stride = Math.ceil(rows.length / mostTrial)
  const trial = stride === 1 ? rows : rows.filter((_, index) => index % stride === 0)
  const runs = Array.from({ length: starts }, () => settle(trial, seedCenters(trial, Math.min(count, trial.length), random)))
  const best = runs.reduce((first, run) => (run.inertia < first.inertia - 1e-12 ? run : first))
  return stride === 1
    ? best
    : settle(
        rows,
        best.centers.map((center) => Float64Array.from(center)),
      )
}

function squared(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0
  for (let index = 0; index < a.length; index++) sum += ((a[index] ?? 0) - (b[index] ?? 0)) ** 2
  return sum
}

/** Centres far from each other: each next row by its squared distance from the nearest one so far. */
function seedCenters(rows: readonly Float64Array[], count: number, random: Random): Float64Array[] {
  const centers = [rows[random.below(rows.length)] ?? new Float64Array(0)]
  const nearest = Float64Array.from(rows, (row) => squared(row, centers[0] ?? row))
  while (centers.length < count) {
    const total = nearest.reduce((sum, distance) => sum + distance, 0)
    let left = random.next() * total
    const found = nearest.findIndex((distance) => (left -= distance) < 0)
    const next = rows[found < 0 ? rows.length - 1 : found] ?? new Float64Array(0)
    centers.push(next)
    rows.forEach((row, index) => (nearest[index] = Math.min(nearest[index] ?? 0, squared(row, next))))
  }
  return centers.map((center) => center.slice())
}

function settle(rows: readonly Float64Array[], start: readonly Float64Array[]): ClusterMeans {
  let centers: readonly Float64Array[] = start
  const member = new Int32Array(rows.length).fill(-1)
  for (let step = 0; step < mostSteps; step++) {
    if (!assign(rows, centers, member)) break
    centers = meansOf(rows, member, centers)
  }
  assign(rows, centers, member)
  const sizes = centers.map((_, cluster) => member.reduce((size, one) => (one === cluster ? size + 1 : size), 0))
  const order = centers.map((_, cluster) => cluster).toSorted((a, b) => (sizes[b] ?? 0) - (sizes[a] ?? 0) || a - b)
  const inertia = rows.reduce((sum, row, index) => sum + squared(row, centers[member[index] ?? 0] ?? row), 0)
  return { centers: order.map((cluster) => [...(centers[cluster] ?? [])]), inertia }
}

/** Puts each row to its nearest centre; whether any changed. */
function assign(rows: readonly Float64Array[], centers: readonly Float64Array[], member: Int32Array): boolean {
  let changed = false
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index] ?? new Float64Array(0)
    let best = 0
    let least = Infinity
    for (let cluster = 0; cluster < centers.length; cluster++) {
      const distance = squared(row, centers[cluster] ?? row)
      if (distance < least) {
        best = cluster
        least = distance
      }
    }
    if (member[index] !== best) changed = true
    member[index] = best
  }
  return changed
}

/** The mean of the rows of each cluster, in one pass; a cluster without rows keeps its centre. */
function meansOf(rows: readonly Float64Array[], member: Int32Array, centers: readonly Float64Array[]): readonly Float64Array[] {
  const sizes = new Float64Array(centers.length)
  const sums = centers.map((center) => new Float64Array(center.length))
  for (let index = 0; index < rows.length; index++) {
    const [row, cluster] = [rows[index], member[index] ?? 0]
    const sum = sums[cluster]
    if (!row || !sum) continue
    sizes[cluster] = (sizes[cluster] ?? 0) + 1
    for (let column = 0; column < row.length; column++) sum[column] = (sum[column] ?? 0) + (row[column] ?? 0)
  }
  return centers.map((center, cluster) =>
    (sizes[cluster] ?? 0) === 0 ? center : (sums[cluster] ?? center).map((sum) => sum / (sizes[cluster] ?? 1)),
  )
}
