import { describe, expect, it } from 'vitest'
import { boostedTreesClassifier, boostedTreesRegressor } from '../boosted-trees.ts'
import { quietControl } from '../estimator.ts'
import { readGolden } from '../golden/read-golden.ts'
import { matrixFromRows, takeRows, takeValues, type Matrix } from '../matrix.ts'
import { modelFromJson } from '../model-from-json.ts'
import { randomFrom } from '../random.ts'

interface Golden {
  readonly tested: number
  readonly levels: readonly number[]
  readonly x: readonly (readonly (number | null)[])[]
  readonly number: readonly number[]
  readonly two: readonly number[]
  readonly losses: Readonly<Record<'squared' | 'log-loss', number>>
}

const golden = readGolden<Golden>(import.meta.url, '../golden/boosted_categories.json')
const { tested, losses } = golden
const all: Matrix = {
  ...matrixFromRows(
    golden.x.map((row) => row.map((value) => value ?? Number.NaN)),
    ['few', 'some', 'many', 'number'],
  ),
  levels: golden.levels,
}
const places = Array.from({ length: all.rows }, (_, at) => at)
const testing = takeRows(all, places.slice(0, tested))
const training = takeRows(all, places.slice(tested))
const seen = (values: readonly number[]) => takeValues(Float64Array.from(values), places.slice(tested))
const settings = { seed: 1, trees: 60, rate: 0.1, leaves: 15, minLeaf: 10 }

describe('categories beside LightGBM', () => {
  it('numbers are predicted as well on rows not seen', async () => {
    const found = (await boostedTreesRegressor.fit(training, seen(golden.number), settings, quietControl)).predict(testing)
    const loss = golden.number.slice(0, tested).reduce((sum, value, row) => sum + (value - found[row]!) ** 2, 0) / tested
    expect(loss / losses.squared).toBeLessThan(1.01)
  })

  it('classes are told apart as well on rows not seen', async () => {
    const model = await boostedTreesClassifier.fit(training, seen(golden.two), { ...settings, classes: ['no', 'yes'] }, quietControl)
    const found = model.predictProba!(testing)
    const loss = golden.two.slice(0, tested).reduce((sum, of, row) => sum - Math.log(found[of]![row]!), 0) / tested
    expect(loss / losses['log-loss']).toBeLessThan(1.01)
  })
})

describe('categories', () => {
  const random = randomFrom(2)
  const effect = Array.from({ length: 40 }, () => random.normal())
  const rows = Array.from({ length: 4_000 }, () => [random.below(41), random.normal()])
  const y = Float64Array.from(rows, ([level = 0]) => effect[level] ?? 5)
  // The 41st level is missing.
  const x: Matrix = {
    ...matrixFromRows(
      rows.map(([level = 0, noise = 0]) => [level === 40 ? Number.NaN : level, noise]),
      ['town', 'noise'],
    ),
    levels: [40, 0],
  }

  it('levels are put together by what they bring, missing ones too; a level never seen goes with them', async () => {
    const model = await boostedTreesRegressor.fit(x, y, { seed: 1, trees: 300, minLeaf: 5, leaves: 8 }, quietControl)
    const answers = model.predict({
      ...matrixFromRows(
        [...effect.keys(), Number.NaN].map((level) => [level, 0]),
        x.names,
      ),
      levels: [40, 0],
    })
    effect.forEach((value, level) => expect(answers[level]).toBeCloseTo(value, 0))
    expect(answers[40]).toBeCloseTo(5, 0)
    expect(model.importance()[0]!.value).toBeGreaterThan(0.99)
  })

  it('comes back from JSON as it was, rows kept apart are scored by the same sets', async () => {
    const losses: number[] = []
    const control = {
      ...quietControl,
      metric: (name: string, _: number, value: number) => void (name === 'validation loss' && losses.push(value)),
    }
    const options = { seed: 1, trees: 60, validationShare: 0.2, patience: 60 }
    const model = await boostedTreesRegressor.fit(x, y, options, control)
    const json = JSON.parse(JSON.stringify(model.toJSON())) as Record<string, unknown>
    expect(json['version']).toBe(2)
    expect(modelFromJson(json).predict(x)).toEqual(model.predict(x))
    expect(losses.at(-1)!).toBeLessThan(losses[0]! / 20)
    for (const damage of [{ sets: [] }, { sets: [[300]] }, { levels: [40] }])
      expect(() => modelFromJson({ ...json, ...damage })).toThrow(expect.objectContaining({ code: 'bad-model' }))
  })
})
