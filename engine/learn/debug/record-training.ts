import type { FittedModel, ModelJson } from '../estimator.ts'
import type { Matrix } from '../matrix.ts'
import { confusionCounts } from './confusion-counts.ts'
import type { TrainingLog } from './training-log.ts'
import type { TrainingRecord } from './training-record.ts'
import { weightSpreads } from './weight-spreads.ts'

export interface Trained {
  readonly fitted: FittedModel
  readonly json: ModelJson
  readonly x: Matrix
  readonly y: Float64Array
  /** Of the columns, 0 or more. */
  readonly importance: readonly { readonly name: string; readonly value: number }[]
}

/** What is kept of a training beside its model. */
export function recordTraining({ fitted, json, x, y, importance }: Trained, log: TrainingLog): TrainingRecord {
  const total = importance.reduce((sum, { value }) => sum + value, 0)
  const sizes = new Int32Array(fitted.classes.length)
  if (fitted.task === 'classification') for (const code of y) sizes[code]!++
  return {
    kind: 'training',
    task: fitted.task,
    rows: x.rows,
    ...log.left(),
    importance: importance.map(({ name, value }) => ({ name, share: total > 0 ? value / total : 0 })),
    classes: fitted.classes.map((name, at) => ({ name, rows: sizes[at]! })),
    confusion: fitted.task === 'classification' ? confusionCounts(fitted, x, y) : [],
    trees: fitted.treeShapes?.() ?? null,
    weights: weightSpreads(json),
  }
}
