import { describe, expect, it } from 'vitest'

import { aggregate, distinct, extend, filter, join, limit, mark, numberRows, project, scan, select, sort, union } from '../build.ts'
import { call, column, literal } from '../expression.ts'
import type { Expr } from '../expression.ts'
import { lineageOf } from '../lineage.ts'
import type { Relation } from '../relation.ts'
import type { Column } from '../types.ts'
import { optimise } from './optimise.ts'
import { planText } from './plan-text.ts'

const columns: readonly Column[] = ['a', 'b', 'c', 'd'].map((name) => ({ name, type: name === 'c' ? 'text' : 'int' }))
const physical = columns.map(({ name, type }) => ({ name, duckdb: type === 'text' ? 'VARCHAR' : 'BIGINT' }))
const table = scan({ format: 'parquet', paths: ['/t.parquet'], physical }, columns)
const over = (name: string, value: number) => call('greater', column(name), literal('int', value))
const previous: Expr = {
  kind: 'window',
  fn: 'lag',
  args: [column('a'), literal('int', 1)],
  partitionBy: [],
  orderBy: [{ expr: column('b') }],
}
const plan = (relation: Relation) => planText(optimise(relation)).split('\n')

describe('the optimiser', () => {
  it('reads only the columns that are wanted', () => {
    const wide = extend(table, [{ name: 'e', expr: call('add-int', column('a'), column('d')) }])
    expect(
      plan(
        aggregate(
          sort(wide, [{ expr: column('b') }]),
          [{ name: 'c', expr: column('c') }],
          [{ name: 's', fn: 'sum-int', args: [column('a')] }],
        ),
      ),
    ).toEqual(['aggregate by (c): s = sum-int(a)', '  sort b', '    project a, b, c', '      scan parquet (a, b, c)'])
  })

  it('keeps one column where rows are only counted', () => {
    const counted = aggregate(numberRows(table, 'n'), [], [{ name: 'rows', fn: 'count-rows', args: [literal('int', 1)] }])
    expect(plan(counted)).toEqual(['aggregate by (): rows = count-rows(1)', '  scan parquet (a)'])
  })

  it('moves filters through sorts and renames and makes one of several', () => {
    const renamed = project(sort(table, [{ expr: column('b') }]), [{ name: 'x', expr: column('a') }])
    expect(plan(filter(filter(renamed, over('x', 1)), call('not', over('x', 9))))).toEqual([
      'project x = a',
      '  sort b',
      '    filter and(greater(a, 1), not(greater(a, 9)))',
      '      scan parquet (a, b)',
    ])
  })

  it('moves filters to the side of a join that they read, where rows without a partner stay', () => {
    const joined = (how: 'inner' | 'left' | 'full') =>
      join(table, table, {
        how,
        on: [{ left: column('a'), right: column('b') }],
        output: [
          { name: 'l', from: 'left', column: 'c' },
          { name: 'r', from: 'right', column: 'd' },
        ],
      })
    const tests = (how: 'inner' | 'left' | 'full') =>
      plan(filter(joined(how), call('and', call('is-null', column('l')), over('r', 2)))).filter((line) => line.includes('filter'))
    expect(tests('inner')).toEqual(['  filter is-null(c)', '  filter greater(d, 2)'])
    expect(tests('left')).toEqual(['filter greater(r, 2)', '  filter is-null(c)'].map((line, at) => (at === 0 ? line : `  ${line}`)))
    expect(tests('full')).toEqual(['filter and(is-null(l), greater(r, 2))'])
  })

  it('leaves filters above what sees all rows', () => {
    const windowed = extend(table, [{ name: 'before', expr: previous }])
    for (const relation of [windowed, limit(table, 5), numberRows(table, 'n'), distinct(table, ['b'])])
      expect(plan(filter(relation, over('a', 1)))[0]).toBe('filter greater(a, 1)')
  })

  it('leaves filters above what can stop a run', () => {
    const strict = extend(table, [{ name: 'n', expr: call('text-to-int-strict', column('c')) }])
    expect(plan(filter(strict, over('a', 1)))[0]).toBe('filter greater(a, 1)')
  })

  it('fills in what an input of a union does not have; a scan that two read is read for both', () => {
    const both = union([select(table, ['a']), select(table, ['a', 'c'])])
    expect(plan(filter(both, call('is-null', column('c'))))).toEqual([
      'union (a, c)',
      '  project a',
      '    filter is-null(null)',
      '      scan parquet (a, c)',
      '  project a, c',
      '    filter is-null(c)',
      '      scan parquet (a, c)',
    ])
  })

  it('makes one projection of two unless something would be computed twice', () => {
    const sum = project(table, [{ name: 's', expr: call('add-int', column('a'), column('b')) }])
    expect(plan(project(sum, [{ name: 't', expr: call('negate-int', column('s')) }]))).toEqual([
      'project t = negate-int(add-int(a, b))',
      '  scan parquet (a, b)',
    ])
    expect(plan(project(sum, [{ name: 't', expr: call('multiply-int', column('s'), column('s')) }]))).toHaveLength(3)
  })

  it('keeps shared parts shared, and the marks of the relation that it was given', () => {
    const part = mark(extend(table, [{ name: 'e', expr: call('negate-int', column('a')) }]), 'n1', 'table', 'f1.table')
    const relation = union([filter(part, over('e', 1)), filter(part, over('e', 2))])
    const better = optimise(relation)
    expect(better.op === 'union' && better.inputs.map((input) => input.op === 'filter' && input.input)).toSatisfy(
      (inputs: readonly unknown[]) => inputs[0] !== false && inputs[0] === inputs[1],
    )
    expect([...lineageOf(relation)]).toEqual(['f1.table'])
    expect([...lineageOf(better)]).toEqual([])
  })
})
