import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Column, LiteralValue, ScalarType } from '../../engine/relation/types.ts'
import { convert } from './convert.ts'
import { field } from './fields.ts'
import type { Attempt, OnError } from './on-error.ts'

/** What an encoder does with a value that it did not learn. */
export type Unseen = 'own' | OnError

export const unseenField = (own: { readonly en: string; readonly fr: string }) =>
  field.choice({
    label: { en: 'Values not learnt', fr: 'Valeurs non apprises' },
    help: { en: 'Rare ones, and those that appear later.', fr: 'Les rares, et celles qui apparaissent plus tard.' },
    choices: [
      { value: 'own', label: own },
      { value: 'missing', label: { en: 'become missing', fr: 'deviennent manquantes' } },
      { value: 'reject', label: { en: 'take their row out, to the second output', fr: 'écartent leur ligne, vers la seconde sortie' } },
      { value: 'fail', label: { en: 'stop the run', fr: 'arrêtent l’exécution' } },
    ],
    default: 'own',
  })

/** True for a value that is known and none of those learnt; unknown for a missing one. */
export function notLearnt({ name, type }: Column, levels: readonly LiteralValue[]): Expr {
  const value = columnExpr(name)
  if (levels.length === 0) return call('is-not-null', value)
  return call('not-in', value, ...levels.map((level) => literal(type, level)))
}

/** An encoded column under the policy; with `own` nothing fails. */
export function encoded(
  column: Column,
  expr: Expr,
  type: ScalarType,
  learnt: { levels: readonly LiteralValue[]; unseen: Unseen },
): Attempt {
  const value = columnExpr(column.name)
  return {
    source: column.name,
    expr,
    type,
    failed: learnt.unseen === 'own' ? literal('bool', false) : notLearnt(column, learnt.levels),
    shown: convert(value, column.type, 'text') ?? literal('text', null),
    reason: 'was not learnt',
  }
}

export const errorPolicy = (unseen: Unseen): OnError => (unseen === 'own' ? 'missing' : unseen)
