import { describe, expect, it } from 'vitest'
import { quietControl } from '../estimator.ts'
import { readGolden } from '../golden/read-golden.ts'
import { matrixFromRows, type Matrix } from '../matrix.ts'
import { modelFromJson } from '../model-from-json.ts'
import { naiveBayes, type BayesOptions } from './naive-bayes.ts'

interface Golden {
  readonly wine: {
    readonly rows: readonly (readonly number[])[]
    readonly classes: readonly number[]
    readonly levels: readonly (readonly number[])[]
    readonly counts: readonly (readonly number[])[]
    readonly weights: readonly number[]
  }
  readonly bayes: Readonly<
    Record<'gaussian' | 'weighted' | 'equal' | 'multinomial' | 'categorical' | 'mixed', readonly (readonly number[])[]>
  >
}

const { wine, bayes } = readGolden<Golden>(import.meta.url, '../golden/neighbours_and_bayes.json')
const named = (rows: readonly (readonly number[])[]) =>
  matrixFromRows(
    rows,
    (rows[0] ?? []).map((_, at) => `x${at}`),
  )
const part = (x: Matrix, from: number, to: number): Matrix => ({
  ...x,
  rows: to - from,
  columns: x.columns.map((column) => column.slice(from, to)),
})
// Each level an indicator: three of the first category, four of the second.
const indicators = named(
  wine.levels.map(([a, b]) => [...[0, 1, 2].map((level) => Number(a === level)), ...[0, 1, 2, 3].map((level) => Number(b === level))]),
)
const levelGroups = [0, 0, 0, 1, 1, 1, 1]
const numbers = named(wine.rows)
const mixed = { ...numbers, columns: [...numbers.columns, ...indicators.columns], names: [...numbers.names, ...indicators.names] }

async function answers(x: Matrix, options: Partial<BayesOptions> & { readonly sampleWeight?: Float64Array }) {
  const y = Float64Array.from(wine.classes.slice(0, 120))
  const model = await naiveBayes.fit(part(x, 0, 120), y, { seed: 1, classes: ['a', 'b', 'c'], ...options }, quietControl)
  return { model, found: modelFromJson(JSON.parse(JSON.stringify(model))).predictProba?.(part(x, 120, 178)) }
}

describe('naive Bayes', () => {
  it.each([
    ['normal numbers', numbers, {}, bayes.gaussian],
    ['normal numbers with weights', numbers, { sampleWeight: Float64Array.from(wine.weights.slice(0, 120)) }, bayes.weighted],
    ['classes taken to be alike', numbers, { priors: 'equal' as const }, bayes.equal],
    ['counts', named(wine.counts), { groups: [0, 0, 0, 0, 0, 0], smoothing: 0.7 }, bayes.multinomial],
    ['categories', indicators, { groups: levelGroups, smoothing: 1.5 }, bayes.categorical],
    ['numbers and categories', mixed, { groups: [...numbers.names.map(() => -1), ...levelGroups], smoothing: 1.5 }, bayes.mixed],
  ] as const)('answers as that of scikit-learn: %s', async (_, x, options, wanted) => {
    const { found } = await answers(x, options)
    wanted.forEach((row, at) => row.forEach((value, k) => expect(found?.[k]?.[at]).toBeCloseTo(value, 9)))
  })

  it('leaves a missing number out, in learning and in answering', async () => {
    const x = matrixFromRows(
      [
        [0, Number.NaN],
        [1, 5],
        [10, Number.NaN],
        [11, Number.NaN],
      ],
      ['a', 'b'],
    )
    const model = await naiveBayes.fit(x, Float64Array.of(0, 0, 1, 1), { seed: 1, classes: ['no', 'yes'] }, quietControl)
    expect(
      model.predict(
        matrixFromRows(
          [
            [Number.NaN, Number.NaN],
            [0.2, Number.NaN],
            [10, Number.NaN],
          ],
          ['a', 'b'],
        ),
      ),
    ).toEqual(Float64Array.of(0, 0, 1))
    expect(model.predictProba?.(matrixFromRows([[Number.NaN, Number.NaN]], ['a', 'b'])).map(([share]) => share)).toEqual([0.5, 0.5])
  })

  it('measures how much each column says of the class', async () => {
    const x = matrixFromRows(
      Array.from({ length: 40 }, (_, at) => [at % 2 === 0 ? at % 7 : 100 + (at % 7), at % 5]),
      ['telling', 'idle'],
    )
    const y = Float64Array.from({ length: 40 }, (_, at) => at % 2)
    const model = await naiveBayes.fit(x, y, { seed: 1, classes: ['no', 'yes'] }, quietControl)
    const [telling, idle] = model.importance().map(({ value }) => value)
    expect(telling).toBeCloseTo(Math.LN2, 6)
    expect(idle).toBeLessThan(0.02)
  })

  it('refuses files that are damaged', async () => {
    const json = (await answers(mixed, { groups: [...numbers.names.map(() => -1), ...levelGroups] })).model.toJSON()
    const laws = json['laws'] as readonly unknown[]
    for (const damage of [{ laws: laws.slice(1) }, { laws: [null, ...laws.slice(1)] }, { priors: [0] }, { task: 'regression' }])
      expect(() => modelFromJson({ ...json, ...damage })).toThrow(expect.objectContaining({ code: 'bad-model' }))
  })
})
