import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ExampleTable } from '../kit/define-node.ts'
import { checkNode, codesOf } from '../kit/harness/check-node.ts'
import { observeTables } from '../kit/harness/observe-tables.ts'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import { parts } from './parts.ts'
import { trainTest } from './train-test.ts'

let harness: Harness
beforeAll(async () => {
  harness = await openHarness(new Map())
})
afterAll(() => harness.close())

/** 200 rows that differ in everything; of some a copy with other capitals, a space and another far digit under a number of its own. */
function tableOf(copies: number): ExampleTable {
  const row = (at: number) => [at, `Name ${at * 7919}`, at * 1.618 + 0.1, at % 5 === 0 ? null : at]
  const copy = (at: number) => [1000 + at, ` NAME ${at * 7919}`, (at * 1.618 + 0.1) * (1 + 1e-12), at % 5 === 0 ? null : at]
  const own = Array.from({ length: 200 - copies }, (_, at) => row(at + 1))
  return {
    columns: [
      { name: 'number', type: 'int', role: 'id' },
      { name: 'name', type: 'text' },
      { name: 'size', type: 'float' },
      { name: 'count', type: 'int' },
    ],
    rows: [...own, ...Array.from({ length: copies }, (_, at) => copy(at + 1))],
  }
}

const told = async (params: object, table: ExampleTable, node = trainTest) =>
  (await observeTables(harness.db, node, { params, tables: { table } })).findings

describe('a split', () => {
  it.each([trainTest, parts])('finds rows that are nearly equal on both sides, and a click keeps them together: $id', async (node) => {
    const [found, ...more] = await told({ share: 0.5 }, tableOf(60), node)
    expect(more).toEqual([])
    expect(found).toMatchObject({ tone: 'warning', fix: { params: { method: 'equal' } } })
    expect(found?.text.en).toMatch(/^\d+ rows for testing \(\d+\u202f%\) are equal or nearly equal to rows for training/)
    const mended = await told({ share: 0.5, ...found?.fix?.params }, tableOf(60), node)
    expect(mended.filter(({ fix }) => fix && 'method' in fix.params)).toEqual([])
    const apart = await harness.run(node, { share: 0.5, method: 'equal' }, { table: tableOf(60) })
    const names = (port: string) => new Set(apart.tables[port]?.rows.map(([, name]) => String(name).trim().toLowerCase()))
    expect([...names('test')].filter((name) => names('train').has(name))).toEqual([])
    expect(names('test').size).toBeGreaterThan(0)
  })

  it('has nothing to say of rows that all differ', async () => {
    expect(await told({ share: 0.5 }, tableOf(0))).toEqual([])
  })

  it('finds identifiers on both sides, and a click keeps each on one', async () => {
    const table = tableOf(0)
    const twice = { ...table, rows: table.rows.map((row, at) => [Math.floor(at / 4), ...row.slice(1)]) } as ExampleTable
    const [found] = await told({ share: 0.5 }, twice)
    expect(found).toMatchObject({ tone: 'warning', fix: { params: { method: 'group', group: 'number' } } })
    expect(found?.text.en).toContain('have a “number” that is also among the training rows')
    const mended = await told({ share: 0.5, ...found?.fix?.params }, twice)
    expect(mended.filter(({ text }) => text.en.includes('also among'))).toEqual([])
  })

  it('warns where a role says how rows belong together, and a click follows it', () => {
    const columns = tableOf(0).columns
    const withRole = (name: string, role: 'group' | 'time') => ({
      columns: columns.map((column) => (column.name === name ? { ...column, role } : column)),
      rows: [],
    })
    for (const node of [trainTest, parts]) {
      expect(checkNode(node, {}, { table: withRole('name', 'group') })).toMatchObject([
        { code: 'split-parts-groups', severity: 'warning', fixes: [{ params: { method: 'group' } }] },
      ])
      expect(checkNode(node, { method: 'class', column: 'name' }, { table: withRole('count', 'time') })).toMatchObject([
        { code: 'split-ignores-time', fixes: [{ params: { method: 'time' } }] },
      ])
      expect(codesOf(checkNode(node, { method: 'group' }, { table: withRole('name', 'group') }))).toEqual([])
      expect(codesOf(checkNode(node, { method: 'time' }, { table: withRole('count', 'time') }))).toEqual([])
      expect(codesOf(checkNode(node, {}, { table: tableOf(0) }))).toEqual([])
    }
  })
})
