import { equalRowCuts } from '../learn/tree/bin-feature.ts'
import { LearnProblem } from '../learn/problem.ts'
import type { CategoryProfile, FeatureProfile, NumberProfile, ReferenceProfile } from './profile.ts'

export type ProfileColumn =
  | { readonly kind: 'number'; readonly name: string; readonly values: Float64Array }
  /** Codes into `levels`, -1 where missing. */
  | { readonly kind: 'category'; readonly name: string; readonly codes: Int32Array; readonly levels: readonly string[] }

const fineBins = 100
const keptLevels = 100

/** The reference profile of training columns. Throws LearnProblem `no-rows`. */
export function buildProfile(columns: readonly ProfileColumn[]): ReferenceProfile {
  const first = columns[0]
  const rows = first ? (first.kind === 'number' ? first.values.length : first.codes.length) : 0
  if (rows === 0) {
    throw new LearnProblem({
      code: 'no-rows',
      text: { en: 'There are no rows to take a profile of.', fr: 'Il n’y a aucune ligne dont tirer un profil.' },
    })
  }
  const features = columns.map((column): FeatureProfile => (column.kind === 'number' ? numberProfile(column) : categoryProfile(column)))
  return { format: 'millrace/profile', version: 1, rows, features }
}

function numberProfile({ name, values }: Extract<ProfileColumn, { kind: 'number' }>): NumberProfile {
  const sorted = values.filter(Number.isFinite).sort()
  const missing = values.reduce((count, value) => count + (Number.isNaN(value) ? 1 : 0), 0)
  if (sorted.length === 0) {
    return { kind: 'number', name, rows: values.length, missing, mean: 0, deviation: 0, min: 0, max: 0, edges: [], counts: [], centres: [] }
  }
  const cuts = equalRowCuts(sorted, fineBins)
  const counts = new Array<number>(cuts.length).fill(0)
  const sums = new Array<number>(cuts.length).fill(0)
  let bin = 0
  for (const value of sorted) {
    while (value > cuts[bin]!) bin++
    counts[bin]!++
    sums[bin]! += value
  }
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length
  const [min, max] = [sorted[0]!, sorted.at(-1)!]
  const deviation = min === max ? 0 : Math.sqrt(sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0) / sorted.length)
  return {
    kind: 'number',
    name,
    rows: values.length,
    missing,
    mean,
    deviation,
    min,
    max,
    edges: Array.from(cuts.subarray(0, -1)),
    counts,
    centres: sums.map((sum, k) => sum / counts[k]!),
  }
}

function categoryProfile({ name, codes, levels }: Extract<ProfileColumn, { kind: 'category' }>): CategoryProfile {
  const counts = new Array<number>(levels.length).fill(0)
  let missing = 0
  for (const code of codes) {
    if (code < 0) missing++
    else counts[code]!++
  }
  const order = levels
    .map((_, code) => code)
    .filter((code) => counts[code]! > 0)
    .toSorted((a, b) => counts[b]! - counts[a]! || (levels[a]! < levels[b]! ? -1 : 1))
  const kept = order.slice(0, keptLevels)
  return {
    kind: 'category',
    name,
    rows: codes.length,
    missing,
    levels: kept.map((code) => levels[code]!),
    counts: kept.map((code) => counts[code]!),
    other: order.slice(keptLevels).reduce((sum, code) => sum + counts[code]!, 0),
  }
}
