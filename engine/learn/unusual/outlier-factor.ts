// Ways to tell how unusual a row of numbers is, learnt from rows that are mostly common.

import { factorOf, reach } from '../../relation/learnt/answer-by-rows.ts'
import { distancesTo, flatRows, nearestRows } from '../../relation/learnt/distances.ts'
import type { Metric, OutlierFactor } from '../../relation/learnt/learnt-rows.ts'
import { breathe, type FitControl } from '../estimator.ts'

/** What is learnt of complete rows, and the factor of each of them among the others. */
export interface LearntFactor {
  readonly learnt: OutlierFactor
  readonly factors: Float64Array
}

const rowsAtOnce = 200

/**
 * The radius and density of each row among the others (Breunig and others 2000, definitions 3 to 7). The work grows with the square of the
 * rows. Throws LearnProblem `cancelled`.
 */
export async function learnOutlierFactor(
  rows: readonly (readonly number[])[],
  options: { readonly neighbours: number; readonly metric: Metric },
  control: FitControl,
): Promise<LearntFactor> {
  const flat = flatRows(rows, rows[0]?.length ?? 0)
  const neighbours = Math.min(options.neighbours, rows.length - 1)
  const distancesOf = (row: number) => {
    const found = distancesTo(flat.values.subarray(row * flat.width, (row + 1) * flat.width), flat, options.metric)
    found[row] = Number.POSITIVE_INFINITY
    return found
  }
  const each = async (compute: (row: number) => number) => {
    const found = new Float64Array(rows.length)
    for (let row = 0; row < rows.length; row++) {
      if (row % rowsAtOnce === 0) await breathe(control)
      found[row] = compute(row)
    }
    return found
  }
  const radii = [...(await each((row) => distancesOf(row).toSorted()[neighbours - 1] as number))]
  const densities = [
    ...(await each((row) => {
      const distances = distancesOf(row)
      const near = nearestRows(distances, neighbours)
      return 1 / reach(near.reduce((sum, { place }) => sum + Math.max(radii[place] as number, distances[place] as number), 0) / near.length)
    })),
  ]
  const factors = await each((row) => factorOf(distancesOf(row), { neighbours, radii, densities }))
  return { learnt: { kind: 'factor', metric: options.metric, rows, neighbours, radii, densities }, factors }
}
