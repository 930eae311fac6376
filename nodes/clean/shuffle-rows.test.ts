import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { shuffleRows } from './shuffle-rows.ts'

const table = {
  columns: [
    { name: 'x', type: 'int', role: 'target' },
    { name: 'l', type: 'list<int>' },
  ],
  rows: [],
} as const

describe('shuffle rows', () => {
  it('keeps columns and roles', () => {
    const columns = { by: 'names', names: ['x'] }
    expect(columnsOf(compileNode(shuffleRows, { columns }, { table })['table'])).toEqual(['x: int (target)', 'l: list<int>'])
    expect(columnsOf(compileNode(shuffleRows, {}, { table })['table'])).toEqual(['x: int (target)', 'l: list<int>'])
  })
  it('objects to a column that is not there', async () => {
    const columns = { by: 'names', names: ['z'] }
    expect(await problemOf(() => compileNode(shuffleRows, { columns }, { table }))).toMatchObject({ code: 'column-missing' })
  })
  it('says what it does', () => {
    expect(sentenceOf(shuffleRows, {})).toBe('rows in an order by chance')
  })
})
