import { describe, expect, it } from 'vitest'
import { quietControl, type FitControl } from './estimator.ts'
import { readGolden } from './golden/read-golden.ts'
import { matrixFromRows } from './matrix.ts'
import { penalisedRegression, type PenalisedFields, type PenalisedOptions } from './penalised-regression.ts'
import { randomFrom } from './random.ts'

interface Table {
  x: number[][]
  y: number[]
  weight?: number[] | null
}
type Asked = Pick<PenalisedOptions, 'penalty'> & Partial<Pick<PenalisedOptions, 'l1Share' | 'alike'>>
interface Golden {
  given: (Table & Asked & { name: string; strength: number; intercept0?: true; coefficients: number[]; intercept: number })[]
  chosen: (Table &
    Asked & {
      name: string
      fold: number[]
      strengths: number[]
      error: number[]
      strength: number
      coefficients: number[]
      intercept: number
    })[]
  scaledInFolds: Table & { fold: number[]; strengths: number[]; error: number[] }
}

const golden = readGolden<Golden>(import.meta.url, './golden/penalised_regression.json')
const namesOf = (count: number) => Array.from({ length: count }, (_, j) => `x${j}`)

async function fitted(table: Table, options: Partial<PenalisedOptions>, control: FitControl = quietControl): Promise<PenalisedFields> {
  const x = matrixFromRows(table.x, namesOf(table.x[0]!.length))
  const weights = table.weight ? { sampleWeight: Float64Array.from(table.weight) } : {}
  const model = await penalisedRegression.fit(x, Float64Array.from(table.y), { seed: 3, ...weights, ...options }, control)
  return model.toJSON() as unknown as PenalisedFields
}

const near = (got: number, wanted: number, relative: number) =>
  expect(Math.abs(got - wanted), `${got}, not ${wanted}`).toBeLessThanOrEqual(relative * Math.max(1e-2, Math.abs(wanted)))

describe('penalised regression', () => {
  it.each(golden.given)('has the coefficients of scikit-learn: $name', async (one) => {
    const { penalty, strength, l1Share = 0.5, alike = false } = one
    const found = await fitted(one, { penalty, strength, l1Share, alike, intercept: !one.intercept0 })
    one.coefficients.forEach((value, j) => near(found.coefficients[j]!, value, 1e-6))
    expect(found.coefficients.map((value) => value === 0)).toEqual(one.coefficients.map((value) => value === 0))
    near(found.intercept, one.intercept, 1e-6)
    expect(found.path).toBeNull()
  })

  it.each(golden.chosen)('tries the strengths of scikit-learn, with its errors, and chooses the same: $name', async (one) => {
    const { penalty, l1Share = 0.5 } = one
    const found = await fitted(one, { penalty, l1Share, alike: false, foldOf: Int32Array.from(one.fold) })
    expect(found.path!.strengths).toHaveLength(one.strengths.length)
    one.strengths.forEach((value, at) => near(found.path!.strengths[at]!, value, 1e-5))
    one.error.forEach((value, at) => near(found.path!.error[at]!, value, 1e-5))
    near(found.strength, one.strength, 1e-9)
    one.coefficients.forEach((value, j) => near(found.coefficients[j]!, value, 1e-6))
    near(found.intercept, one.intercept, 1e-6)
  })

  it('scales within each fold, as a pipeline in GridSearchCV does', async () => {
    const one = golden.scaledInFolds
    const found = await fitted(one, { penalty: 'ridge', foldOf: Int32Array.from(one.fold) })
    one.strengths.forEach((value, at) => near(found.path!.strengths[at]!, value, 1e-5))
    one.error.forEach((value, at) => near(found.path!.error[at]!, value, 1e-5))
    const best = one.error.indexOf(Math.min(...one.error))
    expect(found.path!.chosen).toBe(best)
  })

  const noisy = (rows: number, columns: number): Table => {
    const random = randomFrom(rows + columns)
    const x = Array.from({ length: rows }, () => Array.from({ length: columns }, random.normal))
    return { x, y: x.map((row) => 3 * row[0]! - 2 * row[1]! + random.normal()) }
  }

  it('keeps the columns that count, and fewer of the others with the simplest of the good strengths', async () => {
    const table = noisy(400, 30)
    const best = await fitted(table, { penalty: 'lasso' })
    const simplest = await fitted(table, { penalty: 'lasso', rule: 'simplest' })
    const kept = ({ coefficients }: PenalisedFields) => coefficients.filter((value) => value !== 0).length
    expect(simplest.coefficients[0]).toBeGreaterThan(2.5)
    expect(simplest.coefficients[1]).toBeLessThan(-1.5)
    expect(kept(simplest)).toBeLessThan(kept(best))
    expect(simplest.strength).toBeGreaterThan(best.strength)
    expect(best.path!.names.slice(0, 2)).toEqual(['x0', 'x1'])
    expect(best.path!.used[0]).toBe(0)
    expect(best.remarks[0]!.en).toContain('of 30 coefficients')
  })

  it('leaves constant and copied columns alone, and columns of one fold only', async () => {
    const table = noisy(60, 3)
    const x = table.x.map((row, i) => [...row, 5, row[0]!, i === 7 ? 1 : 0])
    for (const penalty of ['ridge', 'lasso', 'elastic-net'] as const) {
      const found = await fitted({ ...table, x }, { penalty })
      expect(found.coefficients[3]).toBe(0)
      expect(found.coefficients.every(Number.isFinite)).toBe(true)
      expect(found.coefficients[0]! + found.coefficients[4]!).toBeGreaterThan(2)
      expect(found.remarks[0]!.fr).toContain('x3')
      expect(found.path!.error.every(Number.isFinite)).toBe(true)
    }
  })

  it('says when no penalty is needed, or nothing but a penalty', async () => {
    const random = randomFrom(5)
    const x = Array.from({ length: 200 }, () => [random.normal(), random.normal()])
    const sure = await fitted({ x, y: x.map(([a = 0, b = 0]) => a - b) }, { penalty: 'lasso' })
    expect(sure.remarks.at(-1)!.en).toContain('weakest')
    const none = await fitted({ x, y: x.map(() => random.normal()) }, { penalty: 'lasso', rule: 'simplest' })
    expect(none.remarks.at(-1)!.fr).toContain('plus forte')
    expect(none.coefficients).toEqual([0, 0])
  })

  it('scores alike before and after it was kept', async () => {
    const table = noisy(80, 4)
    const x = matrixFromRows(table.x, namesOf(4))
    const model = await penalisedRegression.fit(x, Float64Array.from(table.y), { seed: 1, penalty: 'elastic-net' }, quietControl)
    const again = penalisedRegression.fromJSON(JSON.parse(JSON.stringify(model.toJSON())))
    expect(again.predict(x)).toEqual(model.predict(x))
    expect(again.toJSON()).toEqual(model.toJSON())
    expect(again.predict(matrixFromRows([[1, Number.NaN, 0, 0]], namesOf(4)))[0]).toBeNaN()
  })

  it.each([
    ['missing-values', { x: [[1], [Number.NaN], [2]], y: [1, 2, 3] }, {}],
    ['constant-target', { x: [[1], [2], [3]], y: [2, 2, 2] }, {}],
    ['bad-option', { x: [[1], [2], [3]], y: [1, 2, 4] }, { folds: 4 }],
    ['bad-option', { x: [[1], [2], [3]], y: [1, 2, 4] }, { strength: -1 }],
    ['bad-option', { x: [[1], [2], [3]], y: [1, 2, 4] }, { l1Share: 2 }],
  ])('refuses with %s', async (code, table, options) => {
    await expect(fitted(table, { penalty: 'elastic-net', ...options })).rejects.toMatchObject({ code })
  })

  it('stops when cancelled', async () => {
    let asked = 0
    const control: FitControl = { ...quietControl, cancelled: () => ++asked > 20 }
    await expect(fitted(noisy(50, 5), { penalty: 'lasso' }, control)).rejects.toMatchObject({ code: 'cancelled' })
    expect(asked).toBe(21)
  })
})
