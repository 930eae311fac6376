import { aggregate, extend, filter, limit, project, sort } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal } from '../../engine/relation/expression.ts'
import type { Moments } from '../../engine/learn/statistics/test-result.ts'
import type { RankSum } from '../../engine/learn/statistics/rank-tests.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column, Value } from '../../engine/relation/types.ts'
import type { FitContext } from '../kit/context.ts'
import { windowOver } from '../kit/window-over.ts'
import { comparable, meanRank } from './mean-rank.ts'

/** Figures of each group, by the place of the group in the list of groups. */
const byGroup = <T>(groups: readonly Value[], rows: readonly (readonly Value[])[], make: (row: readonly Value[] | undefined) => T) =>
  groups.map((group) => make(rows.find((row) => Object.is(row[0], group) || row[0] === group)))

const key = [{ name: 'group', expr: columnExpr('group') }]

/** The known values of a column that groups are made of, in their order: one more than `most` when there are more. */
export async function groupsOf(ctx: FitContext, input: Relation, group: Column, most: number): Promise<readonly Value[]> {
  const held = filter(project(input, [{ name: 'group', expr: columnExpr(group.name) }]), call('is-not-null', columnExpr('group')))
  const rows = await ctx.rows(limit(sort(aggregate(held, key, []), [{ expr: columnExpr('group') }]), most + 1))
  return rows.map((row) => row[0] ?? null)
}

/** Count, mean and variance of columns in each group, one list a column: all in one pass. */
export async function momentsOf(
  ctx: FitContext,
  input: Relation,
  { group, columns }: { readonly group: Column; readonly columns: readonly Column[] },
  groups: readonly Value[],
): Promise<readonly (readonly Moments[])[]> {
  const numbers = project(input, [
    { name: 'group', expr: columnExpr(group.name) },
    ...columns.map((column, at) => ({ name: `v${at}`, expr: comparable(column) })),
  ])
  const measures = columns.flatMap((_, at) =>
    ['count', 'mean', 'variance-sample'].map((fn) => ({ name: `${fn} ${at}`, fn, args: [columnExpr(`v${at}`)] })),
  )
  const rows = await ctx.rows(aggregate(numbers, key, measures))
  return columns.map((_, at) =>
    byGroup(groups, rows, (row): Moments => {
      const [count, mean, variance] = [0, 1, 2].map((place) => Number(row?.[1 + 3 * at + place] ?? 0))
      return { count: count ?? 0, mean: mean ?? 0, variance: variance ?? 0 }
    }),
  )
}

/** Sums of the ranks of a column in each group, and the sum of t^3 - t over runs of equal values. */
export async function rankSumsOf(
  ctx: FitContext,
  input: Relation,
  pair: { readonly group: Column; readonly column: Column },
  groups: readonly Value[],
): Promise<{ readonly sums: readonly RankSum[]; readonly ties: number }> {
  const both = project(input, [
    { name: 'group', expr: columnExpr(pair.group.name) },
    { name: 'value', expr: comparable(pair.column) },
  ])
  const held = filter(both, call('and', call('is-not-null', columnExpr('group')), call('is-not-null', columnExpr('value'))))
  const ranked = extend(held, [
    { name: 'rank', expr: meanRank('value') },
    { name: 'same', expr: call('int-to-float', windowOver('count', [columnExpr('value')], ['value'])) },
  ])
  const same = columnExpr('same')
  const measures = [
    { name: 'count', fn: 'count', args: [columnExpr('rank')] },
    { name: 'sum', fn: 'sum', args: [columnExpr('rank')] },
    { name: 'ties', fn: 'sum', args: [call('subtract', call('multiply', same, same), literal('float', 1))] },
  ]
  const rows = await ctx.rows(aggregate(ranked, key, measures))
  return {
    sums: byGroup(groups, rows, (row): RankSum => ({ count: Number(row?.[1] ?? 0), rankSum: Number(row?.[2] ?? 0) })),
    ties: rows.reduce((sum, row) => sum + Number(row[3] ?? 0), 0),
  }
}

/** How many rows of each group have which value of a column: a list for each group, the values in their order. */
export async function countsOf(
  ctx: FitContext,
  input: Relation,
  pair: { readonly group: Column; readonly column: Column },
  groups: readonly Value[],
): Promise<readonly (readonly number[])[]> {
  const both = project(input, [
    { name: 'group', expr: columnExpr(pair.group.name) },
    { name: 'value', expr: columnExpr(pair.column.name) },
  ])
  const held = filter(both, call('and', call('is-not-null', columnExpr('group')), call('is-not-null', columnExpr('value'))))
  const keys = ['group', 'value'].map((name) => ({ name, expr: columnExpr(name) }))
  const counted = aggregate(held, keys, [{ name: 'rows', fn: 'count-rows', args: [columnExpr('value')] }])
  const rows = await ctx.rows(sort(counted, [{ expr: columnExpr('value') }]))
  const found = [...new Set(rows.map((row) => row[1] ?? null))]
  return groups.map((group) => found.map((value) => Number(rows.find((row) => row[0] === group && row[1] === value)?.[2] ?? 0)))
}
