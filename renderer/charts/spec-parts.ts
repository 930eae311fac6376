import type { ChartAxis, ChartData, ChartSpec } from '../../engine/protocol/chart.ts'
import type { TableColumn } from '../../engine/protocol/table.ts'
import type { Marked } from './chart-state.ts'
import { timeText } from './mark-choice.ts'
import { axisLabels, placeLabel, type ChartWords } from './chart-words.ts'

export type VegaSpec = Readonly<Record<string, unknown>>

export interface ChartScene {
  readonly spec: ChartSpec
  readonly data: ChartData
  readonly columns: readonly TableColumn[]
  readonly words: ChartWords
  /** Of the place that the chart has, in pixels; small charts share it. */
  readonly width: number
  readonly height: number
  /** What is chosen in it. */
  readonly marked: Marked
}

/** What a chart listens to: a drag over the plane or along one axis chooses rows. */
export type Brush = 'x' | 'xy' | null

/** Which brush suits a chart. Over small charts it lies on one of them. */
export function brushOf({ kind, axes }: ChartData): Brush {
  if (!axes.x) return null
  if (kind === 'scatter' || kind === 'hexbin' || (kind === 'heatmap' && axes.y)) return 'xy'
  return (kind === 'histogram' || kind === 'line' || kind === 'bar') && axes.x.as !== 'category' ? 'x' : null
}

/** A mark as a row of the chart's table: what it shows in words and numbers. */
export function datumOf(
  { spec, data, columns, words }: Pick<ChartScene, 'spec' | 'data' | 'columns' | 'words'>,
  i: number,
): Record<string, unknown> {
  const datum: Record<string, unknown> = { i }
  const mark = data.marks[i] ?? []
  const axes: Readonly<Record<string, ChartAxis | undefined>> = { x: data.axes.x, y: data.axes.y, c: data.axes.colour, f: data.axes.facet }
  data.fields.forEach((field, at) => {
    const axis = axes[field]
    const value = mark[at] ?? null
    const matrix = data.columns && (field === 'x' || (field === 'y' && data.kind === 'correlation'))
    if (matrix) datum[field] = data.columns?.[value ?? -1] ?? ''
    else if (axis?.as === 'category') datum[field] = placeLabel(axis, value, columns, words)
    else if (data.kind === 'hexbin' && axis?.log && value !== null) datum[field] = 10 ** value
    else datum[field] = value
  })
  if (spec.kind === 'box' || data.kind === 'box') datum['x'] = boxLabel(data, i, { columns, words })
  return datum
}

function boxLabel(data: ChartData, i: number, { columns, words }: Pick<ChartScene, 'columns' | 'words'>): string {
  const axis = data.axes.x
  const cell = (field: string) => data.marks[i]?.[data.fields.indexOf(field)] ?? null
  if (!axis) return ''
  if (axis.as === 'category') return placeLabel(axis, cell('x'), columns, words)
  const [from, to] = [cell('x') ?? 0, cell('x2') ?? 0]
  if (axis.as === 'time') return timeText(from, true)
  // A bin of one whole number is that number.
  const whole = axis.step === 1 && columns.find(({ name }) => name === axis.column)?.type === 'int'
  return whole ? words.number(from) : `${words.number(from)} – ${words.number(to)}`
}

const day = 86_400_000

/** There is no half row. */
export const countAxis = { format: ',d', tickMinStep: 1, tickCount: 6 }

export const clicked = ({ marked }: ChartScene) => ({
  name: 'picked',
  select: { type: 'point', fields: ['i'], on: 'click', clear: false },
  ...(marked.mark !== undefined && { value: [{ i: marked.mark }] }),
})

// On small charts Vega forgets on which one a given brush lies: there what it has touched stands out (see `faded`).
const brushed = ({ marked, data }: ChartScene, encodings: readonly string[]) => ({
  name: 'brush',
  select: { type: 'interval', encodings, zoom: false },
  ...(marked.brush && !data.axes.facet && { value: marked.brush }),
})

/** What was chosen stands out: a mark that was clicked, or what a brush on one of small charts has touched. */
export function faded({ data, marked }: ChartScene, opacity: number): Record<string, unknown> {
  const { brush } = marked
  if (brush?.facet === undefined) return { condition: { param: 'picked', empty: true, value: opacity }, value: opacity * 0.3 }
  const touched = (['x', 'y'] as const).flatMap((name) => {
    const range = brush[name]
    if (!range || range.length === 0) return []
    const end = data.fields.includes(`${name}2`) ? `${name}2` : name
    return [`datum.${end} >= ${Math.min(...range)}`, `datum.${name} <= ${Math.max(...range)}`]
  })
  const test = [`datum.f === ${JSON.stringify(brush.facet)}`, ...touched].join(' && ')
  return { condition: { test, value: opacity }, value: opacity * 0.3 }
}

export function params(scene: ChartScene): readonly unknown[] {
  const brush = brushOf(scene.data)
  return [clicked(scene), ...(brush === 'x' ? [brushed(scene, ['x'])] : brush === 'xy' ? [brushed(scene, ['x', 'y'])] : [])]
}

/** The scale and labels of a number or a time; a time's labels are as long as its span needs. */
export function placed({ data }: ChartScene, axis: ChartAxis, fields: readonly [string, string?]): Record<string, unknown> {
  const at = fields.flatMap((field) => (field === undefined ? [] : [data.fields.indexOf(field)]))
  const values = data.marks.flatMap((mark) => at.map((place) => mark[place] ?? 0))
  const [low, high] = values.reduce(([a, b], value) => [Math.min(a, value), Math.max(b, value)], [Infinity, -Infinity])
  if (axis.as === 'time') {
    const span = high - low
    const format = span > 3000 * day ? '%Y' : span > 120 * day ? '%Y-%m' : span > 2 * day ? '%m-%d' : '%H:%M'
    return { type: 'temporal', scale: { type: 'utc', nice: false }, axis: { format, tickCount: 6 } }
  }
  // Ends of bins are the ends of the axis.
  const ends = fields.length > 1 && Number.isFinite(low) ? { domain: [low, high], nice: false } : { zero: false }
  return {
    type: 'quantitative',
    scale: { ...ends, ...(axis.log && { type: 'log' }) },
    axis: { tickCount: 8, ...(axis.log ? { format: '~s' } : (axis.step ?? 0) >= 1 && { tickMinStep: 1 }) },
  }
}

/** Colours in the order of the categories, the others grey. */
export function coloured({ data, columns, words }: ChartScene): Record<string, unknown> {
  const axis = data.axes.colour
  if (!axis || !data.fields.includes('c')) return {}
  if (axis.as !== 'category') {
    const scale = axis.as === 'time' ? { type: 'utc' } : {}
    return {
      color: { field: 'c', title: axis.column, type: axis.as === 'time' ? 'temporal' : 'quantitative', scale: { ...scale, range: 'ramp' } },
    }
  }
  const labels = axisLabels(axis, columns, words)
  return { color: { field: 'c', type: 'nominal', title: axis.column, sort: labels, scale: { domain: labels } } }
}

export const isFigure = ({ data }: ChartScene) => data.fields.includes('v')

export function figureTitle({ spec, words }: ChartScene, column: string | null): string {
  return column === null || spec.aggregate === 'count' ? words.rows : words.figure(spec.aggregate, column)
}

export function told(
  { data, words, spec }: ChartScene,
  figure: string | null = spec.y,
): { field: string; title: string; type: string; format?: string }[] {
  const { x, y, colour, facet } = data.axes
  const named = (axis: ChartAxis | undefined, field: string) => {
    if (!axis || !data.fields.includes(field)) return []
    const ends = data.fields.includes(`${field}2`)
    const type = axis.as === 'category' ? 'nominal' : axis.as === 'time' ? 'temporal' : 'quantitative'
    const format = axis.as === 'time' ? { format: '%Y-%m-%d %H:%M' } : {}
    return [
      { field, title: ends ? `${axis.column}, ${words.from}` : axis.column, type, ...format },
      ...(ends ? [{ field: `${field}2`, title: words.to, type, ...format }] : []),
    ]
  }
  return [
    ...named(x, 'x'),
    ...named(y, 'y'),
    ...named(colour, 'c'),
    ...named(facet, 'f'),
    ...(data.fields.includes('v')
      ? [{ field: 'v', title: figureTitle({ spec, words } as ChartScene, figure), type: 'quantitative', format: ',.4~f' }]
      : []),
    ...(data.fields.includes('n') ? [{ field: 'n', title: words.rows, type: 'quantitative', format: ',d' }] : []),
  ]
}

export const nothing: VegaSpec = { mark: 'point' }
