import type { FairnessMeasure, GroupReport, GroupRow, Rate } from '../../../engine/protocol/artifact.ts'

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

/** The rate behind each difference; equalised odds is the wider of two that are there already. */
const rateOfMeasure: Readonly<Record<string, RateName>> = {
  'demographic-parity-difference': 'selectionRate',
  'equal-opportunity-difference': 'tpr',
  'false-positive-difference': 'fpr',
  'precision-difference': 'precision',
  'accuracy-difference': 'accuracy',
}

/**
 * The measure that the verdict opens with, and its rate: selection when its gap or its ratio breaks a limit, else the widest gap that breaks
 * its own, else the widest of all.
 */
export function leadingMeasure(
  measures: readonly FairnessMeasure[],
): { readonly measure: FairnessMeasure; readonly rate: RateName } | null {
  const gaps = measures.flatMap((measure) => {
    const rate = rateOfMeasure[measure.id]
    return rate && measure.value !== null && measure.worst ? [{ measure, rate }] : []
  })
  const selection = gaps.find(({ rate }) => rate === 'selectionRate')
  const broken = measures.some(({ id, verdict }) => id.startsWith('demographic-parity-') && verdict === 'bad')
  if (selection && broken) return selection
  const widest = gaps.toSorted((a, b) => (b.measure.value ?? 0) - (a.measure.value ?? 0))
  return widest.find(({ measure }) => measure.verdict === 'bad') ?? widest[0] ?? null
}

/** All pairs of judged groups by how far one of their rates is apart, the farthest first. */
export function groupPairs(groups: readonly GroupRow[], name: RateName = 'selectionRate'): GroupPair[] {
  const rateOf = (row: GroupRow) => row[name].value ?? 0
  const judged = groups.filter((row) => row.judged && row[name].value !== null)
  const pairs: GroupPair[] = []
  judged.forEach((a, i) => {
    for (const b of judged.slice(i + 1)) {
      const [low, high] = rateOf(a) <= rateOf(b) ? [a, b] : [b, a]
      const [from, to] = [rateOf(low), rateOf(high)]
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
