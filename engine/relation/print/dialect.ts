import type { FunctionSpec } from '../function-spec.ts'
import type { TypedCall } from '../typed-expression.ts'
import type { DataType, Value } from '../types.ts'

/** Prints a constant argument; it has been checked. The other constants of the call are given too, as a replacement needs its pattern. */
export type ConstantFilter = (value: Value, constants: readonly (Value | undefined)[]) => string

/** What an SQL engine needs besides the templates of the catalogue. */
export interface Dialect {
  readonly template: (spec: FunctionSpec) => string
  /** Another template for moving frames, where the usual one would make a list for each row. */
  readonly framed?: (spec: FunctionSpec) => string | undefined
  /** A literal of exactly this type, safe without brackets around it. */
  readonly literal: (type: DataType, value: Value) => string
  readonly identifier: (name: string) => string
  readonly cast: (sql: string, type: DataType) => string
  readonly filters: Readonly<Record<string, ConstantFilter>>
  /** A quicker way to say a call whose arguments are printed already; undefined where there is none. */
  readonly shortcut?: (call: TypedCall, args: readonly string[]) => string | undefined
  /** The engine's aggregate functions that occur in templates: each call gets an OVER clause when an aggregate stands as a window. */
  readonly aggregates: readonly string[]
}
