import type { JoinNearest, JoinRelation } from '../relation.ts'
import { typeOf } from '../type-of.ts'
import { printDuckdb } from './duckdb-expression.ts'
import { computed } from './duckdb-scope.ts'

const words = { inner: 'INNER JOIN', left: 'LEFT JOIN', right: 'RIGHT JOIN', full: 'FULL JOIN', semi: 'SEMI JOIN', anti: 'ANTI JOIN' }

/** Rows come in the order of the left rows, then of the right ones; right rows without a partner last. */
export function printJoin(relation: JoinRelation, sql: { readonly left: string; readonly right: string }, ordered: boolean): string {
  const filters = relation.how === 'semi' || relation.how === 'anti'
  const { nearest } = relation
  const far = nearest?.within === undefined ? undefined : `NOT (${distance(relation, nearest)} <= ${nearest.within}::DOUBLE)`
  const at = (name: 'left' | 'right', column: string) => {
    const index = relation[name].columns.findIndex((candidate) => candidate.name === column)
    if (name === 'left') return `l.l${index}`
    return far && relation.how === 'left' ? `CASE WHEN ${far} THEN NULL ELSE r.r${index} END` : `r.r${index}`
  }
  const cells = relation.output.map((item, index) => {
    const value =
      item.from === 'either'
        ? `coalesce(${at('left', item.column)}, ${at('right', item.other ?? item.column)})`
        : at(item.from, item.column)
    return `${value} AS c${index}`
  })
  const from = `${printSide(relation, 'left', { sql: sql.left, ordered })} ${nearest ? 'ASOF ' : ''}${words[relation.how]} ${printSide(relation, 'right', { sql: sql.right, ordered })}`
  const where = far && relation.how === 'inner' ? ` WHERE NOT (${far})` : ''
  const order = ordered ? ` ORDER BY ${filters ? 'l.n' : 'l.n NULLS LAST, r.n NULLS LAST'}` : ''
  return `SELECT ${cells.join(', ')} FROM ${from} ON ${printCondition(relation)}${where}${order}`
}

/** One side with its columns as l0, l1, ... or r0, ..., the keys as k0, k1, ... and, where somebody needs it, the number of the row as n. */
function printSide(relation: JoinRelation, name: 'left' | 'right', given: { readonly sql: string; readonly ordered: boolean }): string {
  const letter = name === 'left' ? 'l' : 'r'
  const { columns } = relation[name]
  const picksLast = relation.nearest !== undefined && name === 'right'
  const counted = (given.ordered && !(name === 'right' && (relation.how === 'semi' || relation.how === 'anti'))) || picksLast
  const wanted = [...relation.on, ...(relation.compare ?? []), ...(relation.nearest ? [relation.nearest] : [])].map((pair) => pair[name])
  const scope = computed({ sql: given.sql, columns }, wanted, { windowsBelow: true, keepOrder: counted })
  const cells = columns.map((_, index) => `c${index} AS ${letter}${index}`)
  const keys = scope.exprs.map((expr, index) => `${printDuckdb(expr, scope.columns)} AS k${index}`)
  const number = counted ? [scope.numbered ? 'rn AS n' : 'row_number() OVER () AS n'] : []
  const sql = `SELECT ${[...cells, ...keys, ...number].join(', ')} FROM ${scope.from}`
  // Of right rows with the same keys the last one is meant.
  const last = `SELECT DISTINCT ON (${keys.map((_, index) => `k${index}`).join(', ')}) * FROM (${sql}) ORDER BY n DESC`
  return `(${picksLast ? last : sql}) ${letter}`
}

function printCondition({ on, nulls, compare = [], nearest }: JoinRelation): string {
  const equal = nulls === 'equal' ? 'IS NOT DISTINCT FROM' : '='
  const signs = [
    ...on.map(() => equal),
    ...compare.map((pair) => pair.is),
    ...(nearest ? [nearest.direction === 'before' ? '>=' : '<='] : []),
  ]
  return signs.map((sign, index) => `l.k${index} ${sign} r.k${index}`).join(' AND ') || 'TRUE'
}

function distance(relation: JoinRelation, nearest: JoinNearest): string {
  const key = `k${relation.on.length}`
  const [high, low] = nearest.direction === 'before' ? [`l.${key}`, `r.${key}`] : [`r.${key}`, `l.${key}`]
  const type = typeOf(nearest.left, relation.left.columns)
  if (type === 'timestamp') return `(epoch_us(${high}) - epoch_us(${low})) / 1e6::DOUBLE`
  return type === 'date' ? `(${high} - ${low})` : `(CAST(${high} AS DOUBLE) - CAST(${low} AS DOUBLE))`
}
