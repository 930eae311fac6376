import type { CategoryProfile, FeatureProfile, NumberProfile, ReferenceProfile } from './profile.ts'

/** What was counted of one feature in a window of live rows. Plain JSON; windows of the same profile add up. */
export type FeatureCounts = NumberCounts | CategoryCounts

export interface NumberCounts {
  readonly kind: 'number'
  rows: number
  missing: number
  /** Below the smallest and above the largest value of the reference. */
  below: number
  above: number
  /** Rows per bin of the profile, within its range. */
  readonly counts: number[]
  /** Of the finite values. */
  finite: number
  sum: number
}

export interface CategoryCounts {
  readonly kind: 'category'
  rows: number
  missing: number
  readonly counts: number[]
  other: number
  /** The first levels that the profile does not list, with their rows; bounded, so that no caller can fill the memory. */
  readonly unlisted: Record<string, number>
}

export type CellValue = number | string | boolean | null | undefined

/** Counts live rows as they come. `add` takes one value per feature of the profile and costs a few steps per feature. */
export interface WindowCounter {
  add(row: readonly CellValue[]): void
  readonly features: readonly FeatureCounts[]
}

const mostUnlisted = 50
const longestUnlisted = 100

/** A counter from zero, or going on from counts that were saved. */
export function windowCounter(profile: ReferenceProfile, from?: readonly FeatureCounts[]): WindowCounter {
  const features = from ? from.map((counts) => structuredCopy(counts)) : profile.features.map(emptyCounts)
  const adders = profile.features.map((feature, j) => {
    const counts = features[j]!
    if (feature.kind === 'number' && counts.kind === 'number') return numberAdder(feature, counts)
    if (feature.kind === 'category' && counts.kind === 'category') return categoryAdder(feature, counts)
    throw new TypeError(`the counts of ${feature.name} are of another profile`)
  })
  return {
    features,
    add(row) {
      for (let j = 0; j < adders.length; j++) adders[j]!(row[j])
    },
  }
}

function emptyCounts(feature: FeatureProfile): FeatureCounts {
  const counts = new Array<number>(feature.counts.length).fill(0)
  return feature.kind === 'number'
    ? { kind: 'number', rows: 0, missing: 0, below: 0, above: 0, counts, finite: 0, sum: 0 }
    : { kind: 'category', rows: 0, missing: 0, counts, other: 0, unlisted: {} }
}

/** Two windows as one. */
export function mergedCounts(a: readonly FeatureCounts[], b: readonly FeatureCounts[]): FeatureCounts[] {
  return a.map((one, j) => {
    const other = b[j]
    if (one.kind === 'number' && other?.kind === 'number') {
      return {
        kind: 'number',
        rows: one.rows + other.rows,
        missing: one.missing + other.missing,
        below: one.below + other.below,
        above: one.above + other.above,
        counts: one.counts.map((count, k) => count + other.counts[k]!),
        finite: one.finite + other.finite,
        sum: one.sum + other.sum,
      }
    }
    if (one.kind === 'category' && other?.kind === 'category') {
      const unlisted = { ...one.unlisted }
      for (const [level, count] of Object.entries(other.unlisted)) {
        if (level in unlisted || Object.keys(unlisted).length < mostUnlisted) unlisted[level] = (unlisted[level] ?? 0) + count
      }
      return {
        kind: 'category',
        rows: one.rows + other.rows,
        missing: one.missing + other.missing,
        counts: one.counts.map((count, k) => count + other.counts[k]!),
        other: one.other + other.other,
        unlisted,
      }
    }
    throw new TypeError(`window ${j} is of another profile`)
  })
}

function numberAdder({ edges, min, max, counts: reference }: NumberProfile, counts: NumberCounts): (value: CellValue) => void {
  const sorted = Float64Array.from(edges)
  return (given) => {
    counts.rows++
    const value = typeof given === 'number' ? given : typeof given === 'boolean' ? Number(given) : Number.NaN
    if (Number.isNaN(value)) {
      counts.missing++
      return
    }
    if (Number.isFinite(value)) {
      counts.finite++
      counts.sum += value
    }
    if (reference.length === 0 || value > max) counts.above++
    else if (value < min) counts.below++
    else {
      let low = 0
      let high = sorted.length
      while (low < high) {
        const middle = (low + high) >> 1
        if (value <= sorted[middle]!) high = middle
        else low = middle + 1
      }
      counts.counts[low]!++
    }
  }
}

function categoryAdder({ levels }: CategoryProfile, counts: CategoryCounts): (value: CellValue) => void {
  const places = new Map(levels.map((level, k) => [level, k]))
  let unlisted = Object.keys(counts.unlisted).length
  return (given) => {
    counts.rows++
    if (given === null || given === undefined || (typeof given === 'number' && Number.isNaN(given))) {
      counts.missing++
      return
    }
    const level = String(given)
    const place = places.get(level)
    if (place !== undefined) {
      counts.counts[place]!++
      return
    }
    counts.other++
    const name = level.slice(0, longestUnlisted)
    if (Object.hasOwn(counts.unlisted, name)) counts.unlisted[name]!++
    else if (unlisted < mostUnlisted && name !== '__proto__') {
      counts.unlisted[name] = 1
      unlisted++
    }
  }
}

function structuredCopy(counts: FeatureCounts): FeatureCounts {
  return counts.kind === 'number'
    ? { ...counts, counts: [...counts.counts] }
    : { ...counts, counts: [...counts.counts], unlisted: { ...counts.unlisted } }
}
