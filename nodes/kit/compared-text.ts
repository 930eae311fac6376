import { call, type Expr } from '../../engine/relation/expression.ts'
import { field } from './fields.ts'

/** What is overlooked when texts are compared. */
export interface Overlooked {
  readonly ignoreCase: boolean
  readonly ignoreAccents: boolean
  readonly ignoreSpaces: boolean
}

export const overlookedFields = {
  ignoreCase: field.flag({ label: { en: 'Capitals do not matter', fr: 'Majuscules indifférentes' }, default: false }),
  ignoreAccents: field.flag({ label: { en: 'Accents do not matter', fr: 'Accents indifférents' }, default: false, group: 'advanced' }),
  ignoreSpaces: field.flag({
    label: { en: 'Spaces at both ends do not matter', fr: 'Espaces aux deux bouts indifférentes' },
    default: false,
    group: 'advanced',
  }),
}

/** A text in the form in which it is compared; constants go through the same functions as cells. */
export function comparedText(text: Expr, { ignoreCase, ignoreAccents, ignoreSpaces }: Overlooked): Expr {
  const stripped = ignoreSpaces ? call('strip', text) : text
  const folded = ignoreAccents ? call('ascii-fold', stripped) : stripped
  return ignoreCase ? call('lower', folded) : folded
}
