import type { Text } from '../protocol/text.ts'
import { soloCrews, type CrewMaker } from '../kernels/crew.ts'
import { checkTraining } from './check-training.ts'
import { applyClassWeight, type ClassWeight } from './class-weights.ts'
import type { Estimator, FittedModel, ModelJson } from './estimator.ts'
import { edgeRemark, foldRows, strengthGrid, type ChoiceRule } from './linear/choose-strength.ts'
import { columnScales, type ColumnScales } from './linear/column-scales.ts'
import { binaryPath, fitsAtOnce, type LogisticPath } from './linear/logistic-path.ts'
import { logisticBytes, type LogisticTable } from './linear/logistic-rows.ts'
import { readPath, recordPath, type PathRecord } from './linear/path-record.ts'
import type { Holds } from './linear/proximal-newton.ts'
import { softmaxPath } from './linear/softmax-path.ts'
import { badOption } from './problem.ts'
import { badModel, readModelJson } from './read-model-json.ts'
import { predictions } from './score-rows.ts'
import { checkTrainingBytes, type NeedsOf } from './training-bytes.ts'

const id = 'logistic-regression'
const version = 1

export interface LogisticOptions {
  readonly penalty: 'ridge' | 'lasso' | 'elastic-net'
  /** Inverse strength of the penalty, as in scikit-learn; Infinity for none; null: chosen by cross-validation. */
  readonly c: number | null
  /** Elastic net: the lasso's share, 0 to 1. */
  readonly l1Share: number
  /** The penalty is that of coefficients of columns with deviation 1, whatever their units. */
  readonly alike: boolean
  readonly folds: number
  /** The fold of each row, instead of chance. */
  readonly foldOf?: Int32Array
  /** Strengths to be tried. */
  readonly steps: number
  readonly rule: ChoiceRule
  readonly classWeight: ClassWeight
  readonly intercept: boolean
  readonly tolerance: number
  readonly maxIterations: number
  readonly crews: CrewMaker
}

/** What the fit learned, in the units of the columns. One row of coefficients for two classes (the log-odds of the second), else one per class. */
export interface LogisticFields extends Pick<ModelJson, 'features' | 'classes' | 'remarks'> {
  readonly coefficients: readonly (readonly number[])[]
  readonly intercepts: readonly number[]
  /** Positions of the classes that the training rows had; the others get probability 0. */
  readonly seen: readonly number[]
  readonly importances: readonly number[]
  readonly iterations: number
  readonly path: PathRecord | null
}

/** Beyond so many columns the curvature of two classes costs more than it is worth. */
const mostCurved = 1_500

/**
 * Logistic regression: binary, or multinomial (softmax) for three classes and more, with a penalty on the coefficients but not on the intercept.
 * Minimises C * sum of weighted log losses + |w|^2 / 2 (ridge), |w|_1 (lasso), or both by `l1Share`: scikit-learn's objective. Refuses missing values.
 */
export const logisticRegression: Estimator<LogisticOptions> = {
  id,
  task: 'classification',
  defaults: {
    penalty: 'ridge',
    c: 1,
    l1Share: 0.5,
    alike: false,
    folds: 5,
    steps: 10,
    rule: 'best',
    classWeight: 'none',
    intercept: true,
    tolerance: 1e-8,
    maxIterations: 1000,
    crews: soloCrews,
  },
  async fit(x, y, options, control) {
    const chosen = { ...logisticRegression.defaults, ...options }
    if (chosen.c !== null && !(chosen.c > 0)) throw badOption('C', { en: 'be more than 0', fr: 'être supérieur à 0' })
    if (!(chosen.l1Share >= 0 && chosen.l1Share <= 1)) throw badOption('l1Share', { en: 'be between 0 and 1', fr: 'être entre 0 et 1' })
    const { weights: rowWeights, classes } = checkTraining(x, y, options, { task: 'classification', missing: 'refuse' })
    const weights = applyClassWeight(y, rowWeights, classes.length, chosen.classWeight)
    const seen = seenClasses(y, weights, classes.length)
    const outputs = seen.length === 2 ? 1 : seen.length
    const places = classes.map((_, k) => Math.max(0, seen.indexOf(k)))
    const scales = columnScales(x, rowWeights, chosen.intercept ? 'mean' : 'zero')
    const parts = chosen.c === null ? foldRows(x.rows, chosen.folds, chosen.seed, chosen.foldOf) : null
    const table = { x, labels: y.map((code) => places[code]!), weights, scales, intercept: chosen.intercept, parts }
    const strengths = chosen.c === null ? gridOf(table, outputs, chosen) : [1 / chosen.c]
    const task = { ...chosen, table, strengths, holds: (strength: number, weight: number) => holdsAt(strength / weight, scales, chosen) }
    const isCurved = outputs === 1 && x.columns.length <= mostCurved
    if (isCurved) checkTrainingBytes({ rows: x.rows, columns: x.columns.length }, needsOf(chosen), Number.POSITIVE_INFINITY)
    const path = isCurved ? await binaryPath(task, control) : await softmaxPath(task, outputs, control)
    const width = isCurved ? x.columns.length + (chosen.intercept ? 1 : 0) : x.columns.length + 1
    const inDeviations = rowsOf(path.fit.slopes, outputs, width, x.columns.length)
    const coefficients = inDeviations.map((row) => row.map((slope, j) => (scales.deviations[j] === 0 ? 0 : slope / scales.deviations[j]!)))
    const intercepts = coefficients.map((row, k) =>
      row.reduce((sum, value, j) => sum - value * scales.means[j]!, chosen.intercept ? path.fit.slopes[k * width + width - 1]! : 0),
    )
    control.progress(1)
    const model = logisticModel({
      features: x.names,
      classes,
      remarks: [],
      coefficients: coefficients.map((row) => Array.from(row)),
      intercepts,
      seen,
      importances: x.names.map((_, j) => mean(inDeviations.map((row) => Math.abs(row[j]!)))),
      iterations: path.fit.iterations,
      path: recordOf(path, strengths, { names: linesOf(x.names, classes, seen), outputs, width, columns: x.columns.length }),
    })
    const constant = x.names.filter((_, j) => scales.deviations[j] === 0)
    const edge = path.choice ? edgeRemark(path.choice.chosen, strengths.length) : []
    const apart = path.fit.loss < separatedLoss || chosen.c === Number.POSITIVE_INFINITY ? isSeparated(model, table, weights) : false
    return logisticModel({ ...model.fields, remarks: [...remarksOf(path.fit.converged, constant, apart), ...edge] })
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
      path: readPath(read.value('path')),
    })
  },
}

/** What a fit with these options needs. */
export function needsOf({ folds, steps, c }: Pick<LogisticOptions, 'folds' | 'steps' | 'c'>): NeedsOf {
  const parts = c === null ? folds : 0
  return (rows, columns) => ({
    kernels: columns > mostCurved ? 0 : logisticBytes(rows, columns, Math.max(1, parts), fitsAtOnce(rows, steps, parts)),
    beside: rows * 24,
  })
}

/** Positions of the classes that rows with a weight have. */
function seenClasses(y: Float64Array, weights: Float64Array, count: number): number[] {
  const found = new Uint8Array(count)
  for (let i = 0; i < y.length; i++) if (weights[i]! > 0) found[y[i]!] = 1
  return Array.from({ length: count }, (_, k) => k).filter((k) => found[k] === 1)
}

/** Strengths to be tried: of a ridge those of scikit-learn's LogisticRegressionCV, else from the first that leaves nothing. */
function gridOf({ x, labels, weights, scales }: LogisticTable, outputs: number, options: LogisticOptions): number[] {
  if (options.penalty === 'ridge') return Array.from(strengthGrid(1e4, 1e-8, options.steps))
  const share = options.penalty === 'lasso' ? 1 : Math.max(1e-3, options.l1Share)
  let most = 0
  const count = outputs === 1 ? 2 : outputs
  x.columns.forEach((column, j) => {
    const deviation = scales.deviations[j]!
    if (deviation === 0) return
    const sums = new Float64Array(count)
    const shares = new Float64Array(count)
    let whole = 0
    let all = 0
    for (let i = 0; i < column.length; i++) {
      const pull = (weights[i]! * (column[i]! - scales.means[j]!)) / deviation
      sums[labels[i]!]! += pull
      shares[labels[i]!]! += weights[i]!
      whole += pull
      all += weights[i]!
    }
    for (let k = 0; k < count; k++)
      most = Math.max(
        most,
        (Math.abs(sums[k]! - (options.intercept ? shares[k]! / all : 1 / count) * whole) * (options.alike ? 1 : deviation)) / share,
      )
  })
  return Array.from(strengthGrid(most || 1, 1e-4, options.steps))
}

/** A penalty of so much, in units of the mean loss, on the slopes of standardised columns; none on the intercept, which comes last. */
function holdsAt(strength: number, { deviations }: ColumnScales, { penalty, l1Share, alike }: LogisticOptions): Holds {
  const share = penalty === 'ridge' ? 0 : penalty === 'lasso' ? 1 : l1Share
  const factors = Array.from(deviations, (deviation) => (deviation === 0 ? 0 : alike ? 1 : 1 / deviation))
  return {
    l1: Float64Array.from([...factors.map((factor) => strength * share * factor), 0]),
    l2: Float64Array.from([...factors.map((factor) => strength * (1 - share) * factor ** 2), 0]),
  }
}

/** What the lines of a path are called: the column, with several classes the class too. */
function linesOf(names: readonly string[], classes: readonly string[], seen: readonly number[]): string[] {
  return seen.length === 2 ? [...names] : seen.flatMap((k) => names.map((name) => `${name} (${classes[k]!})`))
}

function recordOf(
  { slopes, choice }: LogisticPath,
  strengths: readonly number[],
  { names, outputs, width, columns }: { names: readonly string[]; outputs: number; width: number; columns: number },
): PathRecord | null {
  if (!choice) return null
  const coefficients = slopes.map((list) => rowsOf(list, outputs, width, columns).flatMap((row) => Array.from(row)))
  return recordPath({ strengths, names, coefficients, measure: 'log-loss', ...choice })
}

/** With a mean loss below this a look is taken at whether each row falls on its right side. */
const separatedLoss = 1e-3

/** Whether the model finds the class of every row that counts. */
function isSeparated(model: FittedModel, { x, labels }: LogisticTable, weights: Float64Array): boolean {
  const seen = (model as LogisticModel).fields.seen
  return model.predict(x).every((code, i) => weights[i] === 0 || code === seen[labels[i]!])
}

interface LogisticModel extends FittedModel {
  readonly fields: LogisticFields
}

function logisticModel(fields: LogisticFields): LogisticModel {
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
    fields,
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

function remarksOf(converged: boolean, constant: readonly string[], separated: boolean): Text[] {
  const remarks: Text[] = []
  if (constant.length > 0) {
    remarks.push({
      en: `Constant in the training rows, so without influence: ${constant.join(', ')}.`,
      fr: `Constantes dans les lignes d’apprentissage, donc sans influence : ${constant.join(', ')}.`,
    })
  }
  if (separated) {
    remarks.push({
      en: 'The classes are perfectly separable here: without a stronger penalty (a smaller C) the coefficients grow without end.',
      fr: 'Les classes sont ici parfaitement séparables : sans pénalité plus forte (un C plus petit), les coefficients croissent sans fin.',
    })
  } else if (!converged) {
    remarks.push({
      en: 'The fit did not settle. The classes may be perfectly separable: use a smaller C.',
      fr: 'L’ajustement ne s’est pas stabilisé. Les classes sont peut-être parfaitement séparables : utilisez un C plus petit.',
    })
  }
  return remarks
}

/** The slopes of each output, without its intercept. */
function rowsOf(flat: Float64Array, outputs: number, width: number, columns: number): Float64Array[] {
  return Array.from({ length: outputs }, (_, k) => flat.slice(k * width, k * width + columns))
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
