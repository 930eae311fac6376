import type { Text } from '../protocol/text.ts'
import type { Interval } from '../learn/statistics/proportion.ts'

/**
 * same: within what chance does. small: more than chance, but too little to matter. drift: more than chance and enough to matter.
 * unknown: too few rows to tell.
 */
export type DriftVerdict = 'same' | 'small' | 'drift' | 'unknown'

export type DistanceId = 'psi' | 'jensen-shannon' | 'kolmogorov-smirnov' | 'wasserstein' | 'total-variation' | 'chi-square'

export interface DistanceResult {
  readonly id: DistanceId
  readonly label: Text
  readonly value: number
  /** What chance alone exceeds at the feature's false-alarm rate; null for a test that has a p value instead. */
  readonly noise: number | null
  /** The noise floor lies beyond what was simulated. */
  readonly extrapolated: boolean
  readonly p: number | null
  /** The verdict rests on this one; the others are told beside it. */
  readonly decides: boolean
}

export interface MissingResult {
  readonly reference: number
  readonly current: number
  /** Newcombe's 95 % interval of current - reference. */
  readonly interval: Interval | null
  readonly p: number
  readonly verdict: DriftVerdict
}

export interface DriftBin {
  /** The level of a category; of a number what it goes up to, as it is. */
  readonly label: string
  /** Of a number: the largest value of the bin, with four significant digits. */
  readonly upTo?: number
  readonly reference: number
  readonly current: number
}

export interface FeatureDrift {
  readonly name: string
  readonly kind: 'number' | 'category'
  readonly rows: number
  readonly verdict: DriftVerdict
  readonly distances: readonly DistanceResult[]
  readonly missing: MissingResult
  /** Smallest change that this window would show four times in five: standard deviations, or the share that changes category. */
  readonly detectable: number | null
  /** From which value on the deciding distance matters; null when nothing could be compared. */
  readonly matters: number | null
  /** Rows that a verdict needs, when there are too few. */
  readonly rowsNeeded: number | null
  /** What changed, in words. */
  readonly text: Text
  /** Where the line is and why it is there. */
  readonly threshold: Text
  /** Shares per bin or level, reference and current, for a drawing. */
  readonly bins: readonly DriftBin[]
  /** A yes/no column: its levels `true` and `false` are said as yes and no. */
  readonly yesNo: boolean
}

/** How far a feature is along the way to its limit, the higher of the two lines (chance, what matters); null where nothing was compared. */
export function limitOf(drift: FeatureDrift): { readonly id: DistanceId; readonly value: number; readonly limit: number } | null {
  const decider = drift.distances.find(({ decides }) => decides)
  return decider ? { id: decider.id, value: decider.value, limit: Math.max(decider.noise ?? 0, drift.matters ?? 0) } : null
}

/** Changes that matter, whatever the number of rows: the second line beside that of chance. */
export interface Matters {
  /** Move of a numeric feature, in standard deviations of the reference. */
  readonly shift: number
  /** Share of rows that change category. */
  readonly moved: number
  /** Change of the missing share. */
  readonly missing: number
}

export const usualMatters: Matters = { shift: 0.2, moved: 0.1, missing: 0.05 }

export interface DriftSetting {
  /** False-alarm rate per feature and window, shared by its two tests (distribution and missing values). */
  readonly alpha: number
  readonly seed: number
  readonly matters?: Matters
  readonly replicates?: number
  /** The column is one of yes and no. */
  readonly yesNo?: boolean
}
