import type { ChartAxis, ChartData, ChartSpec } from '../../protocol/chart.ts'
import type { Column } from '../../relation/types.ts'
import { layOut, type Layout, type LayoutOptions } from './chart-axis.ts'
import { hexagonRows, type ChartKey, type ChartMeasure, type ChartSource, type HexagonAxis } from './chart-source.ts'
import { chartRole, type ChartValue } from './chart-values.ts'
import { correlationMatrix, missingMatrix } from './matrices.ts'
import { logBins } from './nice-bins.ts'

export const mostMarks = 20_000

type Slot = 'x' | 'y' | 'colour' | 'size' | 'facet'
const slots: readonly Slot[] = ['x', 'y', 'colour', 'size', 'facet']

/** What a chart asks of its source: the columns it reads, and where each slot's stands among them. */
export interface ChartQuestion {
  readonly spec: ChartSpec
  readonly values: readonly ChartValue[]
  readonly places: Partial<Readonly<Record<Slot, number>>>
}

const matrixColumns = { correlation: 20, missing: 60 } as const

/** The columns that a chart reads. What is not there, or cannot be charted, is left open. */
export function chartQuestion(spec: ChartSpec, columns: readonly Column[]): ChartQuestion {
  if (spec.kind === 'missing')
    return { spec, places: {}, values: columns.slice(0, matrixColumns.missing).map((column) => ({ column, as: 'missing' })) }
  if (spec.kind === 'correlation') {
    const numbers = columns.filter((column) => chartRole(column) === 'number' && column.role !== 'id' && column.role !== 'ignore')
    return { spec, places: {}, values: numbers.slice(0, matrixColumns.correlation).map((column) => ({ column, as: 'number' })) }
  }
  const values: ChartValue[] = []
  const places: Partial<Record<Slot, number>> = {}
  for (const slot of slots) {
    const column = columns.find(({ name }) => name === spec[slot])
    const role = column && chartRole(column)
    if (!column || !role) continue
    // A number that parts charts, or rows into colours of a count, does so by its values.
    const as = slot === 'facet' || (spec.kind === 'mosaic' && slot === 'y') ? 'category' : role
    const known = values.findIndex((value) => value.column === column && value.as === as)
    places[slot] = known >= 0 ? known : values.push({ column, as }) - 1
  }
  return { spec, values, places }
}

/** The marks of a chart. `of`: rows of the whole table. A chart that has nothing to show has no marks. */
export async function drawChart(question: ChartQuestion, source: ChartSource, of: number): Promise<ChartData> {
  const { spec } = question
  const drawn = await marksOf(question, source)
  const n = drawn.fields.indexOf('n')
  const placed = n < 0 ? drawn.marks.length : drawn.marks.reduce((sum, mark) => sum + (mark[n] ?? 0), 0)
  const matrix = spec.kind === 'missing' || spec.kind === 'correlation'
  return { kind: spec.kind, rows: source.rows, of, left: matrix ? 0 : Math.max(0, source.rows - placed), ...drawn }
}

type Drawn = Pick<ChartData, 'axes' | 'fields' | 'marks'> & Partial<Pick<ChartData, 'kind' | 'columns'>>
const empty: Drawn = { axes: {}, fields: [], marks: [] }

async function marksOf(question: ChartQuestion, source: ChartSource): Promise<Drawn> {
  const { spec, places } = question
  switch (spec.kind) {
    case 'correlation':
      return correlationMatrix(question.values, source)
    case 'missing':
      return missingMatrix(question.values, source)
    case 'scatter':
      return source.points ? scatter(question, source, source.points) : { ...(await hexagons(question, source)), kind: 'hexbin' }
    case 'hexbin':
      return hexagons(question, source)
    case 'box':
      return places.y === undefined ? empty : binned(question, source, { slots: ['x', 'facet'], figures: boxFigures(places.y) })
    case 'histogram':
      return binned(question, source, { slots: ['x', 'colour', 'facet'], figures: [] })
    case 'bar':
    case 'line':
      return binned(question, source, { slots: ['x', 'colour', 'facet'], figures: aggregateOf(spec, places.y) })
    case 'heatmap':
      return binned(question, source, { slots: ['x', 'y', 'facet'], figures: aggregateOf(spec, places.colour) })
    case 'mosaic':
      return binned(question, source, { slots: ['x', 'y'], figures: [] })
  }
}

interface Figure {
  readonly field: string
  readonly measure: ChartMeasure
}

function aggregateOf({ aggregate }: ChartSpec, column: number | undefined): Figure[] {
  return column === undefined || aggregate === 'count' ? [] : [{ field: 'v', measure: { fn: aggregate, column } }]
}

/** Half of the rows between q1 and q3; nine of ten between low and high. */
function boxFigures(column: number): Figure[] {
  const quantiles = { low: 0.05, q1: 0.25, mid: 0.5, q3: 0.75, high: 0.95 }
  return [
    { field: 'min', measure: { fn: 'min', column } },
    ...Object.entries(quantiles).map(([field, p]): Figure => ({ field, measure: { fn: 'quantile', column, p } })),
    { field: 'max', measure: { fn: 'max', column } },
  ]
}

const usualTop = { x: 20, y: 20, colour: 7, size: 7, facet: 6 } as const
const usualBins = {
  histogram: 24,
  bar: 24,
  line: 120,
  box: 12,
  heatmap: 30,
  mosaic: 8,
  scatter: 30,
  hexbin: 40,
  correlation: 0,
  missing: 0,
} as const

function optionsFor({ spec }: ChartQuestion, slot: Slot): LayoutOptions {
  const log = (slot === 'x' && spec.xScale === 'log') || (slot === 'y' && spec.yScale === 'log')
  const isPlace = slot === 'x' || slot === 'y'
  return {
    log,
    bins: slot === 'colour' ? 5 : ((isPlace ? spec.bins : null) ?? usualBins[spec.kind]),
    top: isPlace ? (spec.top ?? usualTop[slot]) : usualTop[slot],
    others: spec.others,
    byName: spec.sort === 'name',
  }
}

/** The layout of a slot's column; undefined when the slot is open, null when its column has no value. */
async function layoutOf(question: ChartQuestion, source: ChartSource, slot: Slot): Promise<Layout | null | undefined> {
  const place = question.places[slot]
  const value = place === undefined ? undefined : question.values[place]
  return place === undefined || !value ? undefined : layOut(source, { value, place }, optionsFor(question, slot))
}

const short = { x: 'x', y: 'y', colour: 'c', size: 's', facet: 'f' } as const

/** Rows put together by the layouts of some slots, with a count and figures of each group. */
async function binned(
  question: ChartQuestion,
  source: ChartSource,
  { slots: wanted, figures }: { readonly slots: readonly Slot[]; readonly figures: readonly Figure[] },
): Promise<Drawn> {
  // Boxes alone need nothing to stand over.
  if (question.places.x === undefined && question.spec.kind !== 'box') return empty
  const laid: { slot: Slot; layout: Layout }[] = []
  for (const slot of wanted) {
    const layout = await layoutOf(question, source, slot)
    if (layout === null) return empty
    if (layout) laid.push({ slot, layout })
  }
  const measured = figures.flatMap(({ measure }) => ('column' in measure && measure.fn !== 'distinct' ? [measure.column] : []))
  const keys = laid.map(({ layout }) => layout.key)
  const rows = await source.groups({
    keys,
    measures: [{ fn: 'count' }, ...figures.map(({ measure }) => measure)],
    present: [...new Set([...keys.flatMap(columnOf), ...measured])],
    positive: keys.flatMap((key) => (key.how === 'bin' && key.log ? [key.column] : [])),
  })
  // Without a key there is one group even of no rows.
  const found = rows.filter((row) => row[keys.length] !== 0)
  const ends = laid.map(({ slot, layout }) => (slot === 'x' || slot === 'y') && layout.axis.as !== 'category')
  const fields = [
    ...laid.flatMap(({ slot }, i) => (ends[i] ? [short[slot], `${short[slot]}2`] : [short[slot]])),
    'n',
    ...figures.map(({ field }) => field),
  ]
  const marks = found.map((row) => [
    ...laid.flatMap(({ layout }, i) => (ends[i] ? [layout.from(row[i] ?? 0), layout.to(row[i] ?? 0)] : [layout.from(row[i] ?? 0)])),
    ...row.slice(keys.length),
  ])
  const axes: Drawn['axes'] = Object.fromEntries(laid.map(({ slot, layout }): [string, ChartAxis] => [slot, layout.axis]))
  return byValue(question.spec, { axes, fields, marks: marks.slice(0, mostMarks) })
}

/** Categories on x in the order of their figure, largest first, the others last. */
function byValue(spec: ChartSpec, drawn: Drawn): Drawn {
  const axis = drawn.axes.x
  const [x, v] = [drawn.fields.indexOf('x'), ['v', 'mid', 'n'].map((field) => drawn.fields.indexOf(field)).find((at) => at >= 0) ?? -1]
  if (spec.sort !== 'value' || !axis?.values || x < 0 || v < 0) return drawn
  const { values } = axis
  const sums = values.map((_, i) => drawn.marks.reduce((sum, mark) => (mark[x] === i ? sum + (mark[v] ?? 0) : sum), 0))
  const order = values.map((_, i) => i).toSorted((a, b) => (sums[b] ?? 0) - (sums[a] ?? 0))
  const moved = new Map(order.map((from, to) => [from, to]))
  return {
    ...drawn,
    axes: { ...drawn.axes, x: { ...axis, values: order.map((i) => values[i] ?? '') } },
    marks: drawn.marks.map((mark) => mark.with(x, moved.get(mark[x] ?? -1) ?? mark[x] ?? null)),
  }
}

function columnOf(key: ChartKey): number[] {
  if (key.how === 'hexagon') return [key.x.column, key.y.column]
  return key.how === 'part' ? [] : [key.column]
}

async function scatter(question: ChartQuestion, source: ChartSource, points: NonNullable<ChartSource['points']>): Promise<Drawn> {
  const { places, values, spec } = question
  const { x, y, colour, size } = places
  if (x === undefined || y === undefined) return empty
  const axisOf = (place: number, log: boolean): ChartAxis => {
    const value = values[place]
    return { column: value?.column.name ?? '', as: value?.as === 'time' ? 'time' : 'number', log }
  }
  const axes: Record<string, ChartAxis> = { x: axisOf(x, spec.xScale === 'log'), y: axisOf(y, spec.yScale === 'log') }
  const numbers = [x, y]
  const fields = ['x', 'y']
  const keys: ChartKey[] = []
  const keyFields: string[] = []
  if (size !== undefined && values[size]?.as === 'number') {
    numbers.push(size)
    fields.push('s')
    axes['size'] = axisOf(size, false)
  }
  if (colour !== undefined && values[colour]?.as !== 'category') {
    numbers.push(colour)
    fields.push('c')
    axes['colour'] = axisOf(colour, false)
  }
  for (const slot of ['colour', 'facet'] as const) {
    if (places[slot] === undefined || (slot === 'colour' && axes['colour'])) continue
    const layout = await layoutOf(question, source, slot)
    if (!layout) return empty
    keys.push(layout.key)
    keyFields.push(short[slot])
    axes[slot] = layout.axis
  }
  const positive = [...(spec.xScale === 'log' ? [x] : []), ...(spec.yScale === 'log' ? [y] : [])]
  const present = [...new Set([...numbers, ...keys.flatMap(columnOf)])]
  const rows = await points({ numbers, keys, present, positive })
  return { axes, fields: [...fields, ...keyFields], marks: rows.slice(0, mostMarks).map((row) => [...row]) }
}

/** Points put together in hexagons, each told by its centre. */
async function hexagons(question: ChartQuestion, source: ChartSource): Promise<Drawn> {
  const { places, spec, values } = question
  const { x, y } = places
  if (x === undefined || y === undefined || values[x]?.as === 'category' || values[y]?.as === 'category') return empty
  const across = spec.bins ?? usualBins.hexbin
  const axes = await Promise.all([
    hexagonAxis(source, x, { log: spec.xScale === 'log', steps: across }),
    // Rows of hexagons stand three halves of a radius apart; charts are about half as high as wide.
    hexagonAxis(source, y, { log: spec.yScale === 'log', steps: Math.max(4, Math.round(across * 0.6)) }),
  ])
  const [ax, ay] = axes
  if (!ax || !ay) return empty
  const facet = await layoutOf(question, source, 'facet')
  if (facet === null) return empty
  const keys: ChartKey[] = [{ how: 'hexagon', x: ax, y: ay }, ...(facet ? [facet.key] : [])]
  const figures = aggregateOf(spec, values[places.colour ?? -1]?.as === 'number' ? places.colour : undefined)
  const measured = figures.flatMap(({ measure }) => ('column' in measure && measure.fn !== 'distinct' ? [measure.column] : []))
  const rows = await source.groups({
    keys,
    measures: [{ fn: 'count' }, ...figures.map(({ measure }) => measure)],
    present: [...new Set([...keys.flatMap(columnOf), ...measured])],
    positive: [ax, ay].flatMap(({ log, column }) => (log ? [column] : [])),
  })
  const marks = rows.slice(0, mostMarks).map(([code, ...figuresOf]) => {
    const row = Math.round((code ?? 0) / hexagonRows)
    const column = ((code ?? 0) - row * hexagonRows) / 2
    return [
      ax.from + column * ax.step,
      ay.from + row * ay.step,
      ...figuresOf.slice(0, facet ? 1 : 0),
      Math.abs(row % 2),
      ...figuresOf.slice(facet ? 1 : 0),
    ]
  })
  const name = (place: number) => values[place]?.column.name ?? ''
  const kind = (place: number): ChartAxis['as'] => (values[place]?.as === 'time' ? 'time' : 'number')
  return {
    axes: {
      x: { column: name(x), as: kind(x), log: ax.log, step: ax.step },
      y: { column: name(y), as: kind(y), log: ay.log, step: ay.step },
      ...(figures.length > 0 && { colour: { column: name(places.colour ?? -1), as: 'number', log: false } }),
      ...(facet && { facet: facet.axis }),
    },
    // On a log scale the centres are log10 values. Points on a slanted side belong to the hexagon of an even row.
    fields: ['x', 'y', ...(facet ? ['f'] : []), 'odd', 'n', ...figures.map(({ field }) => field)],
    marks,
  }
}

async function hexagonAxis(
  source: ChartSource,
  column: number,
  { log, steps }: { readonly log: boolean; readonly steps: number },
): Promise<HexagonAxis | null> {
  const extent = await source.extent(column)
  if (!extent || (log && extent.least === null)) return null
  if (log) return { column, log, ...logSteps({ min: extent.least ?? 1, max: extent.max }, steps) }
  const step = (extent.max - extent.min) / steps || 1
  // Off the lattice of round values, so that hardly a point lies on a side, where rounding would decide.
  return { column, log, from: extent.min - step / Math.PI, step }
}

function logSteps(extent: { readonly min: number; readonly max: number }, steps: number) {
  const span = Math.log10(extent.max) - Math.log10(extent.min)
  return span > 0 ? { from: Math.log10(extent.min) - span / steps / Math.PI, step: span / steps } : logBins(extent, steps)
}
