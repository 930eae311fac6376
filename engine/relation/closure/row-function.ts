import type { ExpressionText } from '../expression-error.ts'
import type { DataType, Value } from '../types.ts'

/** Computes a value from a row, whose values stand in the order of the columns. */
export type Closure = (row: readonly Value[]) => Value

/** What is known of a call before any row is seen. */
export interface CallInfo {
  /** The types of all arguments and of the result. */
  readonly types: readonly DataType[]
  readonly returns: DataType
  /** The arguments that are declared constant, by position. */
  readonly constants: readonly (Value | undefined)[]
}

/**
 * A row-wise function. It is given the arguments that are not declared constant, of their declared types (`never` lets each function name
 * its own); where nulls propagate, it never meets one.
 */
export type RowFunction = (...args: never[]) => Value

/** A function made for one call. */
export type MadeFunction = (call: CallInfo) => RowFunction

/** A function that decides itself which of its arguments are computed. */
export type LazyFunction = (args: readonly Closure[], call: CallInfo) => Closure

/** A value that stops a run: only the strict functions raise it. */
export class RowError extends Error {
  readonly text: ExpressionText

  constructor(text: ExpressionText) {
    super(text.en)
    this.name = 'RowError'
    this.text = text
  }
}
