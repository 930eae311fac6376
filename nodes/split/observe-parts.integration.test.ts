import { afterAll, beforeAll, expect, it } from 'vitest'
import type { NodeDefinition } from '../kit/define-node.ts'
import { observeTables } from '../kit/harness/observe-tables.ts'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import { folds } from './folds.ts'
import { parts } from './parts.ts'
import { trainTest } from './train-test.ts'

let harness: Harness
beforeAll(async () => {
  harness = await openHarness(new Map())
})
afterAll(() => harness.close())

/** One group of 60 rows among 40 of one row each; 3 rows of a rare class. */
const table = {
  columns: [
    { name: 'who', type: 'text' },
    { name: 'kind', type: 'text' },
  ],
  rows: Array.from({ length: 100 }, (_, at) => [at < 60 ? 'big' : `p${at}`, at < 3 ? 'rare' : 'common'] as const),
} as const

const findings = async (node: NodeDefinition, params: object, rows: readonly (readonly string[])[] = table.rows) =>
  (await observeTables(harness.db, node, { params, tables: { table: { ...table, rows } } })).findings

it('tells shares that whole groups miss by more than the tolerance, and offers another draw', async () => {
  const params = { method: 'group', group: 'who', share: 0.2, seed: 4 }
  const [missed, ...more] = await findings(trainTest, params)
  expect(more).toEqual([])
  expect(missed?.tone).toBe('warning')
  expect(missed?.text.en).toMatch(
    /^Whole groups give the parts \d+\u202f% and \d+\u202f% of the rows instead of 20\u202f% and 80\u202f%: more than 5 points off\.$/,
  )
  expect(missed?.fix?.params).toEqual({ seed: 5 })
  expect(await findings(trainTest, { ...params, tolerance: 80 })).toMatchObject([{ tone: 'good' }])
})

it('knows named parts and folds, and parts that stay empty', async () => {
  const wide = await findings(parts, { method: 'group', group: 'who', tolerance: 10 })
  expect(wide.map(({ tone }) => tone)).toEqual(['warning'])
  const one = await findings(folds, { method: 'group', group: 'who', count: 2, tolerance: 1 }, table.rows.slice(0, 60))
  expect(one[0]?.text.en).toContain('instead of 50\u202f% and 50\u202f%: more than 1 point off.')
})

it('tells of classes: how many, the rarest, those too small for every part, and more than 100', async () => {
  const half = await findings(trainTest, { method: 'class', column: 'kind', share: 0.5 })
  expect(half.map(({ text }) => text.en)).toEqual(['“kind” has 2 classes, the rarest of 3 rows.'])
  const tenth = await findings(trainTest, { method: 'class', column: 'kind', share: 0.9 })
  expect(tenth.map(({ text }) => text.en)).toEqual(['1 class of 2 has too few rows to be in every part.'])
  const many = Array.from({ length: 303 }, (_, at) => ['x', `k${at % 101}`])
  expect((await findings(folds, { method: 'class', column: 'kind', count: 3 }, many)).map(({ text }) => text.en)).toEqual([
    '“kind” has 101 classes: more than 100 are seldom classes. Shares are kept within each of them.',
  ])
})

it('has nothing to say of rows at random', async () => {
  expect(await findings(trainTest, {})).toEqual([])
})
