// Expressions over the columns of one relation. Plain JSON: they are saved inside models and travel to workers.

import type { DataType, LiteralValue } from './types.ts'

export type Expr =
  | { readonly kind: 'column'; readonly name: string }
  | { readonly kind: 'literal'; readonly type: DataType; readonly value: LiteralValue }
  /** A row-wise function of the catalogue (engine/relation/functions) by its id, for example `add-int`. */
  | { readonly kind: 'call'; readonly fn: string; readonly args: readonly Expr[] }
  /** A window or aggregate function over the rows of the same partition, in `orderBy` (which must be a total order for order-sensitive ones). */
  | {
      readonly kind: 'window'
      readonly fn: string
      readonly args: readonly Expr[]
      readonly partitionBy: readonly Expr[]
      readonly orderBy: readonly SortKey[]
      /** Aggregates only: which rows around its own count for a row; all of the partition when not given. Needs `orderBy`. */
      readonly frame?: WindowFrame
    }

/**
 * The rows of a moving window, counted backwards from a row: `rows` by their number, `range` by the distance of their one order key, a
 * whole number: leave rows without that key out of the result. `from` null: from the first one on. `to` 0: to the row itself, with `range` to its ties.
 */
export interface WindowFrame {
  readonly unit: 'rows' | 'range'
  readonly from: number | null
  readonly to: number
}

export interface SortKey {
  readonly expr: Expr
  readonly descending?: boolean
  /** Nulls come last unless said otherwise, whatever the direction. */
  readonly nullsFirst?: boolean
}

export interface NamedExpr {
  readonly name: string
  readonly expr: Expr
}

export const column = (name: string): Expr => ({ kind: 'column', name })

export const literal = (type: DataType, value: LiteralValue): Expr => ({ kind: 'literal', type, value })

export const call = (fn: string, ...args: readonly Expr[]): Expr => ({ kind: 'call', fn, args })
