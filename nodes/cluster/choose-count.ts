import { kMeans } from '../../engine/learn/cluster/k-means.ts'
import { allDistances, silhouettes } from '../../engine/learn/cluster/silhouette.ts'
import type { FitControl } from '../../engine/learn/estimator.ts'
import { takeRows, type Matrix } from '../../engine/learn/matrix.ts'
import { randomFrom, shuffledIndices } from '../../engine/learn/random.ts'
import { soloCrews } from '../../engine/kernels/crew.ts'

export interface TriedCount {
  readonly count: number
  readonly inertia: number
  /** The mean over the rows; null for one cluster. */
  readonly silhouette: number | null
}

const mostRows = 10_000
const mostCompared = 1_500

/** Rows drawn by the seed, in the order of the table; all when there are no more. */
export function drawnRows(x: Matrix, most: number, seed: number): Matrix {
  if (x.rows <= most) return x
  return takeRows(x, shuffledIndices(x.rows, randomFrom(seed)).subarray(0, most).toSorted())
}

/** How well 1 to `most` clusters fit: on 10,000 rows, with silhouettes of 1,500 of them. */
export async function tryCounts(
  x: Matrix,
  { most, starts, seed }: { readonly most: number; readonly starts: number; readonly seed: number },
  control: FitControl,
): Promise<readonly TriedCount[]> {
  const rows = drawnRows(x, mostRows, seed)
  const tried: TriedCount[] = []
  for (let count = 1; count <= Math.min(most, rows.rows); count++) {
    const from = (count - 1) / most
    const own = { ...control, progress: (share: number) => control.progress(from + share / most) }
    const found = await kMeans(rows, { clusters: count, starts, seed, crews: soloCrews }, own)
    if (found.centres.length < count) break
    const silhouette = count === 1 ? null : (await silhouetteOf(rows, found, { seed, control: own })).mean
    tried.push({ count, inertia: found.inertia, silhouette })
  }
  return tried
}

/** Mean silhouettes of some of the rows: over all of these, and by cluster (null where none of its rows was drawn). */
export async function silhouetteOf(
  x: Matrix,
  { labels, sizes }: { readonly labels: Int32Array; readonly sizes: readonly number[] },
  { seed, control }: { readonly seed: number; readonly control: FitControl },
): Promise<{ readonly mean: number | null; readonly byCluster: readonly (number | null)[] }> {
  if (sizes.length < 2) return { mean: null, byCluster: sizes.map(() => null) }
  const labelled = { ...x, columns: [...x.columns, Float64Array.from(labels)] }
  const drawn = drawnRows(labelled, mostCompared, seed)
  const own = drawn.columns.at(-1) ?? new Float64Array(0)
  const each = silhouettes(await allDistances({ ...drawn, columns: drawn.columns.slice(0, -1) }, control), own, sizes.length)
  return { mean: meanOf(each), byCluster: sizes.map((_, cluster) => meanOf(each.filter((__, row) => own[row] === cluster))) }
}

function meanOf(values: Float64Array): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
}

/** The count with the best silhouette, or the bend of the inertia: the point farthest from the line between its ends (Satopää and others 2011). */
export function chosenCount(tried: readonly TriedCount[], by: 'silhouette' | 'elbow'): number {
  const [first] = tried
  const last = tried.at(-1)
  if (!first || !last || tried.length < 3) return last?.count ?? 1
  const score = ({ count, inertia, silhouette }: TriedCount) => {
    if (by === 'silhouette') return silhouette ?? Number.NEGATIVE_INFINITY
    const [along, down] = [(count - first.count) / (last.count - first.count), (first.inertia - inertia) / (first.inertia - last.inertia)]
    return down - along
  }
  return tried.reduce((best, one) => (score(one) > score(best) + 1e-12 ? one : best)).count
}
