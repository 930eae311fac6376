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

it('trees that ask a column for more limits than a byte tells apart are not for the kernel', () => {
  const chain = (count: number) => ({
    starts: [0],
    nodes: 2 * count + 1,
    feature: (node: number) => (node % 2 === 0 && node < 2 * count ? 0 : -1),
    limit: (node: number) => node,
    missingLeft: () => false,
    left: (node: number) => node + 1,
    leaf: (node: number) => node,
    values: Array.from({ length: 2 * count + 1 }, (_, node) => node),
    width: 1,
    outputs: 1,
    levels: [],
    writeSet: () => undefined,
  })
  expect(walkRows(chain(255))).toBeNull()
  const walk = walkRows(chain(254))
  expect(Array.from(walk!(matrixFromRows([[-1], [0], [1], [506], [507], [Number.NaN]], ['a']), [0.5]))).toEqual([
    1.5, 1.5, 3.5, 507.5, 508.5, 508.5,
  ])
})
