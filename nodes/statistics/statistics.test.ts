import { describe, expect, it } from 'vitest'
import type { Value } from '../../engine/relation/types.ts'
import { columnsOf, compileNode, fitNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { compareGroups } from './compare-groups.ts'
import { correlations } from './correlations.ts'
import { crosstab } from './crosstab.ts'
import { summaryTable } from './summary-table.ts'

const table = {
  columns: [
    { name: 'id', type: 'int', role: 'id' },
    { name: 'g', type: 'text' },
    { name: 'x', type: 'float' },
    { name: 'column', type: 'int' },
    { name: 'l', type: 'list<int>' },
  ],
  rows: [],
} as const
const fit = (node: Parameters<typeof fitNode>[0], params: object, answers: readonly (readonly (readonly Value[])[])[]) =>
  fitNode(node, params, table, answers)

describe('statistics', () => {
  it('a summary has a row of figures for each column but lists', () => {
    const { table: made } = compileNode(summaryTable, {}, { table })
    expect(made?.op === 'union' ? made.inputs : []).toHaveLength(4)
    expect(columnsOf(made).slice(0, 4)).toEqual(['column: text', 'type: text', 'role: text', 'rows: int'])
  })
  it('a matrix finds a free name for its heading; identifiers are left out of a rule', async () => {
    const { outputs } = await fit(correlations, {}, [[[0.5, 20]]])
    expect(columnsOf(outputs['matrix'])).toEqual(['column_2: text', 'x: float', 'column: float'])
  })
  it('tests for two groups object to three, and any to too many', async () => {
    expect(await problemOf(() => fit(compareGroups, { group: 'g', test: 'welch' }, [[['a'], ['b'], ['c']]]))).toMatchObject({
      code: 'group-count',
      param: 'group',
    })
    const many = Array.from({ length: 101 }, (_, at) => [String(at)])
    expect(await problemOf(() => fit(compareGroups, { group: 'g' }, [many]))).toMatchObject({ code: 'group-count' })
    expect(await problemOf(() => fit(compareGroups, { group: 'x' }, []))).toMatchObject({ code: 'wrong-type', param: 'group' })
  })
  it('a rule does not compare the groups with themselves', async () => {
    const { state } = await fit(compareGroups, { group: 'column', columns: { by: 'types', types: ['int', 'float'], except: [] } }, [
      [[1], [2]],
      [],
    ])
    expect((state as { rows: readonly (readonly unknown[])[] }).rows.map((row) => row.slice(0, 2))).toEqual([['x', 'welch']])
  })
  it('a crosstab objects to more cells than anybody reads', async () => {
    const pairs = Array.from({ length: 150 }, (_, at) => [`a${at}`, at, 1])
    expect(await problemOf(() => fit(crosstab, { rows: 'g', columns: 'column' }, [pairs]))).toMatchObject({ code: 'too-many-values' })
  })
  it('say what they do', () => {
    expect(sentenceOf(crosstab, { rows: 'g', columns: 'x' })).toBe('“g” by “x”, with a test')
    expect(sentenceOf(compareGroups, { group: 'g' })).toContain('between the groups of “g”')
  })
})
