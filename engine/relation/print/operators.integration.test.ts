import type { DuckDBConnection } from '@duckdb/node-api'
import { beforeAll, describe, expect, it } from 'vitest'

import { RelationError, join, values } from '../build.ts'
import { explode, pivot, setOperation, steps, unpivot } from '../build-rows.ts'
import { dateText, timestampText } from '../calendar/iso-text.ts'
import { call, column, literal } from '../expression.ts'
import type { JoinNearest, Relation } from '../relation.ts'
import { duckdbRows, openDuckdb } from '../testing/duckdb-rows.ts'
import type { Column, DataType, LiteralValue, Value } from '../types.ts'
import { printRelation } from './duckdb.ts'

let connection: DuckDBConnection
beforeAll(async () => {
  connection = await openDuckdb()
})

/** The rows, the same with and without the optimiser, of the types that the relation says. */
async function rowsOf(relation: Relation): Promise<readonly (readonly Value[])[]> {
  const { rows } = await duckdbRows(connection, printRelation(relation))
  expect((await duckdbRows(connection, printRelation(relation, { optimised: false }))).rows).toEqual(rows)
  return rows.map((row) => row.map((value, at) => shown(value, relation.columns[at]?.type ?? 'text')))
}

function shown(value: Value, type: DataType): Value {
  if (type === 'date' && typeof value === 'number') return dateText(value)
  return type === 'timestamp' && typeof value === 'bigint' ? timestampText(value, ' ') : value
}

const table = (columns: Readonly<Record<string, DataType>>, ...rows: readonly (readonly LiteralValue[])[]) =>
  values(
    Object.entries(columns).map(([name, type]): Column => ({ name, type })),
    rows,
  )

const hostile = '"; drop table t; --'

describe('unpivot', () => {
  const wide = table({ id: 'int', [hostile]: 'int', b: 'float' }, [1, 10, 0.5], [2, null, null], [1, 10, 0.5])

  it('gives a row for each column, in order, whatever it is called', async () => {
    expect(await rowsOf(unpivot(wide, { from: [hostile, 'b'], key: 'key', value: 'value', keepNulls: true }))).toEqual([
      [1, hostile, 10],
      [1, 'b', 0.5],
      [2, hostile, null],
      [2, 'b', null],
      [1, hostile, 10],
      [1, 'b', 0.5],
    ])
    expect(await rowsOf(unpivot(wide, { from: ['b'], key: 'k', value: 'v', keepNulls: false }))).toEqual([
      [1, 10, 'b', 0.5],
      [1, 10, 'b', 0.5],
    ])
  })

  it('says what does not fit before anything runs', () => {
    const mixed = table({ a: 'int', t: 'text' })
    const options = { key: 'k', value: 'v', keepNulls: true }
    expect(unpivot(wide, { ...options, from: ['id', 'b'] }).columns.at(-1)).toEqual({ name: 'v', type: 'float' })
    expect(() => unpivot(mixed, { ...options, from: ['a', 't'] })).toThrow(RelationError)
    expect(() => unpivot(mixed, { ...options, from: ['gone'] })).toThrow('no column "gone"')
    expect(() => unpivot(mixed, { ...options, from: ['a'], key: 't' })).toThrow('occurs twice')
  })
})

describe('explode', () => {
  const lists = table({ id: 'int', l: 'list<text>' }, [1, ['a', null, 'a']], [2, []], [3, null])

  it('gives a row for each element', async () => {
    expect(await rowsOf(explode(lists, { column: 'l', position: 'at', keepEmpty: false }))).toEqual([
      [1, 'a', 1],
      [1, null, 2],
      [1, 'a', 3],
    ])
  })

  it('keeps rows without elements where asked', async () => {
    expect((await rowsOf(explode(lists, { column: 'l', position: 'at', keepEmpty: true }))).slice(3)).toEqual([
      [2, null, null],
      [3, null, null],
    ])
    expect(() => explode(lists, { column: 'id', keepEmpty: true })).toThrow('holds no lists')
  })
})

describe('steps', () => {
  const every = (type: DataType, rows: readonly (readonly LiteralValue[])[], how: Parameters<typeof steps>[1]['every']) =>
    rowsOf(steps(table({ a: type, z: type }, ...rows), { from: 'a', to: 'z', every: how, name: 's' }))

  it('go to the end and no further', async () => {
    const found = await every(
      'int',
      [
        [1, 6],
        [3, 3],
        [4, 2],
        [null, 3],
      ],
      { count: 2, unit: 'number' },
    )
    expect(found.map((row) => row[2])).toEqual([1, 3, 5, 3])
  })

  it('count months from the start, over leap days', async () => {
    const found = await every('date', [['2024-01-31', '2024-05-30']], { count: 1, unit: 'month' })
    expect(found.map((row) => row[2])).toEqual(['2024-01-31', '2024-02-29', '2024-03-31', '2024-04-30'])
    expect((await every('date', [['2024-02-28', '2024-03-01']], { count: 1, unit: 'day' })).map((row) => row[2])).toEqual([
      '2024-02-28',
      '2024-02-29',
      '2024-03-01',
    ])
    const short = await every('date', [['2024-01-31', '2024-02-29']], { count: 1, unit: 'month' })
    expect(short.map((row) => row[2])).toEqual(['2024-01-31', '2024-02-29'])
  })

  it('are even through the night when clocks change, as timestamps have no zone', async () => {
    const found = await every('timestamp', [['2024-03-31 01:30:00', '2024-03-31 03:45:00']], { count: 1, unit: 'hour' })
    expect(found.map((row) => row[2])).toEqual(['2024-03-31 01:30:00.000000', '2024-03-31 02:30:00.000000', '2024-03-31 03:30:00.000000'])
  })

  it('need a unit that fits', () => {
    const dates = table({ a: 'date', z: 'date' })
    expect(() => steps(dates, { from: 'a', to: 'z', every: { count: 1, unit: 'hour' }, name: 's' })).toThrow('no steps of hour')
    expect(() => steps(dates, { from: 'a', to: 'z', every: { count: 0, unit: 'day' }, name: 's' })).toThrow('whole number')
  })
})

describe('pivot', () => {
  const long = table(
    { id: 'int', h: 'text', v: 'float' },
    [1, 'x', 2],
    [1, hostile, 3],
    [2, 'x', null],
    [1, 'x', 4],
    [2, null, 9],
    [2, 'other', 1],
  )

  it('gives a column for each listed value and measure', async () => {
    const relation = pivot(long, {
      keys: [{ name: 'id', expr: column('id') }],
      header: column('h'),
      values: ['x', hostile, null],
      measures: [
        { name: 'sum', fn: 'sum', args: [column('v')] },
        { name: 'rows', fn: 'count-rows', args: [column('v')] },
      ],
      nameOf: (value, measure) => `${String(value)} ${measure.name}`,
    })
    expect(relation.columns.map((item) => item.name).slice(1)).toEqual([
      'x sum',
      'x rows',
      `${hostile} sum`,
      `${hostile} rows`,
      'null sum',
      'null rows',
    ])
    expect(await rowsOf(relation)).toEqual([
      [1, 6, 2, 3, 1, null, 0],
      [2, null, 1, null, 0, 9, 1],
    ])
  })
})

describe('joins', () => {
  const output = [
    { name: 'k', from: 'left' as const, column: 'k' },
    { name: 'w', from: 'right' as const, column: 'w' },
  ]
  const pair = { left: column('k'), right: column('k') }
  const left = table({ k: 'text', t: 'date' }, ['a', '2024-03-01'], [null, '2024-03-01'], ['a', '2024-02-01'], ['b', null])
  const right = table(
    { k: 'text', t: 'date', w: 'int' },
    ['a', '2024-02-29', 1],
    ['a', '2024-02-29', 2],
    [null, '2024-01-01', 3],
    ['a', '2023-01-01', 4],
    ['a', '2024-03-02', 5],
  )

  it('take null for equal where asked', async () => {
    const rows = (nulls: 'equal' | undefined) => rowsOf(join(left, right, { how: 'inner', on: [pair], output, ...(nulls && { nulls }) }))
    expect((await rows('equal')).filter((row) => row[0] === null)).toEqual([[null, 3]])
    expect((await rows(undefined)).filter((row) => row[0] === null)).toEqual([])
  })

  it('compare: rows within an interval', async () => {
    const on = { how: 'left' as const, on: [pair], output }
    const compare = [
      { left: column('t'), is: '>' as const, right: column('t') },
      { left: column('t'), is: '<=' as const, right: call('add-days', column('t'), literal('int', 30)) },
    ]
    expect(await rowsOf(join(left, right, { ...on, compare }))).toEqual([
      ['a', 1],
      ['a', 2],
      [null, null],
      ['a', null],
      ['b', null],
    ])
  })

  it('as-of: the nearest row before or after, the last of several', async () => {
    const asOf = (direction: JoinNearest['direction'], how: 'inner' | 'left', within?: number) =>
      rowsOf(
        join(left, right, {
          how,
          on: [pair],
          output,
          nearest: { left: column('t'), right: column('t'), direction, ...(within !== undefined && { within }) },
        }),
      )
    expect(await asOf('before', 'left')).toEqual([
      ['a', 2],
      [null, null],
      ['a', 4],
      ['b', null],
    ])
    expect(await asOf('before', 'inner', 5)).toEqual([['a', 2]])
    expect(await asOf('before', 'left', 5)).toEqual([
      ['a', 2],
      [null, null],
      ['a', null],
      ['b', null],
    ])
    expect(await asOf('after', 'inner')).toEqual([
      ['a', 5],
      ['a', 2],
    ])
    expect(() =>
      join(left, right, { how: 'full', on: [], output, nearest: { left: column('t'), right: column('t'), direction: 'after' } }),
    ).toThrow('as-of')
  })
})

describe('set operations', () => {
  const a = table({ x: 'int', y: 'text' }, [1, 'a'], [1, 'a'], [null, null], [2, 'b'], [null, 'c'])
  const b = table({ y: 'text', x: 'int' }, [null, null], ['a', 1], ['d', 4])

  it('go by name, take null for null and give each row once', async () => {
    expect(await rowsOf(setOperation('intersect', a, b))).toEqual([
      [1, 'a'],
      [null, null],
    ])
    expect(await rowsOf(setOperation('except', a, b))).toEqual([
      [2, 'b'],
      [null, 'c'],
    ])
    expect(await rowsOf(setOperation('except', table({ x: 'int' }), a))).toEqual([])
    expect(() => setOperation('except', a, table({ x: 'int' }))).toThrow('no column "y"')
  })
})
