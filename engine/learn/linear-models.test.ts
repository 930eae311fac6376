import { describe, expect, it } from 'vitest'
import { quietControl, type FitControl } from './estimator.ts'
import { readGolden } from './golden/read-golden.ts'
import { linearRegression, type LinearFields } from './linear-regression.ts'
import { logisticRegression, type LogisticFields } from './logistic-regression.ts'
import { matrixFromRows, type Matrix } from './matrix.ts'
import { randomFrom } from './random.ts'

interface Case {
  name: string
  x: number[][]
  y: number[]
  weight: number[] | null
}
interface Golden {
  logistic: (Case & {
    c: number
    balanced: boolean
    intercept: boolean
    coefficients: number[][]
    intercepts: number[]
    probabilities: number[][]
  })[]
  linear: (Case & { parameters: number[]; errors: number[]; low: number[]; high: number[]; p: number[]; sigma: number })[]
  ridge: (Case & { alpha: number; coefficients: number[]; intercept: number })[]
}

const golden = readGolden<Golden>(import.meta.url, './golden/linear_models.json')
const names = (count: number) => Array.from({ length: count }, (_, j) => `x${j}`)
const inputs = (one: Case) => ({
  x: matrixFromRows(one.x, names(one.x[0]!.length)),
  y: Float64Array.from(one.y),
  common: one.weight ? { seed: 1, sampleWeight: Float64Array.from(one.weight) } : { seed: 1 },
})
const near = (got: number, expected: number, relative: number) =>
  expect(Math.abs(got - expected), `${got}, not ${expected}`).toBeLessThanOrEqual(relative * Math.max(1e-3, Math.abs(expected)))

describe('logistic regression', () => {
  it.each(golden.logistic)('has the coefficients of scikit-learn: $name', async (one) => {
    const { x, y, common } = inputs(one)
    const classes = [...new Set(one.y)].map((code) => `class ${code}`)
    const options = {
      ...common,
      classes,
      c: one.c,
      classWeight: one.balanced ? ('balanced' as const) : ('none' as const),
      intercept: one.intercept,
    }
    const model = await logisticRegression.fit(x, y, options, quietControl)
    const fields = model.toJSON() as unknown as LogisticFields
    expect(model.remarks).toEqual([])
    one.coefficients.forEach((row, k) => row.forEach((value, j) => near(fields.coefficients[k]![j]!, value, 1e-5)))
    one.intercepts.forEach((value, k) => near(fields.intercepts[k]!, value, 1e-5))
    const probabilities = model.predictProba!(x)
    one.probabilities.forEach((row, i) => row.forEach((value, k) => expect(probabilities[k]![i]).toBeCloseTo(value, 6)))
  })

  const toy = () =>
    matrixFromRows(
      [
        [0, 1],
        [1, 0],
        [2, 1],
        [3, 0],
        [4, 1],
        [5, 0],
      ],
      ['a', 'b'],
    )

  it('gives probability 0 to a class that the training rows lack', async () => {
    const y = Float64Array.of(0, 2, 0, 2, 2, 2)
    const model = await logisticRegression.fit(toy(), y, { seed: 1, classes: ['no', 'maybe', 'yes'] }, quietControl)
    const [no, maybe, yes] = model.predictProba!(toy())
    for (let i = 0; i < 6; i++) {
      expect(maybe![i]).toBe(0)
      expect(no![i]! + yes![i]!).toBeCloseTo(1, 12)
    }
    expect([...new Set(model.predict(toy()))].every((code) => code !== 1)).toBe(true)
  })

  it('says when separable classes without penalty do not settle', async () => {
    const y = Float64Array.of(0, 0, 0, 1, 1, 1)
    const options = { seed: 1, classes: ['no', 'yes'], c: Number.POSITIVE_INFINITY, maxIterations: 20 }
    const model = await logisticRegression.fit(toy(), y, options, quietControl)
    expect(model.remarks[0]!.en).toContain('separable')
    expect(Array.from(model.predict(toy()))).toEqual([0, 0, 0, 1, 1, 1])
  })

  it('answers NaN for a row with a missing value, one row or many', async () => {
    const y = Float64Array.of(0, 1, 0, 1, 0, 1)
    const model = await logisticRegression.fit(toy(), y, { seed: 1, classes: ['no', 'yes'] }, quietControl)
    expect(Array.from(model.scoreOne([Number.NaN, 1], new Float64Array(2)))).toEqual([Number.NaN, Number.NaN])
    expect(model.predict(matrixFromRows([[Number.NaN, 1]], ['a', 'b']))[0]).toBeNaN()
  })

  it('leaves a constant column without influence and says so', async () => {
    const x = matrixFromRows(
      [
        [1, 7.3],
        [2, 7.3],
        [3, 7.3],
        [4, 7.3],
      ],
      ['a', 'same'],
    )
    const model = await logisticRegression.fit(x, Float64Array.of(0, 1, 0, 1), { seed: 1, classes: ['no', 'yes'] }, quietControl)
    expect((model.toJSON() as unknown as LogisticFields).coefficients[0]![1]).toBe(0)
    expect(model.remarks[0]!.fr).toContain('same')
    expect(model.importance()[1]).toEqual({ name: 'same', value: 0 })
  })

  it('stops when cancelled', async () => {
    const random = randomFrom(1)
    const x: Matrix = { rows: 5000, columns: names(10).map(() => Float64Array.from({ length: 5000 }, random.normal)), names: names(10) }
    const y = Float64Array.from({ length: 5000 }, () => random.below(2))
    let asked = 0
    const control: FitControl = { ...quietControl, cancelled: () => ++asked > 2 }
    await expect(logisticRegression.fit(x, y, { seed: 1, classes: ['0', '1'] }, control)).rejects.toMatchObject({ code: 'cancelled' })
    expect(asked).toBe(3)
  })
})

describe('linear regression', () => {
  it.each(golden.linear)('has coefficients, errors and intervals of statsmodels: $name', async (one) => {
    const { x, y, common } = inputs(one)
    const fields = (await linearRegression.fit(x, y, common, quietControl)).toJSON() as unknown as LinearFields
    near(fields.sigma!, one.sigma, 1e-9)
    const all = [fields.intercept!, ...fields.coefficients]
    all.forEach((coefficient, k) => {
      near(coefficient.value, one.parameters[k]!, 1e-6)
      near(coefficient.error!, one.errors[k]!, 1e-6)
      near(coefficient.interval![0], one.low[k]!, 1e-6)
      near(coefficient.interval![1], one.high[k]!, 1e-6)
      expect(coefficient.p).toBeCloseTo(one.p[k]!, 7)
    })
  })

  it.each(golden.ridge)('with a penalty has the coefficients of scikit-learn: $name', async (one) => {
    const { x, y, common } = inputs(one)
    const fields = (await linearRegression.fit(x, y, { ...common, l2: one.alpha }, quietControl)).toJSON() as unknown as LinearFields
    one.coefficients.forEach((value, j) => near(fields.coefficients[j]!.value, value, 1e-8))
    near(fields.intercept!.value, one.intercept, 1e-8)
    expect(fields.coefficients[0]!.interval).toBeNull()
  })

  it('drops a column that others explain, keeps the prediction and says so', async () => {
    const random = randomFrom(4)
    const a = Float64Array.from({ length: 50 }, random.normal)
    const b = Float64Array.from({ length: 50 }, random.normal)
    const x = {
      rows: 50,
      columns: [a, b, a.map((value, i) => 2 * value - b[i]! + 5), new Float64Array(50).fill(3)],
      names: ['a', 'b', 'sum', 'same'],
    }
    const y = a.map((value, i) => 1 + 2 * value - 3 * b[i]!)
    const model = await linearRegression.fit(x, y, { seed: 1 }, quietControl)
    const fields = model.toJSON() as unknown as LinearFields
    expect(fields.coefficients.map(({ value }) => Number(value.toFixed(9)))).toEqual([2, -3, 0, 0])
    expect(fields.intercept!.value).toBeCloseTo(1, 10)
    expect(model.remarks[0]!.en).toContain('sum, same')
    expect(fields.freedom).toBe(47)
  })

  it('fits without an intercept through the origin', async () => {
    const x = matrixFromRows([[1], [2], [3]], ['a'])
    const fields = (
      await linearRegression.fit(x, Float64Array.of(2, 4, 7), { seed: 1, intercept: false }, quietControl)
    ).toJSON() as unknown as LinearFields
    expect(fields.intercept).toBeNull()
    expect(fields.coefficients[0]!.value).toBeCloseTo(31 / 14, 12)
  })

  it('with as many coefficients as rows gives no intervals', async () => {
    const x = matrixFromRows(
      [
        [1, 5],
        [2, 3],
      ],
      ['a', 'b'],
    )
    const model = await linearRegression.fit(x, Float64Array.of(2, 4), { seed: 1 }, quietControl)
    expect((model.toJSON() as unknown as LinearFields).sigma).toBeNull()
    expect(Array.from(model.predict(x), (value) => Number(value.toFixed(9)))).toEqual([2, 4])
    expect(model.remarks).toHaveLength(2)
  })

  it('is the same over many blocks of rows as over one', async () => {
    const random = randomFrom(8)
    const rows = 9000
    const x = { rows, columns: [0, 1, 2].map(() => Float64Array.from({ length: rows }, random.normal)), names: names(3) }
    const y = x.columns[0]!.map((value, i) => value - 2 * x.columns[1]![i]! + 1000 + random.normal())
    const fields = (await linearRegression.fit(x, y, { seed: 1 }, quietControl)).toJSON() as unknown as LinearFields
    expect(fields.coefficients[0]!.value).toBeCloseTo(1, 1)
    expect(fields.coefficients[1]!.value).toBeCloseTo(-2, 1)
    expect(fields.sigma).toBeCloseTo(1, 1)
    const residuals = y.map(
      (value, i) =>
        value - fields.coefficients.reduce((sum, { value: slope }, j) => sum + slope * x.columns[j]![i]!, fields.intercept!.value),
    )
    for (const column of x.columns) expect(Math.abs(column.reduce((sum, value, i) => sum + value * residuals[i]!, 0))).toBeLessThan(1e-7)
  })
})
