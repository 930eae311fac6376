import { sortedQuantiles } from './weighted-quantiles.ts'

export interface PredictionTables {
  /** Residual below which each share of the rows lies. */
  readonly residualQuantiles: readonly { readonly share: number; readonly residual: number }[]
  /** Histogram of the residuals between the 0.5 % and 99.5 % points; the end bins hold what lies beyond. */
  readonly residuals: readonly { readonly from: number; readonly to: number; readonly rows: number }[]
  /** Cells of a grid over actual and predicted values that have rows, at the mean of their rows. */
  readonly actualPredicted: readonly { readonly actual: number; readonly predicted: number; readonly rows: number }[]
  /** Rows in up to 20 groups of rising prediction: mean of both, and where 80 % of the actual values lie. */
  readonly byPrediction: readonly PredictionGroup[]
}

export interface PredictionGroup {
  readonly predicted: number
  readonly actual: number
  readonly low: number
  readonly high: number
  readonly rows: number
}

const gridCells = 30
const histogramBins = 40

/** What charts of predicted numbers need, of bounded size whatever the number of rows. Counts are of rows, without weights. */
export function predictionTables(actual: Float64Array, predicted: Float64Array): PredictionTables {
  const residuals = actual.map((value, i) => value - predicted[i]!).sort()
  const shares = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99]
  const quantiles = sortedQuantiles(residuals, shares)
  return {
    residualQuantiles: shares.map((share, k) => ({ share, residual: quantiles[k]! })),
    residuals: histogram(residuals),
    actualPredicted: grid(actual, predicted),
    byPrediction: groupsOf(actual, predicted),
  }
}

function histogram(sorted: Float64Array): { from: number; to: number; rows: number }[] {
  const [low = 0, high = 0] = sortedQuantiles(sorted, [0.005, 0.995])
  if (low === high) return [{ from: sorted[0]!, to: sorted.at(-1)!, rows: sorted.length }]
  const width = (high - low) / histogramBins
  const counts = new Array<number>(histogramBins).fill(0)
  for (const value of sorted) counts[Math.min(histogramBins - 1, Math.max(0, Math.floor((value - low) / width)))]!++
  return counts.map((rows, k) => ({ from: low + k * width, to: low + (k + 1) * width, rows }))
}

function grid(actual: Float64Array, predicted: Float64Array): { actual: number; predicted: number; rows: number }[] {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const values of [actual, predicted]) {
    for (const value of values) {
      if (value < low) low = value
      if (value > high) high = value
    }
  }
  const width = (high - low) / gridCells || 1
  const cellOf = (value: number) => Math.min(gridCells - 1, Math.floor((value - low) / width))
  const cells = new Map<number, { actual: number; predicted: number; rows: number }>()
  for (let i = 0; i < actual.length; i++) {
    const key = cellOf(actual[i]!) * gridCells + cellOf(predicted[i]!)
    const cell = cells.get(key) ?? { actual: 0, predicted: 0, rows: 0 }
    cell.actual += actual[i]!
    cell.predicted += predicted[i]!
    cell.rows++
    cells.set(key, cell)
  }
  return [...cells.entries()]
    .toSorted(([a], [b]) => a - b)
    .map(([, { actual: a, predicted: p, rows }]) => ({ actual: a / rows, predicted: p / rows, rows }))
}

function groupsOf(actual: Float64Array, predicted: Float64Array): PredictionGroup[] {
  const order = Uint32Array.from(predicted.keys()).sort((a, b) => predicted[a]! - predicted[b]!)
  const size = Math.max(1, order.length / 20)
  const groups: PredictionGroup[] = []
  for (let start = 0; start < order.length;) {
    let end = Math.min(order.length, Math.max(start + 1, Math.round((groups.length + 1) * size)))
    while (end < order.length && predicted[order[end]!] === predicted[order[end - 1]!]) end++
    const own = Float64Array.from(order.subarray(start, end), (i) => actual[i]!).sort()
    const [low, high] = sortedQuantiles(own, [0.1, 0.9])
    const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length
    groups.push({
      predicted: mean(Float64Array.from(order.subarray(start, end), (i) => predicted[i]!)),
      actual: mean(own),
      low: low!,
      high: high!,
      rows: own.length,
    })
    start = end
  }
  return groups
}
