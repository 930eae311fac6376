import { badModel, isRecord } from '../learn/read-model-json.ts'
import type { FeatureProfile, ReferenceProfile } from './profile.ts'

/** A profile from the JSON inside a model; throws LearnProblem `bad-model` for anything else. */
export function readProfile(json: unknown): ReferenceProfile {
  if (!isRecord(json) || json['format'] !== 'millrace/profile' || json['version'] !== 1) throw badModel('profile')
  const { rows, features } = json
  if (!isCount(rows) || !Array.isArray(features)) throw badModel('profile')
  return { format: 'millrace/profile', version: 1, rows, features: features.map(readFeature) }
}

function readFeature(value: unknown): FeatureProfile {
  if (!isRecord(value)) throw badModel('profile feature')
  const { kind, name, rows, missing } = value
  if (typeof name !== 'string' || !isCount(rows) || !isCount(missing)) throw badModel('profile feature')
  const counts = listOf(value['counts'], isCount)
  if (kind === 'category') {
    const levels = listOf(value['levels'], (level) => typeof level === 'string')
    const other = value['other']
    if (levels.length !== counts.length || !isCount(other)) throw badModel(`profile of ${name}`)
    return { kind, name, rows, missing, levels, counts, other }
  }
  if (kind !== 'number') throw badModel(`profile of ${name}`)
  const edges = listOf(value['edges'], isFinite)
  const centres = listOf(value['centres'], isFinite)
  const { mean, deviation, min, max } = value
  const rising = edges.every((edge, k) => k === 0 || edge > edges[k - 1]!)
  if (centres.length !== counts.length || edges.length !== Math.max(0, counts.length - 1) || !rising) throw badModel(`profile of ${name}`)
  if (!isFinite(mean) || !isFinite(deviation) || !isFinite(min) || !isFinite(max)) throw badModel(`profile of ${name}`)
  return { kind, name, rows, missing, mean, deviation, min, max, edges, counts, centres }
}

function isFinite(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}

function isCount(value: unknown): value is number {
  return isFinite(value) && value >= 0
}

function listOf<T>(value: unknown, is: (item: unknown) => item is T): readonly T[] {
  if (!Array.isArray(value) || !value.every(is)) throw badModel('profile list')
  return value
}
