import { calibrationOf, type Calibration, type CalibrationBin } from './calibration.ts'
import { gainCurve, precisionRecallCurve, rocCurve } from './curves.ts'
import { effectiveSizes } from './auc.ts'
import type { RankedScores } from './rank-scores.ts'
import { rocBand, type BandPoint } from './roc-band.ts'
import { scoreCounts, type ScoreCount } from './score-counts.ts'
import type { Curve } from './thin-curve.ts'

export interface ClassCurves {
  /** Weighted share of the rows that are of the class. */
  readonly base: number
  readonly roc: Curve | null
  /** The pointwise 95 % band of the ROC curve. */
  readonly rocBand: readonly BandPoint[] | null
  readonly precisionRecall: Curve | null
  readonly gain: Curve | null
  readonly calibration: readonly CalibrationBin[]
  readonly scores: readonly ScoreCount[]
}

export interface ScoredClass {
  readonly score: Float64Array
  /** 1 where the row is of the class. */
  readonly positive: Uint8Array
  readonly weights: Float64Array
  readonly ranked: RankedScores
  readonly seed: number
}

/** What is drawn of one class against the others, each curve with at most `limit` points. */
export function classCurves(
  { score, positive, weights, ranked, seed }: ScoredClass,
  limit?: number,
): { curves: ClassCurves; calibration: Calibration } {
  const calibration = calibrationOf({ score, positive, weights, order: ranked.order, seed })
  const { positives, negatives } = ranked
  const roc = rocCurve(ranked, limit)
  return {
    calibration,
    curves: {
      base: positives / (positives + negatives),
      roc,
      rocBand: roc && rocBand(roc, effectiveSizes(positive, weights), seed),
      precisionRecall: precisionRecallCurve(ranked, limit),
      gain: gainCurve(ranked, limit),
      calibration: calibration.bins,
      scores: scoreCounts(score, positive),
    },
  }
}
