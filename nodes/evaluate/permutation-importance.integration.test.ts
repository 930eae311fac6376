import { afterAll, beforeAll, expect, it } from 'vitest'
import { problemData } from '../../engine/run/problem-data.ts'
import { catalogue } from '../catalogue.ts'
import { sentenceOf } from '../kit/harness/compile-node.ts'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import { flats } from '../kit/learner-examples.ts'
import { priceModel, sideModel } from '../kit/model-examples.ts'
import { permutationImportance } from './permutation-importance.ts'

let harness: Harness
beforeAll(async () => {
  harness = await openHarness(catalogue)
})
afterAll(() => harness.close())

const problem = (params: object, inputs: Parameters<Harness['run']>[2]) =>
  harness.run(permutationImportance, params, inputs).then(
    () => 'none',
    (error: unknown) => problemData(error),
  )

it('refuses figures that the model does not have, and rows without the target', async () => {
  expect(await problem({ metric: 'accuracy' }, { table: flats, model: priceModel })).toMatchObject({
    code: 'metric-unfit',
    fixes: [{ params: { metric: 'auto' } }],
  })
  expect(await problem({ metric: 'mae' }, { table: flats, model: sideModel })).toMatchObject({ code: 'metric-unfit' })
  const without = { columns: flats.columns.slice(0, 2), rows: flats.rows.map((row) => row.slice(0, 2)) }
  expect(await problem({}, { table: without, model: priceModel })).toMatchObject({ code: 'target-gone', column: 'price' })
  expect(await problem({}, { table: { ...flats, rows: [[1, 'A', null]] }, model: priceModel })).toMatchObject({ code: 'no-rows' })
})

it('says what it does', () => {
  expect(sentenceOf(permutationImportance, { metric: 'auc' })).toBe('AUC after 5 shuffles')
})
