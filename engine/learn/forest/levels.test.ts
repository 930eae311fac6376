import { describe, expect, it } from 'vitest'
import { decisionTreeClassifier, decisionTreeRegressor, type TreeFields } from '../decision-tree.ts'
import { quietControl } from '../estimator.ts'
import { matrixFromRows, type Matrix } from '../matrix.ts'
import { modelFromJson } from '../model-from-json.ts'
import { randomFrom } from '../random.ts'
import { forestClassifier, forestRegressor } from './random-forest.ts'

const random = randomFrom(2)
const effect = Array.from({ length: 40 }, () => random.normal())
// The 41st level is missing.
const rows = Array.from({ length: 4_000 }, () => [random.below(41), random.normal()])
const ofTowns = (list: readonly (readonly number[])[]): Matrix => ({
  ...matrixFromRows(
    list.map(([level = 0, noise = 0]) => [level === 40 ? Number.NaN : level, noise]),
    ['town', 'noise'],
  ),
  levels: [40, 0],
})
const x = ofTowns(rows)
const y = Float64Array.from(rows, ([level = 0]) => effect[level] ?? 5)
const everyTown = ofTowns(Array.from({ length: 41 }, (_, level) => [level, 0]))
const classes = ['low', 'middle', 'high']
const three = y.map((value) => (value < -0.4 ? 0 : value < 0.4 ? 1 : 2))
const yes = y.map((value) => (value > 0 ? 1 : 0))

describe('levels are put together by what they bring, missing ones too', () => {
  it.each([
    ['a decision tree', () => decisionTreeRegressor.fit(x, y, { seed: 1, maxDepth: null }, quietControl)],
    ['a forest', () => forestRegressor.fit(x, y, { seed: 1, trees: 20, tries: 'all' }, quietControl)],
    ['drawn trees', () => forestRegressor.fit(x, y, { seed: 1, trees: 40, tries: 'all', limits: 'drawn', bootstrap: false }, quietControl)],
  ] as const)('%s', async (_, fit) => {
    const model = await fit()
    const answers = model.predict(everyTown)
    effect.forEach((value, level) => expect(answers[level], `level ${level}`).toBeCloseTo(value, 0))
    expect(answers[40]).toBeCloseTo(5, 0)
    expect(model.importance()[0]!.value).toBeGreaterThan(0.99)
  })
})

it('of two classes one question finds the best of all sets', async () => {
  const model = await decisionTreeClassifier.fit(x, yes, { seed: 1, classes: ['no', 'yes'], maxDepth: 1 }, quietControl)
  const { sets, levels, rows: counts, missingLeft, value } = model.toJSON() as unknown as TreeFields
  const low = Array.from(effect.keys()).filter((level) => effect[level]! <= 0)
  expect(levels).toEqual([40, 0])
  expect(sets).toEqual([low])
  expect(missingLeft[0]).toBe(0)
  expect(counts[1]).toBe(rows.filter(([level = 0]) => low.includes(level)).length)
  expect(value.slice(1)).toEqual([
    [1, 0],
    [0, 1],
  ])
})

it('of three classes sets are told apart as well', async () => {
  const model = await decisionTreeClassifier.fit(x, three, { seed: 1, classes, maxDepth: 2 }, quietControl)
  const found = model.predict(everyTown)
  effect.forEach((value, level) => expect(found[level], `level ${level}`).toBe(value < -0.4 ? 0 : value < 0.4 ? 1 : 2))
})

it('a level that a node has not seen goes with the larger side, an unknown one with the missing ones', async () => {
  // Below the first question, which asks for the number, only one side has seen the third level.
  const some = Array.from({ length: 300 }, (_, at) => [at < 200 ? at % 2 : at % 3, at < 200 ? 0 : 9])
  const small: Matrix = { ...matrixFromRows(some, ['town', 'number']), levels: [4, 0] }
  const answers = Float64Array.from(
    some,
    ([town = 0, number = 0], at) => number * 100 + (number === 0 && at < 120 ? 2 * town : town === 0 ? 0 : 5),
  )
  const model = await decisionTreeRegressor.fit(small, answers, { seed: 1, maxDepth: 2, minLeaf: 10 }, quietControl)
  const ask = (...list: readonly (readonly number[])[]) =>
    Array.from(model.predict({ ...matrixFromRows(list, small.names), levels: [4, 0] }))
  const [first, second, third, fourth, missing] = ask([0, 0], [1, 0], [2, 0], [3, 0], [Number.NaN, 0])
  expect(first).not.toBe(second)
  expect([first, second]).toContain(third)
  expect(fourth).toBe(third)
  expect(missing).toBe(third)
})

it('few rows of a level are not taken at their word', async () => {
  // 60 levels of a handful of rows each, whose means are chance: without the rule one question parts them almost perfectly.
  const drawn = randomFrom(9)
  const many = Array.from({ length: 2_400 }, (_, at) => [at < 300 ? 1 + (at % 60) : 0, drawn.next()])
  const noise: Matrix = { ...matrixFromRows(many, ['town', 'number']), levels: [61, 0] }
  const chance = Float64Array.from(many, () => drawn.below(2))
  const model = await decisionTreeClassifier.fit(noise, chance, { seed: 1, classes: ['no', 'yes'], maxDepth: 3, minLeaf: 5 }, quietControl)
  expect(model.importance()[0]!.value).toBeLessThan(0.2)
})

it.each([
  ['forest', () => forestClassifier.fit(x, three, { seed: 1, classes, trees: 5, minLeaf: 5 }, quietControl)],
  ['decision tree', () => decisionTreeClassifier.fit(x, three, { seed: 1, classes, minLeaf: 5 }, quietControl)],
] as const)('a %s comes back from JSON as it was, and is not read from a damaged file', async (_, fit) => {
  const model = await fit()
  const json = JSON.parse(JSON.stringify(model.toJSON())) as Record<string, unknown>
  expect(json['version']).toBe(2)
  const read = modelFromJson(json)
  expect(read.predictProba!(x)).toEqual(model.predictProba!(x))
  expect(JSON.parse(JSON.stringify(read.toJSON()))).toEqual(json)
  const sets = typeof json['sets'] === 'string' ? 'AAAA' : []
  for (const damage of [{ sets }, { levels: [40] }, { levels: [-1, 0.5] }, { version: 3 }])
    expect(() => modelFromJson({ ...json, ...damage }), JSON.stringify(damage)).toThrow(expect.objectContaining({ code: 'bad-model' }))
})
