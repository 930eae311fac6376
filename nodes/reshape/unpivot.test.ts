import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { unpivot } from './unpivot.ts'

const table = {
  columns: [
    { name: 'name', type: 'text' },
    { name: 'a', type: 'int' },
    { name: 'b', type: 'int', role: 'sensitive' },
    { name: 'c', type: 'date' },
  ],
  rows: [],
} as const
const compile = (names: readonly string[], more = {}) =>
  columnsOf(compileNode(unpivot, { columns: { by: 'names', names }, ...more }, { table })['table'])

describe('columns to rows', () => {
  it('finds free names and keeps what is sensitive', () => {
    expect(compile(['a', 'b'])).toEqual(['name: text', 'c: date', 'name_2: text', 'value: int (sensitive)'])
  })
  it('may use the name of a column that goes', () => {
    expect(compile(['a', 'b'], { value: 'a' })).toContain('a: int (sensitive)')
  })
  it('offers text for types that differ', async () => {
    expect(await problemOf(() => compile(['a', 'c']))).toMatchObject({ code: 'types-differ', fixes: [{ params: { differing: 'text' } }] })
    expect(compile(['a', 'c'], { differing: 'text' })).toContain('value: text')
  })
  it('says what it does', () => {
    expect(sentenceOf(unpivot, { columns: { by: 'names', names: ['a'] } })).toBe('a row for each cell of “a”')
  })
})
