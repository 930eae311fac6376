import type { FittedModel } from '../estimator.ts'
import type { Matrix } from '../matrix.ts'
import { badModel, isRecord, readModelJson } from '../read-model-json.ts'
import { mostLikely } from '../score-rows.ts'
import { isotonicAt, type IsotonicLine } from './isotonic.ts'
import { plattAt, type ShareLine } from './platt.ts'

export const calibratedId = 'calibrated'
const version = 1

/** What the probability of one class becomes. */
export type CalibrationMap = ({ readonly method: 'isotonic' } & IsotonicLine) | ({ readonly method: 'platt' } & ShareLine)

/**
 * A classifier whose probabilities are passed through `maps`: one for the second of two classes, else one for each class, after which they are
 * scaled to a sum of 1 (one against the rest; Zadrozny and Elkan 2002). Where all become 0 they are equal.
 */
export function calibratedModel(inner: FittedModel, maps: readonly CalibrationMap[]): FittedModel {
  const { task, features, classes, remarks } = inner
  const predictProba = (x: Matrix) => calibrateShares(maps, inner.predictProba?.(x) ?? [])
  return {
    estimator: calibratedId,
    task,
    features,
    classes,
    remarks,
    predict: (x) => mostLikely(predictProba(x)),
    predictProba,
    scoreOne(row, out) {
      inner.scoreOne(row, out)
      calibrateRow(maps, out)
      return out
    },
    importance: () => inner.importance(),
    toJSON: () => ({ estimator: calibratedId, version, task, features, classes, remarks, inner: inner.toJSON(), maps }),
  }
}

/** Passes the shares of every row through the maps, in place: one array per class. */
export function calibrateShares(maps: readonly CalibrationMap[], shares: Float64Array[]): Float64Array[] {
  const row = new Float64Array(shares.length)
  const rows = shares[0]?.length ?? 0
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < row.length; k++) row[k] = shares[k]![i]!
    calibrateRow(maps, row)
    for (let k = 0; k < row.length; k++) shares[k]![i] = row[k]!
  }
  return shares
}

function calibrateRow(maps: readonly CalibrationMap[], out: Float64Array): void {
  const classes = maps.length === 1 ? 2 : maps.length
  if (classes === 2) {
    out[1] = mapped(maps[0]!, out[1]!)
    out[0] = 1 - out[1]
    return
  }
  let sum = 0
  for (let k = 0; k < classes; k++) {
    out[k] = mapped(maps[k]!, out[k]!)
    sum += out[k]!
  }
  for (let k = 0; k < classes; k++) out[k] = sum > 0 ? out[k]! / sum : Number.isNaN(sum) ? Number.NaN : 1 / classes
}

function mapped(map: CalibrationMap, probability: number): number {
  return map.method === 'platt' ? plattAt(map, probability) : isotonicAt(map, probability)
}

/** Throws LearnProblem `bad-model` for JSON that `toJSON` did not write; `readInner` reads the model inside. */
export function calibratedFromJson(json: unknown, readInner: (json: unknown) => FittedModel): FittedModel {
  const read = readModelJson(json, calibratedId, version)
  const inner = readInner(read.value('inner'))
  const { classes } = read.head
  if (read.head.task !== 'classification' || inner.task !== 'classification') throw badModel('task')
  if (classes.length !== inner.classes.length || !inner.predictProba) throw badModel('inner')
  const maps = read.value('maps')
  if (!Array.isArray(maps) || maps.length !== (classes.length === 2 ? 1 : classes.length)) throw badModel('maps')
  return calibratedModel(inner, maps.map(readMap))
}

function readMap(map: unknown): CalibrationMap {
  if (!isRecord(map)) throw badModel('maps')
  const { method, slope, intercept, of, x, y } = map
  if (method === 'platt' && isFinite(slope) && isFinite(intercept) && (of === undefined || of === 'shares'))
    return { method, slope, intercept, ...(of && { of }) }
  const isLine = (list: unknown): list is number[] => Array.isArray(list) && list.length > 0 && list.every(isFinite)
  if (method === 'isotonic' && isLine(x) && isLine(y) && x.length === y.length) return { method, x, y }
  throw badModel('maps')
}

function isFinite(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}
