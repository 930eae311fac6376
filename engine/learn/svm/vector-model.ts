import type { PlattLine } from '../calibrate/platt.ts'
import { outputCount, type FittedModel, type ModelJson } from '../estimator.ts'
import { decodeFloats, encodeFloats } from '../float-text.ts'
import { badModel, isRecord, readModelJson } from '../read-model-json.ts'
import { predictions } from '../score-rows.ts'
import { couplePairs } from './couple-pairs.ts'
import { distanceAt } from './distance-at.ts'

export const vectorsId = 'support-vectors'
const version = 1

/** Values of f at a point of scaled columns: straight lines, or sums of Gaussians around kept rows. */
export type Machines =
  | { readonly kernel: 'linear'; readonly slopes: readonly Float64Array[]; readonly intercepts: readonly number[] }
  | {
      readonly kernel: 'gaussian'
      readonly gamma: number
      /** The kept rows, one after the other. */
      readonly points: Float64Array
      /** By machine: a factor for each kept row. */
      readonly factors: readonly Float64Array[]
      readonly intercepts: readonly number[]
    }

export interface VectorFields extends Pick<ModelJson, 'task' | 'features' | 'classes' | 'remarks'> {
  /** How columns are scaled: less the centre, divided by the scale (0: the column counts for nothing). */
  readonly centres: readonly number[]
  readonly scales: readonly number[]
  /** Regression: the answer is f times the scale, plus the centre. */
  readonly target: { readonly centre: number; readonly scale: number }
  /**
   * One for a regression and for two classes. Of several classes, straight machines are one for each against the rest, Gaussian ones one for each pair,
   * the second class of which is on the side above 0.
   */
  readonly machines: Machines
  /** Of each machine, what makes a probability of its value; empty for a regression. */
  readonly chances: readonly PlattLine[]
  readonly importances: readonly number[]
}

/** Fills `out` with the value of each machine at a scaled point. */
export function decide(machines: Machines, point: Float64Array, out: Float64Array): void {
  out.set(machines.intercepts)
  const width = point.length
  if (machines.kernel === 'linear') {
    machines.slopes.forEach((slopes, m) => {
      for (let j = 0; j < width; j++) out[m]! += slopes[j]! * point[j]!
    })
    return
  }
  const { points, gamma, factors } = machines
  for (let k = 0; k * width < points.length; k++) {
    const value = Math.exp(-gamma * distanceAt(points, k * width, point))
    for (let m = 0; m < factors.length; m++) out[m]! += factors[m]![k]! * value
  }
}

export function vectorModel(fields: VectorFields): FittedModel {
  const { task, features, classes, remarks, machines, chances, target } = fields
  const centres = Float64Array.from(fields.centres)
  const factors = Float64Array.from(fields.scales, (scale) => (scale === 0 ? 0 : 1 / scale))
  const point = new Float64Array(features.length)
  const values = new Float64Array(machines.intercepts.length)
  const scoreOne: FittedModel['scoreOne'] = (row, out) => {
    for (let j = 0; j < point.length; j++) point[j] = (row[j]! - centres[j]!) * factors[j]!
    decide(machines, point, values)
    if (task === 'regression') {
      out[0] = values[0]! * target.scale + target.centre
      return out
    }
    if (Number.isNaN(values[0]!)) return out.fill(Number.NaN)
    values.forEach((value, m) => (values[m] = 1 / (1 + Math.exp(-(chances[m]!.slope * value + chances[m]!.intercept)))))
    if (values.length === 1) {
      out[0] = 1 - values[0]!
      out[1] = values[0]!
    } else if (machines.kernel === 'gaussian') couplePairs(values, out)
    else {
      const sum = values.reduce((total, value) => total + value, 0)
      for (let k = 0; k < out.length; k++) out[k] = sum > 0 ? values[k]! / sum : 1 / out.length
    }
    return out
  }
  return {
    estimator: vectorsId,
    task,
    features,
    classes,
    remarks,
    scoreOne,
    ...predictions({ task, features, classes, scoreOne }),
    /** How much f changes along one standard deviation of the column. */
    importance: () => features.map((name, j) => ({ name, value: fields.importances[j]! })),
    toJSON: () => ({ estimator: vectorsId, version, ...fields, machines: machinesToJson(machines) }),
  }
}

function machinesToJson(machines: Machines): Record<string, unknown> {
  const { intercepts } = machines
  if (machines.kernel === 'linear') return { kernel: 'linear', slopes: machines.slopes.map(encodeFloats), intercepts }
  const { gamma, points, factors } = machines
  const kept = factors[0]?.length ?? 0
  return { kernel: 'gaussian', gamma, kept, points: encodeFloats(points), factors: factors.map(encodeFloats), intercepts }
}

/** Reads what `vectorModel` wrote; throws LearnProblem `bad-model`. */
export const vectorModelFromJson = (json: unknown): FittedModel => vectorModel(readVectors(json))

/** What support vectors know, from the JSON of their model; throws LearnProblem `bad-model`. */
export function readVectors(json: unknown): VectorFields {
  const read = readModelJson(json, vectorsId, version)
  const { head } = read
  const width = head.features.length
  const outputs = outputCount(head)
  const raw = read.value('machines')
  if (!isRecord(raw)) throw badModel('machines')
  const gaussian = raw['kernel'] === 'gaussian'
  const count = outputs <= 2 ? 1 : gaussian ? (outputs * (outputs - 1)) / 2 : outputs
  const intercepts = numbersOf(raw['intercepts'], count, 'intercepts')
  const texts = raw[gaussian ? 'factors' : 'slopes']
  if (!Array.isArray(texts) || texts.length !== count) throw badModel('machines')
  const chances = read.value('chances')
  const target = read.value('target')
  if (!Array.isArray(chances) || chances.length !== (head.task === 'regression' ? 0 : count)) throw badModel('chances')
  if (!isRecord(target)) throw badModel('target')
  const [centre, scale] = numbersOf([target['centre'], target['scale']], 2, 'target')
  return {
    ...head,
    centres: read.numbers('centres', width),
    scales: read.numbers('scales', width),
    target: { centre: centre!, scale: scale! },
    machines: gaussian
      ? gaussianFrom(raw, texts, width, intercepts)
      : { kernel: 'linear', slopes: texts.map((text) => decodeFloats(text, width, 'slopes')), intercepts },
    chances: chances.map((line: unknown) => {
      if (!isRecord(line)) throw badModel('chances')
      const [slope, intercept] = numbersOf([line['slope'], line['intercept']], 2, 'chances')
      return { slope: slope!, intercept: intercept! }
    }),
    importances: read.numbers('importances', width),
  }
}

function gaussianFrom(raw: Record<string, unknown>, texts: readonly unknown[], width: number, intercepts: readonly number[]): Machines {
  const [kept, gamma] = numbersOf([raw['kept'], raw['gamma']], 2, 'machines')
  if (!Number.isInteger(kept) || kept! < 0) throw badModel('kept')
  const points = decodeFloats(raw['points'], kept! * width, 'points')
  return { kernel: 'gaussian', gamma: gamma!, points, factors: texts.map((text) => decodeFloats(text, kept!, 'factors')), intercepts }
}

function numbersOf(list: unknown, length: number, field: string): readonly number[] {
  const isNumber = (item: unknown): item is number => typeof item === 'number' && Number.isFinite(item)
  if (!Array.isArray(list) || list.length !== length) throw badModel(field)
  return list.map((item: unknown) => {
    if (!isNumber(item)) throw badModel(field)
    return item
  })
}
