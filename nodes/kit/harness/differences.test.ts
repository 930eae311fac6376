import { describe, expect, it } from 'vitest'
import type { ExampleTable } from '../define-node.ts'
import { contains, tableDifferences } from './differences.ts'

const table: ExampleTable = {
  columns: [
    { name: 'a', type: 'float', role: 'id' },
    { name: 'l', type: 'list<int>' },
  ],
  rows: [
    [1, [1, null]],
    ['NaN', null],
  ],
}

describe('tableDifferences', () => {
  it('finds nothing between equal tables, within 1e-9', () => {
    expect(tableDifferences(table, table)).toEqual([])
    expect(
      tableDifferences(
        {
          ...table,
          rows: [
            [1 + 1e-10, [1, null]],
            ['NaN', null],
          ],
        },
        table,
      ),
    ).toEqual([])
  })

  it.each<[string, Partial<ExampleTable>]>([
    [
      'another value',
      {
        rows: [
          [1.001, [1, null]],
          ['NaN', null],
        ],
      },
    ],
    [
      'null for a value',
      {
        rows: [
          [null, [1, null]],
          ['NaN', null],
        ],
      },
    ],
    [
      'NaN for null',
      {
        rows: [
          [1, [1, null]],
          ['NaN', 'NaN'],
        ],
      },
    ],
    [
      'a shorter list',
      {
        rows: [
          [1, [1]],
          ['NaN', null],
        ],
      },
    ],
    ['another order', { rows: table.rows.toReversed() }],
    ['a row less', { rows: table.rows.slice(1) }],
    ['another type', { columns: [{ name: 'a', type: 'int', role: 'id' }, ...table.columns.slice(1)] }],
    ['another role', { columns: [{ name: 'a', type: 'float' }, ...table.columns.slice(1)] }],
  ])('finds %s', (_, change) => {
    expect(tableDifferences({ ...table, ...change }, table)).not.toEqual([])
  })

  it('takes two ways to write a timestamp for one', () => {
    const at = (value: string): ExampleTable => ({ columns: [{ name: 't', type: 'timestamp' }], rows: [[value]] })
    expect(tableDifferences(at('2024-01-31 10:00:00.500000'), at('2024-01-31 10:00:00.5'))).toEqual([])
    expect(tableDifferences(at('2024-01-31 10:00:00.500000'), at('2024-01-31 10:00:00'))).not.toEqual([])
  })
})

describe('contains', () => {
  it('lets objects have more keys, but no list more items', () => {
    expect(contains({ a: 1, b: [{ c: 2, d: 3 }] }, { b: [{ c: 2 }] })).toBe(true)
    expect(contains({ b: [1, 2] }, { b: [1] })).toBe(false)
    expect(contains({ b: null }, { b: { c: 1 } })).toBe(false)
    expect(contains(undefined, { b: 1 })).toBe(false)
  })
})
