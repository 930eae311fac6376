import type { RankedScores } from './rank-scores.ts'
import { thinCurve, type Curve } from './thin-curve.ts'

/** False positive rate against true positive rate, from (0, 0) to (1, 1); null unless there are both classes. At most `limit` points. */
export function rocCurve({ truePositives, falsePositives, positives, negatives }: RankedScores, limit?: number): Curve | null {
  if (!(positives > 0) || !(negatives > 0)) return null
  const x = new Float64Array(truePositives.length + 1)
  const y = new Float64Array(truePositives.length + 1)
  for (let g = 0; g < truePositives.length; g++) {
    x[g + 1] = falsePositives[g]! / negatives
    y[g + 1] = truePositives[g]! / positives
  }
  return thinCurve({ x, y }, limit)
}

/** Recall against precision, from recall 0 (drawn at precision 1, as is the custom) to 1; null without positives. */
export function precisionRecallCurve({ truePositives, falsePositives, positives }: RankedScores, limit?: number): Curve | null {
  if (!(positives > 0)) return null
  const x = new Float64Array(truePositives.length + 1)
  const y = new Float64Array(truePositives.length + 1)
  y[0] = 1
  for (let g = 0; g < truePositives.length; g++) {
    x[g + 1] = truePositives[g]! / positives
    y[g + 1] = truePositives[g]! / (truePositives[g]! + falsePositives[g]!)
  }
  return thinCurve({ x, y }, limit)
}

/** Share of all rows called (from the highest score down) against the share of the positives among them; null without positives. */
export function gainCurve({ truePositives, falsePositives, positives, negatives }: RankedScores, limit?: number): Curve | null {
  if (!(positives > 0)) return null
  const x = new Float64Array(truePositives.length + 1)
  const y = new Float64Array(truePositives.length + 1)
  for (let g = 0; g < truePositives.length; g++) {
    x[g + 1] = (truePositives[g]! + falsePositives[g]!) / (positives + negatives)
    y[g + 1] = truePositives[g]! / positives
  }
  return thinCurve({ x, y }, limit)
}

/** Mean precision over the positives (the step sum that scikit-learn uses, not the area under straight lines); null without positives. */
export function averagePrecision({ truePositives, falsePositives, positives }: RankedScores): number | null {
  if (!(positives > 0)) return null
  let sum = 0
  let before = 0
  for (let g = 0; g < truePositives.length; g++) {
    const found = truePositives[g]!
    if (found > before) sum += ((found - before) * found) / (found + falsePositives[g]!)
    before = found
  }
  return sum / positives
}
