import type { WindowFrame } from './expression.ts'
import type { FunctionSpec } from './function-spec.ts'
import type { DataType, Value } from './types.ts'

/**
 * An expression as the printers and closures need it: names resolved, every type known, int widened to float by explicit `int-to-float`
 * calls, null constants given the type of their place, literals decoded.
 */
export type TypedExpr =
  | { readonly kind: 'column'; readonly type: DataType; readonly name: string; readonly index: number }
  | { readonly kind: 'literal'; readonly type: DataType; readonly value: Value }
  | TypedCall
  | TypedWindow

export interface TypedCall {
  readonly kind: 'call'
  readonly type: DataType
  readonly spec: FunctionSpec
  readonly args: readonly TypedExpr[]
}

export interface TypedWindow {
  readonly kind: 'window'
  readonly type: DataType
  readonly spec: FunctionSpec
  readonly args: readonly TypedExpr[]
  readonly partitionBy: readonly TypedExpr[]
  readonly orderBy: readonly TypedSortKey[]
  readonly frame?: WindowFrame
}

export interface TypedSortKey {
  readonly expr: TypedExpr
  readonly descending: boolean
  readonly nullsFirst: boolean
}
