import { soloCrews } from '../../kernels/crew.ts'
import { checkTraining } from '../check-training.ts'
import { applyClassWeight, type ClassWeight } from '../class-weights.ts'
import { breathe, outputCount, type Estimator, type FitControl, type FittedModel, type ModelJson, type Task } from '../estimator.ts'
import { decodeFloats, encodeFloats } from '../float-text.ts'
import { takeRows, takeValues, type Matrix } from '../matrix.ts'
import { countText } from '../number-text.ts'
import { badOption } from '../problem.ts'
import { randomFrom, shuffledIndices } from '../random.ts'
import { badModel, readModelJson } from '../read-model-json.ts'
import { predictions, type ManyRowScorer } from '../score-rows.ts'
import { buildKdTree, type NeighbourMetric, type Neighbours } from './kd-tree.ts'
import { isQuickerByKernels, nearestOfMany } from './nearest-of-many.ts'
import { taskEstimator, type Training } from '../task-estimator.ts'

export const neighboursId = 'nearest-neighbours'
const version = 1

export interface NeighbourOptions {
  readonly neighbours: number
  /** `distance`: nearer rows count more, by 1 over their distance; rows that meet the point count alone. */
  readonly votes: 'equal' | 'distance'
  readonly metric: NeighbourMetric
  /** Divide each column by its deviation first. */
  readonly scale: boolean
  readonly classWeight: ClassWeight
  /** Rows kept; of more, so many are drawn by the seed. */
  readonly most: number
}

const defaults: NeighbourOptions = {
  neighbours: 5,
  votes: 'equal',
  metric: 'euclidean',
  scale: false,
  classWeight: 'none',
  most: 50_000,
}

/** What a model of neighbours knows. */
export interface NeighbourFields
  extends Pick<NeighbourOptions, 'neighbours' | 'votes' | 'metric'>, Pick<ModelJson, 'task' | 'features' | 'classes' | 'remarks'> {
  readonly rows: Matrix
  /** What each column is divided by. */
  readonly scales: Float64Array
  readonly y: Float64Array
  /** How many rows each row stands for among the neighbours, and how much a vote of it counts beside that. */
  readonly weights: Float64Array
  readonly factors: Float64Array
}

/**
 * The answers of the nearest rows: shares of classes, or the mean. A row of weight 2 stands for two rows. Nothing is learnt but the rows
 * themselves, so no column has an importance.
 */
export const neighbourClassifier: Estimator<NeighbourOptions> = neighbours('classification')
export const neighbourRegressor: Estimator<NeighbourOptions> = neighbours('regression')

function neighbours(task: Task): Estimator<NeighbourOptions> {
  return taskEstimator({ id: neighboursId, task, defaults, fit: fitNeighbours, read: readNeighbours })
}

async function fitNeighbours({ x, y, task, options }: Training<NeighbourOptions>, control: FitControl): Promise<FittedModel> {
  if (!Number.isInteger(options.neighbours) || options.neighbours < 1)
    throw badOption('neighbours', { en: 'be a whole number of 1 or more', fr: 'être un entier d’au moins 1' })
  const { weights, classes, totalWeight } = checkTraining(x, y, options, { task, missing: 'refuse' })
  await breathe(control)
  const ones = new Float64Array(x.rows).fill(1)
  const factors = task === 'classification' ? classFactors({ y, weights, ones, classes: classes.length, rule: options.classWeight }) : ones
  const scales = Float64Array.from(x.columns, (column) => (options.scale ? deviationOf(column, weights, totalWeight) : 1))
  const counted = Int32Array.from({ length: x.rows }, (_, row) => row).filter((row) => weights[row]! > 0)
  const kept =
    counted.length <= options.most
      ? counted
      : shuffledIndices(counted.length, randomFrom(options.seed))
          .subarray(0, options.most)
          .sort()
          .map((at) => counted[at]!)
  const remarks =
    kept.length === counted.length
      ? []
      : [
          {
            en: `${countText(kept.length)} of ${countText(counted.length)} rows are kept as neighbours.`,
            fr: `${countText(kept.length)} lignes sur ${countText(counted.length)} sont gardées comme voisines.`,
          },
        ]
  const model = neighbourModel({
    task,
    features: x.names,
    classes,
    remarks,
    neighbours: options.neighbours,
    votes: options.votes,
    metric: options.metric,
    rows: takeRows(x, kept),
    scales,
    y: takeValues(y, kept),
    weights: takeValues(weights, kept),
    factors: takeValues(factors, kept),
  })
  control.progress(1)
  return model
}

function classFactors({
  y,
  weights,
  ones,
  classes,
  rule,
}: {
  readonly y: Float64Array
  readonly weights: Float64Array
  readonly ones: Float64Array
  readonly classes: number
  readonly rule: ClassWeight
}): Float64Array {
  const weighed = applyClassWeight(y, weights, classes, rule)
  return ones.map((one, row) => (weights[row]! > 0 ? weighed[row]! / weights[row]! : one))
}

function deviationOf(column: Float64Array, weights: Float64Array, total: number): number {
  let [sum, squares] = [0, 0]
  for (let i = 0; i < column.length; i++) sum += weights[i]! * column[i]!
  const mean = sum / total
  for (let i = 0; i < column.length; i++) squares += weights[i]! * (column[i]! - mean) ** 2
  return Math.sqrt(squares / total) || 1
}

function neighbourModel(fields: NeighbourFields): FittedModel {
  const { task, features, classes, remarks, rows, scales, y, weights, factors, neighbours: wanted, votes } = fields
  const scaled = { ...rows, columns: rows.columns.map((column, j) => column.map((value) => value / scales[j]!)) }
  const tree = buildKdTree(scaled, fields.metric)
  const point = new Float64Array(scales.length)
  const width = outputCount(fields)
  const scoreOne: FittedModel['scoreOne'] = (row, out) => {
    for (let j = 0; j < point.length; j++) point[j] = row[j]! / scales[j]!
    return point.some(Number.isNaN) ? out.fill(Number.NaN, 0, width) : answer(tree.nearest(point, wanted), out)
  }
  /** What the nearest rows of `point` say. */
  const answer = (first: Neighbours, out: Float64Array) => {
    out.fill(0, 0, width)
    let total = 0
    for (const { place, weight } of counted(first)) {
      const vote = weight * factors[place]!
      total += vote
      if (task === 'regression') out[0]! += vote * y[place]!
      else out[y[place]!]! += vote
    }
    for (let k = 0; k < width; k++) out[k]! /= total
    return out
  }
  /** The nearest rows until they stand for as many as wanted, the last one for what is left. */
  const counted = (first: Neighbours) => {
    for (let count = wanted, near = first; ; count *= 2, near = tree.nearest(point, count)) {
      const meets = votes === 'distance' && near.distances[0] === 0
      const found: { readonly place: number; readonly weight: number }[] = []
      let left = wanted
      near.places.forEach((place, nth) => {
        const weight = Math.min(left, weights[place]!)
        left -= weight
        const far = near.distances[nth]!
        const by = votes === 'equal' ? 1 : meets ? Number(far === 0) : 1 / far
        if (weight > 0 && by > 0) found.push({ place, weight: weight * by })
      })
      if (left <= 0 || near.places.length === rows.rows) return found
    }
  }
  const scoreMany: ManyRowScorer = (x, crews = soloCrews) => {
    if (fields.metric !== 'euclidean' || !isQuickerByKernels(scaled)) return null
    const outputs = Array.from({ length: width }, () => new Float64Array(x.rows).fill(Number.NaN))
    const out = new Float64Array(width)
    const points = { ...x, columns: x.columns.map((column, j) => column.map((value) => value / scales[j]!)) }
    nearestOfMany(points, { rows: scaled, tree, count: wanted, crews }, (at, near) => {
      for (let j = 0; j < point.length; j++) point[j] = points.columns[j]![at]!
      answer(near, out)
      outputs.forEach((output, k) => (output[at] = out[k]!))
    })
    return outputs
  }
  return {
    estimator: neighboursId,
    task,
    features,
    classes,
    remarks,
    scoreOne,
    ...predictions({ task, features, classes, scoreOne }, scoreMany),
    importance: () => features.map((name) => ({ name, value: 0 })),
    toJSON: () => ({
      estimator: neighboursId,
      version,
      task,
      features,
      classes,
      remarks,
      neighbours: wanted,
      votes,
      metric: fields.metric,
      count: rows.rows,
      rows: rows.columns.map(encodeFloats),
      scales: [...scales],
      y: encodeFloats(y),
      weights: encodeFloats(weights),
      factors: encodeFloats(factors),
    }),
  }
}

function readNeighbours(json: unknown): FittedModel {
  return neighbourModel(readNeighbourFields(json))
}

/** The fields of a model's JSON, each checked. Throws LearnProblem `bad-model`. */
export function readNeighbourFields(json: unknown): NeighbourFields {
  const read = readModelJson(json, neighboursId, version)
  const { features, classes, task } = read.head
  const [count, wanted] = [read.number('count'), read.number('neighbours')]
  const votes = (['equal', 'distance'] as const).find((name) => name === read.value('votes'))
  const metric = (['euclidean', 'manhattan', 'chebyshev'] as const).find((name) => name === read.value('metric'))
  const columns = read.value('rows')
  if (!Number.isInteger(count) || count < 1 || !Number.isInteger(wanted) || wanted < 1) throw badModel('count')
  if (!votes || !metric || !Array.isArray(columns) || columns.length !== features.length) throw badModel('rows')
  const scales = Float64Array.from(read.numbers('scales', features.length))
  const y = decodeFloats(read.value('y'), count, 'y')
  const weights = decodeFloats(read.value('weights'), count, 'weights')
  const isClass = (value: number) => Number.isInteger(value) && value >= 0 && value < classes.length
  if (task === 'classification' && !y.every(isClass)) throw badModel('y')
  if (!weights.every((weight) => weight > 0) || !scales.every((scale) => scale > 0)) throw badModel('weights')
  return {
    ...read.head,
    neighbours: wanted,
    votes,
    metric,
    rows: { rows: count, columns: columns.map((column) => decodeFloats(column, count, 'rows')), names: features },
    scales,
    y,
    weights,
    factors: decodeFloats(read.value('factors'), count, 'factors'),
  }
}
