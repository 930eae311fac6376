import type { Relation } from '../relation/relation.ts'
import type { JsonValue } from '../relation/read-value.ts'
import type { Column } from '../relation/types.ts'
import type { Settings } from './tune/space.ts'

/** One stage of a recipe: the input that a table needs there, and the relation from that input (named `input`) to the features. */
export interface RecipeStage {
  /** Fingerprint of the mark where the stage begins; a table that has passed it starts here. */
  readonly fingerprint: string
  readonly node: string
  readonly columns: readonly Column[]
  readonly relation: Relation
}

/**
 * The row-wise steps that lead to a model, with frozen states. Ordered from the rawest table to the one just before the learner, so that
 * the same recipe serves a raw request and a table that is already prepared. Steps that drop rows are left out: scoring answers every row.
 */
export interface Recipe {
  readonly stages: readonly RecipeStage[]
}

/** A feature of the matrix: a number (`fill` stands for missing; null keeps NaN), or a category that the model turns into indicator columns by its frozen levels; `coded`: into one column, the place in the list of levels, NaN for missing and unknown ones. */
export type Feature =
  | { readonly name: string; readonly kind: 'number'; readonly fill: number | null }
  | { readonly name: string; readonly kind: 'category'; readonly levels: readonly string[]; readonly coded?: true }

/** A raw row (JSON cells in the order of the scorer's columns) and what the model answered: class probabilities, or the value. */
export interface GoldenRow {
  readonly input: readonly JsonValue[]
  readonly output: readonly number[]
}

/** A trained model: everything that is needed to score a row, and what is known of how it came to be. Plain JSON. */
export interface Model {
  readonly id: string
  readonly name: string
  /** Node type of the learner. */
  readonly learner: string
  readonly task: 'classification' | 'regression'
  readonly target: Column
  /** Classification: the values of the target in the order of the probabilities, as text. */
  readonly classes: readonly string[]
  /** Two classes: the one whose probability is the score. */
  readonly positive?: string
  readonly threshold?: number
  readonly recipe: Recipe
  readonly features: readonly Feature[]
  /** The estimator's own JSON (engine/learn: `fromJSON`). */
  readonly estimator: { readonly id: string; readonly json: unknown }
  readonly importance: readonly { readonly name: string; readonly value: number }[]
  readonly reference: unknown
  /** Rows with their predictions, replayed whenever the model is loaded or exported. */
  readonly golden: readonly GoldenRow[]
  readonly trained: {
    readonly rows: number
    readonly seconds: number
    readonly seed: number
    readonly fingerprint: string
    readonly backend?: string
    /** What a search chose, by setting. */
    readonly chosen?: Settings
    readonly history?: readonly { readonly name: string; readonly step: number; readonly value: number }[]
  }
}
