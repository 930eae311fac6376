import type { FittedModel } from '../estimator.ts'
import { takeRows, takeValues, type Matrix } from '../matrix.ts'

const mostRows = 5000

/** What a classifier answers for the rows it learned from (of many, for every n-th): counts[actual][answered]. */
export function confusionCounts(fitted: FittedModel, x: Matrix, y: Float64Array): readonly (readonly number[])[] {
  const every = Math.max(1, Math.ceil(x.rows / mostRows))
  const at = every === 1 ? null : Int32Array.from({ length: Math.floor(x.rows / every) }, (_, i) => i * every)
  const actual = at ? takeValues(y, at) : y
  const answered = fitted.predict(at ? takeRows(x, at) : x)
  const counts = fitted.classes.map(() => fitted.classes.map(() => 0))
  actual.forEach((code, i) => {
    const row = counts[code]
    const answer = answered[i]!
    if (row && answer in row) row[answer]!++
  })
  return counts
}
