import { describe, expect, it } from 'vitest'
import { extend, filter, inputRelation, mark, select } from '../../relation/build.ts'
import { call, column, literal } from '../../relation/expression.ts'
import type { Relation } from '../../relation/relation.ts'
import { constantClassifier } from '../constant-baseline.ts'
import { quietControl, type FittedModel } from '../estimator.ts'
import { linearRegression } from '../linear-regression.ts'
import { logisticRegression } from '../logistic-regression.ts'
import { matrixFromRows } from '../matrix.ts'
import { matrixNames } from '../design-matrix.ts'
import type { Model } from '../model.ts'
import { modelFromJson } from '../model-from-json.ts'
import { buildRecipe } from '../recipe.ts'
import { randomFrom } from '../random.ts'
import { createScorer } from '../score-model.ts'
import { answersOf, combinedModel, type Combination } from './combined-model.ts'
import { learnCombination } from './learn-combination.ts'
import { memberFeature, mergeRecipes } from './merge-recipes.ts'

const source = mark(
  inputRelation('table', [
    { name: 'a', type: 'float' },
    { name: 'b', type: 'float' },
    { name: 'y', type: 'float' },
  ]),
  'file',
  'table',
  'f1',
)
/** One learner takes a and b as they are, another a doubled twice under the same name, behind a filter that serving skips. */
const doubled = (input: Relation) => extend(input, [{ name: 'a', expr: call('multiply', column('a'), literal('float', 2)) }])
const prepared = mark(
  doubled(mark(doubled(filter(source, call('greater', column('b'), literal('float', 0)))), 'n1', 'table', 'n1')),
  'n2',
  'table',
  'n2',
)

/** y = `slope` a + `other` b + 1, learned exactly. */
async function lineOf(relation: Relation, names: readonly string[], slopes: readonly number[]): Promise<Model> {
  const rows = [
    [0, 1],
    [1, 0],
    [2, 5],
    [3, 3],
  ].map((row) => row.slice(0, names.length))
  const y = Float64Array.from(rows, (row) => 1 + row.reduce((sum, value, j) => sum + value * slopes[j]!, 0))
  const fitted = await linearRegression.fit(matrixFromRows(rows, names), y, { seed: 1 }, quietControl)
  return {
    id: 'm',
    name: 'line',
    learner: 'train.linear-regression',
    task: 'regression',
    target: { name: 'y', type: 'float' },
    classes: [],
    recipe: buildRecipe(relation, [...names, 'y']),
    features: names.map((name) => ({ name, kind: 'number', fill: 0 })),
    estimator: { id: fitted.estimator, json: fitted.toJSON() },
    importance: [],
    reference: null,
    golden: [],
    trained: { rows: 4, seconds: 0, seed: 1, fingerprint: 'x' },
  }
}

function together(members: readonly Model[], combination: Combination): Model {
  const features = members.flatMap((model, place) =>
    model.features.map((feature) => ({ ...feature, name: memberFeature(place, feature.name) })),
  )
  let from = 0
  const placed = members.map((model) => {
    const fitted = modelFromJson(model.estimator.json)
    from += fitted.features.length
    return { model: fitted, from: from - fitted.features.length }
  })
  const fitted = combinedModel({ task: 'regression', features: matrixNames(features), classes: [], members: placed, combination })
  const recipe = mergeRecipes(members)
  if (!recipe) throw new Error('no recipe')
  return {
    ...members[0]!,
    features,
    recipe,
    estimator: { id: fitted.estimator, json: JSON.parse(JSON.stringify(fitted.toJSON())) as unknown },
  }
}

describe('recipes side by side', () => {
  it('each member gets its own preparation of the same raw row', async () => {
    const plain = await lineOf(source, ['a', 'b'], [10, 1])
    const other = await lineOf(prepared, ['a'], [100])
    const scorer = createScorer(together([plain, other], { how: 'mean', weights: [1, 1] }))
    expect(scorer.columns.map(({ name }) => name).toSorted()).toEqual(['a', 'b'])
    const row = scorer.columns.map(({ name }) => (name === 'a' ? 2 : 7))
    // 10 · 2 + 7 + 1 and 100 · (2 · 2 · 2) + 1
    expect(scorer.score(row).prediction).toBeCloseTo((28 + 801) / 2, 9)
  })

  it('shares the stages that all pass, and gives the target there', async () => {
    const recipe = mergeRecipes([await lineOf(source, ['a'], [1]), await lineOf(prepared, ['a'], [1])])
    expect(recipe?.stages.map(({ fingerprint }) => fingerprint)).toEqual(['f1'])
    expect(recipe?.stages[0]?.relation.columns.map(({ name }) => name)).toEqual(['1. a', '2. a', 'y'])
  })

  it('tables of the same columns go together, of other types do not', async () => {
    const marked = (type: 'float' | 'text', fingerprint: string) =>
      mark(
        inputRelation('table', [
          { name: 'a', type },
          { name: 'y', type: 'float' },
        ]),
        'file',
        'table',
        fingerprint,
      )
    const one = await lineOf(marked('float', 'p'), ['a'], [1])
    expect(mergeRecipes([one, await lineOf(marked('float', 'q'), ['a'], [1])])?.stages.map(({ fingerprint }) => fingerprint)).toEqual([''])
    expect(mergeRecipes([one, { ...one, recipe: buildRecipe(select(marked('text', 'q'), ['a', 'y']), ['a', 'y']) }])).toBeNull()
  })
})

describe('answers put together', () => {
  const says = (shares: readonly number[], classes: readonly string[]): FittedModel =>
    constantClassifier.fromJSON({
      estimator: 'constant-baseline',
      version: 1,
      task: 'classification',
      features: ['x'],
      classes,
      remarks: [],
      answer: shares,
    })
  const classes = ['a', 'b', 'c']
  const members = [
    { model: says([0.6, 0.4, 0], classes), from: 0 },
    { model: says([0.1, 0.9], ['b', 'c']), from: 1 },
    { model: says([0.3, 0.5, 0.2], classes), from: 2 },
  ]
  const of = (combination: Combination) =>
    combinedModel({ task: 'classification', features: ['x1', 'x2', 'x3'], classes, members, combination })

  it('the mean counts weights, and a class that a member does not know as 0', () => {
    const out = [...of({ how: 'mean', weights: [1, 2, 1] }).scoreOne([0, 0, 0], new Float64Array(3))]
    expect(out[0]).toBeCloseTo(0.9 / 4, 12)
    expect(out[1]).toBeCloseTo((0.4 + 0.2 + 0.5) / 4, 12)
    expect(out[2]).toBeCloseTo((0 + 1.8 + 0.2) / 4, 12)
  })

  it('most: each member has one voice', () => {
    const out = [...of({ how: 'most' }).scoreOne([0, 0, 0], new Float64Array(3))]
    out.forEach((share) => expect(share).toBeCloseTo(1 / 3, 12))
  })

  it('the same of a table as row by row, and from JSON', () => {
    const model = of({ how: 'mean', weights: [1, 2, 1] })
    const x = matrixFromRows(
      [
        [0, 1, 2],
        [3, 4, 5],
      ],
      ['x1', 'x2', 'x3'],
    )
    const again = modelFromJson(JSON.parse(JSON.stringify(model.toJSON())))
    expect(again.predictProba!(x).map((share) => [...share])).toEqual(model.predictProba!(x).map((share) => [...share]))
    expect(model.predictProba!(x)[2]![1]).toBe(model.scoreOne([3, 4, 5], new Float64Array(3))[2])
    expect([...model.predict(x)]).toEqual([2, 2])
  })

  it('a learned combination sees one number of two classes, all of more', async () => {
    expect(answersOf({ task: 'classification', classes: ['no', 'yes'] })).toBe(1)
    expect(answersOf({ task: 'classification', classes })).toBe(3)
    const lines = [await lineOf(source, ['a'], [2]), await lineOf(source, ['a'], [4])]
    const x = matrixFromRows(
      [
        [1, 0],
        [0, 1],
        [2, 3],
        [5, 1],
      ],
      ['1', '2'],
    )
    const final = await linearRegression.fit(x, Float64Array.of(3, 0.5, 7.5, 15.5), { seed: 1 }, quietControl)
    const scorer = createScorer(together(lines, { how: 'learned', final }))
    // 3 · (1 + 2a) + 0.5 · (1 + 4a) at a = 2
    expect(scorer.score([2]).prediction).toBeCloseTo(19.5, 9)
  })

  it('sees probabilities where a line through them fits better than one through their odds, and says so', async () => {
    const random = randomFrom(3)
    // One member says nearly 0 and 1 and is right three times in four; the other is calm and right as often.
    const truth = Float64Array.from({ length: 2000 }, () => random.below(2))
    const told = (far: number) => truth.map((y) => (random.below(4) > 0 === (y === 1) ? 1 - far * random.next() : far * random.next()))
    const pair = (ones: Float64Array) => [ones.map((one) => 1 - one), ones]
    const given = { task: 'classification', classes: ['no', 'yes'], y: truth } as const
    const loud = await learnCombination({ ...given, members: [pair(told(1e-3)), pair(told(0.4))] }, { seed: 1 }, quietControl)
    expect(loud.sees).toBe('shares')
    // Members whose log-odds are normal around the truth, as those of true probabilities are.
    const odds = () => truth.map((y) => 1 / (1 + Math.exp(-(y === 1 ? 2 : -2) - 2 * random.normal())))
    const calm = await learnCombination({ ...given, members: [pair(odds()), pair(odds())] }, { seed: 1 }, quietControl)
    expect(calm.sees).toBeUndefined()
    expect(calm.final.features).toEqual(['answer 1', 'answer 2'])
  })

  it('answers by the probabilities themselves where it says so, from JSON too', async () => {
    const y = Float64Array.of(0, 0, 1, 1, 0, 1)
    const x = matrixFromRows(
      [
        [0.1, 0.4],
        [0.3, 0.2],
        [0.8, 0.6],
        [0.6, 0.9],
        [0.7, 0.1],
        [0.4, 0.7],
      ],
      ['answer 1', 'answer 2'],
    )
    const final = await logisticRegression.fit(x, y, { seed: 1, classes: ['no', 'yes'] }, quietControl)
    const pair = { task: 'classification', features: ['x1', 'x2'], classes: ['no', 'yes'] } as const
    const said = [says([0.7, 0.3], ['no', 'yes']), says([0.2, 0.8], ['no', 'yes'])]
    const together = said.map((model, from) => ({ model, from }))
    const model = combinedModel({ ...pair, members: together, combination: { how: 'learned', final, sees: 'shares' } })
    const expected = final.scoreOne([0.3, 0.8], new Float64Array(2))[1]
    expect(model.scoreOne([0, 0], new Float64Array(2))[1]).toBe(expected)
    const json = JSON.parse(JSON.stringify(model.toJSON())) as { combination: object }
    expect(modelFromJson(json).scoreOne([0, 0], new Float64Array(2))[1]).toBe(expected)
    expect(() => modelFromJson({ ...json, combination: { ...json.combination, sees: 'nothing' } })).toThrow(/cannot be read/)
  })

  it.each([
    ['no members', { members: [] }],
    ['a weight too few', { combination: { how: 'mean', weights: [1, 1] } }],
    ['weights of nothing', { combination: { how: 'mean', weights: [0, 0, 0] } }],
    ['a member beyond the columns', { members: [{ from: 3, json: members[0]!.model.toJSON() }], combination: { how: 'most' } }],
    ['another way', { combination: { how: 'least' } }],
  ])('is not read with %s', (_, change) => {
    expect(() => modelFromJson({ ...of({ how: 'most' }).toJSON(), ...change })).toThrow(/cannot be read/)
  })
})
