import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Model } from '../../engine/learn/model.ts'
import { createScorer } from '../../engine/learn/score-model.ts'
import { problemData } from '../../engine/run/problem-data.ts'
import { catalogue } from '../catalogue.ts'
import type { ExampleMade } from '../kit/define-node.ts'
import { sentenceOf } from '../kit/harness/compile-node.ts'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import { flats } from '../kit/learner-examples.ts'
import { priceModel, sideModel } from '../kit/model-examples.ts'
import { stack } from './stack.ts'
import { vote } from './vote.ts'

let harness: Harness
beforeAll(async () => {
  harness = await openHarness(catalogue)
})
afterAll(() => harness.close())

const line: ExampleMade = { ...priceModel, params: { target: 'price', features: { by: 'names', names: ['rooms'] } } }
const tree: ExampleMade = { ...priceModel, node: 'train.decision-tree', params: { target: 'price', minLeaf: 1 } }

async function voted(params: object, models: readonly ExampleMade[]): Promise<Model> {
  const { artifacts } = await harness.run(vote, params, { models })
  if (artifacts['model']?.kind !== 'model') throw new Error('no model')
  return artifacts['model'].model
}

/** What the model says of a flat; it is asked by the names of its raw columns. */
function priceOf(model: Model, flat: { rooms: number; town: string }): number {
  const scorer = createScorer(model)
  return scorer.score(scorer.columns.map(({ name }) => (name === 'rooms' ? flat.rooms : flat.town))).prediction as number
}

it('answers between its members, by their weights', async () => {
  const flat = { rooms: 5, town: 'A' }
  const [first, second] = [priceOf(await voted({}, [line]), flat), priceOf(await voted({}, [tree]), flat)]
  expect(second).toBeCloseTo(350, 9)
  expect(first).not.toBeCloseTo(second, 1)
  expect(priceOf(await voted({}, [line, tree]), flat)).toBeCloseTo((first + second) / 2, 9)
  expect(priceOf(await voted({ weights: '3; 1' }, [line, tree]), flat)).toBeCloseTo((3 * first + second) / 4, 9)
  expect(priceOf(await voted({ how: 'most' }, [line, line, tree]), flat)).toBeCloseTo(first, 9)
})

it('keeps golden rows that it answers itself, and what its members think important', async () => {
  const model = await voted({}, [line, tree])
  expect(model.golden).toHaveLength(5)
  const scorer = createScorer(model)
  for (const { input, output } of model.golden) expect(scorer.score(input as (string | number)[]).prediction).toBeCloseTo(output[0]!, 12)
  expect(model.importance.map(({ name }) => name).toSorted()).toEqual(['rooms', 'town'])
  expect(model.importance.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(1, 9)
})

it.each([
  [{ weights: '1' }, [line, tree], 'weights-unfit'],
  [{ weights: '1; -1' }, [line, tree], 'weights-unfit'],
  [{ weights: '0; 0' }, [line, tree], 'weights-unfit'],
  [{ weights: 'a; b' }, [line, tree], 'weights-unfit'],
  [{}, [line, sideModel], 'models-mixed'],
])('refuses %j in words', async (params, models, code) => {
  const problem = await voted(params, models).then(
    () => Promise.reject(new Error('there was no problem')),
    (error: unknown) => problemData(error),
  )
  expect(problem.code).toBe(code)
})

it('says what it does', () => {
  expect(sentenceOf(vote, {})).toBe('the mean of the models')
  expect(sentenceOf(stack, { folds: 7 })).toBe('trusted by 7 folds')
})

it('a stack of one line is that line', async () => {
  const { artifacts } = await harness.run(stack, { folds: 4, method: 'random' }, { models: [line] })
  if (artifacts['model']?.kind !== 'model') throw new Error('no model')
  const [one, two, three] = [1, 3, 5].map((rooms) => priceOf((artifacts['model'] as { model: Model }).model, { rooms, town: 'A' }))
  // A line of a line: equal steps between equal rooms.
  expect(two! - one!).toBeCloseTo(three! - two!, 9)
  expect(flats.rows).toHaveLength(8)
})
