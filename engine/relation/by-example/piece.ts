// Finds formulas from results that a person typed for a few rows. Pure: rows come in, formulas go out.

import { compileClosure } from '../closure/compile-closure.ts'
import { RowError } from '../closure/row-function.ts'
import type { Expr } from '../expression.ts'
import type { Column, Value } from '../types.ts'

/** A table as the search sees it: the rows with a typed result first, then the rest of the sample. */
export interface Ground {
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Value[])[]
  /** What was typed for the first rows. */
  readonly results: readonly string[]
}

/** Called now and then: lets others work; false when the search has to end with what there is. */
export type Pause = () => Promise<boolean>

/** An expression of type text with what it gives in every row. A lower cost is a simpler one. */
export interface Piece {
  readonly expr: Expr
  readonly cost: number
  readonly outputs: readonly (string | null)[]
}

export interface Draft {
  readonly expr: Expr
  readonly cost: number
}

/** What an expression gives in the rows; undefined as soon as `fits` refuses a result of an example. */
export function valuesOf(expr: Expr, ground: Ground, fits: (value: Value, at: number) => boolean): readonly Value[] | undefined {
  const closure = compileClosure(expr, ground.columns)
  const values: Value[] = []
  for (const [at, row] of ground.rows.entries()) {
    const value = valueIn(closure, row)
    if (at < ground.results.length && !fits(value, at)) return undefined
    values.push(value)
  }
  return values
}

function valueIn(closure: ReturnType<typeof compileClosure>, row: readonly Value[]): Value {
  try {
    return closure(row)
  } catch (error) {
    // A strict function cannot read this row: as a formula it would have no result here.
    if (error instanceof RowError) return null
    throw error
  }
}

/** The draft with its outputs when it is part of every typed result that is not empty, else undefined. */
export function pieceOf(draft: Draft, ground: Ground): Piece | undefined {
  const fits = (value: Value, at: number) => {
    const result = ground.results[at] ?? ''
    return result === '' || (typeof value === 'string' && value !== '' && result.includes(value))
  }
  const outputs = valuesOf(draft.expr, ground, fits)
  return outputs && { ...draft, outputs: outputs.map((value) => (typeof value === 'string' ? value : null)) }
}
