import type { Expr } from '../expression.ts'
import type { AggregateRelation, Measure } from '../relation.ts'
import type { Column } from '../types.ts'
import { printAggregate, printDuckdb } from './duckdb-expression.ts'
import { isMoment, momentQuery } from './duckdb-moments.ts'
import { computed } from './duckdb-scope.ts'

/** A measure whose arguments have been brought to the columns that can be read. */
interface Prepared {
  readonly measure: Measure
  readonly args: readonly Expr[]
  readonly name: string
}

/** Groups and what is computed of them. Groups come in the order of their keys, so that a run gives the same rows on any number of threads. */
export function printAggregation(relation: AggregateRelation, input: string, ordered: boolean): string {
  const { keys, measures } = relation
  const inner = measures.flatMap((measure): readonly Expr[] =>
    isMoment(measure) ? measure.args : [{ kind: 'call', fn: measure.fn, args: measure.args }],
  )
  const scope = computed({ sql: input, columns: relation.input.columns }, [...keys.map((key) => key.expr), ...inner], {
    windowsBelow: true,
    keepOrder: false,
  })
  const keySql = scope.exprs.slice(0, keys.length).map((expr) => printDuckdb(expr, scope.columns))
  let at = keys.length
  const prepared = measures.map((measure, index): Prepared => {
    const moment = isMoment(measure)
    const found = scope.exprs.slice(at, at + (moment ? measure.args.length : 1))
    at += found.length
    const [first] = found
    const args = moment ? found : first?.kind === 'call' ? first.args : []
    return { measure, args, name: `c${keys.length + index}` }
  })
  const sql = prepared.some(({ measure }) => isMoment(measure))
    ? printMoments(keySql, prepared, scope)
    : printPlain(keySql, prepared, scope)
  return ordered && keys.length > 0 ? `SELECT * FROM (${sql}) ORDER BY ${keys.map((_, index) => `c${index} NULLS LAST`).join(', ')}` : sql
}

interface Below {
  readonly from: string
  readonly columns: readonly Column[]
}

const groupBy = (keys: readonly string[]) => (keys.length > 0 ? ` GROUP BY ${keys.map((_, index) => index + 1).join(', ')}` : '')

const printMeasure = ({ measure, args, name }: Prepared, columns: readonly Column[]) =>
  `${printAggregate(measure.fn, args, columns)} AS ${name}`

function printPlain(keys: readonly string[], measures: readonly Prepared[], { from, columns }: Below): string {
  const cells = [...keys.map((sql, index) => `${sql} AS c${index}`), ...measures.map((item) => printMeasure(item, columns))]
  return `SELECT ${cells.join(', ')} FROM ${from}${groupBy(keys)}`
}

/** The query with a second pass for moments (see duckdb-moments.ts). Keys are met null-safe, as null is a group. */
function printMoments(keys: readonly string[], measures: readonly Prepared[], { from, columns }: Below): string {
  const moments = momentQuery(
    measures.filter(({ measure }) => isMoment(measure)),
    columns,
  )
  const plain = measures.filter(({ measure }) => !isMoment(measure))
  const names = keys.map((_, index) => `c${index}`)
  const given = keys.map((sql, index) => `${sql} AS k${index}`)
  const keyed = names.map((name, index) => `k${index} AS ${name}`)
  const meet = (left: (index: number) => string, right: string) =>
    names.map((name, index) => `${left(index)} IS NOT DISTINCT FROM ${right}.${name}`).join(' AND ') || 'TRUE'
  const results = measures.map((item) => `${moments.results.get(item.measure) ?? item.name} AS ${item.name}`)
  const first = [...keyed, ...moments.first, ...plain.map((item) => printMeasure(item, columns))]
  return [
    `WITH source AS NOT MATERIALIZED (SELECT *, ${[...given, ...moments.source].join(', ')} FROM ${from})`,
    `, near AS MATERIALIZED (SELECT ${first.join(', ')} FROM source${groupBy(keys)})`,
    `, far AS (SELECT ${[...names, ...moments.means].join(', ')} FROM near WHERE ${moments.far})`,
    `, again AS (SELECT ${[...names.map((name) => `far.${name}`), ...moments.second].join(', ')} FROM source JOIN far ON ${meet((index) => `source.k${index}`, 'far')}${groupBy(keys)})`,
    ` SELECT ${[...names.map((name) => `near.${name}`), ...results].join(', ')} FROM near LEFT JOIN again ON ${meet((index) => `near.c${index}`, 'again')}`,
  ].join('')
}
