import { nearestThreshold, thresholdFigures, type ThresholdRow } from './threshold-figures.ts'

/** Where a threshold lies on the ROC curve and on the curve of precision and recall; null where it lies nowhere. */
export function ratesAt(rows: readonly ThresholdRow[] | undefined, threshold: number) {
  const row = rows && nearestThreshold(rows, threshold)
  if (!row) return { roc: null, precisionRecall: null }
  const { precision, recall, falseAlarms } = thresholdFigures(row)
  return {
    roc: recall === null || falseAlarms === null ? null : ([falseAlarms, recall] as const),
    precisionRecall: recall === null || precision === null ? null : ([recall, precision] as const),
  }
}
