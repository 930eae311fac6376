import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { addColumn } from './add-column.ts'

const table = {
  columns: [
    { name: 'a', type: 'text' },
    { name: 'row number', type: 'float' },
  ],
  rows: [],
} as const

const columns = (params: unknown) => columnsOf(compileNode(addColumn, params, { table })['table'])

describe('add a column', () => {
  it.each([
    ['int', '12'],
    ['float', '-1.50'],
    ['bool', 'true'],
    ['timestamp', '2024-01-31 10:00'],
    ['text', '0123'],
    ['text', ''],
  ])('gives %s for %s', (type, value) => {
    expect(columns({ kind: 'constant', name: 'c', value }).at(-1)).toBe(`c: ${type}`)
  })

  it('leaves no helper behind, and can replace and go first', () => {
    expect(columns({})).toEqual(['a: text', 'row number: float', 'id: int'])
    expect(columns({ name: 'a', kind: 'hash', method: 'sha256', first: true })).toEqual(['a: text', 'row number: float'])
    expect(columns({ name: 'row number', first: true })).toEqual(['row number: int', 'a: text'])
  })

  it('makes a key of a sensitive column sensitive', () => {
    const told = { ...table, columns: [{ name: 'a', type: 'text', role: 'sensitive' }, table.columns[1]] } as const
    expect(columnsOf(compileNode(addColumn, { kind: 'hash' }, { table: told })['table']).at(-1)).toBe('id: text (sensitive)')
  })

  it('needs a name', async () => {
    expect(await problemOf(() => columns({ name: ' ' }))).toMatchObject({ code: 'nothing-chosen', param: 'name' })
  })

  it('says what it does', () => {
    expect(sentenceOf(addColumn, { name: 'n', start: 0 })).toBe('“n” numbers the rows from 0')
  })
})
