import { aggregate, extend, filter, freeName, project, sort, union } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column, DataType, ScalarType } from '../../engine/relation/types.ts'
import { convert } from './convert.ts'
import { field } from './fields.ts'
import type { OutputPort } from './ports.ts'

/** What becomes of a value that a node cannot work on. */
export type OnError = 'missing' | 'fail' | 'rejected'

export const onErrorField = (label = { en: 'What cannot be read', fr: 'Ce qui est illisible' }) =>
  field.choice({
    label,
    choices: [
      { value: 'missing', label: { en: 'becomes missing', fr: 'devient manquant' } },
      { value: 'rejected', label: { en: 'takes its row out, to “Rejected”', fr: 'écarte sa ligne, vers « Rejetées »' } },
      { value: 'fail', label: { en: 'stops the run', fr: 'arrête l’exécution' } },
    ],
    default: 'missing',
  })

/** The second output of nodes with an on-error policy: the rows with such a value, as they came, with the reason. */
export const rejectedPort = { rejected: { kind: 'table', label: { en: 'Rejected', fr: 'Rejetées' } } } as const satisfies Record<
  string,
  OutputPort
>

/** A column computed from another one where this can fail. */
export interface Attempt {
  /** The column of the input that is read, and the name of the result. */
  readonly source: Column
  readonly name: string
  readonly expr: Expr
  readonly type: ScalarType
  /** True where the value could not be had; where the source is known and the result missing unless said otherwise. */
  readonly failed?: Expr
  /** One short word that stands in the column `reason`, such as `not-a-date`. */
  readonly reason: string
}

export interface Attempted {
  /** The results, for the caller to put in their place over `rows`. */
  readonly rows: Relation
  readonly exprs: readonly Expr[]
  readonly rejected: Relation
}

/**
 * Applies the policy: rows that stay, the results over them, and the rows with a failed value as they came, with two columns more: why, and
 * which column. With `missing` the rejected rows are in both tables.
 */
export function attempt(input: Relation, attempts: readonly Attempt[], onError: OnError): Attempted {
  const tests = attempts.map(hasFailed)
  const any = anyOf(tests)
  return {
    rows: onError === 'rejected' ? filter(input, call('not', any)) : input,
    exprs: attempts.map((item) => (onError === 'fail' ? strict(item) : item.expr)),
    rejected: withReason(filter(input, any), attempts, tests),
  }
}

function withReason(rows: Relation, attempts: readonly Attempt[], tests: readonly Expr[]): Relation {
  const taken = new Set(rows.columns.map((column) => column.name))
  const reason = freeName('reason', taken)
  const where = freeName('reason column', new Set([...taken, reason]))
  const first = (word: (item: Attempt) => string) =>
    tests.length === 0
      ? literal('text', null)
      : call('ifs', ...tests.flatMap((test, index) => [test, literal('text', attempts[index] ? word(attempts[index]) : '')]))
  return extend(rows, [
    { name: reason, expr: first((item) => item.reason) },
    { name: where, expr: first((item) => item.source.name) },
  ])
}

/** How often each failed value occurs, most frequent first: column, value, rows. */
export function failureReport(input: Relation, attempts: readonly Attempt[]): Relation {
  const failures = attempts.map((item) =>
    project(filter(input, hasFailed(item)), [
      { name: 'column', expr: literal('text', item.source.name) },
      { name: 'value', expr: textOf(item.source) },
    ]),
  )
  const [column, value] = [columnExpr('column'), columnExpr('value')]
  const counted = aggregate(
    union(failures),
    [
      { name: 'column', expr: column },
      { name: 'value', expr: value },
    ],
    [{ name: 'rows', fn: 'count-rows', args: [value] }],
  )
  return sort(counted, [{ expr: columnExpr('rows'), descending: true }, { expr: column }, { expr: value }])
}

/** True or false, never unknown: the value is there and the result is not. */
function hasFailed({ source, expr, failed }: Attempt): Expr {
  return call('is-true', failed ?? call('and', call('is-not-null', columnExpr(source.name)), call('is-null', expr)))
}

const anyOf = (tests: readonly Expr[]): Expr => {
  const [only = literal('bool', false)] = tests
  return tests.length > 1 ? call('or', ...tests) : only
}

const strictOf: Record<ScalarType, (bad: Expr) => Expr> = {
  int: (bad) => call('text-to-int-strict', bad),
  float: (bad) => call('parse-number-strict', bad),
  date: (bad) => call('text-to-date-strict', bad),
  bool: (bad) => call('int-to-bool', call('text-to-int-strict', bad)),
  timestamp: (bad) => call('date-to-timestamp', call('text-to-date-strict', bad)),
  text: (bad) => call('int-to-text', call('text-to-int-strict', bad)),
}

function textOf({ name, type }: { readonly name: string; readonly type: DataType }): Expr {
  const value = columnExpr(name)
  return convert(value, type, 'text') ?? value
}

/**
 * The same, but a value that fails stops the run: it is handed to a strict reader, which refuses it. The text that is refused holds the
 * value, as a constant would be refused before any row is read.
 */
function strict(item: Attempt): Expr {
  const refused = strictOf[item.type](call('concat', literal('text', `${item.reason}: `), textOf(item.source)))
  return call('if', hasFailed(item), refused, item.expr)
}
