import type { DuckDBConnection } from '@duckdb/node-api'
import { beforeAll, describe, expect, it } from 'vitest'
import { distinct, extend, filter, values } from '../build.ts'
import { call, column, literal } from '../expression.ts'
import { compileClosure } from '../closure/compile-closure.ts'
import { duckdbRows, openDuckdb } from '../testing/duckdb-rows.ts'
import type { Column, LiteralValue } from '../types.ts'
import { printDuckdb } from './duckdb-expression.ts'
import { printRelation } from './duckdb.ts'

const columns: readonly Column[] = [{ name: 'a', type: 'text' }]
const texts = [null, '', ' ', 'k0', 'K0', 'k9', 'k10', "it's", 'naïve', 'nai\u0308ve', 'twice', 'k1']
const keys = ['k0', 'k1', 'k2', 'k3', 'k4', 'k9', "it's", 'naïve', 'twice', 'twice', '']
const chosen = (otherwise: LiteralValue) =>
  call('switch', column('a'), literal('int', otherwise), ...keys.flatMap((key, at) => [literal('text', key), literal('int', at)]))

let connection: DuckDBConnection
beforeAll(async () => {
  connection = await openDuckdb()
})

describe('a switch over many texts', () => {
  it.each([-1, null])('is a place in a list and gives what the closure gives; otherwise %s', async (otherwise) => {
    const expr = chosen(otherwise)
    expect(printDuckdb(expr, columns)).toContain('list_position')
    const table = values(
      columns,
      texts.map((text) => [text]),
    )
    const { rows } = await duckdbRows(connection, printRelation(extend(table, [{ name: 'b', expr }])))
    const closure = compileClosure(expr, columns)
    expect(rows.map(([, found]) => found)).toEqual(texts.map((text) => closure([text])))
  })

  it('stays a CASE when a value is a column or a key is missing', () => {
    const free = call('switch', column('a'), column('a'), ...keys.flatMap((key) => [literal('text', key), literal('text', 'x')]))
    expect(printDuckdb(free, columns)).toContain('CASE')
    const none = call(
      'switch',
      column('a'),
      literal('int', 0),
      ...[...keys, null].flatMap((key) => [literal('text', key), literal('int', 1)]),
    )
    expect(printDuckdb(none, columns)).toContain('CASE')
  })
})

describe('what is computed of first rows', () => {
  it('is computed before they are put in order, and comes in order', async () => {
    const table = values(
      [...columns, { name: 'id', type: 'int' }],
      texts.flatMap((text, at) => [[text, at] as const, [`${text} again`, at] as const]),
    )
    const first = distinct(table, ['id'])
    const made = filter(extend(first, [{ name: 'size', expr: call('length', column('a')) }]), call('is-not-null', column('a')))
    const sql = printRelation(made)
    expect(sql.indexOf('length(')).toBeLessThan(sql.lastIndexOf('ORDER BY rn'))
    const { rows } = await duckdbRows(connection, sql)
    expect(rows.map(([text]) => text)).toEqual(texts.filter((text) => text !== null))
  })
})
