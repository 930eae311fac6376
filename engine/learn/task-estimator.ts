import type { Estimator, FitControl, FitOptions, FittedModel, Task } from './estimator.ts'
import type { Matrix } from './matrix.ts'
import { badModel } from './read-model-json.ts'

/** What a learner of classes and of numbers learns from. */
export interface Training<O extends object> {
  readonly x: Matrix
  readonly y: Float64Array
  readonly task: Task
  readonly options: O & FitOptions
}

export interface TaskLearner<O extends object> {
  readonly id: string
  readonly task: Task
  readonly defaults: O
  fit(training: Training<O>, control: FitControl): Promise<FittedModel>
  /** Reads a model of either task. */
  read(json: unknown): FittedModel
}

/** One of the two estimators of a learner that knows both tasks; it refuses models of the other. */
export function taskEstimator<O extends object>({ id, task, defaults, fit, read }: TaskLearner<O>): Estimator<O> {
  return {
    id,
    task,
    defaults,
    fit: (x, y, options, control) => fit({ x, y, task, options: { ...defaults, ...options } }, control),
    fromJSON(json) {
      const model = read(json)
      if (model.task !== task) throw badModel(`task is ${model.task}`)
      return model
    },
  }
}
