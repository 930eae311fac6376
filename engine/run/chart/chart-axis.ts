import type { ChartAxis } from '../../protocol/chart.ts'
import type { Column } from '../../relation/types.ts'
import type { ChartKey, ChartSource } from './chart-source.ts'
import type { ChartValue } from './chart-values.ts'
import { binEdge, logBins, niceBins, type Bins } from './nice-bins.ts'
import { nextTime, unitFor } from './truncate-time.ts'

/** How a column is laid out: the key that puts its rows together, and where each key begins and ends. */
export interface Layout {
  readonly key: ChartKey
  readonly axis: ChartAxis
  readonly from: (key: number) => number
  /** Equal to `from` for a category. */
  readonly to: (key: number) => number
}

export interface LayoutOptions {
  readonly log: boolean
  /** Bins of a number, or units of a time, at most or about. */
  readonly bins: number
  /** Values of a category. */
  readonly top: number
  readonly others: boolean
  /** Categories by their text instead of by how frequent they are. */
  readonly byName: boolean
}

/** The layout of a column over the values it has; null where it has none. */
export async function layOut(
  source: ChartSource,
  { value, place }: { readonly value: ChartValue; readonly place: number },
  options: LayoutOptions,
): Promise<Layout | null> {
  const { column } = value
  if (value.as === 'category') return categories(source, { column, place }, options)
  const extent = await source.extent(place)
  if (!extent) return null
  if (value.as === 'time') {
    const unit = unitFor(extent.max - extent.min, options.bins, column.type === 'date')
    return {
      key: { how: 'time', column: place, unit },
      axis: { column: column.name, as: 'time', log: false, unit },
      from: (start) => start,
      to: (start) => nextTime(start, unit),
    }
  }
  const { log } = options
  if (log && extent.least === null) return null
  const bins: Bins = log
    ? logBins({ min: extent.least ?? 1, max: extent.max }, options.bins)
    : niceBins(extent, options.bins, column.type === 'int')
  return {
    key: { how: 'bin', column: place, log, ...bins },
    axis: { column: column.name, as: 'number', log, step: bins.step },
    from: (bin) => binEdge(bins, bin, log),
    to: (bin) => binEdge(bins, bin + 1, log),
  }
}

async function categories(
  source: ChartSource,
  { column: { name, type }, place }: { readonly column: Column; readonly place: number },
  { top, others, byName }: LayoutOptions,
): Promise<Layout | null> {
  const found = await source.top(place, top)
  if (found.values.length === 0) return null
  const values = found.values.map(({ value }) => value)
  // Numbers stand in their order, however frequent they are.
  if (type === 'int' || type === 'float') values.sort((a, b) => Number(a) - Number(b))
  else if (byName) values.sort((a, b) => (a < b ? -1 : 1))
  const rest = found.distinct - values.length
  const same = (index: number) => index
  return {
    key: { how: 'value', column: place, keep: values, others: others && rest > 0 },
    axis: { column: name, as: 'category', log: false, values, ...(others && rest > 0 && { others: rest }) },
    from: same,
    to: same,
  }
}
