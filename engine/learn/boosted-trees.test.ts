import { describe, expect, it } from 'vitest'
import type { BoostOptions } from './boost/boost-options.ts'
import { boostedTreesClassifier, boostedTreesRegressor } from './boosted-trees.ts'
import { quietControl, type FitOptions } from './estimator.ts'
import { readGolden } from './golden/read-golden.ts'
import { matrixFromRows, takeRows, takeValues } from './matrix.ts'
import { modelFromJson } from './model-from-json.ts'
import { randomFrom } from './random.ts'

interface Golden {
  /** The first rows, which the models do not see. */
  readonly tested: number
  readonly x: readonly (readonly (number | null)[])[]
  readonly targets: Readonly<Record<string, readonly number[]>>
  readonly weight: readonly number[]
  readonly predictions: Readonly<Record<string, readonly number[]>> & { readonly classes: readonly (readonly number[])[] }
}

const golden = readGolden<Golden>(import.meta.url, './golden/boosted_trees.json')
const { tested, predictions } = golden
const names = ['a', 'b', 'c', 'd', 'e']
const all = matrixFromRows(
  golden.x.map((row) => row.map((value) => value ?? Number.NaN)),
  names,
)
const places = Array.from({ length: all.rows }, (_, at) => at)
const testing = takeRows(all, places.slice(0, tested))
const training = takeRows(all, places.slice(tested))
const targetOf = (name: string) => takeValues(Float64Array.from(golden.targets[name] ?? []), places.slice(tested))
const settings = { seed: 1, trees: 40, rate: 0.1, leaves: 15, minLeaf: 10 }
type Options = Partial<BoostOptions & FitOptions>
const number = (target: string, options: Options) =>
  boostedTreesRegressor.fit(training, targetOf(target), { ...settings, ...options }, quietControl)
const classes = (target: string, names: readonly string[], options: Options = {}) =>
  boostedTreesClassifier.fit(training, targetOf(target), { ...settings, classes: names, ...options }, quietControl)

describe('beside LightGBM', () => {
  const weighted = { sampleWeight: takeValues(Float64Array.from(golden.weight), places.slice(tested)) }
  it.each([
    ['squared', {}],
    ['huber', { loss: 'huber', level: 0.9 }],
    ['weighted', weighted],
    ['l2', { l1: 0.5, l2: 5, maxDepth: 3 }],
  ] as const)('gives the same answers: %s', async (name, options) => {
    const found = (await number('squared', options)).predict(testing)
    const expected = predictions[name] ?? []
    const spread = Math.max(...expected) - Math.min(...expected)
    const far = expected.map((value, at) => Math.abs(value - found[at]!) / spread)
    expect(far.reduce((sum, one) => sum + one, 0) / tested).toBeLessThan(0.005)
    expect(far.filter((one) => one < 0.02).length).toBeGreaterThan(0.97 * tested)
  })

  // Steps of equal gain abound in these; which comes first changes single answers, and not how good they are.
  it.each([
    ['absolute', 'squared', { loss: 'absolute' }, (answer: number, y: number) => Math.abs(answer - y)],
    [
      'quantile',
      'squared',
      { loss: 'quantile', level: 0.8 },
      (answer: number, y: number) => Math.max(0.2 * (answer - y), 0.8 * (y - answer)),
    ],
    ['poisson', 'poisson', { loss: 'poisson' }, (answer: number, y: number) => answer - y * Math.log(answer)],
    [
      'tweedie',
      'tweedie',
      { loss: 'tweedie', level: 1.4 },
      (answer: number, y: number) => (y * answer ** -0.4) / 0.4 + answer ** 0.6 / 0.6,
    ],
  ] as const)('is as good on rows it has not seen: %s', async (name, target, options, lossOf) => {
    const model = await number(target, options)
    const mean = (answers: ArrayLike<number>) =>
      golden.targets[target]!.slice(0, tested).reduce((sum, y, row) => sum + lossOf(answers[row]!, y), 0) / tested
    expect(mean(model.predict(testing)) / mean(predictions[name]!)).toBeLessThan(1.03)
  })

  it('is as good on rows it has not seen: two classes and three', async () => {
    const logLoss = (target: string, chance: (row: number, of: number) => number) =>
      golden.targets[target]!.slice(0, tested).reduce((sum, of, row) => sum - Math.log(chance(row, of)), 0) / tested
    const two = (await classes('log-loss', ['no', 'yes'])).predictProba!(testing)
    const peer = predictions['log-loss']!
    const ofPeer = logLoss('log-loss', (row, of) => (of === 1 ? peer[row]! : 1 - peer[row]!))
    expect(logLoss('log-loss', (row, of) => two[of]![row]!) / ofPeer).toBeLessThan(1.03)
    const three = (await classes('classes', ['low', 'middle', 'high'])).predictProba!(testing)
    const ofBoth = [(row: number, of: number) => three[of]![row]!, (row: number, of: number) => predictions.classes[row]![of]!] as const
    expect(logLoss('classes', ofBoth[0]) / logLoss('classes', ofBoth[1])).toBeLessThan(1.03)
    expect(three[0]![0]! + three[1]![0]! + three[2]![0]!).toBeCloseTo(1, 12)
  })
})

describe('gradient boosting', () => {
  it('comes back from JSON as it was, and is not read from a damaged file', async () => {
    const model = await classes('classes', ['low', 'middle', 'high'])
    const json = JSON.parse(JSON.stringify(model.toJSON())) as Record<string, unknown>
    expect(modelFromJson(json).predictProba!(testing)).toEqual(model.predictProba!(testing))
    for (const damage of [{ left: [] }, { starts: [-1] }, { feature: (json['feature'] as number[]).map(() => 99) }, { start: [0] }])
      expect(() => modelFromJson({ ...json, ...damage })).toThrow(expect.objectContaining({ code: 'bad-model' }))
    // A child that comes before its parent would send scoring round in circles.
    const circle = (json['left'] as number[]).map((child, node) => ((json['feature'] as number[])[node]! >= 0 ? 0 : child))
    expect(() => modelFromJson({ ...json, left: circle })).toThrow(expect.objectContaining({ code: 'bad-model' }))
  })

  it('stops when the rows kept apart gain no more, and keeps the best number of trees', async () => {
    const random = randomFrom(3)
    const chance = takeValues(
      Float64Array.from(places, () => random.below(2)),
      places.slice(tested),
    )
    const losses: number[] = []
    const control = {
      ...quietControl,
      metric: (name: string, _: number, value: number) => name === 'validation loss' && losses.push(value),
    }
    const options = { ...settings, trees: 300, classes: ['a', 'b'], validationShare: 0.3, patience: 5 }
    const model = await boostedTreesClassifier.fit(training, chance, options, {
      ...control,
      metric: (...point) => void control.metric(...point),
    })
    const best = losses.indexOf(Math.min(...losses)) + 1
    expect(losses.length).toBe(best + 5)
    expect((model.toJSON()['starts'] as number[]).length).toBe(best)
  })

  it.each([2, 3])('tells how its probabilities drift from what happens on rows kept apart: %i classes at random', async (count) => {
    const random = randomFrom(11)
    const rows = 3000
    const x = matrixFromRows(
      Array.from({ length: rows }, () => [random.normal(), random.normal(), random.normal()]),
      ['a', 'b', 'c'],
    )
    const y = Float64Array.from({ length: rows }, () => random.below(count))
    const told = new Map<string, number[]>()
    const options = { ...settings, trees: 30, rate: 1, validationShare: 0.3, patience: 50, classes: ['a', 'b', 'c'].slice(0, count) }
    await boostedTreesClassifier.fit(x, y, options, {
      ...quietControl,
      metric: (name, _, value) => void told.set(name, [...(told.get(name) ?? []), value]),
    })
    const errors = told.get('validation calibration error') ?? []
    expect(errors).toHaveLength(30)
    expect(errors[0]).toBeLessThan(0.15)
    expect(errors[29]).toBeGreaterThan(0.2)
    expect(told.get('validation accuracy')?.at(-1)).toBeCloseTo(1 / count, 1)
  })

  it('learns from shares of rows and columns, the same for the same seed, another for another', async () => {
    const options = { rowShare: 0.6, columnShare: 0.5 }
    const [one, again, other] = await Promise.all([1, 1, 2].map((seed) => number('squared', { ...options, seed })))
    expect(again!.predict(testing)).toEqual(one!.predict(testing))
    expect(other!.predict(testing)).not.toEqual(one!.predict(testing))
  })

  it('sends what is missing at prediction alone to the side of more rows, and survives empty and constant columns', async () => {
    const rows = Array.from({ length: 100 }, (_, at) => [at, Number.NaN, 5])
    const x = matrixFromRows(rows, ['known', 'empty', 'constant'])
    const y = Float64Array.from(rows, ([at = 0]) => (at < 70 ? 1 : 9))
    const model = await boostedTreesRegressor.fit(x, y, { seed: 1, trees: 80, minLeaf: 5 }, quietControl)
    const [low = 0, high = 0, unknown = 0] = model.predict(
      matrixFromRows(
        [
          [10, Number.NaN, 5],
          [90, 1, 5],
          [Number.NaN, 0, 0],
        ],
        x.names,
      ),
    )
    expect([low, high, unknown].map(Math.round)).toEqual([1, 9, 1])
    expect(model.importance().map(({ value }) => value)).toEqual([1, 0, 0])
  })

  it('gives more columns than a block and bins than a byte to every leaf', async () => {
    const random = randomFrom(5)
    const rows = Array.from({ length: 600 }, () => Array.from({ length: 37 }, () => random.normal()))
    const x = matrixFromRows(
      rows,
      Array.from({ length: 37 }, (_, at) => `x${at}`),
    )
    const y = Float64Array.from(rows, (row) => row[36]! * 3 + (row[16]! > 0 ? 2 : 0))
    const model = await boostedTreesRegressor.fit(x, y, { seed: 1, trees: 150, minLeaf: 3 }, quietControl)
    const shares = model.importance().map(({ value }) => value)
    expect(shares[36]! + shares[16]!).toBeGreaterThan(0.95)
    const errors = model.predict(x).map((value, row) => Math.abs(value - y[row]!))
    expect(errors.reduce((sum, one) => sum + one, 0) / 600).toBeLessThan(0.1)
  })

  it('can be stopped, and says which option is out of range', async () => {
    let rounds = 0
    const control = { ...quietControl, progress: () => void rounds++, cancelled: () => rounds > 3 }
    await expect(boostedTreesRegressor.fit(training, targetOf('squared'), settings, control)).rejects.toMatchObject({ code: 'cancelled' })
    for (const [option, wrong] of Object.entries({ trees: 0, rate: 0, leaves: 1, rowShare: 2, l2: -1, validationShare: 1, minLeaf: 0.5 }))
      await expect(number('squared', { [option]: wrong })).rejects.toMatchObject({ code: 'bad-option', data: { option } })
    await expect(number('squared', { loss: 'quantile', level: 1 })).rejects.toMatchObject({ code: 'bad-option' })
  })
})
