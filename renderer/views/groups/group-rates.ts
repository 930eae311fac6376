import type { GroupReport, GroupRow, Rate } from '../../../engine/protocol/artifact.ts'

export type RateName = 'selectionRate' | 'tpr' | 'fpr' | 'fnr' | 'precision' | 'accuracy' | 'baseRate'

/** Where the four-fifths rule draws its zone. */
export interface FourFifths {
  /** Rates on the bad side of this one break the rule. */
  readonly limit: number
  /** `under`: the outcome is wanted and rates under the limit are too low; `over`: it is not wanted and rates over the limit are too high. */
  readonly side: 'under' | 'over'
}

/** The zone of the four-fifths rule among the judged groups: under 0.8 times the best rate, or over 1.25 times the lowest one. */
export function fourFifths({ groups, favourable }: Pick<GroupReport, 'groups' | 'favourable'>): FourFifths | null {
  const rates = groups.flatMap(({ judged, selectionRate }) => (judged && selectionRate.value !== null ? [selectionRate.value] : []))
  if (rates.length < 2) return null
  return favourable ? { limit: 0.8 * Math.max(...rates), side: 'under' } : { limit: 1.25 * Math.min(...rates), side: 'over' }
}

export function breaksFourFifths(rate: Rate, zone: FourFifths | null): boolean {
  if (zone === null || rate.value === null) return false
  return zone.side === 'under' ? rate.value < zone.limit : rate.value > zone.limit
}

export interface GroupPair {
  readonly low: GroupRow
  readonly high: GroupRow
  /** Rate of `high` minus that of `low`. */
  readonly gap: number
  /** Rate of `low` over that of `high`; null when that is zero. */
  readonly ratio: number | null
}

/** All pairs of judged groups by how far their selection rates are apart, the farthest first. */
export function groupPairs(groups: readonly GroupRow[]): GroupPair[] {
  const judged = groups.filter(({ judged, selectionRate }) => judged && selectionRate.value !== null)
  const pairs: GroupPair[] = []
  judged.forEach((a, i) => {
    for (const b of judged.slice(i + 1)) {
      const [low, high] = (a.selectionRate.value ?? 0) <= (b.selectionRate.value ?? 0) ? [a, b] : [b, a]
      const [from, to] = [low.selectionRate.value ?? 0, high.selectionRate.value ?? 0]
      pairs.push({ low, high, gap: to - from, ratio: to === 0 ? null : from / to })
    }
  })
  return pairs.toSorted((a, b) => b.gap - a.gap)
}

/** The group that is farthest on the bad side of everyone, for the mark of a small chart. Null while nothing stands out of the interval. */
export function standsOut(groups: readonly GroupRow[], overall: GroupRow, name: RateName, badSide: 'over' | 'under'): string | null {
  const everyone = overall[name].value
  if (everyone === null) return null
  let worst: string | null = null
  let farthest = 0
  for (const { group, judged, [name]: rate } of groups) {
    if (!judged || rate.value === null || rate.interval === null) continue
    const beyond = badSide === 'over' ? rate.interval[0] - everyone : everyone - rate.interval[1]
    if (beyond > farthest) {
      farthest = beyond
      worst = group
    }
  }
  return worst
}
