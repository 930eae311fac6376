import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { mapValues } from './map-values.ts'

const table = {
  columns: [
    { name: 'c', type: 'text', role: 'sensitive' },
    { name: 'n', type: 'int' },
    { name: 'lookup value', type: 'bool' },
  ],
  rows: [],
} as const
const lookup = {
  columns: [
    { name: 'k', type: 'float' },
    { name: 'v', type: 'date' },
  ],
  rows: [],
} as const

const names = (...chosen: string[]) => ({ by: 'names', names: chosen })
const columns = (params: unknown, tables: Parameters<typeof compileNode>[2] = { table }) =>
  columnsOf(compileNode(mapValues, params, tables)['table'])

describe('map values', () => {
  it('takes the type of the right sides where nothing else stays', () => {
    const pairs = [{ key: 'a', value: '1' }]
    expect(columns({ columns: names('c'), pairs, others: 'missing' })[0]).toBe('c: int (sensitive)')
    expect(columns({ columns: names('c'), pairs, others: 'value', other: '2.5' })[0]).toBe('c: float (sensitive)')
    expect(columns({ columns: names('c'), pairs })[0]).toBe('c: text (sensitive)')
  })

  it('keeps whole numbers whole, and turns to text when a right side is text', () => {
    expect(columns({ columns: names('n'), pairs: [{ key: '1', value: '2' }] })[1]).toBe('n: int')
    expect(columns({ columns: names('n'), pairs: [{ key: '1', value: 'one' }] })[1]).toBe('n: text')
  })

  it('joins a table and leaves none of its columns behind', () => {
    const params = { columns: names('c', 'n'), from: 'k', to: 'v', others: 'missing', place: 'add', ending: '!' }
    expect(columns(params, { table, lookup })).toEqual([
      'c: text (sensitive)',
      'n: int',
      'lookup value: bool',
      'c!: date (sensitive)',
      'n!: date',
    ])
  })

  it.each([
    ['nothing-chosen', { columns: names('c') }, { table }],
    ['nothing-chosen', { columns: names('c') }, { table, lookup }],
    ['bad-value', { columns: names('n'), pairs: [{ key: 'one', value: '1' }] }, { table }],
    ['column-missing', { columns: names('c'), from: 'z', to: 'v' }, { table, lookup }],
  ])('objects: %s', async (code, params, tables) => {
    expect(await problemOf(() => columns(params, tables))).toMatchObject({ code })
  })

  it('says what it does', () => {
    expect(sentenceOf(mapValues, { columns: names('c'), pairs: [{ key: 'a', value: 'b' }] })).toBe('“a” → “b” in “c”')
    expect(sentenceOf(mapValues, { columns: names('c') })).toBe('“c” by a lookup table')
  })
})
