import type { JoinRelation } from '../relation.ts'
import { printDuckdb } from './duckdb-expression.ts'
import { computed } from './duckdb-scope.ts'

const words = { inner: 'INNER JOIN', left: 'LEFT JOIN', right: 'RIGHT JOIN', full: 'FULL JOIN', semi: 'SEMI JOIN', anti: 'ANTI JOIN' }

/** Rows come in the order of the left rows, then of the right ones; right rows without a partner last. */
export function printJoin(relation: JoinRelation, sql: { readonly left: string; readonly right: string }, ordered: boolean): string {
  const filters = relation.how === 'semi' || relation.how === 'anti'
  const side = (name: 'left' | 'right') => {
    const letter = name === 'left' ? 'l' : 'r'
    const { columns } = relation[name]
    const scope = computed(
      { sql: sql[name], columns },
      relation.on.map((pair) => pair[name]),
      { windowsBelow: true, keepOrder: ordered },
    )
    const cells = columns.map((_, index) => `c${index} AS ${letter}${index}`)
    const keys = scope.exprs.map((expr, index) => `${printDuckdb(expr, scope.columns)} AS k${index}`)
    const counted = ordered && !(filters && name === 'right')
    const number = counted ? [scope.numbered ? 'rn AS n' : 'row_number() OVER () AS n'] : []
    return `(SELECT ${[...cells, ...keys, ...number].join(', ')} FROM ${scope.from}) ${letter}`
  }
  const at = (name: 'left' | 'right', column: string) => {
    const index = relation[name].columns.findIndex((candidate) => candidate.name === column)
    return name === 'left' ? `l.l${index}` : `r.r${index}`
  }
  const cells = relation.output.map((item, index) => {
    const value =
      item.from === 'either'
        ? `coalesce(${at('left', item.column)}, ${at('right', item.other ?? item.column)})`
        : at(item.from, item.column)
    return `${value} AS c${index}`
  })
  const on = relation.on.map((_, index) => `l.k${index} = r.k${index}`).join(' AND ') || 'TRUE'
  const order = !ordered ? '' : ` ORDER BY ${filters ? 'l.n' : 'l.n NULLS LAST, r.n NULLS LAST'}`
  return `SELECT ${cells.join(', ')} FROM ${side('left')} ${words[relation.how]} ${side('right')} ON ${on}${order}`
}
