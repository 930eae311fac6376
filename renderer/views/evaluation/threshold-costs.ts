import type { ThresholdRow } from './threshold-figures.ts'

/** What one row costs by what it is and what it is called; a gain is below 0. */
export interface CallCosts {
  readonly falseAlarm: number
  readonly miss: number
  readonly hit: number
  readonly rightNo: number
}

export const noCosts: CallCosts = { falseAlarm: 0, miss: 0, hit: 0, rightNo: 0 }

/** The costs of a node, read for the positive one of two classes. */
export function callCosts(costs: readonly (readonly number[])[] | undefined, positive: number): CallCosts {
  const at = (actual: number, predicted: number) => costs?.[actual]?.[predicted] ?? 0
  const other = 1 - positive
  return {
    falseAlarm: at(other, positive),
    miss: at(positive, other),
    hit: at(positive, positive),
    rightNo: at(other, other),
  }
}

/** The lines of a node's param `costs` that say the same. */
export function costLines(costs: CallCosts, positive: string, other: string): { actual: string; predicted: string; cost: number }[] {
  return [
    { actual: other, predicted: positive, cost: costs.falseAlarm },
    { actual: positive, predicted: other, cost: costs.miss },
    { actual: positive, predicted: positive, cost: costs.hit },
    { actual: other, predicted: other, cost: costs.rightNo },
  ].filter(({ cost }) => cost !== 0)
}

/** What all rows cost together at a threshold. */
export function totalCost({ tp, fp, tn, fn }: Omit<ThresholdRow, 'threshold'>, costs: CallCosts): number {
  return fp * costs.falseAlarm + fn * costs.miss + tp * costs.hit + tn * costs.rightNo
}

/** The threshold at which all rows cost least; the first of equals. */
export function cheapestThreshold(rows: readonly ThresholdRow[], costs: CallCosts): ThresholdRow | undefined {
  let best: ThresholdRow | undefined
  for (const row of rows) if (!best || totalCost(row, costs) < totalCost(best, costs)) best = row
  return best
}
