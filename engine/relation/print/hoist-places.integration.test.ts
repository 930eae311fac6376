import type { DuckDBConnection } from '@duckdb/node-api'
import { beforeAll, describe, expect, it } from 'vitest'

import { aggregate, filter, join, sort, values } from '../build.ts'
import { call, column, literal } from '../expression.ts'
import type { Expr } from '../expression.ts'
import type { Relation } from '../relation.ts'
import { duckdbRows, openDuckdb } from '../testing/duckdb-rows.ts'
import { printRelation } from './duckdb.ts'

const table = values(
  [
    { name: 't', type: 'text' },
    { name: 'n', type: 'int' },
  ],
  [
    ['Robert', 1],
    ['Rupert', 2],
    ['', 3],
    [null, 4],
    ['Ashcraft', 5],
  ],
)

/** A function whose template prints its argument many times, in itself. */
function nested(depth: number): Expr {
  return depth === 0
    ? column('t')
    : call('proper', call('replace-at', nested(depth - 1), literal('int', 1), literal('int', 0), literal('text', '-')))
}

const rowNumber: Expr = {
  kind: 'window',
  fn: 'cumulative-count',
  args: [column('n')],
  partitionBy: [],
  orderBy: [{ expr: column('n'), descending: true }],
}

const places: Readonly<Record<string, (depth: number) => Relation>> = {
  filter: (depth) => filter(table, call('equal', nested(depth), nested(depth))),
  sort: (depth) => sort(table, [{ expr: nested(depth) }, { expr: column('n'), descending: true }]),
  keys: (depth) => aggregate(table, [{ name: 'k', expr: nested(depth) }], [{ name: 'c', fn: 'count', args: [column('n')] }]),
  arguments: (depth) => aggregate(table, [], [{ name: 'a', fn: 'median', args: [call('length', nested(depth))] }]),
  moments: (depth) => aggregate(table, [], [{ name: 'a', fn: 'variance-sample', args: [call('length', nested(depth))] }]),
  join: (depth) =>
    join(table, table, {
      how: 'inner',
      on: [{ left: nested(depth), right: nested(depth) }],
      output: [{ name: 'n', from: 'left', column: 'n' }],
    }),
}

describe('expressions that repeat their arguments', () => {
  let connection: DuckDBConnection
  beforeAll(async () => {
    connection = await openDuckdb()
  })

  it.each(Object.entries(places))('stay short in a %s and are understood by DuckDB', async (_, make) => {
    const [four, eight, sixteen] = [4, 8, 16].map((depth) => printRelation(make(depth)).length) as [number, number, number]
    expect(eight).toBeLessThan(four * 2.4)
    expect(sixteen).toBeLessThan(eight * 2.4)
    expect((await duckdbRows(connection, printRelation(make(16)))).rows.length).toBeGreaterThan(0)
  })

  it('may be windows where DuckDB takes none, and rows keep their order', async () => {
    const rows = async (relation: Relation) => (await duckdbRows(connection, printRelation(relation))).rows
    expect(await rows(filter(table, call('less', rowNumber, literal('int', 3))))).toEqual([
      [null, 4],
      ['Ashcraft', 5],
    ])
    expect((await rows(sort(table, [{ expr: rowNumber }]))).map((row) => row[1])).toEqual([5, 4, 3, 2, 1])
    expect(await rows(aggregate(table, [], [{ name: 's', fn: 'sum-int', args: [rowNumber] }]))).toEqual([[15]])
    const joined = join(table, table, {
      how: 'inner',
      on: [{ left: rowNumber, right: column('n') }],
      output: [
        { name: 'a', from: 'left', column: 'n' },
        { name: 'b', from: 'right', column: 'n' },
      ],
    })
    expect(await rows(joined)).toEqual([1, 2, 3, 4, 5].map((n) => [n, 6 - n]))
  })
})
