/** A sentence in both languages. */
export interface Sentence {
  readonly en: string
  readonly fr: string
}

/** A name that reads the same in both languages. */
export function sameInBoth(name: string): Sentence {
  return { en: name, fr: name }
}

export type FormulaProblemCode =
  | 'empty'
  | 'too-long'
  | 'too-deep'
  | 'unexpected-character'
  | 'text-unclosed'
  | 'column-unclosed'
  | 'date-unclosed'
  | 'bad-date'
  | 'bad-number'
  | 'value-missing'
  | 'operator-missing'
  | 'parenthesis-missing'
  | 'parenthesis-extra'
  | 'separator-extra'
  | 'decimal-comma'
  | 'word-missing'
  | 'chained-comparison'
  | 'brackets-missing'
  | 'unknown-column'
  | 'unknown-function'
  | 'wrong-count'
  | 'wrong-type'
  | 'two-kinds'
  | 'constant-required'
  | 'bad-constant'
  | 'not-allowed-here'
  | 'wrong-result'

/** Something the author of a formula must mend. `from` and `to` are offsets in the text (UTF-16 units, as an editor counts). */
export interface FormulaProblem {
  readonly code: FormulaProblemCode
  readonly from: number
  readonly to: number
  readonly text: Sentence
}

export interface Span {
  readonly from: number
  readonly to: number
}

export function problem(code: FormulaProblemCode, { from, to }: Span, en: string, fr: string): FormulaProblem {
  return { code, from, to, text: { en, fr } }
}
