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

/** k-means by Lloyd's steps from k-means++ starts (Arthur and Vassilvitskii, 2007). Rows without missing values; at least one. */
export function clusterMeans(rows: readonly Float64Array[], { count, seed, starts }: ClusterOptions): ClusterMeans {
  const random = randomFrom(seed)
  const runs = Array.from({ length: starts }, () => settle(rows, seedCenters(rows, Math.min(count, rows.length), random)))
  return runs.reduce((best, run) => (run.inertia < best.inertia - 1e-12 ? run : best))
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
    centers = centers.map((old, cluster) => meanOf(rows.filter((_, index) => member[index] === cluster)) ?? old)
  }
  assign(rows, centers, member)
  const sizes = centers.map((_, cluster) => member.filter((one) => one === cluster).length)
  const order = centers.map((_, cluster) => cluster).toSorted((a, b) => (sizes[b] ?? 0) - (sizes[a] ?? 0) || a - b)
  const inertia = rows.reduce((sum, row, index) => sum + squared(row, centers[member[index] ?? 0] ?? row), 0)
  return { centers: order.map((cluster) => [...(centers[cluster] ?? [])]), inertia }
}

/** Puts each row to its nearest centre; whether any changed. */
function assign(rows: readonly Float64Array[], centers: readonly Float64Array[], member: Int32Array): boolean {
  let changed = false
  rows.forEach((row, index) => {
    let [best, least] = [0, Infinity]
    centers.forEach((center, cluster) => {
      const distance = squared(row, center)
      if (distance < least) [best, least] = [cluster, distance]
    })
    if (member[index] !== best) changed = true
    member[index] = best
  })
  return changed
}

function meanOf(rows: readonly Float64Array[]): Float64Array | undefined {
  const [first] = rows
  if (!first) return undefined
  const sum = new Float64Array(first.length)
  for (const row of rows) row.forEach((value, index) => (sum[index] = (sum[index] ?? 0) + value))
  return sum.map((value) => value / rows.length)
}
