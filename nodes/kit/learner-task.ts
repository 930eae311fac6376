import type { Task } from '../../engine/learn/estimator.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import { field } from './fields.ts'
import { targetColumn } from './train-model.ts'

export const taskField = field.choice({
  label: { en: 'Predict', fr: 'Prédire' },
  choices: [
    { value: 'auto', label: { en: 'what the target is', fr: 'selon la cible' } },
    { value: 'classification', label: { en: 'a class', fr: 'une classe' } },
    { value: 'regression', label: { en: 'a number', fr: 'un nombre' } },
  ],
  default: 'auto',
})

/** What is asked for, or what the target's type says: text and yes/no are classes, numbers are numbers. */
export function taskOf(asked: 'auto' | Task, relation: Relation, target: string): Task {
  if (asked !== 'auto') return asked
  const { type } = targetColumn(relation, target)
  return type === 'text' || type === 'bool' ? 'classification' : 'regression'
}
