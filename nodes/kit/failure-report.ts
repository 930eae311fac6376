import { aggregate, filter, project, sort, union } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Attempt } from './on-error.ts'

/** How often each value that has no result occurs, most frequent first: column, value, rows. Of one column at least. */
export function failureReport(input: Relation, attempts: readonly Attempt[]): Relation {
  const failures = attempts.map(({ source, shown, failed }) =>
    project(filter(input, call('is-true', failed)), [
      { name: 'column', expr: literal('text', source) },
      { name: 'value', expr: shown },
    ]),
  )
  const [column, value, rows] = [columnExpr('column'), columnExpr('value'), columnExpr('rows')]
  const counted = aggregate(
    union(failures),
    [
      { name: 'column', expr: column },
      { name: 'value', expr: value },
    ],
    [{ name: 'rows', fn: 'count-rows', args: [value] }],
  )
  return sort(counted, [{ expr: rows, descending: true }, { expr: column }, { expr: value }])
}
