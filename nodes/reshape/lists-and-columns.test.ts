import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, fitNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { columnsToList } from './columns-to-list.ts'
import { listToColumns } from './list-to-columns.ts'

const table = {
  columns: [
    { name: 'id', type: 'int', role: 'id' },
    { name: 'n', type: 'int' },
    { name: 'x', type: 'float', role: 'sensitive' },
    { name: 'day', type: 'date' },
    { name: 'l', type: 'list<date>' },
  ],
  rows: [],
} as const
const names = (...chosen: string[]) => ({ columns: { by: 'names', names: chosen } })

describe('columns to a list', () => {
  const made = (params: object) => columnsOf(compileNode(columnsToList, params, { table })['table'])
  it('brings the columns to one type and passes roles on; a rule leaves identifiers out', () => {
    expect(made({})).toEqual(['id: int (id)', 'day: date', 'l: list<date>', 'list: list<float> (sensitive)'])
    expect(made({ ...names('n', 'day'), keep: true }).at(-1)).toBe('list: list<text>')
    expect(made({ ...names('day'), name: 'l' })).toContain('l_2: list<date>')
  })
  it('may take the name of a column that goes', () => {
    expect(made({ ...names('n'), name: 'n' })).toContain('n: list<int>')
  })
  it('objects to lists and to a missing name', async () => {
    expect(await problemOf(() => made(names('l')))).toMatchObject({ code: 'wrong-type' })
    expect(await problemOf(() => made({ name: ' ' }))).toMatchObject({ param: 'name' })
  })
})

describe('list to columns', () => {
  const spread = async (params: object, longest: number | null) =>
    columnsOf((await fitNode(listToColumns, { column: 'l', ...params }, table, [[[longest]]])).applied)
  it('makes as many columns as were learnt, one at least, with the type of the items', async () => {
    expect((await spread({}, 2)).slice(-2)).toEqual(['l_1: date', 'l_2: date'])
    expect((await spread({}, null)).slice(-2)).toEqual(['day: date', 'l_1: date'])
    expect((await spread({ most: 3 }, 900)).at(-1)).toBe('l_3: date')
    expect((await spread({ rule: 'fixed', count: 4, prefix: 'p' }, 9)).at(-1)).toBe('p4: date')
  })
  it('objects to what is no list', async () => {
    expect(await problemOf(() => spread({ column: 'n' }, 1))).toMatchObject({ code: 'wrong-type' })
  })
  it('say what they do', () => {
    expect(sentenceOf(listToColumns, { column: 'l' })).toBe('a column for each item of “l”')
    expect(sentenceOf(columnsToList, names('n'))).toBe('“list”: a list of “n”')
  })
})
