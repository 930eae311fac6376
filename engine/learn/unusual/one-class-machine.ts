import { distancesTo, flatRows } from '../../relation/learnt/distances.ts'
import type { KernelSum } from '../../relation/learnt/learnt-rows.ts'
import { breathe, type FitControl } from '../estimator.ts'

/** A row is outside where its kernel sum is below the offset. */
export interface OneClassMachine {
  readonly learnt: KernelSum
  readonly offset: number
}

const [tolerance, mostSteps] = [1e-6, 200_000]

/**
 * A one-class support vector machine with a Gaussian kernel (Schölkopf and others 2001): at most the share `nu` of the rows lies outside. Solved
 * by pairs of rows, chosen by second-order information (Fan, Chen and Lin 2005); the whole kernel stays in memory. Throws LearnProblem `cancelled`.
 */
export async function learnOneClass(
  rows: readonly (readonly number[])[],
  { nu, gamma }: { readonly nu: number; readonly gamma: number },
  control: FitControl,
): Promise<OneClassMachine> {
  const flat = flatRows(rows, rows[0]?.length ?? 0)
  const kernel = rows.map((_, row) => {
    const far = distancesTo(flat.values.subarray(row * flat.width, (row + 1) * flat.width), flat, 'euclidean')
    return far.map((distance) => Math.exp(-gamma * distance * distance))
  })
  const alpha = startOf(nu * rows.length, rows.length)
  const gradient = new Float64Array(rows.length)
  for (const [at, weight] of alpha.entries()) if (weight > 0) add(gradient, kernel[at] as Float64Array, weight)
  for (let step = 0; step < mostSteps; step++) {
    if (step % 1000 === 0) await breathe(control)
    const pair = worstPair(alpha, gradient, kernel)
    if (pair === null) break
    const [up, down] = pair
    const [above, below] = [kernel[up] as Float64Array, kernel[down] as Float64Array]
    const curve = Math.max(2 - 2 * (above[down] as number), 1e-12)
    const wanted = ((gradient[down] as number) - (gradient[up] as number)) / curve
    const moved = Math.min(wanted, 1 - (alpha[up] as number), alpha[down] as number)
    alpha[up] = (alpha[up] as number) + moved
    alpha[down] = (alpha[down] as number) - moved
    for (let at = 0; at < gradient.length; at++)
      gradient[at] = (gradient[at] as number) + moved * ((above[at] as number) - (below[at] as number))
  }
  const kept = [...alpha.keys()].filter((at) => (alpha[at] as number) > 1e-12)
  return {
    learnt: {
      kind: 'kernel',
      rows: kept.map((at) => rows[at] as readonly number[]),
      weights: kept.map((at) => alpha[at] as number),
      gamma,
    },
    offset: offsetOf(alpha, gradient),
  }
}

/** The first rows take the whole weight, each at most 1. */
function startOf(total: number, count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, at) => Math.min(1, Math.max(0, total - at)))
}

function add(sums: Float64Array, values: Float64Array, weight: number): void {
  for (let at = 0; at < sums.length; at++) sums[at] = (sums[at] as number) + weight * (values[at] as number)
}

/** The row whose weight should grow most, and the one that should give it; null when no pair gains more than the tolerance. */
function worstPair(alpha: Float64Array, gradient: Float64Array, kernel: readonly Float64Array[]): readonly [number, number] | null {
  let up = -1
  for (let at = 0; at < alpha.length; at++)
    if ((alpha[at] as number) < 1 && (up < 0 || (gradient[at] as number) < (gradient[up] as number))) up = at
  if (up < 0) return null
  const [row, least] = [kernel[up] as Float64Array, gradient[up] as number]
  let [down, gain, largest] = [-1, 0, Number.NEGATIVE_INFINITY]
  for (let at = 0; at < alpha.length; at++) {
    if ((alpha[at] as number) <= 0) continue
    const between = (gradient[at] as number) - least
    largest = Math.max(largest, between)
    const gained = between <= 0 ? 0 : (between * between) / Math.max(2 - 2 * (row[at] as number), 1e-12)
    if (gained > gain) [down, gain] = [at, gained]
  }
  return down < 0 || largest < tolerance ? null : [up, down]
}

/** The kernel sum on the edge: the mean of rows with a weight between 0 and 1, else the middle of what bounds it. */
function offsetOf(alpha: Float64Array, gradient: Float64Array): number {
  let [sum, free, least, most] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const [at, weight] of alpha.entries()) {
    const value = gradient[at] as number
    if (weight >= 1 - 1e-12) most = Math.max(most, value)
    else if (weight <= 1e-12) least = Math.min(least, value)
    else [sum, free] = [sum + value, free + 1]
  }
  return free > 0 ? sum / free : Number.isFinite(least) ? (least + most) / 2 : most
}
