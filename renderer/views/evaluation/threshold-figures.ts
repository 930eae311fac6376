import type { Evaluation } from '../../../engine/protocol/artifact.ts'

export type ThresholdRow = NonNullable<Evaluation['thresholds']>[number]

export interface ThresholdFigures {
  /** Share of all rows that are called positive. */
  readonly called: number
  readonly accuracy: number
  /** Of those called positive, the share that is. Null when none is called. */
  readonly precision: number | null
  /** Of those that are positive, the share that is called. Null when there is none. */
  readonly recall: number | null
  /** Of those that are not positive, the share that is called all the same. Null when there is none. */
  readonly falseAlarms: number | null
  readonly f1: number | null
}

const share = (part: number, of: number) => (of === 0 ? null : part / of)

/** The figures of two classes from the four counts at a threshold. */
export function thresholdFigures({ tp, fp, tn, fn }: Omit<ThresholdRow, 'threshold'>): ThresholdFigures {
  const rows = tp + fp + tn + fn
  return {
    called: share(tp + fp, rows) ?? 0,
    accuracy: share(tp + tn, rows) ?? 0,
    precision: share(tp, tp + fp),
    recall: share(tp, tp + fn),
    falseAlarms: share(fp, fp + tn),
    f1: share(2 * tp, 2 * tp + fp + fn),
  }
}

/** The row of the table whose threshold is nearest; undefined for an empty table. */
export function nearestThreshold(rows: readonly ThresholdRow[], threshold: number): ThresholdRow | undefined {
  let best: ThresholdRow | undefined
  for (const row of rows) if (!best || Math.abs(row.threshold - threshold) < Math.abs(best.threshold - threshold)) best = row
  return best
}

/** The threshold with the highest F1. */
export function bestThreshold(rows: readonly ThresholdRow[]): ThresholdRow | undefined {
  let best: ThresholdRow | undefined
  let highest = -1
  for (const row of rows) {
    const f1 = thresholdFigures(row).f1 ?? -1
    if (f1 > highest) {
      highest = f1
      best = row
    }
  }
  return best
}
