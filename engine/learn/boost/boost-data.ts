import type { Matrix } from '../matrix.ts'
import type { BoostOptions } from './boost-options.ts'
import type { Loss } from './loss.ts'

export interface BoostData {
  readonly x: Matrix
  /** The rows to learn from, then those that say when to stop; null: all are learned from as they stand. */
  readonly order: Int32Array | null
  /** In that order. */
  readonly y: Float64Array
  readonly weights: Float64Array
  readonly learning: number
  /** What one output makes small; `classes` of more than two have an output each. */
  readonly loss: Loss | { readonly classes: number }
  /** The loss is that of two classes, whose gradients a kernel computes. */
  readonly logistic: boolean
}

export type BoostSettings = Omit<BoostOptions, 'loss' | 'level' | 'classWeight'> & { readonly seed: number }
