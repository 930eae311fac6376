import { extend, numberRows } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr, type SortKey } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column } from '../../engine/relation/types.ts'
import { freeNames } from '../kit/add-derived.ts'

export interface FillAlong {
  readonly from: 'previous' | 'next' | 'linear'
  /** The column that orders the rows; their own order when there is none. */
  readonly order?: Column
  readonly within: readonly Column[]
  /** Runs of more missing values than this stay missing. */
  readonly longest: number | null
}

/** The input with helper columns, and for each column the value that it gets from its neighbours. The helpers are to be taken off again. */
export interface FilledAlong {
  readonly relation: Relation
  readonly filled: readonly { readonly source: string; readonly expr: Expr }[]
}

const int = (value: number) => literal('int', value)

/** Fills columns from the rows above or below within groups. `known` is a column with NaN taken for missing. */
export function fillAlong(input: Relation, columns: readonly Column[], known: (column: Column) => Expr, along: FillAlong): FilledAlong {
  const free = freeNames(input)
  const place = free('row number')
  const window = (fn: string, arg: Expr, descending = false): Expr => ({
    kind: 'window',
    fn,
    args: [arg],
    partitionBy: along.within.map((column) => columnExpr(column.name)),
    orderBy: orderOf(along.order, place, descending),
  })
  const numbered = numberRows(input, place)
  if (along.longest === null && along.from !== 'linear') {
    const filled = columns.map((column) => ({ source: column.name, expr: window('fill-forward', known(column), along.from === 'next') }))
    return { relation: numbered, filled }
  }
  const [at, rows] = [free('place in group'), free('rows of group')]
  const placed = extend(numbered, [
    { name: at, expr: window('cumulative-count', columnExpr(place)) },
    {
      name: rows,
      expr: {
        kind: 'window',
        fn: 'count-rows',
        args: [columnExpr(place)],
        partitionBy: along.within.map(({ name }) => columnExpr(name)),
        orderBy: [],
      },
    },
  ])
  const where = along.from === 'linear' ? coordinate(along.order, at) : columnExpr(at)
  const helped = columns.map((column) => {
    const value = known(column)
    const only = (expr: Expr) => call('ifs', call('is-not-null', value), expr)
    const [before, after] = [free(`${column.name} before`), free(`${column.name} after`)]
    const [last, next] = [free(`${column.name} last`), free(`${column.name} next`)]
    const [lastAt, nextAt] = [free(`${column.name} last at`), free(`${column.name} next at`)]
    return {
      column,
      before,
      after,
      exprs: [
        { name: before, expr: window('fill-forward', only(columnExpr(at))) },
        { name: after, expr: window('fill-forward', only(columnExpr(at)), true) },
        { name: last, expr: window('fill-forward', value) },
        { name: next, expr: window('fill-forward', value, true) },
        { name: lastAt, expr: window('fill-forward', only(where)) },
        { name: nextAt, expr: window('fill-forward', only(where), true) },
      ],
      names: { last, next, lastAt, nextAt },
    }
  })
  const relation = extend(
    placed,
    helped.flatMap((item) => item.exprs),
  )
  return {
    relation,
    filled: helped.map(({ column, before, after, names }) => {
      const value = known(column)
      const [last, next] = [columnExpr(names.last), columnExpr(names.next)]
      const found = along.from === 'previous' ? last : along.from === 'next' ? next : between(names, where)
      if (along.longest === null) return { source: column.name, expr: call('coalesce', value, found) }
      const from = call('coalesce', columnExpr(before), int(0))
      const to = call('coalesce', columnExpr(after), call('add-int', columnExpr(rows), int(1)))
      const short = call('less-or-equal', call('subtract-int', to, from), int(along.longest + 1))
      return { source: column.name, expr: call('ifs', call('is-not-null', value), value, short, found) }
    }),
  }
}

function orderOf(order: Column | undefined, place: string, descending: boolean): readonly SortKey[] {
  const keys = [...(order ? [{ expr: columnExpr(order.name) }] : []), { expr: columnExpr(place) }]
  // The exact reverse of nulls last.
  return descending ? keys.map((key) => ({ ...key, descending: true, nullsFirst: true })) : keys
}

/** Where a row lies on the line: by its number, date or moment, else by its place among the rows. */
function coordinate(order: Column | undefined, at: string): Expr {
  const value = columnExpr(order?.name ?? at)
  switch (order?.type) {
    case 'float':
      return call('nan-to-null', value)
    case 'int':
      return call('int-to-float', value)
    case 'date':
      return call('int-to-float', call('days-between', value, literal('date', '1970-01-01')))
    case 'timestamp':
      return call('seconds-between', literal('timestamp', '1970-01-01 00:00:00'), value)
    default:
      return call('int-to-float', columnExpr(at))
  }
}

/** On the straight line between the known neighbours; missing at the ends. Neighbours at one place give the mean of their values. */
function between(
  names: { readonly last: string; readonly next: string; readonly lastAt: string; readonly nextAt: string },
  where: Expr,
): Expr {
  const [last, next, from, to] = [names.last, names.next, names.lastAt, names.nextAt].map(columnExpr) as [Expr, Expr, Expr, Expr]
  const share = call('coalesce', call('divide', call('subtract', where, from), call('subtract', to, from)), literal('float', 0.5))
  const step = call('multiply', call('subtract', next, last), share)
  return call(
    'if',
    call('and', call('is-not-null', where), call('is-not-null', from), call('is-not-null', to)),
    call('add', last, step),
    literal('float', null),
  )
}
