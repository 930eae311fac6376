import { describe, expect, it } from 'vitest'
import { boostedTreesClassifier, boostedTreesRegressor } from '../boosted-trees.ts'
import { quietControl, type FittedModel } from '../estimator.ts'
import { forestClassifier, forestRegressor } from '../forest/random-forest.ts'
import { matrixFromRows, takeRows, type Matrix } from '../matrix.ts'
import { modelFromJson } from '../model-from-json.ts'
import { randomFrom } from '../random.ts'
import { walkRows } from './walk-rows.ts'

const random = randomFrom(4)
const names = ['a', 'b', 'c', 'town', 'constant']
const row = () => {
  const made = [random.normal(), random.below(9), random.next(), random.below(12), 7]
  return made.map((value, at) =>
    random.below(12) === 0 ? (at === 0 && random.below(3) === 0 ? Number.POSITIVE_INFINITY : Number.NaN) : value,
  )
}
const learnt: Matrix = {
  ...matrixFromRows(
    Array.from({ length: 3_000 }, row).map((values) => values.map((value) => (value === Number.POSITIVE_INFINITY ? 4 : value))),
    names,
  ),
  levels: [0, 0, 0, 12, 0],
}
// Not a multiple of what the kernel takes together, and infinities that nobody has learnt from.
const asked: Matrix = { ...matrixFromRows(Array.from({ length: 5_003 }, row), names), levels: learnt.levels! }
const plain = ({ levels: _levels, ...x }: Matrix): Matrix => x
const y = Float64Array.from(learnt.columns[0]!, (value, at) => (value || 0) + (learnt.columns[3]![at]! > 5 ? 2 : 0) + random.normal())
const classes = (count: number) => ({
  classes: ['x', 'y', 'z'].slice(0, count),
  y: y.map((value) => Math.min(count - 1, Math.max(0, Math.floor(value)))),
})

/** Row by row, as a request is answered. */
function oneByOne(model: FittedModel, x: Matrix): Float64Array[] {
  const outputs = Math.max(1, model.classes.length)
  const answers = Array.from({ length: outputs }, () => new Float64Array(x.rows))
  const out = new Float64Array(outputs)
  for (let at = 0; at < x.rows; at++) {
    model.scoreOne(
      x.columns.map((column) => column[at]!),
      out,
    )
    answers.forEach((list, k) => (list[at] = out[k]!))
  }
  return answers
}

const options = { seed: 1, trees: 12, minLeaf: 3 }
describe('many rows by the kernel, to the bit as one by one', () => {
  it.each([
    ['boosted numbers', plain, () => boostedTreesRegressor.fit(plain(learnt), y, { ...options, loss: 'huber', level: 1 }, quietControl)],
    ['boosted numbers of categories', (x: Matrix) => x, () => boostedTreesRegressor.fit(learnt, y, options, quietControl)],
    [
      'boosted classes, two',
      plain,
      () => boostedTreesClassifier.fit(plain(learnt), classes(2).y, { ...options, ...classes(2) }, quietControl),
    ],
    [
      'boosted classes, three',
      (x: Matrix) => x,
      () => boostedTreesClassifier.fit(learnt, classes(3).y, { ...options, ...classes(3) }, quietControl),
    ],
    ['a forest of classes', plain, () => forestClassifier.fit(plain(learnt), classes(3).y, { ...options, ...classes(3) }, quietControl)],
    ['a forest of numbers', plain, () => forestRegressor.fit(plain(learnt), y, options, quietControl)],
    [
      'a forest of classes and categories',
      (x: Matrix) => x,
      () => forestClassifier.fit(learnt, classes(3).y, { ...options, ...classes(3) }, quietControl),
    ],
    [
      'boosted classes and categories, trees of many leaves',
      (x: Matrix) => x,
      () => boostedTreesClassifier.fit(learnt, classes(3).y, { ...options, leaves: 300, ...classes(3) }, quietControl),
    ],
    [
      'a forest of classes and categories, trees of few leaves',
      (x: Matrix) => x,
      () => forestClassifier.fit(learnt, classes(3).y, { ...options, maxDepth: 5, ...classes(3) }, quietControl),
    ],
    ['drawn trees of categories', (x: Matrix) => x, () => forestRegressor.fit(learnt, y, { ...options, limits: 'drawn' }, quietControl)],
    ['a tree that asks nothing', plain, () => boostedTreesRegressor.fit(plain(learnt), y, { ...options, minLeaf: 2_999 }, quietControl)],
  ] as const)('%s', async (_, shape, fit) => {
    const model = await fit()
    const x = shape(asked)
    const expected = oneByOne(model, x)
    expect(model.predictProba?.(x) ?? [model.predict(x)]).toEqual(expected)
    const read = modelFromJson(JSON.parse(JSON.stringify(model.toJSON())))
    expect(read.predictProba?.(x) ?? [read.predict(x)]).toEqual(expected)
    // Few rows go another way.
    const few = takeRows(x, [5, 3, 1])
    expect(model.predict(few)).toEqual(
      model
        .predict(x)
        .filter((__, at) => [1, 3, 5].includes(at))
        .toReversed(),
    )
  })
})

/** A tree that asks for one limit after the other; its leaves are numbered from the lowest values on. */
const chain = (limits: ArrayLike<number>) => ({
  starts: [0],
  nodes: 2 * limits.length + 1,
  feature: (node: number) => (node % 2 === 0 && node < 2 * limits.length ? 0 : -1),
  limit: (node: number) => limits[node / 2]!,
  missingLeft: () => false,
  left: (node: number) => node + 1,
  leaf: (node: number) => node,
  values: Array.from({ length: 2 * limits.length + 1 }, (_, node) => (node < 2 * limits.length ? (node - 1) / 2 : node / 2)),
  width: 1,
  outputs: 1,
  levels: [],
  writeSet: () => undefined,
})

function walked(limits: ArrayLike<number>, values: readonly number[], start = 0): number[] {
  const found: number[] = []
  const x = { rows: values.length, columns: [Float64Array.from(values)], names: ['a'] }
  walkRows(chain(limits))!({ x, start: [start] }, (sums) => void found.push(...sums))
  return found
}

it('trees that ask a column for more limits than a byte tells apart are not for the kernel', () => {
  const upTo = (count: number) => Array.from({ length: count }, (_, at) => at)
  expect(walkRows(chain(upTo(255)))).toBeNull()
  expect(walked(upTo(254), [-1, 0, 1, 253, 254, Number.NaN], 0.5)).toEqual([0.5, 0.5, 1.5, 253.5, 254.5, 254.5])
})

it('rows are walked in parts', () => {
  const values = Array.from({ length: 140_001 }, (_, at) => at % 3)
  expect(walked([0, 1], values)).toEqual(values)
})

describe('every value finds its place between limits, by trees of few leaves and of many', () => {
  const spreads: [string, (at: number) => number][] = [
    ['even', (at) => at],
    ['normal', () => random.normal()],
    ['long-tailed', () => Math.exp(9 * random.normal())],
    ['beside a far one', (at) => (at === 0 ? 1e12 : random.normal())],
    ['of all sizes', () => random.normal() * 10 ** (600 * random.next() - 300)],
    ['too far apart', (at) => (at === 0 ? -1.7e308 : at === 1 ? 1.7e308 : random.normal())],
    ['too close together', (at) => at * Number.MIN_VALUE],
    ['far from zero', (at) => 1e300 + at * 1e285],
  ]
  it.each(spreads)('%s', (_, spread) => {
    for (const count of [1, 2, 90, 254]) {
      const limits = Float64Array.from(new Set(Array.from({ length: count }, (__, at) => spread(at)))).sort()
      const beside = Array.from(limits).flatMap((limit) => [limit, limit * (1 + 2e-16), limit * (1 - 2e-16), limit / 2])
      const values = [
        ...beside,
        ...beside.map((value) => -value),
        0,
        -0,
        Infinity,
        -Infinity,
        Number.NaN,
        Number.MAX_VALUE,
        Number.MIN_VALUE,
      ]
      const expected = values.map((value) => (Number.isNaN(value) ? limits.length : limits.filter((limit) => limit < value).length))
      expect(walked(limits, values)).toEqual(expected)
    }
  })
})
