import type { ClusterRule, FoundCluster, MergedCluster } from '../../protocol/cluster.ts'
import { alikeWithin, blocksOf, comparedForm } from './alike.ts'
import { keyOf } from './key-of.ts'

/** What each merged value becomes; values that stay what they are left out. A later cluster wins. */
export function mappingOf(clusters: readonly MergedCluster[]): ReadonlyMap<string, string> {
  const mapping = new Map<string, string>()
  for (const { to, values } of clusters)
    for (const value of values) {
      if (value === to) mapping.delete(value)
      else mapping.set(value, to)
    }
  return mapping
}

/** Counts after a mapping: what becomes the same is one value. */
export function mergedCounts(counted: FoundCluster['values'], mapping: ReadonlyMap<string, string>): FoundCluster['values'] {
  const counts = new Map<string, number>()
  for (const { value, rows } of counted) {
    const to = mapping.get(value) ?? value
    counts.set(to, (counts.get(to) ?? 0) + rows)
  }
  return [...counts].map(([value, rows]) => ({ value, rows }))
}

/** Every value that was looked at when clusters were approved. */
export function judgedValues(clusters: readonly MergedCluster[]): ReadonlySet<string> {
  return new Set(clusters.flatMap(({ to, values, apart }) => [to, ...values, ...apart]))
}

/**
 * Says of a value that nobody judged into which cluster it would have fallen by the rule under which that was approved; null for none, and for
 * values that were judged.
 */
export function variantFinder(clusters: readonly MergedCluster[]): (value: string) => string | null {
  const judged = judgedValues(clusters)
  const rules = new Map<string, { readonly rule: ClusterRule; readonly clusters: MergedCluster[] }>()
  for (const cluster of clusters) {
    const name = JSON.stringify(cluster.rule)
    const same = rules.get(name)
    if (same) same.clusters.push(cluster)
    else rules.set(name, { rule: cluster.rule, clusters: [cluster] })
  }
  const finders = [...rules.values()].map((same) =>
    same.rule.method === 'distance' || same.rule.method === 'rare' ? byDistance(same.clusters, same.rule) : byKey(same.clusters, same.rule),
  )
  return (value) => {
    if (judged.has(value)) return null
    for (const find of finders) {
      const to = find(value)
      if (to !== null) return to
    }
    return null
  }
}

type Finder = (value: string) => string | null

function byKey(clusters: readonly MergedCluster[], rule: ClusterRule): Finder {
  const targets = new Map<string, string>()
  for (const { to, values } of clusters)
    for (const value of values) {
      const key = keyOf(value, rule)
      if (key !== '' && !targets.has(key)) targets.set(key, to)
    }
  return (value) => targets.get(keyOf(value, rule)) ?? null
}

function byDistance(clusters: readonly MergedCluster[], rule: Extract<ClusterRule, { method: 'distance' | 'rare' }>): Finder {
  const members = clusters.flatMap(({ to, values }) => values.map((value) => ({ to, form: comparedForm(value) })))
  const places = new Map<string, number[]>()
  for (const [at, { form }] of members.entries())
    for (const block of blocksOf(form, rule.block)) places.set(block, [...(places.get(block) ?? []), at])
  return (value) => {
    const form = comparedForm(value)
    const near = new Set([...blocksOf(form, rule.block)].flatMap((block) => places.get(block) ?? []))
    let best: { readonly to: string; readonly far: number } | null = null
    for (const at of [...near].toSorted((a, b) => a - b)) {
      const member = members[at]
      const far = member ? alikeWithin(form, member.form, rule.radius) : null
      if (member && far !== null && (best === null || far < best.far)) best = { to: member.to, far }
    }
    return best?.to ?? null
  }
}
