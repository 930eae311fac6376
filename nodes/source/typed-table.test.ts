import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { typedTable } from './typed-table.ts'

const compile = (table: string, types: readonly unknown[] = []) => compileNode(typedTable, { table, types })

describe('typed-in table', () => {
  it.each([
    ['1\n-2', 'int'],
    ['1\n2.5', 'float'],
    ['1\n1e3', 'float'],
    ['0\n10', 'int'],
    ['0.5', 'float'],
    ['007', 'text'],
    ['yes\nno', 'bool'],
    ['oui\nFaux', 'bool'],
    ['2024-01-31', 'date'],
    ['2024-01-31 10:30\n2024-02-01', 'timestamp'],
    ['2024-02-30', 'text'],
    ['12345678901234567890', 'float'],
    ['x', 'text'],
  ])('takes %j for %s', (cells, type) => {
    expect(columnsOf(compile(`a\n${cells}`).table)).toEqual([`a: ${type}`])
  })

  it('has rows with fewer cells than names, and tables without rows', () => {
    expect(compile('a;b\n1').table).toMatchObject({ rows: [[1, null]] })
    expect(compile('a;b').table).toMatchObject({ columns: [{ type: 'text' }, { type: 'text' }], rows: [] })
  })

  it.each([
    ['nothing-chosen', ' \n', []],
    ['name-empty', 'a;;c\n1;2;3', []],
    ['name-taken', 'a;a\n1;2', []],
    ['row-too-long', 'a;b\n1;2\n1;2;3', []],
    ['column-missing', 'a\n1', [{ column: 'b', type: 'int' }]],
    ['too-many-rows', `a\n${'1\n'.repeat(5001)}`, []],
  ])('objects: %s', async (code, table, types) => {
    expect(await problemOf(() => compile(table, types))).toMatchObject({ code })
  })

  it('names row and column of a cell that does not fit', async () => {
    const problem = await problemOf(() => compile('a;b\n1;2\n3;x', [{ column: 'b', type: 'int' }]))
    expect(problem).toMatchObject({ code: 'bad-value', row: 2, column: 'b' })
  })

  it('says what it does', () => {
    expect(sentenceOf(typedTable, { table: 'a\n1' })).toBe('1 row, 1 column typed in')
  })
})
