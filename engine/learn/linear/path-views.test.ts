import { expect, it } from 'vitest'
import { quietControl } from '../estimator.ts'
import { linearRegression } from '../linear-regression.ts'
import { matrixFromRows } from '../matrix.ts'
import { penalisedRegression } from '../penalised-regression.ts'
import { randomFrom } from '../random.ts'
import { pathViews } from './path-views.ts'

const random = randomFrom(2)
const rows = Array.from({ length: 60 }, () => [random.normal(), random.normal(), random.normal()])
const x = matrixFromRows(rows, ['a "b"', 'c', 'd'])
const y = Float64Array.from(rows, (row) => 5 * row[0]! - row[1]! + random.normal())

it('shows the error with its band and the coefficients of a path, and marks what was chosen', async () => {
  const model = await penalisedRegression.fit(x, y, { seed: 1, penalty: 'lasso', steps: 10 }, quietControl)
  const [error, coefficients, ...more] = pathViews(model.toJSON())
  expect(more).toEqual([])
  const bands = (error as unknown as { spec: { data: { values: { low: number; error: number; high: number }[] } } }).spec.data.values
  expect(bands).toHaveLength(10)
  expect(bands.every(({ low, error: mean, high }) => low < mean && mean < high)).toBe(true)
  expect(error?.view === 'vega-lite' && error.summary.fr).toMatch(/l’erreur quadratique moyenne .* est \d,\d+ ± \d,\d+/u)
  const lines = (coefficients as unknown as { spec: { data: { values: { name: string; coefficient: number }[] } } }).spec.data.values
  expect(lines).toHaveLength(30)
  expect(lines.slice(0, 3).map(({ coefficient }) => coefficient)).toEqual([0, 0, 0])
  expect(coefficients?.view === 'vega-lite' && coefficients.summary.en).toContain('a "b"')
})

it('shows nothing of a model without a path', async () => {
  expect(pathViews((await linearRegression.fit(x, y, { seed: 1 }, quietControl)).toJSON())).toEqual([])
  expect(pathViews((await penalisedRegression.fit(x, y, { seed: 1, strength: 1 }, quietControl)).toJSON())).toEqual([])
})
