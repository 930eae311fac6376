import type { CrewMaker } from '../kernels/crew.ts'
import type { Text } from '../protocol/text.ts'
import type { Matrix } from './matrix.ts'
import type { TreeShapes } from './debug/training-record.ts'
import { LearnProblem } from './problem.ts'

export type Task = 'classification' | 'regression'

/** How a fit speaks to whoever started it. `yieldNow` lets the process read its messages, so that `cancelled` can change. */
export interface FitControl {
  cancelled(): boolean
  /** Share done, 0 to 1, never falling. */
  progress(share: number, note?: Text): void
  /**
   * A point of a curve that is drawn while the fit runs. Names that rules go by: `loss`, `validation loss`, `learning rate`, `gradient norm`,
   * `rows per second`, and for each layer `dead units L`, `saturated L` (shares) and `update ratio L`.
   */
  metric(name: string, step: number, value: number): void
  /** A person wants what there is by now: a learner that works in steps asks after each, ends, and keeps its best so far. */
  enough?(): boolean
  /** Where it runs, as soon as the learner knows. */
  device?(name: string): void
  yieldNow?(): Promise<void>
  /** Where a long fit keeps how far it came. */
  readonly kept?: KeptFit
}

/** What a fit needs to go on from where an earlier one of the same step was stopped. `mark` tells fits on other rows apart. */
export interface KeptFit {
  /** What was kept last under this mark; null when nothing was. */
  read(mark: number): Promise<unknown>
  /** Whether it is time to keep again. */
  due(): boolean
  /** `place` completes "go on from ...". Typed arrays may be in it. */
  write(progress: unknown, at: { readonly mark: number; readonly place: Text }): Promise<void>
}

export interface FitOptions {
  readonly seed: number
  /** Classification: the names of the classes; `y` holds positions in this list. */
  readonly classes?: readonly string[]
  /** One weight per row, 0 or more. */
  readonly sampleWeight?: Float64Array
}

export interface Importance {
  readonly name: string
  readonly value: number
}

/** What a model is on disk. Everything beyond these fields belongs to the estimator. */
export interface ModelJson {
  readonly estimator: string
  readonly version: number
  readonly task: Task
  readonly features: readonly string[]
  readonly classes: readonly string[]
  readonly remarks: readonly Text[]
  readonly [field: string]: unknown
}

export interface FittedModel {
  readonly estimator: string
  readonly task: Task
  readonly features: readonly string[]
  /** Empty for regression. */
  readonly classes: readonly string[]
  /** Things the person should know that did not stop the fit: dropped columns, no convergence. */
  readonly remarks: readonly Text[]
  /**
   * Classification: positions in `classes`; regression: values. NaN where the model cannot say (a missing value it has no rule for). `crews`: who may
   * help with many rows; they change nothing in the answers.
   */
  predict(x: Matrix, crews?: CrewMaker): Float64Array
  /** One array per class; the values of a row sum to 1. */
  predictProba?(x: Matrix, crews?: CrewMaker): Float64Array[]
  /**
   * One row for online use, in feature order: fills `out` with the class probabilities, or `out[0]` with the value. Allocates nothing;
   * because of its working room it is not re-entrant.
   */
  scoreOne(row: ArrayLike<number>, out: Float64Array): Float64Array
  /** Per feature, in feature order, 0 or more; how it is measured is said by each estimator. */
  importance(): readonly Importance[]
  /** Of models of trees. */
  treeShapes?(): TreeShapes
  toJSON(): ModelJson
}

/** `O` are the estimator's own options; all have defaults. */
export interface Estimator<O extends object> {
  readonly id: string
  readonly task: Task
  readonly defaults: O
  /** Throws LearnProblem for anything in the data or options that a person can put right, and for `cancelled`. */
  fit(x: Matrix, y: Float64Array, options: FitOptions & Partial<O>, control: FitControl): Promise<FittedModel>
  /** Throws LearnProblem `bad-model` for JSON that it did not write. */
  fromJSON(json: unknown): FittedModel
}

/** A control that listens to nobody: for tests and short fits. */
export const quietControl: FitControl = { cancelled: () => false, progress: () => undefined, metric: () => undefined }

/** Lets messages in, then stops the fit if it was cancelled. Call it every few million operations. */
export async function breathe(control: FitControl): Promise<void> {
  await control.yieldNow?.()
  if (control.cancelled()) throw new LearnProblem({ code: 'cancelled', text: { en: 'Stopped.', fr: 'Arrêté.' } })
}

/** How many numbers a model gives per row. */
export function outputCount(model: Pick<FittedModel, 'task' | 'classes'>): number {
  return model.task === 'classification' ? model.classes.length : 1
}
