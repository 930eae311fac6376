import { extend, numberRows } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr, type SortKey } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column } from '../../engine/relation/types.ts'
import { freeNames } from '../kit/add-derived.ts'
import { onCurve, withBends, type Around, type Curve, type Knots } from './fill-curve.ts'

export interface FillAlong {
  readonly from: 'previous' | 'next' | 'linear' | Curve
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
  const isWays = along.from === 'previous' || along.from === 'next'
  const window = (fn: string, args: readonly Expr[], { descending = false, alsoBy = [] }: WindowRows = {}): Expr => ({
    kind: 'window',
    fn,
    args,
    partitionBy: [...along.within.map((column) => columnExpr(column.name)), ...alsoBy],
    orderBy: orderOf(along.order, place, descending),
  })
  const numbered = numberRows(input, place)
  if (along.longest === null && isWays) {
    const filled = columns.map((column) => ({
      source: column.name,
      expr: window('fill-forward', [known(column)], { descending: along.from === 'next' }),
    }))
    return { relation: numbered, filled }
  }
  const [at, rows] = [free('place in group'), free('rows of group')]
  const placed = extend(numbered, [
    { name: at, expr: window('cumulative-count', [columnExpr(place)]) },
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
  const where = isWays ? columnExpr(at) : coordinate(along.order, at)
  const curve = along.from === 'monotone' || along.from === 'spline' ? along.from : null
  const bent =
    curve &&
    withBends(...knotsOf(placed, columns, { known, where, free }), {
      curve,
      free,
      window: (fn, args, alsoBy) => window(fn, args, { alsoBy }),
    })
  const above = (expr: Expr) => window('fill-forward', [expr])
  const below = (expr: Expr) => window('fill-forward', [expr], { descending: true })
  const helped = columns.map((column, index) => {
    const value = known(column)
    const only = (expr: Expr) => call('ifs', call('is-not-null', value), expr)
    const [before, after] = [free(`${column.name} before`), free(`${column.name} after`)]
    const [last, next] = [free(`${column.name} last`), free(`${column.name} next`)]
    const [lastAt, nextAt] = [free(`${column.name} last at`), free(`${column.name} next at`)]
    const [lastBend, nextBend] = [free(`${column.name} last bend`), free(`${column.name} next bend`)]
    const bend = bent?.bends[index]
    return {
      column,
      before,
      after,
      exprs: [
        { name: before, expr: above(only(columnExpr(at))) },
        { name: after, expr: below(only(columnExpr(at))) },
        { name: last, expr: above(value) },
        { name: next, expr: below(value) },
        { name: lastAt, expr: above(only(where)) },
        { name: nextAt, expr: below(only(where)) },
        ...(bend === undefined
          ? []
          : [
              { name: lastBend, expr: above(only(columnExpr(bend))) },
              { name: nextBend, expr: below(only(columnExpr(bend))) },
            ]),
      ],
      names: { last, next, lastAt, nextAt, lastBend, nextBend },
    }
  })
  const relation = extend(
    bent?.relation ?? placed,
    helped.flatMap((item) => item.exprs),
  )
  return {
    relation,
    filled: helped.map(({ column, before, after, names }) => {
      const value = known(column)
      const [last, next] = [columnExpr(names.last), columnExpr(names.next)]
      const found = along.from === 'previous' ? last : along.from === 'next' ? next : inside(names, where, curve)
      if (along.longest === null) return { source: column.name, expr: call('coalesce', value, found) }
      const from = call('coalesce', columnExpr(before), int(0))
      const to = call('coalesce', columnExpr(after), call('add-int', columnExpr(rows), int(1)))
      const short = call('less-or-equal', call('subtract-int', to, from), int(along.longest + 1))
      return { source: column.name, expr: call('ifs', call('is-not-null', value), value, short, found) }
    }),
  }
}

interface WindowRows {
  readonly descending?: boolean
  readonly alsoBy?: readonly Expr[]
}

/** The input with the known values of each column and where they lie, both missing elsewhere. */
function knotsOf(
  input: Relation,
  columns: readonly Column[],
  { known, where, free }: { readonly known: (column: Column) => Expr; readonly where: Expr; readonly free: (wanted: string) => string },
): readonly [Relation, readonly Knots[]] {
  const knots = columns.map((column) => ({ at: free(`${column.name} known at`), value: free(`${column.name} known`) }))
  const exprs = columns.flatMap((column, index) => {
    const value = known(column)
    const isKnot = call('and', call('is-not-null', value), call('is-not-null', where))
    const number = column.type === 'int' ? call('int-to-float', value) : value
    const { at = '', value: name = '' } = knots[index] ?? {}
    return [
      { name: at, expr: call('ifs', isKnot, where) },
      { name, expr: call('ifs', isKnot, number) },
    ]
  })
  return [extend(input, exprs), knots]
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

type Names = Readonly<Record<keyof Around, string>>

/**
 * Between the known neighbours, on a straight line or a curve; missing at the ends. Neighbours at one place have no line between them: there
 * it is the mean of their values.
 */
function inside(names: Names, where: Expr, curve: Curve | null): Expr {
  const [last, next, from, to] = [names.last, names.next, names.lastAt, names.nextAt].map(columnExpr) as [Expr, Expr, Expr, Expr]
  const share = call('coalesce', call('divide', call('subtract', where, from), call('subtract', to, from)), literal('float', 0.5))
  const line = call('add', last, call('multiply', call('subtract', next, last), share))
  const around = { last, next, lastAt: from, nextAt: to, lastBend: columnExpr(names.lastBend), nextBend: columnExpr(names.nextBend) }
  const found = curve === null ? line : call('coalesce', onCurve(around, where, curve), line)
  const hasBoth = call('and', call('is-not-null', where), call('is-not-null', from), call('is-not-null', to))
  return call('if', hasBoth, found, literal('float', null))
}
