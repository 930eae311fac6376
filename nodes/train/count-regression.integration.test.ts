import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createScorer } from '../../engine/learn/score-model.ts'
import { problemData } from '../../engine/run/problem-data.ts'
import { catalogue } from '../catalogue.ts'
import type { ExampleTable } from '../kit/define-node.ts'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import { countRegression } from './count-regression.ts'

let harness: Harness
beforeAll(async () => {
  harness = await openHarness(catalogue)
})
afterAll(() => harness.close())

/** Three claims a year in Lyon, one elsewhere; the years are an id, which no rule learns from unless it is named. */
const claims = (years: (row: number) => number | null): ExampleTable => ({
  columns: [
    { name: 'town', type: 'text' },
    { name: 'years', type: 'float', role: 'id' },
    { name: 'claims', type: 'int', role: 'target' },
  ],
  rows: Array.from({ length: 40 }, (_, row) => {
    const isLyon = row % 2 === 0
    return [isLyon ? 'Lyon' : 'Nice', years(row), (isLyon ? 3 : 1) * (1 + (row % 4))]
  }),
})

async function learn(table: ExampleTable, params: Readonly<Record<string, unknown>>) {
  const { artifacts } = await harness.run(countRegression, params, { table })
  const { model } = artifacts
  if (model?.kind !== 'model') throw new Error('no model')
  return model.model
}

describe('regression of counts over an exposure', () => {
  it('learns rates, and answers in proportion', async () => {
    const model = await learn(
      claims((row) => 1 + (row % 4)),
      { exposure: 'years' },
    )
    const scorer = createScorer(model)
    expect(scorer.columns.map(({ name }) => name)).toEqual(['town', 'years'])
    const answer = (town: string, years: number) => Number(scorer.score([town, years]).prediction)
    expect(answer('Lyon', 1)).toBeCloseTo(3, 6)
    expect(answer('Lyon', 10)).toBeCloseTo(30, 5)
    expect(answer('Nice', 2)).toBeCloseTo(2, 6)
    expect(model.importance.map(({ name }) => name).toSorted()).toEqual(['town', 'years'])
  })

  it('says where years are 0, or none is known', async () => {
    const problem = (years: (row: number) => number | null) => learn(claims(years), { exposure: 'years' }).catch(problemData)
    const zero = await problem((row) => row % 5)
    expect(zero).toMatchObject({ code: 'bad-option', param: 'exposure', column: 'years', fixes: [{ params: { exposure: '' } }] })
    expect(await problem(() => null)).toMatchObject({ code: 'exposure-empty', param: 'exposure' })
  })
})
