import { describe, expect, it } from 'vitest'
import { quietControl } from '../estimator.ts'
import { readGolden } from '../golden/read-golden.ts'
import { matrixFromRows, takeRows } from '../matrix.ts'
import { modelFromJson } from '../model-from-json.ts'
import { neighbourClassifier, neighbourRegressor } from './nearest-neighbours.ts'

interface Asked {
  readonly metric: 'euclidean' | 'manhattan' | 'chebyshev'
  readonly votes: 'uniform' | 'distance'
  readonly count: number
  readonly scale: boolean
}

interface Golden {
  readonly wine: { readonly rows: readonly (readonly number[])[]; readonly classes: readonly number[] }
  readonly diabetes: { readonly rows: readonly (readonly number[])[]; readonly values: readonly number[] }
  readonly neighbours: readonly (Asked & { readonly probabilities: readonly (readonly number[])[] })[]
  readonly values: readonly (Asked & { readonly values: readonly number[] })[]
}

const golden = readGolden<Golden>(import.meta.url, '../golden/neighbours_and_bayes.json')
const named = (rows: readonly (readonly number[])[]) =>
  matrixFromRows(
    rows,
    (rows[0] ?? []).map((_, at) => `x${at}`),
  )
const optionsOf = ({ metric, votes, count, scale }: Asked) => ({
  seed: 1,
  metric,
  scale,
  neighbours: count,
  votes: votes === 'uniform' ? ('equal' as const) : votes,
})
const title = ({ metric, votes, count, scale }: Asked) => `${count}, ${metric}, ${votes}${scale ? ', one scale' : ''}`
const { wine, diabetes } = golden
const classes = ['a', 'b', 'c']

describe('nearest neighbours', () => {
  it.each(golden.neighbours.map((asked) => [title(asked), asked] as const))('answer as those of scikit-learn: %s', async (_, asked) => {
    const y = Float64Array.from(wine.classes.slice(0, 120))
    const model = await neighbourClassifier.fit(named(wine.rows.slice(0, 120)), y, { ...optionsOf(asked), classes }, quietControl)
    const found = modelFromJson(JSON.parse(JSON.stringify(model))).predictProba?.(named(wine.rows.slice(120)))
    asked.probabilities.forEach((row, at) => row.forEach((value, k) => expect(found?.[k]?.[at]).toBeCloseTo(value, 9)))
  })

  it.each(golden.values.map((asked) => [title(asked), asked] as const))('give numbers as those of scikit-learn: %s', async (_, asked) => {
    const y = Float64Array.from(diabetes.values.slice(0, 200))
    const model = await neighbourRegressor.fit(named(diabetes.rows.slice(0, 200)), y, optionsOf(asked), quietControl)
    const found = model.predict(named(diabetes.rows.slice(200)))
    asked.values.forEach((value, at) => expect(found[at]).toBeCloseTo(value, 9))
  })

  it('keep some of many rows, and say so', async () => {
    const y = Float64Array.from(wine.classes)
    const model = await neighbourClassifier.fit(named(wine.rows), y, { seed: 3, classes, most: 50 }, quietControl)
    expect(model.remarks.map(({ en }) => en)).toEqual(['50 of 178 rows are kept as neighbours.'])
    expect(model.toJSON()['count']).toBe(50)
  })

  it('count rare classes as much as frequent ones when asked, and know nothing of a row with a gap', async () => {
    const x = named([[0], [1], [2], [3], [10]])
    const y = Float64Array.of(0, 0, 0, 0, 1)
    const options = { seed: 1, classes: ['no', 'yes'], neighbours: 5 }
    const shares = async (classWeight: 'none' | 'balanced') =>
      (await neighbourClassifier.fit(x, y, { ...options, classWeight }, quietControl)).predictProba?.(takeRows(x, [0]))
    expect((await shares('none'))?.map(([share]) => share)).toEqual([0.8, 0.2])
    expect((await shares('balanced'))?.map(([share]) => share)).toEqual([0.5, 0.5])
    const model = await neighbourClassifier.fit(x, y, options, quietControl)
    expect(model.predict(named([[Number.NaN]]))).toEqual(Float64Array.of(Number.NaN))
  })

  it('refuse no neighbour, and files that are damaged', async () => {
    const x = named([[0], [1]])
    const y = Float64Array.of(0, 1)
    await expect(neighbourRegressor.fit(x, y, { seed: 1, neighbours: 0 }, quietControl)).rejects.toMatchObject({ code: 'bad-option' })
    const json = (await neighbourRegressor.fit(x, y, { seed: 1 }, quietControl)).toJSON()
    for (const damage of [{ count: 3 }, { rows: [] }, { votes: 'none' }, { y: 'AAAA' }, { scales: [0] }])
      expect(() => modelFromJson({ ...json, ...damage })).toThrow(expect.objectContaining({ code: 'bad-model' }))
  })
})
