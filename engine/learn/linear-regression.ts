import type { Text } from '../protocol/text.ts'
import { checkTraining } from './check-training.ts'
import type { Estimator, FittedModel, ModelJson } from './estimator.ts'
import { columnScales, type ColumnScales } from './linear/column-scales.ts'
import { backSubstitute, inverseRows, rankRevealing, type RankRevealed } from './linear/rank-revealing.ts'
import { triangularFactor } from './linear/triangular-factor.ts'
import { weightedSumModel } from './linear/weighted-sum-model.ts'
import { badOption } from './problem.ts'
import { badModel, isRecord, readModelJson } from './read-model-json.ts'
import { studentQuantile, studentTwoSided } from './statistics/student-t.ts'

const id = 'linear-regression'
const version = 1

export interface LinearOptions {
  /** L2 penalty alpha of ridge regression on the coefficients, not the intercept; 0 for ordinary least squares. */
  readonly l2: number
  readonly intercept: boolean
}

/** A coefficient with its 95 % interval; the last three are null with a penalty, for a dropped column, and without spare rows. */
export interface Coefficient {
  readonly name: string
  readonly value: number
  readonly error: number | null
  readonly interval: readonly [number, number] | null
  /** Two-sided t test that it is 0. */
  readonly p: number | null
}

export interface LinearFields extends Pick<ModelJson, 'features' | 'remarks'> {
  /** In feature order. */
  readonly coefficients: readonly Coefficient[]
  readonly intercept: Coefficient | null
  readonly importances: readonly number[]
  /** Rows less the estimated coefficients. */
  readonly freedom: number
  /** Residual standard deviation; null without spare rows. */
  readonly sigma: number | null
}

/**
 * Least squares by a QR decomposition of the centred and scaled columns. A column that others explain exactly is dropped (coefficient 0) and
 * named in the remarks. Standard errors are the classical ones: sigma^2 (X'WX)^-1 with sigma^2 = weighted RSS / freedom, t intervals.
 * Minimises sum w (y - xb)^2 + l2 |b|^2. Refuses missing values.
 */
export const linearRegression: Estimator<LinearOptions> = {
  id,
  task: 'regression',
  defaults: { l2: 0, intercept: true },
  async fit(x, y, options, control) {
    const { l2, intercept } = { ...linearRegression.defaults, ...options }
    if (!(l2 >= 0 && Number.isFinite(l2))) throw badOption('L2', { en: 'be 0 or more', fr: 'être positif ou nul' })
    const { weights, totalWeight } = checkTraining(x, y, options, { task: 'regression', missing: 'refuse' })
    const scales = columnScales(x, weights, intercept ? 'mean' : 'zero')
    const targetMean = intercept ? y.reduce((sum, value, i) => sum + weights[i]! * value, 0) / totalWeight : 0
    const triangle = await triangularFactor({ x, y, weights, targetMean }, scales, control)
    const { columns, rows } = l2 > 0 ? withPenalty(triangle, scales, l2) : { columns: triangle, rows: triangle.length }
    const solved = rankRevealing(columns, rows)
    const usedRows = weights.reduce((count, weight) => count + (weight > 0 ? 1 : 0), 0)
    const freedom = usedRows - solved.kept.length - (intercept ? 1 : 0)
    const sigma = l2 === 0 && freedom > 0 ? Math.sqrt(solved.residualSquares / freedom) : null
    const estimates = estimate(x.names, solved, scales, { sigma, freedom })
    control.progress(1)
    return linearModel({
      features: x.names,
      remarks: remarksOf(
        solved.dropped.map((j) => x.names[j]!),
        { l2, freedom },
      ),
      coefficients: estimates.coefficients,
      intercept: intercept ? interceptOf(estimates, { scales, targetMean, totalWeight, sigma, freedom }) : null,
      importances: estimates.coefficients.map(({ value }, j) => Math.abs(value) * scales.deviations[j]!),
      freedom,
      sigma,
    })
  },
  fromJSON(json) {
    const read = readModelJson(json, id, version)
    const coefficients = read.value('coefficients')
    const intercept = read.value('intercept')
    const sigma = read.value('sigma')
    if (!Array.isArray(coefficients) || coefficients.length !== read.head.features.length || !coefficients.every(isCoefficient)) {
      throw badModel('coefficients')
    }
    if (intercept !== null && !isCoefficient(intercept)) throw badModel('intercept')
    if (sigma !== null && typeof sigma !== 'number') throw badModel('sigma')
    return linearModel({
      ...read.head,
      coefficients,
      intercept,
      importances: read.numbers('importances', read.head.features.length),
      freedom: read.number('freedom'),
      sigma,
    })
  },
}

function linearModel(fields: LinearFields): FittedModel {
  const slopes = Float64Array.from(fields.coefficients, ({ value }) => value)
  return weightedSumModel({ id, version }, fields, { slopes, intercept: fields.intercept?.value ?? 0 })
}

/** Ridge as least squares: under R stand rows sqrt(l2) / deviation, which penalise the coefficient in the column's own units. */
function withPenalty(triangle: readonly Float64Array[], scales: ColumnScales, l2: number): { columns: Float64Array[]; rows: number } {
  const rows = triangle.length * 2 - 1
  const columns = triangle.map((column, j) => {
    const full = new Float64Array(rows)
    full.set(column)
    if (j < triangle.length - 1) full[triangle.length + j] = scales.deviations[j] === 0 ? 0 : Math.sqrt(l2) / scales.deviations[j]!
    return full
  })
  return { columns, rows }
}

interface Spread {
  readonly sigma: number | null
  readonly freedom: number
}

interface Estimates {
  readonly coefficients: readonly Coefficient[]
  /** Rows of the inverse factor in the columns' own units, by feature; empty for dropped ones. */
  readonly directions: readonly (Float64Array | null)[]
}

function estimate(names: readonly string[], solved: RankRevealed, scales: ColumnScales, spread: Spread): Estimates {
  const scaled = backSubstitute(solved.factor, solved.target)
  const inverse = inverseRows(solved.factor)
  const values = new Float64Array(names.length)
  const directions = new Array<Float64Array | null>(names.length).fill(null)
  solved.kept.forEach((j, k) => {
    values[j] = scaled[k]! / scales.deviations[j]!
    directions[j] = inverse[k]!.map((value) => value / scales.deviations[j]!)
  })
  const coefficients = names.map((name, j) => {
    const direction = directions[j]
    const error = direction && spread.sigma !== null ? spread.sigma * Math.sqrt(squares(direction)) : null
    return withInterval(name, values[j]!, error, spread.freedom)
  })
  return { coefficients, directions }
}

function interceptOf(
  { coefficients, directions }: Estimates,
  at: Spread & { scales: ColumnScales; targetMean: number; totalWeight: number },
): Coefficient {
  const value = coefficients.reduce((sum, coefficient, j) => sum - coefficient.value * at.scales.means[j]!, at.targetMean)
  if (at.sigma === null) return withInterval('intercept', value, null, at.freedom)
  const size = directions.find((direction) => direction !== null)?.length ?? 0
  const lever = new Float64Array(size)
  directions.forEach((direction, j) => direction?.forEach((entry, k) => (lever[k]! += entry * at.scales.means[j]!)))
  return withInterval('intercept', value, at.sigma * Math.sqrt(1 / at.totalWeight + squares(lever)), at.freedom)
}

function withInterval(name: string, value: number, error: number | null, freedom: number): Coefficient {
  if (error === null) return { name, value, error, interval: null, p: null }
  const half = studentQuantile(0.05, freedom) * error
  return { name, value, error, interval: [value - half, value + half], p: error === 0 ? 0 : studentTwoSided(value / error, freedom) }
}

function remarksOf(dropped: readonly string[], { l2, freedom }: { l2: number; freedom: number }): Text[] {
  const remarks: Text[] = []
  if (dropped.length > 0) {
    remarks.push({
      en: `Left out, because other columns explain them exactly: ${dropped.join(', ')}.`,
      fr: `Écartées, car d’autres colonnes les expliquent exactement : ${dropped.join(', ')}.`,
    })
  }
  if (l2 > 0) {
    remarks.push({
      en: 'With a penalty the coefficients have no classical intervals.',
      fr: 'Avec une pénalité, les coefficients n’ont pas d’intervalles classiques.',
    })
  } else if (freedom <= 0) {
    remarks.push({
      en: 'There are as many coefficients as rows: the fit is exact and says nothing about new rows.',
      fr: 'Il y a autant de coefficients que de lignes : l’ajustement est exact et ne dit rien de nouvelles lignes.',
    })
  }
  return remarks
}

function squares(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value * value, 0)
}

function isCoefficient(value: unknown): value is Coefficient {
  if (!isRecord(value) || typeof value['name'] !== 'string' || typeof value['value'] !== 'number') return false
  return [value['error'], value['p']].every((entry) => entry === null || typeof entry === 'number')
}
