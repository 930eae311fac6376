import { describe, expect, it } from 'vitest'
import { filter, limit, project, scan } from '../build.ts'
import { call, column, literal, type Expr } from '../expression.ts'
import { printRelation } from '../print/duckdb.ts'
import type { Relation } from '../relation.ts'
import { optimise } from './optimise.ts'
import { planText } from './plan-text.ts'

const physical = [
  { name: 'id', duckdb: 'INTEGER' },
  { name: 'Na"me', duckdb: 'VARCHAR' },
  { name: 'amount', duckdb: 'DECIMAL(10,2)' },
  { name: 'long', duckdb: 'DECIMAL(30,2)' },
  { name: 'flag', duckdb: 'BOOLEAN' },
  { name: 'code', duckdb: 'UUID' },
]
const columns = [
  { name: 'id', type: 'int' },
  { name: 'name', type: 'text' },
  { name: 'amount', type: 'float' },
  { name: 'long', type: 'float' },
  { name: 'flag', type: 'bool' },
  { name: 'code', type: 'text' },
] as const

const people = (server: 'postgres' | 'mysql' | 'sqlite', query?: string) =>
  scan(
    {
      format: 'database',
      database: { server, attached: 'db_1', from: query === undefined ? { schema: 's', table: 't' } : { query }, rows: null },
      paths: [],
      physical,
    },
    columns,
  )
const only = (relation: Relation, name: string) => project(relation, [{ name, expr: column(name) }])
const planOf = (test: Expr) =>
  planText(optimise(only(filter(people('postgres'), test), 'id')))
    .split('\n')
    .at(-1)
    ?.trim()

describe('what a server is asked for', () => {
  it('is the columns that are read and the tests that it surely does as we do', () => {
    expect(planOf(call('less', column('id'), literal('int', 3)))).toBe('scan database (id) where less(id, 3)')
    expect(planOf(call('equal', column('name'), literal('text', 'x')))).toBe('scan database (id, name) where equal(name, "x")')
    expect(
      planOf(
        call('and', call('in', column('id'), literal('int', 3), literal('int', 4)), call('less', column('name'), literal('text', 'x'))),
      ),
    ).toBe('scan database (id, name) where in(id, 3, 4)')
  })

  it.each([
    ['the order of texts', call('less', column('name'), literal('text', 'x'))],
    ['a backslash', call('equal', column('name'), literal('text', 'a\\'))],
    ['not equal', call('not-equal', column('name'), literal('text', 'a'))],
    ['decimals longer than a double', call('less', column('long'), literal('float', 1.5))],
    ['identifiers that are no text there', call('equal', column('code'), literal('text', 'a'))],
    ['computed values', call('less', call('add-int', column('id'), literal('int', 1)), literal('int', 3))],
    ['NaN', call('less', column('amount'), literal('float', 'NaN'))],
    [
      'one of two that it cannot',
      call('or', call('less', column('id'), literal('int', 3)), call('less', column('name'), literal('text', 'x'))),
    ],
  ])('is never %s', (_, test) => {
    expect(planOf(test)).not.toMatch(/where/)
  })

  it('keeps the test, and keeps it above a limit', () => {
    const test = call('less', column('id'), literal('int', 3))
    expect(planText(optimise(filter(limit(people('mysql'), 5), test)))).toBe(
      'filter less(id, 3)\n  scan database (id, name, amount, long, flag, code) first 5',
    )
    expect(planText(optimise(limit(filter(people('mysql'), test), 5)))).toMatch(
      /^limit 5 from 0\n {2}filter less\(id, 3\)\n {4}scan .* where less\(id, 3\)$/,
    )
    expect(planText(optimise(filter(people('sqlite'), test)))).not.toMatch(/where/)
  })

  it('is written in the words of the server, names and texts quoted', () => {
    const test = call('equal', column('name'), literal('text', "it's"))
    expect(printRelation(only(filter(people('postgres'), test), 'name'))).toContain(`FROM "db_1"."s"."t" WHERE "Na""me" = 'it''s'`)
    expect(printRelation(only(filter(people('mysql', 'SELECT 1'), test), 'name'))).toContain(
      "mysql_query('db_1', 'SELECT `Na\"me` FROM (\nSELECT 1\n) AS millrace_query WHERE `Na\"me` = ''it''''s''')",
    )
    expect(printRelation(limit(people('postgres', 'SELECT 1'), 2))).toContain(`AS millrace_query LIMIT 2')`)
  })
})
