import { describe, expect, it } from 'vitest'

import { call, column, literal } from '../expression.ts'
import type { Expr, NamedExpr } from '../expression.ts'
import { duckdbRows, openDuckdb } from '../testing/duckdb-rows.ts'
import { projectQuery, valuesTable } from '../testing/duckdb-project.ts'
import type { Column } from '../types.ts'
import { printAggregate, printDuckdb } from './duckdb-expression.ts'
import { quoteIdentifier } from './duckdb-quote.ts'

const hostile = [
  '"; drop table t; --',
  "it's",
  '😀',
  'x'.repeat(300),
  'select',
  ' ',
  '%s {0} @1 # {p}',
  'a\nb',
  '\\',
  '$1',
  "\u2019'\u00A0",
]

describe('hostile names and texts stay data', () => {
  it('as column names', async () => {
    const connection = await openDuckdb()
    const columns = hostile.map((name): Column => ({ name, type: 'int' }))
    const names = columns.map((item) => quoteIdentifier(item.name)).join(', ')
    const sums = columns.map((item) => printDuckdb(call('add-int', column(item.name), literal('int', 1)), columns))
    const { rows } = await duckdbRows(
      connection,
      `SELECT ${sums.join(', ')} FROM (VALUES (${hostile.map((_, at) => at).join(', ')})) t(${names})`,
    )
    expect(rows).toEqual([hostile.map((_, at) => at + 1)])
  })

  it('as literals, in templates, patterns and formats', async () => {
    const connection = await openDuckdb()
    const texts = [...hostile, '\0', 'a\0b\0', '']
    const exprs = texts.flatMap((text, at): readonly NamedExpr[] => [
      { name: `a${at}`, expr: literal('text', text) },
      { name: `b${at}`, expr: call('concatenate', literal('text', text), literal('text', '!')) },
      { name: `c${at}`, expr: call('join-text', literal('text', text), literal('text', '{0}'), literal('text', '@')) },
    ])
    const { rows } = await duckdbRows(connection, projectQuery(exprs, [], '(SELECT 1) one'))
    expect(rows).toEqual([texts.flatMap((text) => [text, `${text}!`, `{0}${text}@`])])
  })

  it('also names that look like the variables of templates', async () => {
    const connection = await openDuckdb()
    const columns: readonly Column[] = [
      { name: 'e', type: 'float' },
      { name: 'a', type: 'text' },
      { name: 'v', type: 'list<text>' },
      { name: 'w', type: 'text' },
    ]
    const table = valuesTable(columns, [
      [1, '-', ['x', null, 'y'], 'mary ann'],
      [3, '+', ['x', 'z'], 'bob'],
    ])
    const exprs: readonly NamedExpr[] = [
      { name: 'b', expr: call('list-join', column('v'), column('a')) },
      { name: 'i', expr: call('proper', column('w')) },
    ]
    expect((await duckdbRows(connection, projectQuery(exprs, columns, table))).rows).toEqual([
      ['x-y', 'Mary Ann'],
      ['x+z', 'Bob'],
    ])
    const variance = `SELECT ${printAggregate('variance-sample', [column('e')], columns)} FROM ${table}`
    expect((await duckdbRows(connection, variance)).rows).toEqual([[2]])
  })

  it('even where formulas are nested forty deep', async () => {
    const connection = await openDuckdb()
    const columns: readonly Column[] = [{ name: 't', type: 'text' }]
    let expr: Expr = column('t')
    for (let at = 0; at < 40; at++)
      expr = call('trim', call('replace-at', expr, literal('int', 1), literal('int', 0), literal('text', ' -')))
    const { rows } = await duckdbRows(connection, projectQuery([{ name: 'o', expr }], columns, valuesTable(columns, [['end']])))
    expect(rows).toEqual([['-'.repeat(40) + 'end']])
  })

  it('and long sums are not too deep for DuckDB', async () => {
    const connection = await openDuckdb()
    const columns: readonly Column[] = [{ name: 'n', type: 'int' }]
    let expr: Expr = column('n')
    for (let at = 0; at < 900; at++) expr = call('add-int', expr, column('n'))
    const { rows } = await duckdbRows(connection, projectQuery([{ name: 'o', expr }], columns, valuesTable(columns, [[2]])))
    expect(rows).toEqual([[1802]])
  })
})
