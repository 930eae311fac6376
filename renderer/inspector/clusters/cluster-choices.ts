import type { ClusterRule, FoundCluster, MergedCluster } from '../../../engine/protocol/cluster.ts'

/** What a person decided of a found cluster: whether it is approved, the value that remains, and values that are left out. */
export interface ClusterChoice {
  readonly approved: boolean
  readonly to: string
  readonly apart: ReadonlySet<string>
}

/** Choices by place in the list of found clusters; a place that is absent stands as it was proposed. */
export type ClusterChoices = ReadonlyMap<number, ClusterChoice>

export const choiceOf = (choices: ClusterChoices, at: number, cluster: FoundCluster): ClusterChoice =>
  choices.get(at) ?? { approved: false, to: cluster.values[0]?.value ?? '', apart: new Set() }

/** Approves or releases all clusters; names and values that were decided stay. */
export function approveAll(choices: ClusterChoices, clusters: readonly FoundCluster[], approved: boolean): ClusterChoices {
  return new Map(clusters.map((cluster, at) => [at, { ...choiceOf(choices, at, cluster), approved }]))
}

/** The approved clusters as they are kept. One whose values all stay as they are is none. */
export function approvedClusters(choices: ClusterChoices, clusters: readonly FoundCluster[], rule: ClusterRule): MergedCluster[] {
  return clusters.flatMap((cluster, at) => {
    const { approved, to, apart } = choiceOf(choices, at, cluster)
    const values = cluster.values.map(({ value }) => value).filter((value) => !apart.has(value))
    if (!approved || to === '' || !values.some((value) => value !== to)) return []
    return [{ to, values, apart: [...apart], rule }]
  })
}

/** Values that become another one. */
export const changedValues = (clusters: readonly MergedCluster[]): number =>
  clusters.reduce((sum, { to, values }) => sum + values.filter((value) => value !== to).length, 0)

export const targetsOf = (clusters: readonly MergedCluster[]): number => new Set(clusters.map(({ to }) => to)).size

/** The rule that a method begins with. */
export function ruleOf(method: ClusterRule['method']): ClusterRule {
  switch (method) {
    case 'ngram':
      return { method, size: 2 }
    case 'sound':
      return { method, code: 'metaphone' }
    case 'distance':
      return { method, radius: 2, block: 4 }
    case 'rare':
      return { method, rows: 3, radius: 2, block: 4 }
    default:
      return { method }
  }
}
