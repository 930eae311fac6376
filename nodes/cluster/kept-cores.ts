import type { DensityClusters } from '../../engine/learn/cluster/density-clusters.ts'
import type { Matrix } from '../../engine/learn/matrix.ts'

export interface KeptCores {
  readonly rows: readonly (readonly number[])[]
  /** The cluster of each kept row, from 0. */
  readonly clusters: readonly number[]
  /** How far at most a core that was left out is from a kept one of its cluster. */
  readonly slack: number
}

const mostKept = 1_500

/**
 * Core rows that stand for all: each core is one of them or within `slack` of one of its cluster. The slack is 0 where there are few, else it grows
 * until they are few enough.
 */
export function keptCores(x: Matrix, { labels, core }: DensityClusters, radius: number): KeptCores {
  const cores = [...core.keys()].filter((row) => core[row] === 1)
  const rowOf = (row: number) => x.columns.map((column) => column[row] ?? 0)
  for (let slack = 0; ; slack = slack === 0 ? radius / 16 : slack * 1.5) {
    const rows: (readonly number[])[] = []
    const clusters: number[] = []
    for (const row of cores) {
      const own = rowOf(row)
      const cluster = labels[row] ?? -1
      if (rows.some((kept, at) => clusters[at] === cluster && distance(kept, own) <= slack)) continue
      rows.push(own)
      clusters.push(cluster)
      if (rows.length > mostKept) break
    }
    if (rows.length <= mostKept) return { rows, clusters, slack }
  }
}

function distance(a: readonly number[], b: readonly number[]): number {
  let sum = 0
  for (let j = 0; j < a.length; j++) sum += ((a[j] ?? 0) - (b[j] ?? 0)) ** 2
  return Math.sqrt(sum)
}
