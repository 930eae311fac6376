// What the catalogue says of a function. The data stands in functions/data/*.json, one file a category.

import type { DataType } from './types.ts'

/** A declared argument or result type: a logical type, or a type variable (`T`, `U`) that stands for any one type. */
export type TypePattern = DataType | 'T' | 'U' | 'list<T>' | 'list<U>'

export type FunctionKind = 'row' | 'aggregate' | 'window'

export type Language = 'en' | 'fr'

export interface ArgumentSpec {
  readonly name: string
  readonly type: TypePattern
  /** Must be a constant of the formula. */
  readonly const?: boolean
}

export interface FunctionSpec {
  readonly id: string
  readonly category: string
  readonly kind: FunctionKind
  /** What a person types, per language. Several ids may share a name: the types of the arguments choose. */
  readonly formula: { readonly en: string; readonly fr: string }
  readonly args: readonly ArgumentSpec[]
  /** The arguments from this one on repeat, at least once, in groups of `group` (1 when not given). */
  readonly variadicFrom?: number
  readonly group?: number
  /** Constant values that choose this id among those of the same name, by argument name (the unit of DATEDIF). Never an argument of the call. */
  readonly fixed?: Readonly<Record<string, string>>
  readonly returns: TypePattern
  /** Type variables may stand for every type but float. */
  readonly noFloat?: boolean
  /** Type variables may stand for lists as well, as nothing but nullness is looked at. */
  readonly lists?: boolean
  /** `propagate`: a null argument makes the result null. `own`: the function has a rule of its own (row functions; aggregates and windows always do). */
  readonly nulls: 'propagate' | 'own'
  readonly help: { readonly en: string; readonly fr: string }
  readonly duckdb: string
  readonly spark: string
  /** False when Spark computes it differently. */
  readonly portable: boolean
}
