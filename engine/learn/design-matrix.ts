import type { Column, Value } from '../relation/types.ts'
import type { Feature } from './model.ts'
import type { Matrix } from './matrix.ts'

/** Columns as they come from a table: numbers with NaN for missing, or codes into levels with -1 for missing. */
export interface LoadedColumns {
  readonly rows: number
  readonly numbers: ReadonlyMap<string, Float64Array>
  readonly categories: ReadonlyMap<string, { readonly codes: Int32Array; readonly levels: readonly string[] }>
}

export interface FeatureOptions {
  /** Levels of a category beyond these, by frequency, count as other: all indicators 0. */
  readonly mostLevels: number
  /** Whether the learner knows missing values itself; otherwise the mean stands for them. */
  readonly keepMissing: boolean
  /** The learner knows categories itself: they are one column of places in their levels. */
  readonly coded?: boolean
}

/** Learns from training rows how columns become features: the mean that stands for missing numbers, the levels of categories. */
export function learnFeatures(columns: readonly Column[], data: LoadedColumns, options: FeatureOptions): Feature[] {
  return columns.map((column): Feature => {
    const numbers = data.numbers.get(column.name)
    if (numbers) return { name: column.name, kind: 'number', fill: options.keepMissing ? null : meanOf(numbers) }
    const category = data.categories.get(column.name)
    if (!category) throw new Error(`column ${column.name} was not loaded`)
    const counts = new Float64Array(category.levels.length)
    for (const code of category.codes) if (code >= 0) counts[code] = (counts[code] ?? 0) + 1
    const kept = category.levels
      .map((level, code) => ({ level, rows: counts[code] ?? 0 }))
      .filter((item) => item.rows > 0)
      .toSorted((a, b) => b.rows - a.rows || (a.level < b.level ? -1 : 1))
      .slice(0, options.mostLevels)
      .map((item) => item.level)
      .toSorted((a, b) => (a < b ? -1 : 1))
    return { name: column.name, kind: 'category', levels: kept, ...(options.coded && { coded: true }) }
  })
}

function meanOf(values: Float64Array): number {
  let sum = 0
  let count = 0
  for (const value of values)
    if (Number.isFinite(value)) {
      sum += value
      count++
    }
  return count > 0 ? sum / count : 0
}

type Indicated = Feature & { readonly kind: 'category'; readonly coded?: never }

/** Whether a feature becomes indicator columns. */
const isIndicated = (feature: Feature): feature is Indicated => feature.kind === 'category' && feature.coded !== true

/** Names of the matrix columns: a number and a coded category keep their name, another category has one indicator for each level. */
export function matrixNames(features: readonly Feature[]): string[] {
  return features.flatMap((feature) =>
    !isIndicated(feature) ? [feature.name] : feature.levels.map((level) => `${feature.name} = ${level}`),
  )
}

/** How many matrix columns each feature has. */
export function matrixWidths(features: readonly Feature[]): number[] {
  return features.map((feature) => (isIndicated(feature) ? feature.levels.length : 1))
}

/** The matrix of the features over all rows. An unknown or missing level leaves all indicators of its column 0. */
export function designMatrix(features: readonly Feature[], data: LoadedColumns): Matrix {
  const columns: Float64Array[] = []
  for (const feature of features) {
    if (feature.kind === 'number') {
      const values = data.numbers.get(feature.name)
      if (!values) throw new Error(`column ${feature.name} was not loaded`)
      const { fill } = feature
      columns.push(fill === null ? values : values.map((value) => (Number.isNaN(value) ? fill : value)))
      continue
    }
    const category = data.categories.get(feature.name)
    if (!category) throw new Error(`column ${feature.name} was not loaded`)
    const places = new Map(feature.levels.map((level, index) => [level, index]))
    const moved = category.levels.map((level) => places.get(level) ?? -1)
    if (!isIndicated(feature)) {
      columns.push(Float64Array.from(category.codes, (code) => placeOf(moved, code)))
      continue
    }
    const indicators = feature.levels.map(() => new Float64Array(data.rows))
    category.codes.forEach((code, row) => {
      const place = code >= 0 ? (moved[code] ?? -1) : -1
      const indicator = indicators[place]
      if (indicator) indicator[row] = 1
    })
    columns.push(...indicators)
  }
  const coded = features.some((feature) => feature.kind === 'category' && !isIndicated(feature))
  const levels = features.flatMap((feature) =>
    isIndicated(feature) ? feature.levels.map(() => 0) : [feature.kind === 'category' ? feature.levels.length : 0],
  )
  return { rows: data.rows, columns, names: matrixNames(features), ...(coded && { levels }) }
}

/** NaN for what is missing or has no place. */
function placeOf(moved: readonly number[], code: number): number {
  const place = code < 0 ? -1 : (moved[code] ?? -1)
  return place < 0 ? Number.NaN : place
}

/** Fills one row of the matrix from values in feature order. `types` are the columns' types. */
export function designRow(
  features: readonly Feature[],
  types: readonly Column['type'][],
  values: readonly Value[],
  out: Float64Array,
): void {
  let at = 0
  features.forEach((feature, index) => {
    const value = values[index] ?? null
    if (feature.kind === 'number') {
      const number = value === null ? NaN : asNumber(value, types[index] ?? 'float')
      out[at++] = Number.isNaN(number) && feature.fill !== null ? feature.fill : number
      return
    }
    const text = value === null ? null : String(value)
    if (isIndicated(feature)) for (const level of feature.levels) out[at++] = level === text ? 1 : 0
    else {
      const place = text === null ? -1 : feature.levels.indexOf(text)
      out[at++] = place < 0 ? Number.NaN : place
    }
  })
}

function asNumber(value: Value, type: Column['type']): number {
  if (type === 'timestamp') return Number(value as bigint) / 1e6
  return Number(value)
}
