import { extend, filter, freeName } from '../../engine/relation/build.ts'
import { call, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { ScalarType } from '../../engine/relation/types.ts'
import { field, type When } from './fields.ts'
import { tablePorts, type OutputPort } from './ports.ts'
import type { Result } from './result-place.ts'

/** What becomes of a value that a node cannot treat. */
export type OnError = 'missing' | 'fail' | 'reject'

/** A result that can fail in a row. */
export interface Attempt extends Result {
  readonly type: ScalarType
  /** True in the rows where there is a value and no result. */
  readonly failed: Expr
  /** The value as text, and why it has no result: “12x” is no number. */
  readonly shown: Expr
  readonly reason: string
}

export const onErrorField = (when?: When) =>
  field.choice({
    label: { en: 'What cannot be read', fr: 'Ce qui est illisible' },
    choices: [
      { value: 'missing', label: { en: 'becomes missing', fr: 'devient manquant' } },
      { value: 'reject', label: { en: 'goes to the second output', fr: 'va à la seconde sortie' } },
      { value: 'fail', label: { en: 'stops the run', fr: 'arrête l’exécution' } },
    ],
    default: 'missing',
    ...(when && { when }),
  })

/** The table, and the rows with a value that could not be treated, as they were, with the reason. */
export const rejectPorts = {
  ...tablePorts.outputs,
  rejected: { kind: 'table', label: { en: 'Rejected rows', fr: 'Lignes rejetées' } },
} as const satisfies Readonly<Record<string, OutputPort>>

/**
 * Treats rows by a policy. `put` makes the table out of the rows that stay and the results. `rejected` always lists the rows with a failure
 * as they were, with a text column `reason`; only `reject` takes them out of the table.
 */
export function settleErrors(
  input: Relation,
  attempts: readonly Attempt[],
  policy: OnError,
  put: (rows: Relation, results: readonly Result[]) => Relation,
): { readonly table: Relation; readonly rejected: Relation } {
  const failed = attempts.length === 0 ? literal('bool', false) : call('or', ...attempts.map((attempt) => call('is-true', attempt.failed)))
  const kept = policy === 'reject' ? filter(input, call('not', failed)) : input
  const results = attempts.map(({ source, expr, ...rest }) => ({
    source,
    expr: policy === 'fail' ? call('if', call('is-true', rest.failed), refused(rest.type, rest.shown), expr) : expr,
  }))
  const reason = freeName('reason', new Set(input.columns.map((column) => column.name)))
  const reasons = attempts.map((attempt) => call('if', call('is-true', attempt.failed), reasonOf(attempt), literal('text', null)))
  const told = reasons.length === 0 ? literal('text', null) : call('join-text', literal('text', '; '), ...reasons)
  return { table: put(kept, results), rejected: extend(filter(input, failed), [{ name: reason, expr: told }]) }
}

function reasonOf({ source, shown, reason }: Attempt): Expr {
  return call('concat', literal('text', `${source}: “`), shown, literal('text', `” ${reason}`))
}

const strictOf: Record<ScalarType, (bad: Expr) => Expr> = {
  int: (bad) => call('text-to-int-strict', bad),
  float: (bad) => call('parse-number-strict', bad),
  date: (bad) => call('text-to-date-strict', bad),
  bool: (bad) => call('int-to-bool', call('text-to-int-strict', bad)),
  timestamp: (bad) => call('date-to-timestamp', call('text-to-date-strict', bad)),
  text: (bad) => call('int-to-text', call('text-to-int-strict', bad)),
}

/** An expression of the type that stops the run: a strict reader refuses the text, which holds the value, so that no constant is refused early. */
function refused(type: ScalarType, shown: Expr): Expr {
  return strictOf[type](call('concat', literal('text', 'unreadable: '), shown))
}
