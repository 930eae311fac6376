import { breathe, type FitControl } from '../estimator.ts'
import type { Matrix } from '../matrix.ts'
import { buildKdTree } from '../neighbours/kd-tree.ts'

export interface DensityClusters {
  /** The cluster of each row from 0, the one with the first core row first; -1 for noise. */
  readonly labels: Int32Array
  /** Whether a row has enough rows around it. */
  readonly core: Uint8Array
  readonly clusters: number
}

/**
 * DBSCAN (Ester and others 1996): rows with at least `least` rows (themselves too) within `radius` are cores; cores within `radius` of each other
 * belong together, and a row near a core belongs to the first cluster that reaches it. Euclidean; rows complete and finite.
 */
export async function densityClusters(
  x: Matrix,
  { radius, least }: { readonly radius: number; readonly least: number },
  control: FitControl,
): Promise<DensityClusters> {
  const tree = buildKdTree(x, 'euclidean')
  const point = new Float64Array(x.columns.length)
  const around = (row: number) => {
    for (let j = 0; j < point.length; j++) point[j] = x.columns[j]![row]!
    return tree.within(point, radius)
  }
  const core = new Uint8Array(x.rows)
  for (let row = 0; row < x.rows; row++) {
    core[row] = Number(around(row).length >= least)
    if (row % 512 === 511) {
      control.progress((0.5 * row) / x.rows)
      await breathe(control)
    }
  }
  const labels = new Int32Array(x.rows).fill(-1)
  let clusters = 0
  let done = 0
  for (let row = 0; row < x.rows; row++) {
    if (core[row] === 0 || labels[row]! >= 0) continue
    const open = [row]
    labels[row] = clusters
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (++done % 512 === 0) {
        control.progress(0.5 + (0.5 * done) / x.rows)
        await breathe(control)
      }
      for (const other of around(next)) {
        if (labels[other]! >= 0) continue
        labels[other] = clusters
        if (core[other] === 1) open.push(other)
      }
    }
    clusters++
  }
  control.progress(1)
  return { labels, core, clusters }
}
