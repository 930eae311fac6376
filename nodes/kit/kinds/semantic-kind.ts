// Kinds of values that a text shows by itself, each as an expression: by shape, by list or by check digits.

import type { Text } from '../../../engine/protocol/text.ts'
import { call, literal, type Expr } from '../../../engine/relation/expression.ts'

/** What a text can be besides words, and how to tell. */
export interface SemanticKind {
  readonly id: string
  readonly label: Text
  /** True of texts that are one; the text has no white space around it. */
  is(text: Expr): Expr
}

export const text = (value: string) => literal('text', value)
export const int = (value: number) => literal('int', value)
export const fits = (value: Expr, shape: string) => call('regex-full-match', value, text(shape))
export const without = (value: Expr, shape: string) => call('regex-replace', value, text(shape), text(''))
export const both = (first: Expr, second: Expr) => call('if', first, second, literal('bool', false))
/** In small letters without accents, with straight apostrophes. */
export const fold = (value: Expr) => call('lower', call('ascii-fold', call('substitute', value, text('’'), text("'"))))
export const oneOf = (value: Expr, words: readonly string[]) => call('in', value, ...words.map(text))

/** A kind that is told by its shape alone. */
export const pattern = (id: string, label: Text, shape: string): SemanticKind => ({ id, label, is: (value) => fits(value, shape) })
