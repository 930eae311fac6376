import type { ColumnLaw } from './naive-bayes.ts'

interface LabelledColumn {
  readonly column: Float64Array
  readonly y: Float64Array
  readonly weights: Float64Array
  /** Weight of the rows by class. */
  readonly totals: Float64Array
}

/**
 * How much a column says of the class by its law, on average over the rows, in nats: the log of what the row's own class expects of the value,
 * less the log of what all classes expect of it together. At least 0.
 */
export function informationOf({ column, y, weights, totals }: LabelledColumn, law: ColumnLaw): number {
  const all = totals.reduce((sum, total) => sum + total, 0)
  const priors = totals.map((total) => (total > 0 ? Math.log(total / all) : Number.NEGATIVE_INFINITY))
  const logs = new Float64Array(totals.length)
  let sum = 0
  for (let i = 0; i < column.length; i++) {
    const value = column[i]!
    if (weights[i] === 0 || Number.isNaN(value) || (law.kind === 'count' && value === 0)) continue
    let most = Number.NEGATIVE_INFINITY
    for (let c = 0; c < logs.length; c++) {
      logs[c] = law.kind === 'count' ? value * law.logs[c]! : normalLog(value, law.means[c]!, law.variances[c]!)
      most = Math.max(most, logs[c]! + priors[c]!)
    }
    let together = 0
    for (let c = 0; c < logs.length; c++) together += Math.exp(logs[c]! + priors[c]! - most)
    sum += weights[i]! * (logs[y[i]!]! - most - Math.log(together))
  }
  return Math.max(0, sum / all)
}

function normalLog(value: number, mean: number, variance: number): number {
  return -0.5 * Math.log(2 * Math.PI * variance) - (value - mean) ** 2 / (2 * variance)
}
