import { normalQuantile } from '../statistics/normal.ts'
import type { Interval } from '../statistics/proportion.ts'
import { fallingOrder } from './falling-order.ts'
import { meanFigure } from './measured.ts'
import { sortedQuantiles } from './weighted-quantiles.ts'

export interface PredictionTables {
  /** Residual below which each share of the rows lies, beside the point of the standard normal for that share. */
  readonly residualQuantiles: readonly { readonly share: number; readonly normal: number; readonly residual: number }[]
  /** Histogram of the residuals between the 0.5 % and 99.5 % points; the end bins hold what lies beyond. */
  readonly residuals: readonly { readonly from: number; readonly to: number; readonly rows: number }[]
  /** Cells of a grid over actual and predicted values that have rows, at the mean of their rows. */
  readonly actualPredicted: readonly ({ readonly actual: number; readonly predicted: number } & GridCell)[]
  /** The same over predicted values and residuals. */
  readonly residualPredicted: readonly ({ readonly predicted: number; readonly residual: number } & GridCell)[]
  /** Mean absolute error in up to 10 groups of rising actual value, between its smallest and largest. */
  readonly errorBySize: readonly SizeGroup[]
}

/** From this value on to below that one; null where the cell is open. */
export type CellSide = readonly [from: number | null, below: number | null]

export interface GridCell {
  readonly rows: number
  /** Where the rows lie: by actual and predicted, or by predicted and residual. */
  readonly cell: readonly [CellSide, CellSide]
}

export interface SizeGroup {
  readonly from: number
  readonly to: number
  readonly error: number
  readonly interval: Interval
  readonly rows: number
}

const gridCells = 30
const histogramBins = 40
const percents = Array.from({ length: 99 }, (_, k) => (k + 1) / 100)

/** What charts of predicted numbers need, of bounded size whatever the number of rows. Counts are of rows, without weights. */
export function predictionTables(actual: Float64Array, predicted: Float64Array): PredictionTables {
  const own = actual.map((value, i) => value - predicted[i]!)
  const residuals = own.slice().sort()
  const quantiles = sortedQuantiles(residuals, percents)
  const [low = 0, high = 0] = sortedQuantiles(residuals, [0.005, 0.995])
  const both = joined(extent(actual), extent(predicted))
  return {
    residualQuantiles: percents.map((share, k) => ({ share, normal: normalQuantile(share), residual: quantiles[k]! })),
    residuals: histogram(residuals, [low, high]),
    actualPredicted: grid({ values: actual, range: both }, { values: predicted, range: both }).map(([a, p, cell]) => ({
      actual: a,
      predicted: p,
      ...cell,
    })),
    residualPredicted: grid({ values: predicted, range: extent(predicted) }, { values: own, range: [low, high] }).map(([p, r, cell]) => ({
      predicted: p,
      residual: r,
      ...cell,
    })),
    errorBySize: sizesOf(actual, own),
  }
}

type Range = readonly [number, number]

function extent(values: Float64Array): Range {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const value of values) {
    if (value < low) low = value
    if (value > high) high = value
  }
  return [low, high]
}

function joined([a, b]: Range, [c, d]: Range): Range {
  return [Math.min(a, c), Math.max(b, d)]
}

function histogram(sorted: Float64Array, [low, high]: Range): { from: number; to: number; rows: number }[] {
  if (low === high) return [{ from: sorted[0]!, to: sorted.at(-1)!, rows: sorted.length }]
  const width = (high - low) / histogramBins
  const edge = (k: number) => low + k * width
  const counts = new Array<number>(histogramBins).fill(0)
  // The values are sorted: each bin begins at its edge, to the last digit, so that its rows can be found again by its ends.
  for (let i = 0, bin = 0; i < sorted.length; i++) {
    while (bin < histogramBins - 1 && sorted[i]! >= edge(bin + 1)) bin++
    counts[bin]!++
  }
  return counts.map((rows, k) => ({ from: edge(k), to: edge(k + 1), rows }))
}

interface GridSide {
  readonly values: Float64Array
  readonly range: Range
}

/** Mean of both in each cell that has rows; what lies beyond a range counts to the cell at its end. */
function grid(x: GridSide, y: GridSide): [number, number, GridCell][] {
  const [across, up] = [cellsOf(x.range), cellsOf(y.range)]
  const sums = [0, 1, 2].map(() => new Float64Array(gridCells * gridCells))
  for (let i = 0; i < x.values.length; i++) {
    const cell = across.place(x.values[i]!) * gridCells + up.place(y.values[i]!)
    sums[0]![cell]! += x.values[i]!
    sums[1]![cell]! += y.values[i]!
    sums[2]![cell]!++
  }
  return Array.from(sums[2]!, (rows, cell): [number, number, GridCell] => [
    sums[0]![cell]! / rows,
    sums[1]![cell]! / rows,
    { rows, cell: [across.side(Math.floor(cell / gridCells)), up.side(cell % gridCells)] },
  ]).filter(([, , { rows }]) => rows > 0)
}

/** Cells of one side. Each begins at its edge, to the last digit, so that its rows can be found again by its ends. */
function cellsOf([low, high]: Range): { place(value: number): number; side(place: number): CellSide } {
  const width = (high - low) / gridCells || 1
  const edge = (place: number) => low + place * width
  return {
    place(value) {
      let found = Math.max(0, Math.min(gridCells - 1, Math.floor((value - low) / width)))
      while (found > 0 && value < edge(found)) found--
      while (found < gridCells - 1 && value >= edge(found + 1)) found++
      return found
    },
    side: (place) => [place === 0 ? null : edge(place), place === gridCells - 1 ? null : edge(place + 1)],
  }
}

function sizesOf(actual: Float64Array, residuals: Float64Array): SizeGroup[] {
  return tiedGroups(actual, 10).map((rows) => {
    const errors = Float64Array.from(rows, (i) => Math.abs(residuals[i]!))
    const { value, interval } = meanFigure('error', errors, new Float64Array(errors.length).fill(1))
    return { from: actual[rows[0]!]!, to: actual[rows.at(-1)!]!, error: value!, interval: interval ?? [value!, value!], rows: rows.length }
  })
}

/** Rows in up to `count` groups of about one size by rising value, equal values together. */
function tiedGroups(values: Float64Array, count: number): Uint32Array[] {
  const order = fallingOrder(values).reverse()
  const size = Math.max(1, order.length / count)
  const groups: Uint32Array[] = []
  for (let start = 0; start < order.length;) {
    let end = Math.min(order.length, Math.max(start + 1, Math.round((groups.length + 1) * size)))
    while (end < order.length && values[order[end]!] === values[order[end - 1]!]) end++
    groups.push(order.subarray(start, end))
    start = end
  }
  return groups
}
