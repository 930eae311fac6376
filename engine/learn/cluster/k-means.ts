import { soloCrews, type CrewMaker, type Task } from '../../kernels/crew.ts'
import { breathe, type FitControl } from '../estimator.ts'
import { takeRows, type Matrix } from '../matrix.ts'
import { randomFrom } from '../random.ts'
import { openOctetRows, type OctetRows } from './octet-rows.ts'
import { seedCentres } from './seed-centres.ts'

export interface KMeansOptions {
  readonly clusters: number
  readonly seed: number
  /** Starts; the best end counts. */
  readonly starts: number
  readonly crews: CrewMaker
  /** Steps end when the centres move less than this share of the mean variance of the columns (as scikit-learn), or no row changes. */
  readonly tolerance?: number
  readonly mostSteps?: number
  /** Begin here instead, once. */
  readonly from?: readonly (readonly number[])[]
}

export interface ClusterMeans {
  /** One centre a cluster, a number for each column; the largest cluster first. */
  readonly centres: readonly (readonly number[])[]
  /** Rows by cluster. */
  readonly sizes: readonly number[]
  /** The cluster of each row, from 0. */
  readonly labels: Int32Array
  /** Sum of the squared distances of all rows from their centre. */
  readonly inertia: number
  readonly steps: number
}

/** Rows on which several starts are tried. */
const mostTrial = 10_000

/**
 * k-means by Lloyd's steps from k-means++ starts. Of long tables, the starts compete on some of the rows, and the best one settles on all.
 * Fewer clusters where fewer rows differ. The number of threads changes nothing.
 */
export async function kMeans(x: Matrix, options: KMeansOptions, control: FitControl): Promise<ClusterMeans> {
  const stride = Math.ceil(x.rows / mostTrial)
  const trial =
    stride === 1
      ? x
      : takeRows(
          x,
          Int32Array.from({ length: Math.floor((x.rows - 1) / stride) + 1 }, (_, at) => at * stride),
        )
  const centres = options.from ?? (await bestStart(trial, options, control))
  const rows = openOctetRows(x, centres.length, options.crews)
  try {
    const found = await settle(rows, centres, { ...options, from: 0.3, to: 1 }, control)
    control.progress(1)
    return found
  } finally {
    rows.crew.close()
  }
}

async function bestStart(trial: Matrix, options: KMeansOptions, control: FitControl): Promise<readonly (readonly number[])[]> {
  const random = randomFrom(options.seed)
  const rows = openOctetRows(trial, options.clusters, soloCrews)
  let best: ClusterMeans | undefined
  for (let start = 0; start < options.starts; start++) {
    const centres = seedCentres(trial, Math.min(options.clusters, trial.rows), random).map((row) =>
      trial.columns.map((column) => column[row]!),
    )
    const share = (at: number) => (0.3 * at) / options.starts
    const run = await settle(rows, centres, { ...options, from: share(start), to: share(start + 1) }, control)
    if (!best || run.inertia < best.inertia * (1 - 1e-12)) best = run
  }
  return best?.centres ?? []
}

interface Settling extends Pick<KMeansOptions, 'tolerance' | 'mostSteps'> {
  /** Of the progress. */
  readonly from: number
  readonly to: number
}

async function settle(
  rows: OctetRows,
  start: readonly (readonly number[])[],
  { tolerance = 1e-4, mostSteps = 300, from, to }: Settling,
  control: FitControl,
): Promise<ClusterMeans> {
  const { x, middle, crew } = rows
  const least = tolerance * meanVariance(x, middle)
  const memory = crew.memory.buffer
  new Int32Array(memory, rows.labels, Math.ceil(x.rows / 8) * 8).fill(-1)
  new Uint8Array(memory, rows.sums, (rows.pieces.length - 1) * rows.sumBytes).fill(0)
  let centres: readonly Float64Array[] = start.map((centre) => Float64Array.from(centre, (value, j) => value - middle[j]!))
  const tasks = tasksOf(rows, centres.length)
  let steps = 0
  let told = from
  for (let first = 0; steps < mostSteps; steps++) {
    writeCentres(rows, centres)
    const changed = crew.run(tasks).reduce((sum, one) => sum + one, 0)
    if (changed === 0) break
    if (steps === 0) first = changed
    const moved = movedCentres(rows, centres)
    const far = moved.reduce((sum, centre, at) => sum + squared(centre, centres[at]!), 0)
    centres = moved
    // Fewer and fewer rows change: their logarithm falls about evenly.
    told = Math.max(told, from + (to - from) * (1 - Math.log(1 + changed) / Math.log(2 + first)))
    control.progress(told)
    await breathe(control)
    if (far > least) continue
    writeCentres(rows, centres)
    crew.run(tasks)
    steps++
    break
  }
  return finished(
    x,
    new Int32Array(memory, rows.labels, x.rows).slice(),
    centres.map((centre) => centre.map((value, j) => value + middle[j]!)),
    steps,
  )
}

function tasksOf({ x, pieces, blocks, labels, centres, sums, sumBytes }: OctetRows, count: number): readonly Task[] {
  const groups = Math.ceil(count / 4)
  return pieces
    .slice(1)
    .map((to, at): Task => ['assignRows', blocks, pieces[at]!, to, x.rows, x.columns.length, centres, groups, labels, sums + at * sumBytes])
}

/** Four times each number; centres that fill up the last group are too far for any row. */
function writeCentres({ crew, x, centres: at }: OctetRows, centres: readonly Float64Array[]): void {
  const width = x.columns.length
  const groups = Math.ceil(centres.length / 4)
  const out = new Float32Array(crew.memory.buffer, at, groups * (width + 1) * 16)
  for (let c = 0; c < groups * 4; c++) {
    const centre = centres[c]
    const base = (c >> 2) * (width + 1) * 16 + (c & 3) * 4
    const length = centre ? centre.reduce((sum, value) => sum + value * value, 0) : 3e38
    out.fill(length, base, base + 4)
    for (let j = 0; j < width; j++) out.fill(centre ? -2 * centre[j]! : 0, base + (j + 1) * 16, base + (j + 1) * 16 + 4)
  }
}

/** The means of the rows of each cluster; a cluster without rows keeps its centre. */
function movedCentres({ crew, x, pieces, sums, sumBytes }: OctetRows, centres: readonly Float64Array[]): Float64Array[] {
  const size = x.columns.length + 1
  const all = new Float64Array(centres.length * size)
  for (let piece = 0; piece < pieces.length - 1; piece++) {
    const own = new Float64Array(crew.memory.buffer, sums + piece * sumBytes, all.length)
    for (let at = 0; at < all.length; at++) all[at]! += own[at]!
  }
  return centres.map((centre, c) => {
    const rows = all[(c + 1) * size - 1]!
    return rows === 0 ? centre : centre.map((_, j) => all[c * size + j]! / rows)
  })
}

/** Centres, sizes and inertia from the rows themselves, in 64 bits; the largest cluster first. */
function finished(x: Matrix, labels: Int32Array, centres: readonly Float64Array[], steps: number): ClusterMeans {
  const sizes = new Int32Array(centres.length)
  for (const label of labels) sizes[label]!++
  const means = centres.map((centre, c) => (sizes[c] === 0 ? centre : new Float64Array(centre.length)))
  x.columns.forEach((column, j) => {
    const sums = new Float64Array(centres.length)
    for (let i = 0; i < labels.length; i++) sums[labels[i]!]! += column[i]!
    sums.forEach((sum, c) => sizes[c]! > 0 && (means[c]![j] = sum / sizes[c]!))
  })
  let inertia = 0
  x.columns.forEach((column, j) => {
    const own = Float64Array.from(means, (mean) => mean[j]!)
    for (let i = 0; i < labels.length; i++) {
      const away = column[i]! - own[labels[i]!]!
      inertia += away * away
    }
  })
  const order = centres.map((_, c) => c).toSorted((a, b) => sizes[b]! - sizes[a]! || a - b)
  const places = new Int32Array(order.length)
  order.forEach((c, at) => (places[c] = at))
  return {
    centres: order.map((c) => [...means[c]!]),
    sizes: order.map((c) => sizes[c]!),
    labels: labels.map((label) => places[label]!),
    inertia,
    steps,
  }
}

function meanVariance({ rows, columns }: Matrix, middle: Float64Array): number {
  let sum = 0
  columns.forEach((column, j) => {
    const mean = middle[j]!
    for (let i = 0; i < rows; i++) {
      const away = column[i]! - mean
      sum += away * away
    }
  })
  return sum / (rows * columns.length)
}

function squared(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let j = 0; j < a.length; j++) sum += (a[j]! - b[j]!) ** 2
  return sum
}
