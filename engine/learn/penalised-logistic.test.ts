import { describe, expect, it } from 'vitest'
import { quietControl, type FitControl } from './estimator.ts'
import { readGolden } from './golden/read-golden.ts'
import { logisticRegression, type LogisticFields, type LogisticOptions } from './logistic-regression.ts'
import { matrixFromRows, takeRows, takeValues, type Matrix } from './matrix.ts'
import { randomFrom } from './random.ts'

interface Table {
  x: number[][]
  y: number[]
  weight?: number[] | null
}
type Asked = Pick<LogisticOptions, 'penalty'> & Partial<Pick<LogisticOptions, 'l1Share'>>
interface Golden {
  given: (Table & Asked & { name: string; c: number; balanced: boolean; coefficients: number[][]; intercepts: number[] })[]
  chosen: (Table & Asked & { name: string; fold: number[]; cs: number[]; error: number[]; c: number })[]
}

const golden = readGolden<Golden>(import.meta.url, './golden/penalised_logistic.json')

async function fitted(table: Table, options: Partial<LogisticOptions>, control: FitControl = quietControl): Promise<LogisticFields> {
  const x = matrixFromRows(
    table.x,
    table.x[0]!.map((_, j) => `x${j}`),
  )
  const classes = [...new Set(table.y)].toSorted((a, b) => a - b).map((code) => `class ${code}`)
  const weights = table.weight ? { sampleWeight: Float64Array.from(table.weight) } : {}
  const model = await logisticRegression.fit(x, Float64Array.from(table.y), { seed: 3, classes, ...weights, ...options }, control)
  return model.toJSON() as unknown as LogisticFields
}

const near = (got: number, wanted: number, relative: number) =>
  expect(Math.abs(got - wanted), `${got}, not ${wanted}`).toBeLessThanOrEqual(relative * Math.max(1e-2, Math.abs(wanted)))

describe('logistic regression with a penalty', () => {
  it.each(golden.given)('has the coefficients of scikit-learn: $name', async (one) => {
    const { penalty, c, l1Share = 0.5, balanced } = one
    const found = await fitted(one, { penalty, c, l1Share, alike: true, classWeight: balanced ? 'balanced' : 'none' })
    one.coefficients.forEach((row, k) => row.forEach((value, j) => near(found.coefficients[k]![j]!, value, 1e-4)))
    // With several classes only the differences of intercepts are determined.
    const apart = (list: readonly number[]) => (list.length === 1 ? list : list.map((value) => value - list[0]!))
    apart(one.intercepts).forEach((value, k) => near(apart(found.intercepts)[k]!, value, 1e-4))
    const zeros = (table: readonly (readonly number[])[]) => table.map((row) => row.map((value) => value === 0))
    expect(zeros(found.coefficients)).toEqual(zeros(one.coefficients))
  })

  it.each(golden.chosen)('tries the strengths of LogisticRegressionCV, with its errors, and chooses the same: $name', async (one) => {
    const found = await fitted(one, { penalty: one.penalty, c: null, alike: true, foldOf: Int32Array.from(one.fold) })
    one.cs.forEach((value, at) => near(found.path!.strengths[at]!, 1 / value, 1e-5))
    // Weaker ones are surer of single rows than scikit-learn's log loss lets them be (probabilities below 2e-16 are cut off).
    one.error.slice(0, 7).forEach((value, at) => near(found.path!.error[at]!, value, 1e-4))
    expect(found.path!.chosen).toBe(one.cs.findIndex((value) => Math.abs(value / one.c - 1) < 1e-9))
  })

  it('is the same by curvature, for few columns, and by steps without, for many', async () => {
    const random = randomFrom(8)
    const rows = Array.from({ length: 200 }, () => Array.from({ length: 6 }, random.normal))
    const y = rows.map((row) => (row[0]! - row[1]! + random.normal() > 0 ? 1 : 0))
    const wide = rows.map((row) => [...row, ...new Array<number>(1_500).fill(1)])
    for (const penalty of ['ridge', 'lasso'] as const) {
      const few = await fitted({ x: rows, y }, { penalty, c: 0.2 })
      const many = await fitted({ x: wide, y }, { penalty, c: 0.2 })
      few.coefficients[0]!.forEach((value, j) => near(many.coefficients[0]![j]!, value, 1e-5))
      expect(many.coefficients[0]!.slice(6).every((value) => value === 0)).toBe(true)
    }
  })

  it('chooses over a long table, all folds at once, by the errors that single fits have', async () => {
    const random = randomFrom(12)
    const length = 100_500
    const columns = [0, 1, 2, 3].map((_, at) => Float64Array.from({ length }, () => random.normal() * 10 ** (at - 1)))
    const x: Matrix = { rows: length, columns, names: ['a', 'b', 'c', 'd'] }
    const y = Float64Array.from({ length }, (_, i) => (3 * columns[0]![i]! + columns[1]![i]! + 2 * random.normal() > 1 ? 1 : 0))
    const foldOf = Int32Array.from({ length }, () => random.below(2))
    for (const penalty of ['ridge', 'lasso'] as const) {
      const common = { seed: 1, classes: ['no', 'yes'], penalty, alike: true }
      const many = await logisticRegression.fit(x, y, { ...common, c: null, steps: 2, foldOf }, quietControl)
      const { path } = many.toJSON() as unknown as LogisticFields
      for (const [at, strength] of path!.strengths.entries()) {
        let error = 0
        for (let fold = 0; fold < 2; fold++) {
          const rows = (held: boolean) => Int32Array.from({ length }, (_, i) => i).filter((i) => (foldOf[i] === fold) === held)
          const [taught, held] = [rows(false), rows(true)]
          const options = { ...common, c: 1 / strength }
          const one = await logisticRegression.fit(takeRows(x, taught), takeValues(y, taught), options, quietControl)
          const chances = one.predictProba!(takeRows(x, held))
          error += held.reduce((sum, row, i) => sum - Math.log(chances[y[row]!]![i]!), 0) / held.length / 2
        }
        expect(Math.abs(path!.error[at]! - error)).toBeLessThan(1e-5)
      }
      const whole = await logisticRegression.fit(x, y, { ...common, c: 1 / path!.strengths[path!.chosen]! }, quietControl)
      const [found, wanted] = [many, whole].map((model) => (model.toJSON() as unknown as LogisticFields).coefficients[0]!)
      wanted!.forEach((value, j) => near(found![j]!, value, 1e-4))
    }
  }, 30_000)

  it('says when classes are perfectly separable, and still answers', async () => {
    const x = Array.from({ length: 20 }, (_, i) => [i < 10 ? i : i + 5])
    const y = x.map(([value = 0]) => (value < 12 ? 0 : 1))
    const found = await fitted({ x, y }, { c: Number.POSITIVE_INFINITY })
    expect(found.remarks[0]!.fr).toContain('séparables')
    expect(found.coefficients[0]!.every(Number.isFinite)).toBe(true)
    const held = await fitted({ x, y }, { c: 1 })
    expect(held.remarks).toEqual([])
  })

  it('takes more columns than rows', async () => {
    const random = randomFrom(4)
    const x = Array.from({ length: 25 }, () => Array.from({ length: 60 }, random.normal))
    const y = x.map((row) => (row[3]! > 0 ? 1 : 0))
    const lasso = await fitted({ x, y }, { penalty: 'lasso', c: 1 })
    expect(lasso.coefficients[0]![3]).toBeGreaterThan(0.5)
    expect(lasso.coefficients[0]!.filter((value) => value !== 0).length).toBeLessThan(25)
    const ridge = await fitted({ x, y }, { penalty: 'ridge', c: null, steps: 5 })
    expect(ridge.coefficients[0]!.every(Number.isFinite)).toBe(true)
  })

  it('keeps its path, with a line for each class and column', async () => {
    const one = golden.chosen[1]!
    const found = await fitted(one, { penalty: 'lasso', c: null, steps: 6, rule: 'simplest' })
    expect(found.path!.measure).toBe('log-loss')
    expect(found.path!.used[0]).toBe(0)
    expect(found.path!.names.every((name) => /^x\d \(class \d\)$/u.test(name))).toBe(true)
    const again = logisticRegression.fromJSON(
      JSON.parse(JSON.stringify({ estimator: 'logistic-regression', version: 1, task: 'classification', ...found })),
    )
    expect(again.toJSON()).toMatchObject({ path: found.path })
  })

  it.each([{ c: null, folds: 1 }, { c: 1, l1Share: -0.1 }, { c: 0 }])('refuses %o', async (options) => {
    await expect(fitted(golden.given[0]!, options)).rejects.toMatchObject({ code: 'bad-option' })
  })

  it('stops between two fits of a path when cancelled', async () => {
    let asked = 0
    const control: FitControl = { ...quietControl, cancelled: () => ++asked > 30 }
    await expect(fitted(golden.given[0]!, { c: null }, control)).rejects.toMatchObject({ code: 'cancelled' })
    expect(asked).toBe(31)
  })
})
