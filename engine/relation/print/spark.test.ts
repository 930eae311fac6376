import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

import { aggregate, distinct, extend, filter, join, limit, mark, numberRows, sample, scan, select, sort, union, values } from '../build.ts'
import { explode, setOperation, steps, unpivot } from '../build-rows.ts'
import { call, column, literal } from '../expression.ts'
import type { Expr } from '../expression.ts'
import { functionCatalogue } from '../functions/catalogue.ts'
import type { Relation } from '../relation.ts'
import { exampleCall } from '../testing/example-call.ts'
import type { Column } from '../types.ts'
import { printSparkAggregate, printSparkExpression, quoteSpark } from './spark-expression.ts'
import { SparkProblem } from './spark-problem.ts'
import { printSpark } from './spark.ts'

const columns: readonly Column[] = [
  { name: 'a', type: 'int' },
  { name: 'b', type: 'float' },
  { name: 't', type: 'text' },
  { name: 'l', type: 'list<text>' },
  { name: 'd', type: 'date' },
]
const physical = columns.map(({ name }) => ({ name, duckdb: 'VARCHAR' }))
const table = scan(
  {
    format: 'csv',
    paths: ['/t.csv'],
    dialect: {
      delimiter: ',',
      quote: '"',
      escape: '"',
      comment: '',
      header: true,
      skip: 0,
      encoding: 'utf-8',
      nullTexts: [],
      badRows: 'fail',
    },
    physical,
  },
  columns,
)
const two = select(table, ['a', 't'])
const sql = (relation: Relation) => printSpark(relation).sql
const source = '(SELECT c0, c1, c2, c3, c4 FROM s0)'
const pair = `(SELECT c0 AS c0, c2 AS c1 FROM ${source})`.replaceAll(/\bc(\d) AS/g, '"c$1" AS')
const overEach = (fn: string, ...args: readonly Expr[]): Expr => ({
  kind: 'window',
  fn,
  args,
  partitionBy: [column('a')],
  orderBy: [{ expr: column('b'), descending: true }],
})

describe('Spark SQL of relations', () => {
  it('reads sources as views, each once', () => {
    const query = printSpark(union([two, table]))
    expect(query.sources).toHaveLength(1)
    expect(query.sql).toContain('FROM s0')
    expect(query.sql).toContain('CAST(NULL AS')
  })

  it.each<readonly [string, Relation, string]>([
    ['project', two, pair.slice(1, -1)],
    [
      'filter',
      filter(table, call('greater', column('a'), literal('int', 1))),
      `SELECT c0, c1, c2, c3, c4 FROM ${source} WHERE "c0" > CAST('1' AS BIGINT)`,
    ],
    ['sort', sort(two, [{ expr: column('t'), descending: true }]), `SELECT c0, c1 FROM ${pair} ORDER BY "c1" DESC NULLS LAST`],
    [
      'aggregate',
      aggregate(two, [{ name: 't', expr: column('t') }], [{ name: 's', fn: 'sum-int', args: [column('a')] }]),
      `SELECT "c1" AS c0, try_cast(sum(CAST("c0" AS DECIMAL(38,0))) AS BIGINT) AS c1 FROM ${pair} GROUP BY 1`,
    ],
    ['distinct', distinct(two, []), `SELECT DISTINCT * FROM ${pair}`],
    ['mark', mark(two, 'n', 'p', 'f'), pair.slice(1, -1)],
    [
      'limit',
      limit(sort(two, [{ expr: column('a') }, { expr: column('t') }]), 3, 2),
      `SELECT c0, c1 FROM ${pair} ORDER BY "c0" ASC NULLS LAST, "c1" ASC NULLS LAST LIMIT 3 OFFSET 2`,
    ],
    [
      'values',
      values([{ name: 't', type: 'text' }], [["it's \\n"], [null]]),
      `SELECT c0 FROM VALUES ('it\\'s \\\\n'), (CAST(NULL AS STRING)) AS v(c0)`,
    ],
    ['values of nothing', values([{ name: 'a', type: 'int' }], []), 'SELECT CAST(NULL AS BIGINT) AS c0 WHERE FALSE'],
    [
      'semi join',
      join(two, two, {
        how: 'semi',
        nulls: 'equal',
        on: [{ left: column('a'), right: column('a') }],
        output: [{ name: 'a', from: 'left', column: 'a' }],
      }),
      `SELECT l.l0 AS c0 FROM (SELECT c0 AS l0, "c0" AS k0 FROM (SELECT "c0" AS c0 FROM ${source})) l LEFT SEMI JOIN (SELECT c0 AS r0, "c0" AS k0 FROM (SELECT "c0" AS c0 FROM ${source})) r ON l.k0 <=> r.k0`,
    ],
    [
      'unpivot',
      unpivot(select(table, ['t', 'a', 'b']), { from: ['a', 'b'], key: 'k', value: 'v', keepNulls: true }),
      `SELECT c0 AS c0, stack(2, 'a', CAST(c1 AS DOUBLE), 'b', CAST(c2 AS DOUBLE)) AS (c1, c2) FROM (SELECT "c2" AS c0, "c0" AS c1, "c1" AS c2 FROM ${source})`,
    ],
    [
      'explode',
      explode(select(table, ['a', 'l']), { column: 'l', position: 'at', keepEmpty: true }),
      `SELECT c0, item AS c1, CAST(place + 1 AS BIGINT) AS c2 FROM (SELECT *, posexplode_outer(c1) AS (place, item) FROM (SELECT "c0" AS c0, "c3" AS c1 FROM ${source}))`,
    ],
    [
      'steps',
      steps(extend(select(table, ['a']), [{ name: 'z', expr: literal('int', 9) }]), {
        from: 'a',
        to: 'z',
        every: { count: 2, unit: 'number' },
        name: 's',
      }),
      `SELECT c0, c1, explode(sequence(c0, c1, 2L)) AS c2 FROM (SELECT * FROM (SELECT "c0" AS c0, CAST('9' AS BIGINT) AS c1 FROM ${source}) WHERE c0 <= c1)`,
    ],
  ])('%s', (_, relation, wanted) => {
    expect(sql(relation)).toBe(wanted)
  })

  it('has steps of dates, set operations and windows below a filter', () => {
    const dates = extend(select(table, ['d']), [{ name: 'z', expr: literal('date', '2024-12-31') }])
    expect(sql(steps(dates, { from: 'd', to: 'z', every: { count: 1, unit: 'month' }, name: 'm' }))).toContain(
      'timestampadd(MONTH, CAST(s * 1 AS INT), CAST(c0 AS TIMESTAMP_NTZ))',
    )
    expect(sql(setOperation('except', two, two))).toContain('LEFT ANTI JOIN')
    expect(sql(filter(table, call('less', overEach('cumulative-count', column('a')), literal('int', 3))))).toContain('WHERE "e0"')
  })

  it.each<readonly [string, Relation]>([
    ['first-rows', limit(table, 3)],
    ['ties', limit(sort(table, [{ expr: column('a') }]), 3)],
    ['row-number', numberRows(table, 'n')],
    ['sample', sample(table, { seed: 1, from: 0, to: 0.5 })],
    ['first-of-group', distinct(table, ['a'])],
    [
      'as-of',
      join(table, table, {
        how: 'left',
        on: [],
        output: [{ name: 'a', from: 'left', column: 'a' }],
        nearest: { left: column('d'), right: column('d'), direction: 'before' },
      }),
    ],
  ])('refuses what needs the order of rows: %s', (code, relation) => {
    const refused = () => sql(relation)
    expect(refused).toThrow(SparkProblem)
    expect(refused).toThrow(expect.objectContaining({ code }))
  })
})

describe('Spark SQL of functions', () => {
  const golden = JSON.parse(readFileSync(new URL('golden/spark-functions.json', import.meta.url), 'utf8')) as Readonly<
    Record<string, string>
  >

  it.each([...functionCatalogue.values()].filter((spec) => spec.portable).map((spec) => [spec.id, spec] as const))('%s', (id, spec) => {
    const { args, columns: given } = exampleCall(spec)
    const keyed: readonly Column[] = [...given, { name: 'p', type: 'text' }, { name: 'o', type: 'int' }]
    const window: Expr = { kind: 'window', fn: id, args, partitionBy: [column('p')], orderBy: [{ expr: column('o') }] }
    const got =
      spec.kind === 'aggregate'
        ? printSparkAggregate(id, args, given)
        : printSparkExpression(spec.kind === 'window' ? window : call(id, ...args), keyed)
    expect(got).toBe(golden[id])
  })

  it('has a text for each of them and no other', () => {
    expect(Object.keys(golden).toSorted()).toEqual(
      [...functionCatalogue.values()]
        .filter((spec) => spec.portable)
        .map((spec) => spec.id)
        .toSorted(),
    )
  })

  it('refuses what Spark computes differently, and windows that it does not have', () => {
    const refused = (expr: Expr) => () => printSparkExpression(expr, columns)
    expect(refused(call('jaro-winkler-similarity', column('t'), column('t')))).toThrow('Spark computes it differently')
    expect(refused({ ...overEach('count-distinct', column('t')) })).toThrow('only as a group')
  })

  it('quotes backslashes and quotes', () => {
    expect(quoteSpark("a'\\b")).toBe("'a\\'\\\\b'")
    expect(printSparkExpression(call('format-date', column('d'), literal('text', 'YYYYT')), columns)).toContain(`'yyyy\\'T\\''`)
  })
})
