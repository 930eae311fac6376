import type { ClusterRule, FoundCluster, MergedCluster } from '../../protocol/cluster.ts'
import { alikeWithin, bitsApart, blocksOf, comparedForm, letterBits } from './alike.ts'
import { keysOf } from './key-of.ts'
import { pieceIndex, shortestPieced } from './shared-pieces.ts'

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
    for (const key of values.flatMap((value) => keysOf(value, rule))) if (!targets.has(key)) targets.set(key, to)
  return (value) => {
    const key = keysOf(value, rule).find((one) => targets.has(one))
    return key === undefined ? null : (targets.get(key) ?? null)
  }
}

function byDistance(clusters: readonly MergedCluster[], rule: Extract<ClusterRule, { method: 'distance' | 'rare' }>): Finder {
  const members = clusters.flatMap(({ to, values }) =>
    values.map((value) => {
      const form = comparedForm(value)
      return { to, form, bits: letterBits(form) }
    }),
  )
  const pieces = pieceIndex(rule)
  const blocks = new Map<string, number[]>()
  for (const [at, { form }] of members.entries()) {
    if (form.length >= shortestPieced(rule)) pieces.add(form, at)
    else
      for (const block of blocksOf(form, rule.block)) {
        const same = blocks.get(block)
        if (same) same.push(at)
        else blocks.set(block, [at])
      }
  }
  return (value) => {
    const form = comparedForm(value)
    const bits = letterBits(form)
    const best = { to: '', far: Infinity, at: 0 }
    const meet = (at: number) => {
      const member = members[at]
      if (!member || Math.abs(member.form.length - form.length) > rule.radius || bitsApart(member.bits, bits) > 2 * rule.radius) return
      const far = alikeWithin(form, member.form, rule)
      if (far !== null && (far < best.far || (far === best.far && at < best.at))) Object.assign(best, { to: member.to, far, at })
    }
    pieces.near(form, Infinity, meet)
    for (const block of blocksOf(form, rule.block)) for (const at of blocks.get(block) ?? []) meet(at)
    return best.far === Infinity ? null : best.to
  }
}
