import { describe, expect, it } from 'vitest'
import { quietControl } from './estimator.ts'
import { readGolden } from './golden/read-golden.ts'
import { logLinearRegression, type CountFamily } from './log-linear-regression.ts'
import { matrixFromRows, type Matrix } from './matrix.ts'
import { modelFromJson } from './model-from-json.ts'
import { randomFrom } from './random.ts'

interface Golden {
  readonly x: readonly (readonly number[])[]
  readonly weight: readonly number[]
  readonly exposure: readonly number[]
  readonly targets: Readonly<Record<string, readonly number[]>>
  readonly fits: readonly {
    readonly name: string
    readonly family: CountFamily
    readonly power: number
    readonly strength: number
    readonly target: string
    readonly weighted: boolean
    readonly alike: boolean
    readonly exposed: boolean
    readonly coefficients: readonly number[]
    readonly intercept: number
    readonly deviance: number
  }[]
}

const golden = readGolden<Golden>(import.meta.url, './golden/log_linear.json')
const names = ['a', 'b', 'c', 'd']
const counted = matrixFromRows(golden.x, names)

/** With the exposure as its last column. */
const watched: Matrix = { ...counted, columns: [...counted.columns, Float64Array.from(golden.exposure)], names: [...names, 'months'] }

function devianceOf(power: number, y: readonly number[], answers: Float64Array, weights: readonly number[]): number {
  const of = (actual: number, answer: number) =>
    power === 1
      ? (actual > 0 ? actual * Math.log(actual / answer) : 0) - actual + answer
      : power === 2
        ? Math.log(answer / actual) + actual / answer - 1
        : actual ** (2 - power) / ((1 - power) * (2 - power)) -
          (actual * answer ** (1 - power)) / (1 - power) +
          answer ** (2 - power) / (2 - power)
  const sum = y.reduce((total, actual, i) => total + 2 * weights[i]! * of(actual, answers[i]!), 0)
  return sum / weights.reduce((total, weight) => total + weight, 0)
}

describe('regression of counts and amounts', () => {
  it.each(golden.fits.map((wanted) => [wanted.name, wanted] as const))('finds what scikit-learn finds: %s', async (_, wanted) => {
    const { family, power, strength, alike, exposed, weighted } = wanted
    const y = golden.targets[wanted.target]!
    const x = exposed ? watched : counted
    const weight = weighted ? golden.weight : y.map(() => 1)
    const options = { seed: 1, family, power, strength, alike, exposure: exposed ? 4 : null, sampleWeight: Float64Array.from(weight) }
    const model = await logLinearRegression.fit(x, Float64Array.from(y), options, quietControl)
    expect(model.remarks).toEqual([])
    const json = model.toJSON() as unknown as { coefficients: number[]; intercept: number }
    wanted.coefficients.forEach((value, j) => expect(json.coefficients[j]).toBeCloseTo(value, 6))
    expect(json.intercept).toBeCloseTo(wanted.intercept, 5)
    const answers = modelFromJson(JSON.parse(JSON.stringify(model))).predict(x)
    expect(devianceOf(power, y, answers, weight) / wanted.deviance).toBeCloseTo(1, 8)
  })

  it('answers in proportion to the exposure, 0 without any, nothing below', async () => {
    const y = Float64Array.from(golden.targets['watched']!)
    const model = await logLinearRegression.fit(watched, y, { seed: 1, exposure: 4 }, quietControl)
    const at = (months: number) => model.scoreOne([0.3, 50, 1, 2, months], new Float64Array(1))[0]!
    expect(at(6) / at(1)).toBeCloseTo(6, 12)
    expect(at(0)).toBe(0)
    expect(at(-1)).toBeNaN()
    const found = Object.fromEntries(model.importance().map(({ name, value }) => [name, value]))
    expect(found['months']).toBeGreaterThan(0.5)
  })

  it('settles with columns that say the same, on long tables, whatever the unit of the target', async () => {
    const random = randomFrom(4)
    const a = Float64Array.from({ length: 3_000 }, random.normal)
    const x = { rows: 3_000, columns: [a, a.map((value) => 2 * value + 1), new Float64Array(3_000).fill(7)], names: ['a', 'again', 'same'] }
    const y = a.map((value) => Math.exp(value / 2) * (0.5 + random.next()))
    const fit = (unit: number) =>
      logLinearRegression.fit(
        x,
        y.map((value) => value * unit),
        { seed: 1, family: 'gamma' },
        quietControl,
      )
    const [small, large] = [await fit(1e-9), await fit(1e12)]
    expect(small.remarks.map(({ en }) => en)).toEqual(['Constant in the training rows, so without influence: same.'])
    const row = [0.7, 2.4, 7]
    const answer = (model: typeof small) => model.scoreOne(row, new Float64Array(1))[0]!
    expect(answer(large) / answer(small) / 1e21).toBeCloseTo(1, 8)
    expect(answer(large) / 1e12 / Math.exp(0.35)).toBeCloseTo(1, 1)
  })

  it('says when a column tells the rows of 0 apart, and a penalty settles it', async () => {
    const x = matrixFromRows(
      Array.from({ length: 60 }, (_, row) => [row % 2]),
      ['odd'],
    )
    const y = Float64Array.from({ length: 60 }, (_, row) => (row % 2 === 1 ? 0 : 1 + (row % 3)))
    const held = await logLinearRegression.fit(x, y, { seed: 1, strength: 0.01 }, quietControl)
    expect(held.remarks).toEqual([])
    expect(held.predict(x)[1]).toBeLessThan(0.2)
    const free = await logLinearRegression.fit(x, y, { seed: 1 }, quietControl)
    expect(free.predict(x)[0]).toBeCloseTo(y.reduce((sum, value) => sum + value, 0) / 30, 6)
    expect(free.predict(x)[1]).toBeLessThan(1e-6)
  })

  it.each([
    ['bad-target', { family: 'poisson' }, [1, -2, 3]],
    ['bad-target', { family: 'gamma' }, [1, 0, 3]],
    ['bad-option', { family: 'tweedie', power: 2 }, [1, 0, 3]],
    ['bad-option', { strength: -1 }, [1, 0, 3]],
    ['bad-option', { exposure: 0 }, [1, 0, 3]],
    ['bad-option', { exposure: 3 }, [1, 0, 3]],
  ] as const)('objects: %s of %j', async (code, options, y) => {
    const x = matrixFromRows([[0], [1], [2]], ['a'])
    await expect(logLinearRegression.fit(x, Float64Array.from(y), { seed: 1, ...options }, quietControl)).rejects.toMatchObject({ code })
  })

  it('refuses files that are damaged', async () => {
    const y = Float64Array.from(golden.targets['poisson']!)
    const json = (await logLinearRegression.fit(counted, y, { seed: 1 }, quietControl)).toJSON()
    for (const damage of [{ family: 'normal' }, { exposure: 9 }, { coefficients: [1] }, { intercept: 'x' }])
      expect(() => modelFromJson({ ...json, ...damage })).toThrow(expect.objectContaining({ code: 'bad-model' }))
  })
})
