import type { Text } from '../protocol/text.ts'
import { soloCrews, type CrewMaker } from '../kernels/crew.ts'
import { checkTraining } from './check-training.ts'
import { breathe, type Estimator, type FitControl, type FitOptions, type FittedModel, type ModelJson } from './estimator.ts'
import { blockedBytes, openBlockedRows } from './linear/blocked-rows.ts'
import { chooseStrength, edgeRemark, foldRows, strengthGrid, type ChoiceRule } from './linear/choose-strength.ts'
import { columnScales, type ColumnScales } from './linear/column-scales.ts'
import { meanSquare, momentsOf, withoutSums, type Moments } from './linear/moments.ts'
import { readPath, recordPath, type PathRecord } from './linear/path-record.ts'
import { descendCoordinates, solveQuadratic } from './linear/quadratic.ts'
import { weightedSumModel } from './linear/weighted-sum-model.ts'
import type { Matrix } from './matrix.ts'
import { badOption } from './problem.ts'
import { readModelJson } from './read-model-json.ts'
import { checkTrainingBytes, type NeedsOf } from './training-bytes.ts'

const id = 'penalised-regression'
const version = 1

export interface PenalisedOptions {
  readonly penalty: 'ridge' | 'lasso' | 'elastic-net'
  /** What scikit-learn calls alpha in Ridge, Lasso and ElasticNet; null: chosen by cross-validation. */
  readonly strength: number | null
  /** Elastic net: the lasso's share, 0 to 1. */
  readonly l1Share: number
  /** The penalty is that of coefficients of columns with deviation 1, whatever their units. */
  readonly alike: boolean
  readonly intercept: boolean
  readonly folds: number
  /** The fold of each row, instead of chance. */
  readonly foldOf?: Int32Array
  /** Strengths to be tried. */
  readonly steps: number
  readonly rule: ChoiceRule
  readonly crews: CrewMaker
}

export interface PenalisedFields extends Pick<ModelJson, 'features' | 'remarks'> {
  readonly coefficients: readonly number[]
  readonly intercept: number
  readonly importances: readonly number[]
  readonly penalty: PenalisedOptions['penalty']
  readonly strength: number
  readonly path: PathRecord | null
}

/**
 * Ridge: sum w (y - xb)^2 + strength |b|^2. Lasso and elastic net: half the weighted mean of squares + strength (l1Share |b|_1 + (1 - l1Share) / 2
 * |b|^2); all as scikit-learn has them. Everything is computed from X'WX, once for each fold: a path costs no further look at the rows. Within a fold
 * means and deviations are those of its training rows. Refuses missing values.
 */
export const penalisedRegression: Estimator<PenalisedOptions> = {
  id,
  task: 'regression',
  defaults: {
    penalty: 'ridge',
    strength: null,
    l1Share: 0.5,
    alike: true,
    intercept: true,
    folds: 5,
    steps: 100,
    rule: 'best',
    crews: soloCrews,
  },
  async fit(x, y, options, control) {
    const chosen = { ...penalisedRegression.defaults, ...options }
    checkOptions(chosen)
    const { weights } = checkTraining(x, y, options, { task: 'regression', missing: 'refuse' })
    checkTrainingBytes({ rows: x.rows, columns: x.columns.length }, needsOf(chosen.folds), Number.POSITIVE_INFINITY)
    const scales = columnScales(x, weights, chosen.intercept ? 'mean' : 'zero')
    const own = columnScales({ rows: x.rows, columns: [y], names: ['y'] }, weights, chosen.intercept ? 'mean' : 'zero')
    const target = { mean: own.means[0]!, deviation: own.deviations[0]! || 1 }
    const parts = await foldMoments({ x, y, weights, scales, target }, chosen, control)
    const fit = new PathFit(scales, target.deviation, chosen)
    const strengths = chosen.strength === null ? fit.grid(parts.all) : Float64Array.of(chosen.strength)
    const path = await fit.path(parts.all, strengths, control)
    const errors: number[][] = []
    for (const { taught, held } of parts.folds) {
      const along = await fit.path(taught, strengths, control)
      errors.push(along.map((coefficients) => meanSquare(held, taught, coefficients) * target.deviation ** 2))
      control.progress(0.3 + (0.65 * errors.length) / parts.folds.length)
    }
    const choice = chosen.strength === null ? chooseStrength(errors, chosen.rule) : null
    const at = choice?.chosen ?? 0
    const inDeviations = path.map((row) => row.map((value) => value * target.deviation))
    const coefficients = Array.from(inDeviations[at]!, (value, j) => (scales.deviations[j] === 0 ? 0 : value / scales.deviations[j]!))
    const intercept = chosen.intercept ? coefficients.reduce((sum, value, j) => sum - value * scales.means[j]!, target.mean) : 0
    control.progress(1)
    return penalisedModel({
      features: x.names,
      remarks: remarksOf({ coefficients, scales, names: x.names, ...(choice && { chosen: at, steps: strengths.length }) }),
      coefficients,
      intercept,
      importances: Array.from(inDeviations[at]!, Math.abs),
      penalty: chosen.penalty,
      strength: strengths[at]!,
      path:
        choice &&
        recordPath({ strengths: Array.from(strengths), names: x.names, coefficients: inDeviations, measure: 'mean-square', ...choice }),
    })
  },
  fromJSON(json) {
    const read = readModelJson(json, id, version)
    const penalty = read.value('penalty')
    return penalisedModel({
      ...read.head,
      coefficients: read.numbers('coefficients', read.head.features.length),
      intercept: read.number('intercept'),
      importances: read.numbers('importances', read.head.features.length),
      penalty: penalty === 'lasso' || penalty === 'elastic-net' ? penalty : 'ridge',
      strength: read.number('strength'),
      path: readPath(read.value('path')),
    })
  },
}

/** What a fit over so many folds needs. */
export function needsOf(folds: number): NeedsOf {
  return (rows, columns) => ({ kernels: blockedBytes(rows, columns + 2, folds), beside: (2 * folds + 2) * (columns + 5) ** 2 * 8 })
}

function checkOptions({ strength, l1Share, steps }: PenalisedOptions): void {
  if (strength !== null && !(strength >= 0 && Number.isFinite(strength)))
    throw badOption('strength', { en: 'be 0 or more', fr: 'être positive ou nulle' })
  if (!(l1Share >= 0 && l1Share <= 1)) throw badOption('l1Share', { en: 'be between 0 and 1', fr: 'être entre 0 et 1' })
  if (!(steps >= 2)) throw badOption('steps', { en: 'be 2 or more', fr: 'valoir au moins 2' })
}

interface Source {
  readonly x: Matrix
  readonly y: Float64Array
  readonly weights: Float64Array
  readonly scales: ColumnScales
  readonly target: { readonly mean: number; readonly deviation: number }
}

/** The moments of all rows, and for each fold those of its rows and of all others. */
async function foldMoments(
  { x, y, weights, scales, target }: Source,
  options: PenalisedOptions & FitOptions,
  control: FitControl,
): Promise<{ all: Moments; folds: { taught: Moments; held: Moments }[] }> {
  await breathe(control)
  const parts = options.strength === null ? foldRows(x.rows, options.folds, options.seed, options.foldOf) : null
  const columns = [
    ...x.columns.map((values, j) => ({ values, centre: scales.means[j]!, scale: scales.deviations[j]! })),
    { values: new Float64Array(x.rows).fill(1), centre: 0, scale: 1 },
    { values: y, centre: target.mean, scale: target.deviation },
  ]
  const blocked = openBlockedRows({ columns, rows: x.rows, weights, parts }, options.crews)
  try {
    const grams: Float64Array[] = []
    for (let part = 0; part + 1 < blocked.starts.length; part++) {
      grams.push(blocked.gram(blocked.starts[part]!, blocked.starts[part + 1]!))
      control.progress((0.25 * grams.length) / (blocked.starts.length - 1))
      await breathe(control)
    }
    const sum = grams.reduce((total, gram) => total.map((value, at) => value + gram[at]!))
    const moments = (gram: Float64Array) => momentsOf(gram, blocked.width, x.columns.length, options.intercept)
    return {
      all: moments(sum),
      folds: parts ? grams.map((gram) => ({ taught: moments(withoutSums(sum, gram)), held: moments(gram) })) : [],
    }
  } finally {
    blocked.close()
  }
}

/** Fits of standardised columns to a standardised target from their moments. */
class PathFit {
  private readonly scales: ColumnScales
  private readonly deviation: number
  private readonly options: PenalisedOptions

  constructor(scales: ColumnScales, deviation: number, options: PenalisedOptions) {
    this.scales = scales
    this.deviation = deviation
    this.options = options
  }

  /** The strengths to be tried: from the first that leaves nothing of a lasso, or from what outweighs every column of a ridge. */
  grid(all: Moments): Float64Array {
    const { penalty, steps, l1Share } = this.options
    const factors = this.factors(all)
    if (penalty === 'ridge') {
      const typical = factors.reduce((sum, factor) => sum + factor ** 2, 0) / factors.length || 1
      return strengthGrid((1e3 * all.weight) / typical, 1e-9, steps)
    }
    const share = Math.max(1e-3, penalty === 'lasso' ? 1 : l1Share)
    const most = factors.reduce((largest, factor, j) => Math.max(largest, factor === 0 ? 0 : Math.abs(all.cross[j]!) / factor), 0)
    return strengthGrid((most * this.deviation) / share || 1, 1e-3, steps)
  }

  /** The coefficients at each strength, each fit starting where the one before ended. */
  async path(moments: Moments, strengths: Float64Array, control: FitControl): Promise<Float64Array[]> {
    const { penalty, l1Share } = this.options
    const { size, products: hessian, cross: linear, weight } = moments
    const factors = this.factors(moments)
    const path: Float64Array[] = []
    const current = new Float64Array(size)
    for (const strength of strengths) {
      await breathe(control)
      if (penalty === 'ridge') {
        path.push(solveQuadratic({ size, hessian, linear, l2: factors.map((factor) => (strength / weight) * factor ** 2) }))
        continue
      }
      const share = penalty === 'lasso' ? 1 : l1Share
      const l1 = factors.map((factor) => (strength * share * factor) / this.deviation)
      const l2 = factors.map((factor) => strength * (1 - share) * factor ** 2)
      descendCoordinates({ size, hessian, linear, l1, l2 }, current, 1e-9)
      path.push(current.slice())
    }
    return path
  }

  /** What the penalty multiplies each coefficient by, 0 for a column that is constant in these rows. */
  private factors({ size, products }: Moments): Float64Array {
    return Float64Array.from({ length: size }, (_, j) => {
      const spread = products[j * size + j]!
      if (spread <= 1e-12) return 0
      return this.options.alike ? Math.sqrt(spread) : 1 / this.scales.deviations[j]!
    })
  }
}

function penalisedModel(fields: PenalisedFields): FittedModel {
  return weightedSumModel({ id, version }, fields, { slopes: Float64Array.from(fields.coefficients), intercept: fields.intercept })
}

function remarksOf(fit: {
  readonly coefficients: readonly number[]
  readonly scales: ColumnScales
  readonly names: readonly string[]
  readonly chosen?: number
  readonly steps?: number
}): Text[] {
  const constant = fit.names.filter((_, j) => fit.scales.deviations[j] === 0)
  const left = fit.coefficients.filter((value) => value !== 0).length
  const remarks: Text[] = []
  if (constant.length > 0)
    remarks.push({
      en: `Constant in the training rows, so without influence: ${constant.join(', ')}.`,
      fr: `Constantes dans les lignes d’apprentissage, donc sans influence : ${constant.join(', ')}.`,
    })
  if (left < fit.coefficients.length - constant.length)
    remarks.push({
      en: `The penalty keeps ${left} of ${fit.coefficients.length} coefficients; the others are 0.`,
      fr: `La pénalité garde ${left} coefficients sur ${fit.coefficients.length} ; les autres valent 0.`,
    })
  remarks.push({
    en: 'With a penalty the coefficients have no classical intervals.',
    fr: 'Avec une pénalité, les coefficients n’ont pas d’intervalles classiques.',
  })
  return [...remarks, ...(fit.chosen !== undefined && fit.steps !== undefined ? edgeRemark(fit.chosen, fit.steps) : [])]
}
