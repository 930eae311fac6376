import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ExampleTable } from '../kit/define-node.ts'
import { observeTables } from '../kit/harness/observe-tables.ts'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import { nearDuplicates } from './near-duplicates.ts'

let harness: Harness
beforeAll(async () => {
  harness = await openHarness(new Map())
})
afterAll(() => harness.close())

const texts = (...rows: readonly (readonly (string | null)[])[]): ExampleTable => ({
  columns: (rows[0] ?? []).map((_, index) => ({ name: `t${index}`, type: 'text' })),
  rows,
})
const run = async (params: object, table: ExampleTable) => (await harness.run(nearDuplicates, params, { table })).tables

it('puts what is linked by others into one group, wherever its rows stand', async () => {
  const tables = await run(
    { keep: 'all', threshold: 0.75 },
    texts(['abcdefgh'], ['zzz'], ['abcdXXgh'], ['aXcdXXgh'], ['zzz'], ['abcdefgh']),
  )
  expect(tables['table']?.rows.map((row) => row.at(-1))).toEqual([1, 2, 1, 1, 2, 1])
  expect(tables['removed']?.rows).toEqual([])
})

it('keeps rows in and rows out apart, and loses none', async () => {
  const table = texts(['Ann', null], ['Anne', 'x'], [null, null], ['', ''], ['Bob', 'y'], ['Ann!', 'x'])
  const { table: kept, removed } = await run({ columns: { by: 'names', names: ['t0'] }, keep: 'first', threshold: 0.75 }, table)
  expect(kept?.rows).toEqual([
    ['Ann', null, 1],
    [null, null, 2],
    ['', '', 3],
    ['Bob', 'y', 4],
  ])
  expect(removed?.rows).toEqual([
    ['Anne', 'x', 1],
    ['Ann!', 'x', 1],
  ])
})

it('compares several columns as one text, in any order of words when asked to', async () => {
  const table = texts(['Paul', 'Cézanne'], ['Cezanne', 'Paul'])
  expect((await run({ threshold: 0.95 }, table))['table']?.rows).toHaveLength(2)
  expect((await run({ threshold: 0.95, ignoreOrder: true }, table))['table']?.rows).toHaveLength(1)
})

it('tells before the run how many rows are alike', async () => {
  const table = texts(['Anna Schmidt'], ['Ana Schmidt'], ['Omar'], ['anna schmidt'])
  const { findings } = await observeTables(harness.db, nearDuplicates, { tables: { table } })
  expect(findings.map(({ text }) => text.en)).toEqual([
    '3 rows have a near duplicate, in 1 group, the largest of 3. One of each kept, 2 rows would go.',
  ])
  const none = await observeTables(harness.db, nearDuplicates, { tables: { table: texts(['one'], ['two']) } })
  expect(none.findings.map(({ text }) => text.en)).toEqual(['No two rows are this much alike.'])
})
