import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ExampleTable } from '../kit/define-node.ts'
import { observeTables } from '../kit/harness/observe-tables.ts'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import type { Told } from '../kit/observation.ts'
import { nearestJoin } from './nearest-join.ts'
import { setOperation } from './set-operation.ts'
import { union } from './union.ts'

let harness: Harness
beforeAll(async () => {
  harness = await openHarness(new Map())
})
afterAll(() => harness.close())

const numbers = (from: number, to: number): ExampleTable => ({
  columns: [{ name: 'n', type: 'int' }],
  rows: Array.from({ length: to - from }, (_, index) => [from + index]),
})
const lines = (told: Told) => told.findings.map(({ text }) => text.en.replaceAll('\u202f', ' '))

describe('sets of rows', () => {
  it('counts what a Venn drawing shows, each row once', async () => {
    const doubled: ExampleTable = { ...numbers(0, 100), rows: [...numbers(0, 100).rows, ...numbers(0, 100).rows] }
    const told = await observeTables(harness.db, setOperation, { tables: { left: doubled, right: numbers(60, 90) } })
    expect(told.venn).toEqual({ left: 70, both: 30, right: 0 })
    expect(lines(told)).toEqual(['The tables share 30 rows, each counted once.'])
  })

  it('estimates the shared rows from a share of them', async () => {
    const told = await observeTables(harness.db, setOperation, {
      tables: { left: numbers(0, 20_000), right: numbers(15_000, 25_000) },
      share: 0.1,
    })
    const { left = 0, both = 0, right = 0 } = told.venn ?? {}
    expect([left + both, right + both]).toEqual([20_000, 10_000])
    // 2000 rows seen, a quarter of them shared: the standard error is 200 rows of 20 000.
    expect(Math.abs(both - 5_000)).toBeLessThan(600)
  })
})

describe('tables to be stacked', () => {
  const spring: ExampleTable = {
    columns: [
      { name: 'Day', type: 'date' },
      { name: 'sales', type: 'int' },
    ],
    rows: [['2024-04-01', 1]],
  }
  const summer: ExampleTable = {
    columns: [
      { name: 'day', type: 'date' },
      { name: 'sales', type: 'int' },
      { name: 'shop', type: 'text' },
    ],
    rows: [],
  }

  it('names columns that only some have and names that are almost the same', async () => {
    expect(lines(await observeTables(harness.db, union, { tables: { tables: [spring, summer] } }))).toEqual([
      '2 tables, 1 row in all.',
      '“Day” and “day” stay different columns: rename one before, or match by position.',
      '“Day” is only in table 1.',
      '“day” is only in table 2.',
      '“shop” is only in table 2.',
    ])
    expect(lines(await observeTables(harness.db, union, { tables: { tables: [spring, spring] } }))).toEqual([
      '2 tables, 2 rows in all.',
      'All tables have the same columns.',
    ])
  })

  it('warns of different widths where columns go by position', async () => {
    expect(lines(await observeTables(harness.db, union, { params: { match: 'position' }, tables: { tables: [spring, summer] } }))).toEqual([
      '2 tables, 1 row in all.',
      'The tables have different numbers of columns: 2, 3.',
    ])
  })
})

it('counts left rows with a partner in time', async () => {
  const told = await observeTables(harness.db, nearestJoin, {
    params: { leftTime: 'n', rightTime: 'n', within: 3 },
    tables: { left: numbers(0, 10), right: numbers(5, 6) },
  })
  expect(lines(told)).toEqual(['40 % of the left rows find a partner: 4 of 10.'])
})
