import { describe, expect, it } from 'vitest'

import { ExpressionError } from '../expression-error.ts'
import { call, column, literal } from '../expression.ts'
import type { Expr } from '../expression.ts'
import type { Column } from '../types.ts'
import { printAggregate, printDuckdb } from './duckdb-expression.ts'

const columns: readonly Column[] = [
  { name: 'n', type: 'int' },
  { name: 'x', type: 'float' },
  { name: 't', type: 'text' },
  { name: 'd', type: 'date' },
  { name: 'b', type: 'bool' },
]

const print = (expr: Expr) => printDuckdb(expr, columns)

describe('printDuckdb', () => {
  it.each<[string, Expr, string]>([
    ['nested operators in brackets', call('multiply', call('add', column('x'), column('x')), column('x')), '("x" + "x") * "x"'],
    ['calls without brackets', call('add', call('absolute-value', column('x')), column('x')), 'abs("x") + "x"'],
    ['widening', call('divide', column('n'), column('x')), 'CAST("n" AS DOUBLE) / NULLIF("x", 0)'],
    ['repeated arguments', call('or', column('b'), call('not', column('b')), column('b')), '("b" OR (NOT "b") OR "b")'],
    ['pairs', call('ifs', column('b'), column('n'), literal('bool', true), column('n')), 'CASE WHEN "b" THEN "n" WHEN true THEN "n" END'],
    ['numbered cases', call('choose', column('n'), column('x'), column('x')), 'CASE WHEN "n" = 1 THEN "x" WHEN "n" = 2 THEN "x" END'],
    ['constants by filters', call('format-date', column('d'), literal('text', 'DD/MM/YYYY 100%')), `strftime("d", '%d/%m/%Y 100%%')`],
    ['patterns', call('regex-match', column('t'), literal('text', "^\\d+'$")), `regexp_matches("t", '^[0-9]+''\\z')`],
    [
      'replacements',
      call('regex-replace', column('t'), literal('text', '(a)'), literal('text', '$1\\$$')),
      `regexp_replace("t", '(a)', '\\1\\\\$', 'g')`,
    ],
    ['the exact integer', literal('int', '-9223372036854775808'), `CAST('-9223372036854775808' AS BIGINT)`],
    ['the nearest double', literal('float', 0.1), `CAST('0.1' AS DOUBLE)`],
    ['lists', literal('list<text>', ["l'été", null]), `CAST(['l''été', CAST(NULL AS VARCHAR)] AS VARCHAR[])`],
    ['times', literal('timestamp', '2026-01-31 12:00'), `CAST('2026-01-31 12:00:00.000000' AS TIMESTAMP)`],
    ['NUL in a text', literal('text', 'a\0b'), `('a' || chr(0) || 'b')`],
    [
      'a null that fits',
      call('if', column('b'), literal('text', null), column('n')),
      'CAST(CASE WHEN "b" THEN CAST(NULL AS BIGINT) ELSE "n" END AS BIGINT)',
    ],
  ])('prints %s', (_, expr, sql) => {
    expect(print(expr)).toBe(sql)
  })

  const window = (fn: string, args: readonly Expr[], rest: Partial<Extract<Expr, { kind: 'window' }>> = {}): Expr => ({
    kind: 'window',
    fn,
    args,
    partitionBy: [],
    orderBy: [],
    ...rest,
  })
  const byDay = {
    orderBy: [
      { expr: column('d'), descending: true },
      { expr: column('n'), nullsFirst: true },
    ],
  }

  it.each<[string, Expr, string]>([
    [
      'partition, order and frame',
      window('moving-mean', [column('x'), literal('int', 3)], { partitionBy: [column('t'), call('not', column('b'))], ...byDay }),
      'avg("x") OVER (PARTITION BY "t", (NOT "b") ORDER BY "d" DESC NULLS LAST, "n" ASC NULLS FIRST ROWS BETWEEN 2 PRECEDING AND CURRENT ROW)',
    ],
    [
      'no partition',
      window('row-number', [column('x')], byDay),
      'row_number() OVER (ORDER BY "x" ASC NULLS LAST, "d" DESC NULLS LAST, "n" ASC NULLS FIRST)',
    ],
    ['no order where none is needed', window('rank', [column('x')]), 'rank() OVER (ORDER BY "x" ASC NULLS LAST)'],
    [
      'an aggregate',
      window('sum-int', [column('n')], { partitionBy: [column('t')] }),
      'TRY_CAST(sum("n") OVER (PARTITION BY "t") AS BIGINT)',
    ],
    ['an aggregate with a filter', window('count-if', [column('b')]), 'count(*) FILTER (WHERE "b") OVER ()'],
    [
      'each call of an aggregate',
      window('count-null', [column('x')], { partitionBy: [column('t')] }),
      'count(*) OVER (PARTITION BY "t") - count("x") OVER (PARTITION BY "t")',
    ],
  ])('prints a window with %s', (_, expr, sql) => {
    expect(print(expr)).toBe(sql)
  })

  it('prints aggregates', () => {
    expect(printAggregate('weighted-mean', [column('x'), column('n')], columns)).toBe(
      '(sum("x" * CAST("n" AS DOUBLE)) FILTER (WHERE "x" IS NOT NULL)) / NULLIF(sum(CAST("n" AS DOUBLE)) FILTER (WHERE "x" IS NOT NULL), 0)',
    )
    expect(printAggregate('string-join', [column('t'), literal('text', ', '), column('d')], columns)).toBe(
      `string_agg("t", ', ' ORDER BY "d" ASC NULLS LAST, "t" ASC)`,
    )
  })

  it('doubles quotes in names and refuses NUL in them', () => {
    expect(printDuckdb(column('"; drop'), [{ name: '"; drop', type: 'int' }])).toBe('"""; drop"')
    expect(() => printDuckdb(column('a\0'), [{ name: 'a\0', type: 'int' }])).toThrow(ExpressionError)
  })

  it('refuses a window inside a window', () => {
    const rank = window('rank', [column('x')])
    expect(() => print(window('rank', [rank]))).toThrow('A window cannot stand inside another.')
  })
})
