// The worst slices: groups of rows, by one column or two, where a model errs more than elsewhere beyond chance.

/** A comparison of a column with a value, in the words of the node that filters rows. */
export interface SliceCondition {
  readonly column: string
  readonly is: 'equal' | 'less' | 'greater-or-equal' | 'is-missing' | 'is-true' | 'is-false'
  readonly value?: string | number
}

/** Rows whose bin lies from `first` to `last`. */
export interface SliceGroup {
  readonly first: number
  readonly last: number
  readonly conditions: readonly SliceCondition[]
}

/** A column in at most 16 bins, and the groups of bins that can be said in words. */
export interface SliceColumn {
  readonly name: string
  readonly bins: number
  /** The bin of each row. */
  readonly codes: Uint8Array
  readonly groups: readonly SliceGroup[]
}

const mostLevels = 13
const mostBins = 8
const sampleRows = 20_000

/** The commonest levels of a category as bins, then the others (which are no group), then missing. Null where one value fills all rows. */
export function categorySlices(
  name: string,
  { codes, levels }: { readonly codes: Int32Array; readonly levels: readonly string[] },
  fewest: number,
): SliceColumn | null {
  const counts = new Float64Array(levels.length)
  let missing = 0
  for (const code of codes) {
    if (code < 0) missing++
    else counts[code]!++
  }
  const kept = [...counts.keys()]
    .filter((level) => counts[level]! >= fewest)
    .toSorted((a, b) => counts[b]! - counts[a]! || a - b)
    .slice(0, mostLevels)
  const [others, none] = [kept.length, kept.length + 1]
  const binOf = new Uint8Array(levels.length).fill(others)
  kept.forEach((level, bin) => (binOf[level] = bin))
  const groups: SliceGroup[] = kept.map((level, bin) => ({
    first: bin,
    last: bin,
    conditions: [{ column: name, is: 'equal', value: levels[level]! }],
  }))
  if (missing >= fewest) groups.push({ first: none, last: none, conditions: [{ column: name, is: 'is-missing' }] })
  return groups.length < 2 && (groups.length === 0 || kept.some((level) => counts[level] === codes.length))
    ? null
    : { name, bins: none + 1, codes: Uint8Array.from(codes, (code) => (code < 0 ? none : binOf[code]!)), groups }
}

export interface NumberSlices {
  readonly name: string
  readonly values: Float64Array
  /** Edges are whole multiples of it: 1 for whole numbers and days; 0 for any. */
  readonly unit: number
  /** How a value stands in a condition. */
  readonly write: (value: number) => string | number
}

/** Numbers between round edges near their eighths, and all that lies below or above an edge. Null where all are equal. */
export function numberSlices({ name, values, unit, write }: NumberSlices, fewest: number): SliceColumn | null {
  const edges = edgesOf(values, unit)
  if (edges.length === 0) return null
  const none = edges.length + 1
  let missing = 0
  const codes = Uint8Array.from(values, (value) => {
    if (Number.isNaN(value)) {
      missing++
      return none
    }
    let bin = 0
    while (bin < edges.length && value >= edges[bin]!) bin++
    return bin
  })
  const from = (k: number): SliceCondition => ({ column: name, is: 'greater-or-equal', value: write(edges[k]!) })
  const below = (k: number): SliceCondition => ({ column: name, is: 'less', value: write(edges[k]!) })
  const groups: SliceGroup[] = edges.flatMap((_, k) => [
    { first: 0, last: k, conditions: [below(k)] },
    { first: k + 1, last: edges.length, conditions: [from(k)] },
    ...(k === 0 ? [] : [{ first: k, last: k, conditions: between(k) }]),
  ])
  if (missing >= fewest) groups.push({ first: none, last: none, conditions: [{ column: name, is: 'is-missing' }] })
  return { name, bins: none + 1, codes, groups }

  function between(k: number): SliceCondition[] {
    const single = unit === 1 && edges[k]! - edges[k - 1]! === 1
    return single ? [{ column: name, is: 'equal', value: write(edges[k - 1]!) }] : [from(k - 1), below(k)]
  }
}

/** Yes and no as groups. Null where one fills all rows. */
export function flagSlices(name: string, values: Float64Array, fewest: number): SliceColumn | null {
  const counts = [0, 0, 0]
  const codes = Uint8Array.from(values, (value) => (Number.isNaN(value) ? 2 : value === 0 ? 0 : 1))
  for (const code of codes) counts[code]!++
  const tests = ['is-false', 'is-true', 'is-missing'] as const
  const groups = tests.flatMap((is, bin) => (counts[bin]! >= fewest ? [{ first: bin, last: bin, conditions: [{ column: name, is }] }] : []))
  return groups.length < 2 ? null : { name, bins: 3, codes, groups }
}

/** Up to seven rising edges; of few different values the places between them. */
function edgesOf(values: Float64Array, unit: number): number[] {
  const step = Math.max(1, Math.floor(values.length / sampleRows))
  const sample: number[] = []
  for (let i = 0; i < values.length; i += step) if (Number.isFinite(values[i]!)) sample.push(values[i]!)
  const sorted = Float64Array.from(sample).sort()
  const distinct = [...new Set(sorted)]
  if (distinct.length < 2) return []
  if (distinct.length <= mostBins) return distinct.slice(1)
  const places = Array.from({ length: mostBins - 1 }, (_, k) => sorted[Math.floor(((k + 1) / mostBins) * sorted.length)]!)
  const rough = [...new Set(places)].filter((edge) => edge > sorted[0]!)
  const round = rough.map((edge, k) => {
    const near = [rough[k - 1] ?? sorted[0]!, rough[k + 1] ?? sorted.at(-1)!]
      .map((other) => Math.abs(other - edge))
      .filter((gap) => gap > 0)
    return roundedTo(edge, Math.min(...near) / 2, unit)
  })
  return [...new Set(round)].filter((edge) => edge > sorted[0]!)
}

/** The value at the coarsest of 1, 2 and 5 times a power of ten that moves it by at most half of `room`. */
function roundedTo(value: number, room: number, unit: number): number {
  if (!Number.isFinite(room) || !(room > 0)) return value
  const power = 10 ** Math.floor(Math.log10(room))
  const coarse = Math.max(unit, [5, 2, 1].map((lead) => lead * power).find((one) => one <= room) ?? power)
  const whole = unit > 1 ? Math.max(1, Math.round(coarse / unit)) * unit : coarse
  return Number((Math.round(value / whole) * whole).toPrecision(12))
}
