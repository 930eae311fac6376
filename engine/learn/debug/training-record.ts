// What a training leaves behind, and the rules that judge it.

import type { Task } from '../estimator.ts'

/** A value of a curve at a step: an epoch, a tree, an iteration. */
export interface CurvePoint {
  readonly name: string
  readonly step: number
  readonly value: number
}

/** When a step was reached, in seconds since the node began. */
export interface PacePoint {
  readonly step: number
  readonly seconds: number
}

/** The trees of a model: how many, and levels and leaves of the deepest and largest of them. */
export interface TreeShapes {
  readonly count: number
  readonly deepest: number
  readonly mostLeaves: number
  /** Trees that ask no question. */
  readonly stumps: number
  /** Their answers are averaged, so that each may grow to its end. */
  readonly averaged?: true
}

/** The weights of a layer, or of a linear model: how they spread, and how many of them are 0. */
export interface WeightSpread {
  readonly name: string
  readonly count: number
  readonly zeros: number
  readonly variance: number
}

/** What the weights of a linear model are called. They have the units of their columns. */
export const coefficientsName = 'coefficients'

/** What a learner leaves for a person to look at and for rules to judge: curves, pace, and figures of what was learned. Plain JSON. */
export interface TrainingRecord {
  readonly kind: 'training'
  readonly task: Task
  readonly rows: number
  /** Thinned where a curve is long. */
  readonly points: readonly CurvePoint[]
  /** Values that were no numbers, by curve: JSON knows none. */
  readonly broken: readonly { readonly name: string; readonly step: number }[]
  readonly pace: readonly PacePoint[]
  /** Where it ran, as the trainer calls it. */
  readonly device: string | null
  /** A person ended it before its time and kept what there was. */
  readonly stopped: boolean
  /** Shares of all importance, by column. */
  readonly importance: readonly { readonly name: string; readonly share: number }[]
  /** Classification: rows of each class, and of the rows looked at, confusion[actual][answered]. */
  readonly classes: readonly { readonly name: string; readonly rows: number }[]
  readonly confusion: readonly (readonly number[])[]
  readonly trees: TreeShapes | null
  readonly weights: readonly WeightSpread[]
}

/** The record in a state of a step; undefined where the state is none. */
export function trainingRecordIn(state: unknown): TrainingRecord | undefined {
  const found = state as Partial<TrainingRecord> | null | undefined
  return found?.kind === 'training' ? (found as TrainingRecord) : undefined
}
