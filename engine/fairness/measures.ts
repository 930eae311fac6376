import type { FairnessMeasure } from '../protocol/artifact.ts'
import type { Interval } from '../learn/statistics/proportion.ts'
import type { GroupRates } from './group-rates.ts'
import { chipText, measureLabels, measureText, type MeasureId, type Wording } from './measure-texts.ts'
import { worstPair, type Pair } from './worst-pair.ts'

export interface Limits {
  /** Largest difference that passes, in shares: 0.1 is ten points. */
  readonly difference: number
  /** Smallest ratio that passes: four fifths. */
  readonly ratio: number
}

/** Ten points as in SageMaker Clarify's examples, and the four-fifths rule of thumb (29 CFR 1607.4). Habits, not law. */
export const usualLimits: Limits = { difference: 0.1, ratio: 0.8 }

export interface MeasureSetting {
  readonly smallest: number
  readonly limits: Limits
  readonly wording: Wording
}

/**
 * The measures over all judged groups, each by its worst pair: the one with the lowest and the one with the highest rate, as fairlearn has them
 * (between groups, worst case). Ratios are lowest over highest. Demographic parity ratio is also called disparate impact.
 */
export function fairnessMeasures(groups: readonly GroupRates[], setting: MeasureSetting): FairnessMeasure[] {
  const judged = groups.filter((group) => group.judged)
  const pair = (rate: 'selectionRate' | 'tpr' | 'fpr' | 'precision' | 'accuracy') =>
    worstPair(
      judged.map((group) => ({ group: group.group, rate: group[rate] })),
      setting.smallest,
    )
  const [selection, tpr, fpr] = [pair('selectionRate'), pair('tpr'), pair('fpr')]
  // A gap that cannot be measured must not make the other one look like the whole story.
  const both = tpr && fpr ? [tpr, fpr] : []
  const wider = both.toSorted((a, b) => b.difference - a.difference)[0] ?? null
  const harsher = both.toSorted((a, b) => (a.ratio ?? 1) - (b.ratio ?? 1))[0] ?? null
  const part = (chosen: Pair | null) => (chosen === null ? undefined : chosen === tpr ? 'tpr' : 'fpr')
  return [
    measure('demographic-parity-ratio', 'ratio', selection, setting),
    measure('demographic-parity-difference', 'difference', selection, setting),
    measure('equal-opportunity-difference', 'difference', tpr, setting),
    measure('false-positive-difference', 'difference', fpr, setting),
    measure('equalised-odds-difference', 'difference', wider, { ...setting, part: part(wider) }),
    measure('equalised-odds-ratio', 'ratio', harsher, { ...setting, part: part(harsher) }),
    measure('precision-difference', 'difference', pair('precision'), setting),
    measure('accuracy-difference', 'difference', pair('accuracy'), setting),
  ]
}

type Setting = MeasureSetting & { readonly part?: 'tpr' | 'fpr' | undefined }

function measure(id: MeasureId, kind: 'difference' | 'ratio', pair: Pair | null, setting: Setting): FairnessMeasure {
  const limit = setting.limits[kind]
  const value = pair && (kind === 'difference' ? pair.difference : pair.ratio)
  const interval = pair && (kind === 'difference' ? pair.differenceInterval : pair.ratioInterval)
  const verdict = value === null ? 'unknown' : judge(kind, { value, interval, limit })
  return {
    id,
    label: measureLabels[id],
    value,
    interval: interval && [...interval],
    kind,
    limit,
    verdict: verdict === 'chance' ? 'near' : verdict,
    chip: chipText(kind, verdict, limit),
    text: measureText(id, pair, { ...setting.wording, smallest: setting.smallest, chance: verdict === 'chance', part: setting.part }),
    worst: pair && {
      low: pair.low.group,
      high: pair.high.group,
      lowRate: pair.low.rate.value!,
      highRate: pair.high.rate.value!,
    },
  }
}

/** `chance`: beyond the limit, but the interval holds no gap at all. `near`: within the last fifth before the limit. */
function judge(
  kind: 'difference' | 'ratio',
  { value, interval, limit }: { value: number; interval: Interval | null; limit: number },
): 'good' | 'near' | 'bad' | 'chance' {
  if (kind === 'difference') {
    if (value > limit) return interval && interval[0] <= 0 ? 'chance' : 'bad'
    return value > 0.8 * limit ? 'near' : 'good'
  }
  if (value < limit) return interval && interval[1] >= 1 ? 'chance' : 'bad'
  return value < limit + 0.2 * (1 - limit) ? 'near' : 'good'
}
