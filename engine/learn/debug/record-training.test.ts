import { expect, it } from 'vitest'
import { boostedTreesRegressor } from '../boosted-trees.ts'
import { decisionTreeClassifier, decisionTreeRegressor, type TreeFields } from '../decision-tree.ts'
import { quietControl } from '../estimator.ts'
import { forestRegressor } from '../forest/random-forest.ts'
import { linearRegression } from '../linear-regression.ts'
import { matrixFromRows } from '../matrix.ts'
import { encodeWeights } from '../neural-network/weights-text.ts'
import { recordTraining } from './record-training.ts'
import { TrainingLog } from './training-log.ts'
import { treeShapes } from './tree-shapes.ts'
import { weightSpreads } from './weight-spreads.ts'

const rows = Array.from({ length: 90 }, (_, i) => [i, i % 7])
const x = matrixFromRows(rows, ['a', 'b'])
const log = () => new TrainingLog(90, { seconds: () => 0, tell: () => undefined })

it('counts classes, answers and trees of a classifier', async () => {
  const y = Float64Array.from(rows, ([a]) => (a! < 30 ? 0 : 1))
  const fitted = await decisionTreeClassifier.fit(
    x,
    y,
    { seed: 1, classes: ['low', 'high'], maxDepth: 2, minLeaf: 1, minSplit: 2 },
    quietControl,
  )
  const record = recordTraining(
    {
      fitted,
      json: fitted.toJSON(),
      x,
      y,
      importance: [
        { name: 'a', value: 3 },
        { name: 'b', value: 1 },
      ],
    },
    log(),
  )
  expect(record.classes).toEqual([
    { name: 'low', rows: 30 },
    { name: 'high', rows: 60 },
  ])
  expect(record.confusion).toEqual([
    [30, 0],
    [0, 60],
  ])
  expect(record.importance).toEqual([
    { name: 'a', share: 0.75 },
    { name: 'b', share: 0.25 },
  ])
  expect(record.trees).toEqual({ count: 1, deepest: 1, mostLeaves: 2, stumps: 0 })
  expect(JSON.parse(JSON.stringify(record))).toEqual(record)
})

it('knows the weights of a linear model, and no trees', async () => {
  const y = Float64Array.from(rows, ([a, b]) => 2 * a! + b!)
  const fitted = await linearRegression.fit(x, y, { seed: 1 }, quietControl)
  const record = recordTraining({ fitted, json: fitted.toJSON(), x, y, importance: [] }, log())
  expect(record.trees).toBeNull()
  expect(record).toMatchObject({ confusion: [], classes: [], weights: [{ name: 'coefficients', count: 2, zeros: 0 }] })
  expect(record.weights[0]?.variance).toBeCloseTo(0.25, 9)
})

it('measures trees by levels, leaves and those that ask nothing', () => {
  // A chain of three questions, then a single leaf.
  const feature = [0, -1, 1, -1, 0, -1, -1, -1]
  const trees = { starts: [0, 7], nodes: 8, feature: (node: number) => feature[node]!, left: (node: number) => node + 1 }
  expect(treeShapes(trees)).toEqual({ count: 2, deepest: 3, mostLeaves: 4, stumps: 1 })
})

it('knows the trees of a forest, of boosting and of a tree alone by the same measure', async () => {
  const y = Float64Array.from(rows, ([a, b]) => a! * (b! > 3 ? 1 : -1))
  const whole = { seed: 1, minLeaf: 10, maxDepth: 3 }
  const tree = await decisionTreeRegressor.fit(x, y, whole, quietControl)
  const forest = await forestRegressor.fit(x, y, { ...whole, trees: 1, bootstrap: false, tries: 'all' }, quietControl)
  const boosted = await boostedTreesRegressor.fit(x, y, { ...whole, trees: 3 }, quietControl)
  const { feature, left, right } = tree.toJSON() as unknown as TreeFields
  const depth = (node: number): number => (feature[node]! < 0 ? 0 : 1 + Math.max(depth(left[node]!), depth(right[node]!)))
  const shape = { count: 1, deepest: depth(0), mostLeaves: feature.filter((test) => test < 0).length, stumps: 0 }
  expect(shape.mostLeaves).toBeGreaterThan(3)
  expect(tree.treeShapes?.()).toEqual(shape)
  expect(forest.treeShapes?.()).toEqual({ ...shape, averaged: true })
  expect(boosted.treeShapes?.()).toMatchObject({ count: 3, deepest: 3 })
})

it('measures the layers of a network one by one', () => {
  const kernel = encodeWeights(Float32Array.of(0, 0, 0, 0))
  expect(weightSpreads({ layers: [{ kernel }, { kernel: encodeWeights(Float32Array.of(1, 3)) }] })).toEqual([
    { name: '1', count: 4, zeros: 4, variance: 0 },
    { name: '2', count: 2, zeros: 0, variance: 1 },
  ])
})
