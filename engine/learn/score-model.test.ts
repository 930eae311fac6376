import { beforeAll, describe, expect, it } from 'vitest'
import { extend, mark, values } from '../relation/build.ts'
import { call, column } from '../relation/expression.ts'
import { designMatrix, learnFeatures } from './design-matrix.ts'
import { quietControl } from './estimator.ts'
import { linearRegression } from './linear-regression.ts'
import { logisticRegression } from './logistic-regression.ts'
import type { Model } from './model.ts'
import { buildRecipe } from './recipe.ts'
import { classOf, createScorer, withThreshold } from './score-model.ts'

const source = mark(
  values(
    [
      { name: 'rooms', type: 'int' },
      { name: 'area', type: 'float' },
      { name: 'town', type: 'text' },
      { name: 'unused', type: 'text' },
      { name: 'price', type: 'float' },
    ],
    [],
  ),
  'file',
  'table',
  'f',
)
// The steps: area per room, then the text in upper case.
const prepared = extend(extend(source, [{ name: 'each', expr: call('divide', column('area'), call('int-to-float', column('rooms'))) }]), [
  { name: 'town', expr: call('upper', column('town')) },
])
const featureColumns = prepared.columns.filter(({ name }) => name === 'each' || name === 'town')
const data = {
  rows: 6,
  numbers: new Map([['each', Float64Array.of(20, 25, 30, 15, NaN, 40)]]),
  categories: new Map([['town', { codes: Int32Array.of(0, 1, 0, 1, 0, -1), levels: ['A', 'B'] }]]),
}
const features = learnFeatures(featureColumns, data, { mostLevels: 60, keepMissing: false })
const x = designMatrix(features, data)

const base: Omit<Model, 'task' | 'classes' | 'estimator' | 'target'> = {
  id: 'm',
  name: 'Model',
  learner: 'train.any',
  recipe: buildRecipe(prepared, ['each', 'town', 'price']),
  features,
  importance: [],
  reference: null,
  golden: [],
  trained: { rows: 6, seconds: 0, seed: 1, fingerprint: 'm' },
}

let price: Model
let side: Model
beforeAll(async () => {
  const line = await linearRegression.fit(x, Float64Array.of(200, 250, 310, 160, 260, 395), { seed: 1 }, quietControl)
  price = {
    ...base,
    task: 'regression',
    classes: [],
    target: { name: 'price', type: 'float' },
    estimator: { id: line.estimator, json: line.toJSON() },
  }
  const classes = ['no', 'yes']
  const fit = await logisticRegression.fit(x, Float64Array.of(0, 0, 1, 0, 1, 1), { seed: 1, classes }, quietControl)
  side = {
    ...base,
    task: 'classification',
    classes,
    positive: 'yes',
    threshold: 0.5,
    target: { name: 'dear', type: 'text' },
    estimator: { id: fit.estimator, json: fit.toJSON() },
  }
})

/** As it lies on disk. */
const stored = (model: Model) => JSON.parse(JSON.stringify(model)) as Model

describe('createScorer', () => {
  it('asks for the raw columns behind the features, and for nothing else', () => {
    expect(createScorer(price).columns).toEqual([
      { name: 'rooms', type: 'int' },
      { name: 'area', type: 'float' },
      { name: 'town', type: 'text' },
    ])
  })

  it('prepares the row as the recipe says, then answers as the estimator does', () => {
    const scorer = createScorer(stored(price))
    const { predict } = lineOf(price)
    expect(scorer.score([2, 60, 'a']).prediction).toBeCloseTo(predict([1, 0, 30]), 12)
    expect(scorer.score([4, 60, 'b']).prediction).toBeCloseTo(predict([0, 1, 15]), 12)
    expect(scorer.score([4, null, 'elsewhere']).prediction).toBeCloseTo(predict([0, 0, 26]), 12)
    expect(scorer.score([null, 60, null]).prediction).toBeCloseTo(predict([0, 0, 26]), 12)
  })

  it('answers with class and probabilities', () => {
    const scorer = createScorer(stored(side))
    const scored = scorer.score([1, 40, 'A'])
    expect(scored.prediction).toBe('yes')
    const [no = 0, yes = 0] = scored.probabilities ?? []
    expect(no + yes).toBeCloseTo(1, 12)
    expect(scorer.score([2, 30, 'B']).prediction).toBe('no')
    // Its working room is used again: what was given must not change with the next row.
    expect(scored.probabilities).toEqual([no, yes])
  })

  it('moves the answer with the threshold, not the probabilities', () => {
    const row = [1, 40, 'A'] as const
    const strict = createScorer(withThreshold(side, 1))
    expect(strict.score(row).prediction).toBe('no')
    expect(strict.score(row).probabilities).toEqual(createScorer(side).score(row).probabilities)
    expect(createScorer(withThreshold(side, 0)).score([2, 30, 'B']).prediction).toBe('yes')
  })

  it('has nothing to say about a model without a recipe', () => {
    expect(() => createScorer({ ...price, recipe: { stages: [] } })).toThrow('recipe')
  })

  it('throws where a strict step meets what it cannot read', () => {
    const strict = extend(source, [{ name: 'each', expr: call('parse-number-strict', column('town')) }])
    const scorer = createScorer({
      ...price,
      features: features.slice(1),
      recipe: buildRecipe(strict, ['each']),
      estimator: price.estimator,
    })
    expect(() => scorer.score(['many'])).toThrow('many')
  })
})

describe('classOf', () => {
  it('takes the threshold for two classes, from it on', () => {
    const model = { classes: ['a', 'b'], positive: 'a', threshold: 0.3 }
    expect(classOf(model, [0.3, 0.7])).toBe('a')
    expect(classOf(model, [0.29, 0.71])).toBe('b')
  })

  it('takes the most likely of many, the first of equals', () => {
    expect(classOf({ classes: ['a', 'b', 'c'] }, [0.2, 0.4, 0.4])).toBe('b')
  })
})

describe('withThreshold', () => {
  it('leaves models without a positive class, and the model itself, as they are', () => {
    expect(withThreshold(price, 0.2)).toBe(price)
    expect(withThreshold(side, null)).toBe(side)
    expect(withThreshold(side, 0.2).threshold).toBe(0.2)
    expect(side.threshold).toBe(0.5)
  })
})

/** The estimator of a model, on rows of its matrix. */
function lineOf(model: Model) {
  const fitted = linearRegression.fromJSON(model.estimator.json)
  const out = new Float64Array(1)
  return { predict: (row: readonly number[]) => fitted.scoreOne(row, out)[0] ?? NaN }
}
