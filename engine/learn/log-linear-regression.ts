import { soloCrews, type CrewMaker } from '../kernels/crew.ts'
import type { Text } from '../protocol/text.ts'
import { checkCounts } from './check-counts.ts'
import { checkTraining } from './check-training.ts'
import { breathe, type Estimator, type FitControl, type FittedModel, type ModelJson } from './estimator.ts'
import { blockedBytes } from './linear/blocked-rows.ts'
import { columnScales, type ColumnScales } from './linear/column-scales.ts'
import { openLogLinearRows, type LogLinearRows } from './linear/log-linear-rows.ts'
import { solveQuadratic } from './linear/quadratic.ts'
import { weightedSumModel } from './linear/weighted-sum-model.ts'
import type { Matrix } from './matrix.ts'
import { countText } from './number-text.ts'
import { badOption, LearnProblem } from './problem.ts'
import { badModel, readModelJson } from './read-model-json.ts'
import { checkTrainingBytes, type NeedsOf } from './training-bytes.ts'

const id = 'log-linear-regression'
const version = 1

export type CountFamily = 'poisson' | 'gamma' | 'tweedie'
const families: readonly CountFamily[] = ['poisson', 'gamma', 'tweedie']

export interface LogLinearOptions {
  readonly family: CountFamily
  /** Tweedie: the power of the mean that the variance goes with, between 1 and 2. */
  readonly power: number
  /** What scikit-learn calls alpha: half of it times the squares of the coefficients is added to half the mean deviance. */
  readonly strength: number
  /** The penalty is that of coefficients of columns with deviation 1, whatever their units. */
  readonly alike: boolean
  /** The place of the column that answers grow in proportion to, such as the time a row was watched; null: none. */
  readonly exposure: number | null
  readonly crews: CrewMaker
}

interface LogLinearFields extends Pick<ModelJson, 'features' | 'remarks'> {
  readonly family: CountFamily
  readonly power: number
  readonly strength: number
  /** The place of its column; -1: none. */
  readonly exposure: number
  readonly coefficients: readonly number[]
  readonly intercept: number
  readonly importances: readonly number[]
}

const mostSteps = 100
const mostHalvings = 40
/** Steps end when the next one would take less than this off the loss, in units of about 1. */
const enough = 1e-13

/**
 * Regression of counts and amounts: the logarithm of the answer is linear, the deviance is that of Poisson, gamma or Tweedie, as in scikit-learn's
 * PoissonRegressor, GammaRegressor and TweedieRegressor. Newton's method, its products made by kernels. With an exposure the answer is a rate times
 * the exposure (the offset of a generalised linear model). Refuses missing values and targets outside the family.
 */
export const logLinearRegression: Estimator<LogLinearOptions> = {
  id,
  task: 'regression',
  defaults: { family: 'poisson', power: 1.5, strength: 0, alike: true, exposure: null, crews: soloCrews },
  async fit(x, y, options, control) {
    const chosen = { ...logLinearRegression.defaults, ...options }
    const { family, strength, crews } = chosen
    const power = powerOf(chosen)
    if (!(strength >= 0 && Number.isFinite(strength))) throw badOption('strength', { en: 'be 0 or more', fr: 'être positive ou nulle' })
    const { weights } = checkTraining(x, y, options, { task: 'regression', missing: 'refuse' })
    checkCounts(y, family === 'gamma', family === 'gamma' ? toTweedie : [])
    checkTrainingBytes({ rows: x.rows, columns: x.columns.length }, logLinearNeeds, Number.POSITIVE_INFINITY)
    const exposures = chosen.exposure === null ? null : exposuresOf(x, chosen.exposure)
    const base = Math.log(weightedSum(weights, y) / weightedSum(weights, exposures))
    const unit = Math.exp(base) * (weightedSum(weights, exposures) / weightedSum(weights, null))
    const scales = countedScales(columnScales(x, weights), chosen.exposure)
    // In units of the mean target, so that the loss is about 1 whatever is counted.
    const offset = exposures?.map((exposure) => Math.log(exposure) + base - Math.log(unit)) ?? null
    const rows = openLogLinearRows({ x, scales, y: y.map((value) => value / unit), weights, offset, power }, crews)
    try {
      const l2 = penaltyOf(scales, { ...chosen, strength: strength / unit ** (2 - power) })
      const { slopes, converged } = await newtonSteps(rows, l2, control)
      const coefficients = x.columns.map((_, j) => (scales.deviations[j] === 0 ? 0 : slopes[j]! / scales.deviations[j]!))
      const start = slopes.at(-1)! + base
      control.progress(1)
      return logLinearModel({
        features: x.names,
        remarks: remarksOf(x, scales, { exposure: chosen.exposure, converged }),
        family,
        power,
        strength,
        exposure: chosen.exposure ?? -1,
        coefficients,
        intercept: coefficients.reduce((sum, value, j) => sum - value * scales.means[j]!, start),
        importances: x.columns.map((_, j) =>
          exposures && j === chosen.exposure ? spreadOfLogs(exposures, weights) : Math.abs(slopes[j]!),
        ),
      })
    } finally {
      rows.close()
    }
  },
  fromJSON(json) {
    const read = readModelJson(json, id, version)
    const width = read.head.features.length
    const family = families.find((name) => name === read.value('family'))
    const exposure = read.number('exposure')
    if (!family) throw badModel('family')
    if (!Number.isInteger(exposure) || exposure < -1 || exposure >= width) throw badModel('exposure')
    return logLinearModel({
      ...read.head,
      family,
      power: read.number('power'),
      strength: read.number('strength'),
      exposure,
      coefficients: read.numbers('coefficients', width),
      intercept: read.number('intercept'),
      importances: read.numbers('importances', width),
    })
  },
}

/** What a fit holds beside the matrix. */
export const logLinearNeeds: NeedsOf = (rows, columns) => ({
  kernels: blockedBytes(rows, columns + 2, 1),
  beside: rows * 8 * 5 + 4 * (columns + 5) ** 2 * 8,
})

const toTweedie = [
  { label: { en: 'Let amounts be 0 (Tweedie)', fr: 'Admettre des montants nuls (Tweedie)' }, options: { family: 'tweedie' } },
]

function powerOf({ family, power }: LogLinearOptions): number {
  if (family !== 'tweedie') return family === 'poisson' ? 1 : 2
  if (!(power > 1 && power < 2)) throw badOption('power', { en: 'be between 1 and 2', fr: 'être entre 1 et 2' })
  return power
}

function exposuresOf(x: Matrix, place: number): Float64Array {
  const values = x.columns[place]
  if (!values) throw badOption('exposure', { en: 'be a column', fr: 'être une colonne' })
  const odd = values.reduce((count, value) => count + (value > 0 ? 0 : 1), 0)
  if (odd === 0) return values
  const [bad, all] = [countText(odd), countText(x.rows)]
  throw new LearnProblem({
    code: 'bad-option',
    option: 'exposure',
    text: {
      en: `${x.names[place]} is 0 or below in ${bad} of ${all} rows; what answers are in proportion to must be above 0.`,
      fr: `${x.names[place]} est nul ou négatif dans ${bad} lignes sur ${all} ; ce à quoi les réponses sont proportionnelles doit être supérieur à 0.`,
    },
    action: { en: 'Leave such rows out, or choose no exposure.', fr: 'Écartez ces lignes, ou ne choisissez pas d’exposition.' },
    fixes: [{ label: { en: 'Use no exposure', fr: 'Ne pas utiliser d’exposition' }, options: { exposure: '' } }],
  })
}

/** The sum of the values by their weights; of the weights when there are none. */
function weightedSum(weights: Float64Array, values: Float64Array | null): number {
  return weights.reduce((sum, weight, i) => sum + (values ? weight * values[i]! : weight), 0)
}

/** The exposure has no coefficient of its own. */
function countedScales(scales: ColumnScales, exposure: number | null): ColumnScales {
  return exposure === null ? scales : { ...scales, deviations: scales.deviations.with(exposure, 0) }
}

/** What holds each standardised coefficient near 0; nothing holds the intercept. */
function penaltyOf({ deviations }: ColumnScales, { strength, alike }: Pick<LogLinearOptions, 'strength' | 'alike'>): Float64Array {
  const held = Array.from(deviations, (deviation) => (deviation === 0 || alike ? strength : strength / deviation ** 2))
  return Float64Array.from([...held, 0])
}

async function newtonSteps(rows: LogLinearRows, l2: Float64Array, control: FitControl) {
  const size = l2.length
  let slopes = new Float64Array(size)
  const held = (at: Float64Array) => at.reduce((sum, slope, j) => sum + (l2[j]! * slope * slope) / 2, 0)
  let value = rows.loss(null, 0)
  let moved: Float64Array | null = null
  let share = 0
  for (let step = 0; step < mostSteps; step++) {
    await breathe(control)
    control.metric('loss', step, value)
    control.progress(1 - 1 / (1 + step / 3))
    const { gradient, hessian } = rows.bendAt(moved, share)
    const linear = gradient.map((slope, j) => -slope - l2[j]! * slopes[j]!)
    const next = solveQuadratic({ size, hessian, linear, l2 })
    const gain = next.reduce((sum, part, j) => sum + part * linear[j]!, 0)
    moved = rows.along(next)
    share = 1
    const at = (part: number) => slopes.map((slope, j) => slope + part * next[j]!)
    const valueAt = (part: number) => rows.loss(moved, part) + held(at(part))
    let reached = valueAt(share)
    for (let halved = 0; !(reached <= value - 1e-4 * share * gain + 1e-15 * Math.abs(value)) && halved < mostHalvings; halved++) {
      share /= 2
      reached = valueAt(share)
    }
    if (!(reached <= value + 1e-12 * Math.abs(value))) return { slopes, converged: gain <= Math.sqrt(enough) }
    slopes = at(share)
    value = reached
    if (gain <= enough) return { slopes, converged: true }
  }
  return { slopes, converged: false }
}

/** The deviation of the logarithms: what a coefficient of 1 is worth, as the others are measured. */
function spreadOfLogs(exposures: Float64Array, weights: Float64Array): number {
  const { deviations } = columnScales({ rows: exposures.length, columns: [exposures.map(Math.log)], names: ['log'] }, weights)
  return deviations[0]!
}

function logLinearModel(fields: LogLinearFields): FittedModel {
  const { intercept, exposure } = fields
  return weightedSumModel({ id, version }, fields, {
    slopes: Float64Array.from(fields.coefficients),
    intercept,
    answer(sum, row) {
      const times = exposure < 0 ? 1 : row[exposure]!
      return times >= 0 ? times * Math.exp(sum) : Number.NaN
    },
  })
}

function remarksOf(
  x: Matrix,
  { deviations }: ColumnScales,
  { exposure, converged }: { readonly exposure: number | null; readonly converged: boolean },
): Text[] {
  const remarks: Text[] = []
  const constant = x.names.filter((_, j) => deviations[j] === 0 && j !== exposure)
  if (constant.length > 0)
    remarks.push({
      en: `Constant in the training rows, so without influence: ${constant.join(', ')}.`,
      fr: `Constantes dans les lignes d’apprentissage, donc sans influence : ${constant.join(', ')}.`,
    })
  if (!converged)
    remarks.push({
      en: 'The fit did not settle: a column may tell the rows of 0 apart. A small penalty holds its coefficient.',
      fr: 'L’ajustement ne s’est pas stabilisé : une colonne distingue peut-être les lignes nulles. Une petite pénalité retient son coefficient.',
    })
  return remarks
}
