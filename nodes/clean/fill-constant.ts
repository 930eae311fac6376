import { literal, type Expr } from '../../engine/relation/expression.ts'
import type { Column } from '../../engine/relation/types.ts'
import { quoted, typeWord } from '../kit/phrases.ts'
import { NodeProblem } from '../kit/problem.ts'
import { readLiteral } from '../kit/read-literal.ts'

export interface Constants {
  readonly value: string
  /** Other values for some columns. */
  readonly perColumn: readonly { readonly key: string; readonly value: string }[]
}

/** The value that a person typed for a column, in its type. Throws NodeProblem `nothing-chosen`, `bad-value`. */
export function constantFor(column: Column, settings: Constants): Expr {
  const typed = settings.perColumn.find(({ key }) => key === column.name)?.value ?? settings.value
  if (typed === '') throw new NodeProblem(valueMissing)
  const value = readLiteral(typed, column.type)
  if (value !== undefined) return literal(column.type, value)
  const number = column.type === 'int' ? readLiteral(typed, 'float') : undefined
  if (number !== undefined) return literal('float', number)
  const [shown, name, type] = [quoted(typed), quoted(column.name), typeWord(column.type)]
  throw new NodeProblem({
    code: 'bad-value',
    param: 'value',
    column: column.name,
    text: {
      en: `${shown.en} cannot stand in ${name.en}, whose type is ${type.en}.`,
      fr: `${shown.fr} ne peut figurer dans ${name.fr}, de type ${type.fr}.`,
    },
    action: {
      en: 'Type a value of that type, or choose other columns.',
      fr: 'Saisissez une valeur de ce type, ou choisissez d’autres colonnes.',
    },
  })
}

const valueMissing = {
  code: 'nothing-chosen',
  param: 'value',
  text: { en: 'There is no value to fill with.', fr: 'Il n’y a pas de valeur pour remplir.' },
  action: { en: 'Type a value.', fr: 'Saisissez une valeur.' },
}
