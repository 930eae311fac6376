import type { Task } from '../../engine/learn/estimator.ts'
import { aggregate, filter, limit } from '../../engine/relation/build.ts'
import { call, column as columnExpr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { FitContext } from './context.ts'
import { field } from './fields.ts'
import { targetColumn } from './learner-columns.ts'

export const taskField = field.choice({
  label: { en: 'Predict', fr: 'Prédire' },
  choices: [
    {
      value: 'auto',
      label: { en: 'what the target is', fr: 'selon la cible' },
      help: {
        en: 'Text, yes or no, and whole numbers with only two values are classes; other numbers are numbers.',
        fr: 'Le texte, oui ou non, et les entiers à deux valeurs seulement sont des classes ; les autres nombres, des nombres.',
      },
    },
    { value: 'classification', label: { en: 'a class', fr: 'une classe' } },
    { value: 'regression', label: { en: 'a number', fr: 'un nombre' } },
  ],
  default: 'auto',
})

/** What is asked for, or what the target is: text, yes or no, and whole numbers with two values are classes. */
export async function taskOf(asked: 'auto' | Task, relation: Relation, target: string, ctx: Pick<FitContext, 'rows'>): Promise<Task> {
  if (asked !== 'auto') return asked
  const { name, type } = targetColumn(relation, target)
  if (type === 'text' || type === 'bool') return 'classification'
  if (type !== 'int') return 'regression'
  const known = filter(relation, call('is-not-null', columnExpr(name)))
  const some = await ctx.rows(limit(aggregate(known, [{ name, expr: columnExpr(name) }], []), 3))
  return some.length === 2 ? 'classification' : 'regression'
}
