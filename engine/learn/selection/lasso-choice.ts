import type { CrewMaker } from '../../kernels/crew.ts'
import type { FitControl, Task } from '../estimator.ts'
import type { ChoiceRule } from '../linear/choose-strength.ts'
import { readPath, type PathRecord } from '../linear/path-record.ts'
import { logisticRegression } from '../logistic-regression.ts'
import type { Matrix } from '../matrix.ts'
import { penalisedRegression } from '../penalised-regression.ts'

export interface LassoAsked {
  /** Without missing values. */
  readonly x: Matrix
  /** Values, or places of classes. */
  readonly y: Float64Array
  readonly task: Task
  readonly classes: readonly string[]
  /** How many columns of the matrix belong to each feature. */
  readonly widths: readonly number[]
  /** `best`: the strength of the smallest error over the folds; `simplest`: the strongest within one standard error of it. */
  readonly rule: ChoiceRule
  readonly folds: number
  /** The fold of each row, instead of chance. */
  readonly foldOf?: Int32Array
  /** Strengths to be tried. */
  readonly steps: number
  readonly seed: number
  readonly crews: CrewMaker
}

export interface LassoChoice {
  /** For each feature the size of its coefficients, for one standard deviation of the columns, added up; 0: the lasso leaves it out. */
  readonly sizes: readonly number[]
  readonly path: PathRecord
}

/**
 * Which features a lasso keeps (Tibshirani 1996), its strength chosen by folds: of numbers on squares, of classes on the logistic loss. Columns count
 * alike whatever their units.
 */
export async function lassoChoice(asked: LassoAsked, control: FitControl): Promise<LassoChoice> {
  const { x, y, task, classes, widths } = asked
  const { folds, foldOf, steps, seed, rule, crews } = asked
  const options = { penalty: 'lasso', alike: true, folds, steps, seed, rule, crews, ...(foldOf && { foldOf }) } as const
  const model =
    task === 'classification'
      ? await logisticRegression.fit(x, y, { ...options, classes, c: null }, control)
      : await penalisedRegression.fit(x, y, { ...options, strength: null }, control)
  const path = readPath(model.toJSON()['path'])
  if (!path) throw new Error('a lasso without a path')
  const values = model.importance().map(({ value }) => value)
  let at = 0
  const sizes = widths.map((width) => values.slice(at, (at += width)).reduce((sum, value) => sum + value, 0))
  return { sizes, path }
}
