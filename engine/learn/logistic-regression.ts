import type { Text } from '../protocol/text.ts'
import { checkTraining } from './check-training.ts'
import { applyClassWeight, type ClassWeight } from './class-weights.ts'
import type { Estimator, FittedModel, ModelJson } from './estimator.ts'
import { columnScales } from './linear/column-scales.ts'
import { logisticLoss } from './linear/logistic-loss.ts'
import { minimise } from './linear/minimise.ts'
import { badOption } from './problem.ts'
import { badModel, readModelJson } from './read-model-json.ts'
import { predictions } from './score-rows.ts'

const id = 'logistic-regression'
const version = 1

export interface LogisticOptions {
  /** Inverse strength of the L2 penalty, as in scikit-learn; Infinity for none. */
  readonly c: number
  readonly classWeight: ClassWeight
  readonly intercept: boolean
  readonly tolerance: number
  readonly maxIterations: number
}

/** What the fit learned, in the units of the columns. One row of coefficients for two classes (the log-odds of the second), else one per class. */
export interface LogisticFields extends Pick<ModelJson, 'features' | 'classes' | 'remarks'> {
  readonly coefficients: readonly (readonly number[])[]
  readonly intercepts: readonly number[]
  /** Positions of the classes that the training rows had; the others get probability 0. */
  readonly seen: readonly number[]
  readonly importances: readonly number[]
  readonly iterations: number
}

/**
 * Logistic regression: binary, or multinomial (softmax) for three classes and more, with an L2 penalty on the coefficients but not on the
 * intercept. Minimises C * sum of weighted log losses + |w|^2 / 2, scikit-learn's objective. Refuses missing values.
 */
export const logisticRegression: Estimator<LogisticOptions> = {
  id,
  task: 'classification',
  defaults: { c: 1, classWeight: 'none', intercept: true, tolerance: 1e-8, maxIterations: 1000 },
  async fit(x, y, options, control) {
    const chosen = { ...logisticRegression.defaults, ...options }
    if (!(chosen.c > 0)) throw badOption('C', { en: 'be more than 0', fr: 'être supérieur à 0' })
    const { weights: rowWeights, classes } = checkTraining(x, y, options, { task: 'classification', missing: 'refuse' })
    const weights = applyClassWeight(y, rowWeights, classes.length, chosen.classWeight)
    const seen = classes.map((_, k) => k).filter((k) => y.some((code, i) => code === k && weights[i]! > 0))
    const scales = columnScales(x, weights, chosen.intercept ? 'mean' : 'zero')
    const outputs = seen.length === 2 ? 1 : seen.length
    const width = x.columns.length + 1
    const recoded = y.map((code) => Math.max(0, seen.indexOf(code)))
    const evaluate = logisticLoss({ x, y: recoded, weights, outputs, scales, intercept: chosen.intercept, c: chosen.c })
    const minimum = await minimise({ ...chosen, dimension: outputs * width, evaluate }, control)
    const coefficients = rowsOf(minimum.x, outputs, width).map((row) =>
      scales.deviations.map((deviation, j) => (deviation === 0 ? 0 : row[j]! / deviation)),
    )
    const intercepts = coefficients.map((row, k) =>
      row.reduce((sum, coefficient, j) => sum - coefficient * scales.means[j]!, minimum.x[k * width + width - 1]!),
    )
    control.progress(1)
    return logisticModel({
      features: x.names,
      classes,
      remarks: remarksOf(
        minimum.converged,
        x.names.filter((_, j) => scales.deviations[j] === 0),
      ),
      coefficients: coefficients.map((row) => Array.from(row)),
      intercepts,
      seen,
      importances: x.names.map((_, j) => mean(coefficients.map((row) => Math.abs(row[j]! * scales.deviations[j]!)))),
      iterations: minimum.iterations,
    })
  },
  fromJSON(json) {
    const read = readModelJson(json, id, version)
    const seen = read.numbers('seen')
    if (seen.length < 2 || seen.some((k) => !(k in read.head.classes))) throw badModel('seen')
    const outputs = seen.length === 2 ? 1 : seen.length
    return logisticModel({
      ...read.head,
      coefficients: read.table('coefficients', outputs, read.head.features.length),
      intercepts: read.numbers('intercepts', outputs),
      seen,
      importances: read.numbers('importances', read.head.features.length),
      iterations: read.number('iterations'),
    })
  },
}

function logisticModel(fields: LogisticFields): FittedModel {
  const { features, classes, coefficients, intercepts, seen } = fields
  const slopes = coefficients.map((row) => Float64Array.from(row))
  const margin = (k: number, row: ArrayLike<number>) => {
    const own = slopes[k]!
    let sum = intercepts[k]!
    for (let j = 0; j < own.length; j++) sum += own[j]! * row[j]!
    return sum
  }
  const scoreOne: FittedModel['scoreOne'] = (row, out) => {
    if (seen.length < classes.length) out.fill(0)
    if (slopes.length === 1) {
      const log = margin(0, row)
      const decay = Math.exp(-Math.abs(log))
      const [likely, unlikely] = [1 / (1 + decay), decay / (1 + decay)]
      out[seen[0]!] = log >= 0 ? unlikely : likely
      out[seen[1]!] = log >= 0 ? likely : unlikely
      if (Number.isNaN(log)) out.fill(Number.NaN)
      return out
    }
    let most = Number.NEGATIVE_INFINITY
    for (let k = 0; k < seen.length; k++) {
      const log = margin(k, row)
      out[seen[k]!] = log
      if (log > most) most = log
    }
    let total = 0
    for (const at of seen) total += out[at] = Math.exp(out[at]! - most)
    for (const at of seen) out[at]! /= total
    return out
  }
  return {
    estimator: id,
    task: 'classification',
    features,
    classes,
    remarks: fields.remarks,
    scoreOne,
    ...predictions({ task: 'classification', features, classes, scoreOne }),
    /** Mean over classes of |coefficient| times the column's standard deviation: log-odds moved by one standard deviation. */
    importance: () => features.map((name, j) => ({ name, value: fields.importances[j]! })),
    toJSON: () => ({ estimator: id, version, task: 'classification', ...fields }),
  }
}

function remarksOf(converged: boolean, constant: readonly string[]): Text[] {
  const remarks: Text[] = []
  if (constant.length > 0) {
    remarks.push({
      en: `Constant in the training rows, so without influence: ${constant.join(', ')}.`,
      fr: `Constantes dans les lignes d’apprentissage, donc sans influence : ${constant.join(', ')}.`,
    })
  }
  if (!converged) {
    remarks.push({
      en: 'The fit did not settle. The classes may be perfectly separable: use a smaller C.',
      fr: 'L’ajustement ne s’est pas stabilisé. Les classes sont peut-être parfaitement séparables : utilisez un C plus petit.',
    })
  }
  return remarks
}

function rowsOf(flat: Float64Array, rows: number, width: number): Float64Array[] {
  return Array.from({ length: rows }, (_, k) => flat.subarray(k * width, k * width + width - 1))
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
