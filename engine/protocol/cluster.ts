import { z } from 'zod'

const distance = {
  radius: z.number().int().min(1).max(10),
  block: z.number().int().min(1).max(20),
  swaps: z.boolean().exactOptional(),
}

/**
 * How values are found to be variants of each other. `block`: letters in a row that two values must share to be compared at all; with `swaps` two
 * neighbouring letters that changed places are one that differs.
 * `rare`: values with fewer than `rows` rows go to the nearest one that has as many or more. `hand`: each value by itself, for a person to
 * say what it means; later values with the fingerprint of one of them are its variants.
 */
export const clusterRuleSchema = z.discriminatedUnion('method', [
  z.object({ method: z.literal('fingerprint') }),
  z.object({ method: z.literal('ngram'), size: z.number().int().min(1).max(10) }),
  z.object({ method: z.literal('sound'), code: z.enum(['metaphone', 'cologne', 'soundex', 'daitch-mokotoff']) }),
  z.object({ method: z.literal('distance'), ...distance }),
  z.object({ method: z.literal('rare'), rows: z.number().int().min(2), ...distance }),
  z.object({ method: z.literal('hand') }),
])
export type ClusterRule = z.infer<typeof clusterRuleSchema>

/** An approved cluster: these values become `to`. Those `apart` were seen and left out on purpose: they are no new variants later on. */
export const mergedClusterSchema = z.object({
  to: z.string(),
  values: z.array(z.string()),
  apart: z.array(z.string()).default([]),
  rule: clusterRuleSchema.default({ method: 'fingerprint' }),
})
export type MergedCluster = z.infer<typeof mergedClusterSchema>

/** Values that may be one, most frequent first: the first is the proposal. A single one where a person merges by hand. */
export const foundClusterSchema = z.object({ values: z.array(z.object({ value: z.string(), rows: z.number().int() })) })
export type FoundCluster = z.infer<typeof foundClusterSchema>

/** The approved clusters with more of them: what became a value that is merged now becomes what that one becomes. */
export function withClusters(before: readonly MergedCluster[], added: readonly MergedCluster[]): readonly MergedCluster[] {
  return added.reduce<readonly MergedCluster[]>((all, cluster) => {
    const gone = new Set(cluster.values)
    return [...all.map((one) => (gone.has(one.to) ? { ...one, to: cluster.to } : one)), cluster]
  }, before)
}
