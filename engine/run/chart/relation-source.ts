import type { Database } from '../../adapters/duckdb/database.ts'
import { aggregate, extend, filter, limit, numberRows, sort } from '../../relation/build.ts'
import { call, column, literal, type Expr } from '../../relation/expression.ts'
import { printRelation } from '../../relation/print/duckdb.ts'
import type { Measure, Relation } from '../../relation/relation.ts'
import type { Value } from '../../relation/types.ts'
import { hexagonRows, type ChartGroups, type ChartKey, type ChartMeasure, type ChartSource, type HexagonAxis } from './chart-source.ts'
import { valuesOf, type ChartValue } from './chart-values.ts'

const float = (value: number) => literal('float', value)
const at = (place: number) => column(`v${place}`)

/** Figures of all rows: each question is a relation over the table, counted by DuckDB. */
export function relationSource(
  { db, signal }: { readonly db: Database; readonly signal: AbortSignal },
  table: { readonly relation: Relation; readonly rows: number },
  values: readonly ChartValue[],
): ChartSource {
  const chosen = valuesOf(table.relation, values)
  const ask = async (relation: Relation) =>
    db.rows(printRelation(relation, { ordered: relation.op === 'sort' || relation.op === 'limit' }), { signal })
  return {
    rows: table.rows,
    async extent(place) {
      const [row] = await ask(aggregate(chosen, [], extentMeasures(place)))
      const [min, max, least] = (row ?? []).map((value) => (value === null ? null : Number(value)))
      return min === null || min === undefined || max === null || max === undefined ? null : { min, max, least: least ?? null }
    },
    async top(place, most) {
      const present = filter(chosen, call('is-not-null', at(place)))
      const counted = aggregate(present, [{ name: 'value', expr: at(place) }], [count])
      const ordered = sort(counted, [{ expr: column('rows'), descending: true }, { expr: column('value') }])
      const [rows, [all]] = await Promise.all([
        ask(limit(ordered, most)),
        ask(aggregate(chosen, [], [{ name: 'distinct', fn: 'count-distinct', args: [at(place)] }])),
      ])
      return { values: rows.map(([value, number]) => ({ value: String(value), rows: Number(number) })), distinct: Number(all?.[0] ?? 0) }
    },
    async groups(query) {
      const rows = await ask(groupRelation(chosen, query, table.rows))
      return rows.map((row) => row.map(figureOf))
    },
    points: null,
  }
}

function figureOf(value: Value): number | null {
  const number = value === null ? NaN : Number(value)
  return Number.isFinite(number) ? number : null
}

const count: Measure = { name: 'rows', fn: 'count-rows', args: [literal('int', 1)] }

function extentMeasures(place: number): Measure[] {
  const above = call('if', call('greater', at(place), float(0)), at(place), literal('float', null))
  return [
    { name: 'min', fn: 'minimum', args: [at(place)] },
    { name: 'max', fn: 'maximum', args: [at(place)] },
    { name: 'least', fn: 'minimum', args: [above] },
  ]
}

/** The groups of a chart as a relation over its values v0, v1, ...; `rows` is how many there are. */
export function groupRelation(chosen: Relation, { keys, measures, present, positive }: ChartGroups, rows: number): Relation {
  const tests = [
    ...present.map((place) => call('is-not-null', at(place))),
    ...positive.map((place) => call('greater', at(place), float(0))),
  ]
  const base = keys.some(({ how }) => how === 'part') ? numberRows(chosen, 'r') : chosen
  const kept = tests.length === 0 ? base : filter(base, tests.length === 1 && tests[0] ? tests[0] : call('and', ...tests))
  const keyed = extend(
    keys.reduce((relation, key) => (key.how === 'hexagon' ? withHexagons(relation, key) : relation), kept),
    keys.map((key, i) => ({ name: `k${i}`, expr: keyExpr(key, rows) })),
  )
  const names = keys.map((_, i) => `k${i}`)
  const known = names.length === 0 ? keyed : filter(keyed, allPresent(names))
  const grouped = aggregate(
    known,
    names.map((name) => ({ name, expr: column(name) })),
    measures.map((measure, i) => measureOf(measure, `m${i}`)),
  )
  return sort(
    grouped,
    names.map((name) => ({ expr: column(name) })),
  )
}

function allPresent(names: readonly string[]): Expr {
  const tests = names.map((name) => call('is-not-null', column(name)))
  return tests.length === 1 && tests[0] ? tests[0] : call('and', ...tests)
}

function keyExpr(key: ChartKey, rows: number): Expr {
  switch (key.how) {
    case 'value': {
      const other = literal('float', key.others ? key.keep.length : null)
      if (key.keep.length === 0) return other
      return call('switch', at(key.column), other, ...key.keep.flatMap((value, i) => [literal('text', value), float(i)]))
    }
    case 'bin':
      return call('floor', stepsOf(key))
    case 'time':
      return truncated(at(key.column), key.unit)
    case 'part':
      return call(
        'floor',
        call(
          'divide',
          call('multiply', call('int-to-float', call('subtract-int', column('r'), literal('int', 1))), float(key.parts)),
          float(Math.max(1, rows)),
        ),
      )
    case 'hexagon':
      return column('h')
  }
}

/** How many steps a value lies behind the first bin. */
function stepsOf({ column: place, from, step, log }: HexagonAxis): Expr {
  const value = log ? call('logarithm-base-10', at(place)) : at(place)
  return call('divide', call('subtract', value, float(from)), float(step))
}

function truncated(milliseconds: Expr, unit: Extract<ChartKey, { how: 'time' }>['unit']): Expr {
  const size = { second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000 }
  if (unit === 'second' || unit === 'minute' || unit === 'hour' || unit === 'day')
    return call('multiply', call('floor', call('divide', milliseconds, float(size[unit]))), float(size[unit]))
  const seconds = call('float-to-int', call('floor', call('divide', milliseconds, float(1000))))
  const date = call('timestamp-to-date', call('from-epoch-seconds', seconds))
  const days = call('days-between', call(`truncate-${unit}`, date), literal('date', '1970-01-01'))
  return call('multiply', call('int-to-float', days), float(86_400_000))
}

/**
 * Adds `h`, the hexagon whose centre is nearest. Centres stand at whole numbers in even rows and between them in odd ones; a step of x is the
 * width of a hexagon (√3 radii), one of y three halves of a radius. Of two candidates, one of each kind of row, the nearer is taken.
 */
function withHexagons(relation: Relation, { x, y }: Extract<ChartKey, { how: 'hexagon' }>): Relation {
  const placed = extend(relation, [
    { name: 'hx', expr: stepsOf(x) },
    { name: 'hy', expr: stepsOf(y) },
  ])
  const [px, py] = [column('hx'), column('hy')]
  const half = (expr: Expr) => call('divide', expr, float(2))
  const near = extend(placed, [
    { name: 'ax', expr: call('floor', call('add', px, float(0.5))) },
    { name: 'ay', expr: call('multiply', call('floor', call('add', half(py), float(0.5))), float(2)) },
    { name: 'bx', expr: call('add', call('floor', px), float(0.5)) },
    { name: 'by', expr: call('add', call('multiply', call('floor', half(py)), float(2)), float(1)) },
  ])
  const square = (a: Expr, b: Expr) => call('multiply', call('subtract', a, b), call('subtract', a, b))
  const distance = (a: string, b: string) =>
    call('add', call('multiply', float(3), square(px, column(a))), call('multiply', float(2.25), square(py, column(b))))
  const code = (a: string, b: string) => call('add', call('multiply', column(b), float(hexagonRows)), call('multiply', column(a), float(2)))
  const first = call('less-or-equal', distance('ax', 'ay'), distance('bx', 'by'))
  return extend(near, [{ name: 'h', expr: call('if', first, code('ax', 'ay'), code('bx', 'by')) }])
}

function measureOf(measure: ChartMeasure, name: string): Measure {
  switch (measure.fn) {
    case 'count':
      return { ...count, name }
    case 'min':
    case 'max':
      return { name, fn: measure.fn === 'min' ? 'minimum' : 'maximum', args: [at(measure.column)] }
    case 'distinct':
      return { name, fn: 'count-distinct', args: [at(measure.column)] }
    case 'quantile':
      return { name, fn: 'quantile', args: [at(measure.column), float(measure.p)] }
    case 'correlation':
      return { name, fn: 'correlation', args: [at(measure.column), at(measure.other)] }
    default:
      return { name, fn: measure.fn, args: [at(measure.column)] }
  }
}
