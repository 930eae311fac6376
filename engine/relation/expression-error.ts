import type { Language } from './function-spec.ts'

export type ExpressionErrorCode =
  | 'unknown-column'
  | 'unknown-function'
  | 'wrong-count'
  | 'wrong-type'
  | 'not-constant'
  | 'bad-constant'
  | 'bad-literal'
  | 'not-allowed-here'
  | 'too-deep'

export type ExpressionText = Readonly<Record<Language, string>>

/** Keys and positions from the root of an expression to the part that is wrong, for example `['args', 1]`. */
export type ExpressionPath = readonly (string | number)[]

/** An expression that means nothing: its code, what to tell a person in both languages, and which part of the expression is meant. */
export class ExpressionError extends Error {
  readonly code: ExpressionErrorCode
  readonly text: ExpressionText
  readonly path: ExpressionPath

  constructor(code: ExpressionErrorCode, text: ExpressionText, path: ExpressionPath = []) {
    super(text.en)
    this.name = 'ExpressionError'
    this.code = code
    this.text = text
    this.path = path
  }
}
