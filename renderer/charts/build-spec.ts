import type { ChartAxis, ChartData, ChartSpec } from '../../engine/protocol/chart.ts'
import type { TableColumn } from '../../engine/protocol/table.ts'
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
}

/** What a chart listens to: a drag over the plane or along one axis chooses rows. */
export type Brush = 'x' | 'xy' | null

const schema = 'https://vega.github.io/schema/vega-lite/v6.json'
const day = 86_400_000

/** The Vega-Lite spec of a chart with its data inside; each datum carries the place of its mark as `i`. */
export function buildSpec(scene: ChartScene): VegaSpec {
  const { data } = scene
  const body = bodyOf(scene)
  const values = data.marks.map((_, i) => datumOf(scene, i))
  const facet = data.axes.facet
  if (!facet) return { $schema: schema, data: { values }, ...body }
  const labels = axisLabels(facet, scene.columns, scene.words)
  const across = Math.min(labels.length, Math.max(1, Math.floor(scene.width / 240)))
  const down = Math.ceil(labels.length / across)
  const width = Math.max(90, Math.floor(scene.width / across) - 62)
  const height = Math.max(70, Math.floor(scene.height / down) - 66)
  return {
    $schema: schema,
    data: { values },
    columns: across,
    spacing: { row: 18, column: 22 },
    facet: { field: 'f', type: 'nominal', sort: labels, header: { title: null, labelAnchor: 'start', labelLimit: width } },
    spec: { width, height, ...body },
  }
}

/** Which brush suits a chart: none over small charts, whose axes are not the whole. */
export function brushOf({ kind, axes }: ChartData): Brush {
  if (axes.facet || !axes.x) return null
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
  return `${words.number(from)} – ${words.number(to)}`
}

function bodyOf(scene: ChartScene): VegaSpec {
  switch (scene.data.kind) {
    case 'histogram':
      return bins(scene)
    case 'bar':
      return scene.data.axes.x?.as === 'category' ? bars(scene) : bins(scene)
    case 'line':
      return line(scene)
    case 'box':
      return boxes(scene)
    case 'scatter':
      return points(scene)
    case 'hexbin':
      return hexagons(scene)
    case 'heatmap':
      return heat(scene)
    case 'mosaic':
      return mosaic(scene)
    case 'correlation':
      return correlations(scene)
    case 'missing':
      return missing(scene)
  }
}

/** There is no half row. */
const countAxis = { format: ',d', tickMinStep: 1 }
const clicked = { name: 'picked', select: { type: 'point', fields: ['i'], on: 'click', clear: false } }
const brushed = (encodings: readonly string[]) => ({ name: 'brush', select: { type: 'interval', encodings, zoom: false } })
const faded = (opacity: number) => ({ condition: { param: 'picked', empty: true, value: opacity }, value: opacity * 0.3 })

function params(scene: ChartScene): readonly unknown[] {
  const brush = brushOf(scene.data)
  return [clicked, ...(brush === 'x' ? [brushed(['x'])] : brush === 'xy' ? [brushed(['x', 'y'])] : [])]
}

/** The scale and labels of a number or a time; a time's labels are as long as its span needs. */
function placed({ data }: ChartScene, axis: ChartAxis, fields: readonly [string, string?]): Record<string, unknown> {
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
    axis: { tickCount: 8, ...(axis.log && { format: '~s' }) },
  }
}

/** Colours in the order of the categories, the others grey. */
function coloured({ data, columns, words }: ChartScene): Record<string, unknown> {
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

const isFigure = ({ data }: ChartScene) => data.fields.includes('v')

function figureTitle({ spec, words }: ChartScene, column: string | null): string {
  return column === null || spec.aggregate === 'count' ? words.rows : words.figure(spec.aggregate, column)
}

function told(
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

function bins(scene: ChartScene): VegaSpec {
  const x = scene.data.axes.x
  if (!x) return nothing
  if (x.as === 'category') return bars(scene)
  const field = isFigure(scene) ? 'v' : 'n'
  const stacked = scene.data.axes.colour !== undefined && field === 'n'
  const from = isFigure(scene) ? scene.spec.y : null
  const y = { field, type: 'quantitative', title: figureTitle(scene, from), ...(field === 'n' && { axis: countAxis }) }
  return {
    params: params(scene),
    // A rect spans its bin whatever the axis; a bar would lie down over a pair of times.
    mark: { type: stacked ? 'bar' : 'rect', x2Offset: -1, cornerRadius: 0, cornerRadiusEnd: 0, ...(stacked && { orient: 'vertical' }) },
    encoding: {
      x: { field: 'x', title: x.column, ...placed(scene, x, ['x', 'x2']) },
      x2: { field: 'x2' },
      y: { ...y, scale: { zero: true }, ...(stacked && { stack: 'zero' }) },
      ...(!stacked && { y2: { datum: 0 } }),
      ...coloured(scene),
      opacity: faded(0.85),
      tooltip: told(scene),
    },
  }
}

function bars(scene: ChartScene): VegaSpec {
  const { data, columns, words } = scene
  const x = data.axes.x
  if (!x) return nothing
  const field = isFigure(scene) ? 'v' : 'n'
  const labels = axisLabels(x, columns, words)
  const colour = data.axes.colour !== undefined
  const place = { field: 'x', type: 'nominal', sort: labels, title: null, scale: { domain: labels, paddingInner: 0.3, paddingOuter: 0.15 } }
  const figure = {
    field,
    type: 'quantitative',
    title: figureTitle(scene, isFigure(scene) ? scene.spec.y : null),
    ...(field === 'n' && { axis: countAxis }),
  }
  const bar = {
    params: params(scene),
    mark: { type: 'bar' },
    encoding: {
      ...coloured(scene),
      // Means do not add up: their bars stand beside one another.
      ...(colour && field === 'v' && { yOffset: { field: 'c' } }),
      opacity: faded(0.85),
      tooltip: told(scene),
    },
  }
  const text = {
    mark: { type: 'text', align: 'left', dx: 6 },
    encoding: { text: { field, type: 'quantitative', format: field === 'n' ? ',d' : ',.4~g' } },
  }
  return { encoding: { y: place, x: figure }, layer: colour || labels.length > 40 ? [bar] : [bar, text] }
}

function line(scene: ChartScene): VegaSpec {
  const x = scene.data.axes.x
  if (!x) return nothing
  const field = isFigure(scene) ? 'v' : 'n'
  const y = {
    field,
    type: 'quantitative',
    title: figureTitle(scene, isFigure(scene) ? scene.spec.y : null),
    scale: { zero: field === 'n' },
  }
  const shared = { x: { field: 'x', title: x.column, ...placed(scene, x, ['x']) }, y, ...coloured(scene) }
  return {
    layer: [
      { mark: { type: 'line' }, encoding: shared },
      { params: params(scene), mark: { type: 'point', size: 36 }, encoding: { ...shared, opacity: faded(1), tooltip: told(scene) } },
    ],
  }
}

function boxes(scene: ChartScene): VegaSpec {
  const { spec, data, words } = scene
  const order = [...new Set(data.marks.map((_, i) => String(datumOf(scene, i)['x'])))]
  const y = {
    field: 'x',
    type: 'nominal',
    sort: order,
    title: data.axes.x?.as === 'category' ? null : (data.axes.x?.column ?? null),
    scale: { paddingInner: 0.4, paddingOuter: 0.2 },
  }
  const at = (field: string) => ({ field, type: 'quantitative', title: spec.y, scale: { zero: false } })
  const tooltip = [
    ...(data.axes.x ? [{ field: 'x', type: 'nominal', title: data.axes.x.column }] : []),
    ...[
      ['min', 'min'],
      ['low', '5 %'],
      ['q1', words.quarter],
      ['mid', words.median],
      ['q3', words.threeQuarters],
      ['high', '95 %'],
      ['max', 'max'],
    ].map(([field, title]) => ({ field, title, type: 'quantitative', format: ',.4~f' })),
    { field: 'n', type: 'quantitative', title: words.rows, format: ',d' },
  ]
  return {
    encoding: { y },
    layer: [
      { mark: { type: 'rule', strokeDash: [], strokeWidth: 1 }, encoding: { x: at('low'), x2: { field: 'high' } } },
      {
        params: [clicked],
        mark: { type: 'bar', height: { band: 1 } },
        encoding: { x: at('q1'), x2: { field: 'q3' }, opacity: faded(0.85), tooltip },
      },
      { mark: { type: 'tick', thickness: 2, color: { expr: "'white'" } }, encoding: { x: at('mid') } },
      ...['min', 'max'].map((field) => ({ mark: { type: 'point', size: 14 }, encoding: { x: at(field) } })),
    ],
  }
}

function points(scene: ChartScene): VegaSpec {
  const { data } = scene
  const { x, y, size, facet, colour } = data.axes
  if (!x || !y) return nothing
  const tooltip = [...told(scene), ...(size ? [{ field: 's', title: size.column, type: 'quantitative' }] : [])]
  const many = data.marks.length > 5000
  return {
    params: params(scene),
    mark: { type: 'point', size: many ? 8 : 28 },
    encoding: {
      x: { field: 'x', title: x.column, ...placed(scene, x, ['x']) },
      y: { field: 'y', title: y.column, ...placed(scene, y, ['y']) },
      ...coloured(scene),
      ...(size && { size: { field: 's', type: 'quantitative', title: size.column, scale: { range: [10, 240] } } }),
      opacity: faded(many ? 0.4 : 0.8),
      tooltip: facet || colour || size || !many ? tooltip : told(scene),
    },
  }
}

/** Hexagons that fill the plane whatever its shape: their path is reckoned from the steps of both axes, in pixels. */
function hexagons(scene: ChartScene): VegaSpec {
  const { data } = scene
  const { x, y, colour, facet } = data.axes
  if (!x?.step || !y?.step) return nothing
  const field = isFigure(scene) ? 'v' : 'n'
  const across = reach(scene, 'x', x.step)
  const down = reach(scene, 'y', y.step)
  const [w, h] = facet ? ['child_width', 'child_height'] : ['width', 'height']
  const half = `(${w} * ${(x.step / (across.to - across.from)).toPrecision(8)} / 2)`
  const radius = `(${h} * ${(y.step / (down.to - down.from)).toPrecision(8)} * 2 / 3)`
  const corner = (a: string, b: string) => `(${a}) + ',' + (${b})`
  const path = [
    `'M' + ${corner('0', `-${radius}`)}`,
    `'L' + ${corner(half, `-${radius} / 2`)}`,
    `'L' + ${corner(half, `${radius} / 2`)}`,
    `'L' + ${corner('0', radius)}`,
    `'L' + ${corner(`-${half}`, `${radius} / 2`)}`,
    `'L' + ${corner(`-${half}`, `-${radius} / 2`)} + 'Z'`,
  ].join(' + ')
  const scaled = (axis: ChartAxis, { from, to }: { from: number; to: number }) => {
    const domain = axis.log ? [10 ** from, 10 ** to] : [from, to]
    const shown = placed(scene, axis, [axis === x ? 'x' : 'y'])
    const own = shown['scale'] as Record<string, unknown>
    const { zero: _zero, ...scale } = own
    return { ...shown, scale: { ...scale, domain, nice: false } }
  }
  return {
    params: params(scene),
    // A custom path is scaled by half the root of its size.
    mark: { type: 'point', shape: { expr: path }, size: 4, filled: true, stroke: null },
    encoding: {
      x: { field: 'x', title: x.column, ...scaled(x, across) },
      y: { field: 'y', title: y.column, ...scaled(y, down) },
      color: {
        field,
        type: 'quantitative',
        title: figureTitle(scene, isFigure(scene) ? (colour?.column ?? null) : null),
        scale: { range: 'ramp', ...(field === 'n' && { type: 'sqrt' }) },
      },
      opacity: faded(1),
      tooltip: told(scene, colour?.column ?? null),
    },
  }
}

function reach({ data }: ChartScene, field: 'x' | 'y', step: number): { from: number; to: number } {
  const at = data.fields.indexOf(field)
  const values = data.marks.map((mark) => mark[at] ?? 0)
  return { from: Math.min(...values) - step, to: Math.max(...values) + step }
}

function heat(scene: ChartScene): VegaSpec {
  const { data, columns, words } = scene
  const { x, y, colour } = data.axes
  if (!x || !y) return nothing
  const field = isFigure(scene) ? 'v' : 'n'
  const side = (axis: ChartAxis, name: 'x' | 'y'): Record<string, unknown> => {
    if (axis.as !== 'category')
      return {
        [name]: { field: name, title: axis.column, ...placed(scene, axis, [name, `${name}2`]) },
        [`${name}2`]: { field: `${name}2` },
      }
    const labels = axisLabels(axis, columns, words)
    return { [name]: { field: name, type: 'nominal', title: axis.column, sort: labels, axis: { labelAngle: 0, labelOverlap: true } } }
  }
  return {
    params: params(scene),
    mark: { type: 'rect' },
    encoding: {
      ...side(x, 'x'),
      ...side(y, 'y'),
      color: {
        field,
        type: 'quantitative',
        title: figureTitle(scene, isFigure(scene) ? (colour?.column ?? null) : null),
        scale: { range: 'ramp' },
      },
      opacity: faded(1),
      tooltip: told(scene, colour?.column ?? null),
    },
  }
}

/** Widths are shares of x, heights the shares of y within it. */
function mosaic(scene: ChartScene): VegaSpec {
  const { data, columns, words } = scene
  const { x, y } = data.axes
  if (!x || !y) return nothing
  const labels = axisLabels(y, columns, words)
  return {
    transform: [
      { joinaggregate: [{ op: 'sum', field: 'n', as: 'all' }] },
      { joinaggregate: [{ op: 'sum', field: 'n', as: 'wide' }], groupby: ['x'] },
      { calculate: 'datum.n / datum.wide', as: 'share' },
      { stack: 'share', as: ['y0', 'y1'], groupby: ['x'], sort: [{ field: 'i', order: 'ascending' }] },
      // Each row counts once along the width: the rows of a column of the mosaic are counted with its first piece.
      { window: [{ op: 'row_number', as: 'piece' }], groupby: ['x'] },
      { calculate: 'datum.piece === 1 ? datum.wide / datum.all : 0', as: 'step' },
      { window: [{ op: 'sum', field: 'step', as: 'x1' }], sort: [{ field: 'i', order: 'ascending' }] },
      { calculate: 'datum.x1 - datum.wide / datum.all', as: 'x0' },
      { calculate: '(datum.x0 + datum.x1) / 2', as: 'xm' },
    ],
    layer: [
      {
        params: [clicked],
        mark: { type: 'rect', xOffset: 1, x2Offset: -1, yOffset: -1, y2Offset: 1 },
        encoding: {
          x: {
            field: 'x0',
            type: 'quantitative',
            title: x.column,
            axis: { labels: false, grid: false },
            scale: { domain: [0, 1], nice: false },
          },
          x2: { field: 'x1' },
          y: { field: 'y0', type: 'quantitative', title: words.share, axis: { format: '.0%' }, scale: { domain: [0, 1], nice: false } },
          y2: { field: 'y1' },
          color: { field: 'y', type: 'nominal', title: y.column, sort: labels, scale: { domain: labels } },
          opacity: faded(0.85),
          tooltip: [
            { field: 'x', type: 'nominal', title: x.column },
            { field: 'y', type: 'nominal', title: y.column },
            { field: 'n', type: 'quantitative', title: words.rows, format: ',d' },
            { field: 'share', type: 'quantitative', title: words.share, format: '.1%' },
          ],
        },
      },
      {
        transform: [{ filter: 'datum.piece === 1 && datum.wide / datum.all > 0.04' }],
        mark: { type: 'text', baseline: 'top', dy: 6, limit: 90 },
        encoding: { x: { field: 'xm', type: 'quantitative' }, y: { value: { expr: 'height' } }, text: { field: 'x', type: 'nominal' } },
      },
    ],
  }
}

function correlations({ data, words }: ChartScene): VegaSpec {
  const names = data.columns ?? []
  const side = { type: 'nominal', sort: names, title: null, scale: { paddingInner: 0.04 } }
  const tooltip = [
    { field: 'x', type: 'nominal', title: '' },
    { field: 'y', type: 'nominal', title: '' },
    { field: 'v', type: 'quantitative', title: words.figure('correlation', ''), format: '+.3f' },
  ]
  return {
    encoding: { x: { field: 'x', ...side, axis: { labelAngle: names.length > 8 ? -45 : 0, labelLimit: 90 } }, y: { field: 'y', ...side } },
    layer: [
      {
        params: [clicked],
        mark: { type: 'rect' },
        encoding: { color: { field: 'v', type: 'quantitative', title: null, scale: { domain: [-1, 0, 1], range: 'diverging' } }, tooltip },
      },
      ...(names.length <= 12
        ? [
            {
              mark: { type: 'text' },
              encoding: {
                text: { field: 'v', type: 'quantitative', format: '.2f' },
                opacity: { condition: { test: 'datum.x === datum.y', value: 0.3 }, value: 1 },
              },
            },
          ]
        : []),
    ],
  }
}

function missing({ data, words }: ChartScene): VegaSpec {
  return {
    params: [clicked],
    mark: { type: 'rect', xOffset: 0.5 },
    encoding: {
      x: {
        field: 'x',
        type: 'nominal',
        sort: data.columns ?? [],
        title: null,
        axis: { orient: 'top', labelAngle: -45, labelLimit: 110, domain: false },
      },
      y: {
        field: 'y',
        type: 'quantitative',
        title: words.rows,
        scale: { reverse: true, nice: false, domain: [0, data.rows] },
        axis: { format: ',d' },
      },
      y2: { field: 'y2' },
      color: { field: 'v', type: 'quantitative', title: words.share, legend: { format: '.0%' }, scale: { domain: [0, 1], range: 'ramp' } },
      tooltip: [
        { field: 'x', type: 'nominal', title: '' },
        { field: 'y', type: 'quantitative', title: words.from, format: ',d' },
        { field: 'y2', type: 'quantitative', title: words.to, format: ',d' },
        { field: 'v', type: 'quantitative', title: words.share, format: '.1%' },
      ],
    },
  }
}

const nothing: VegaSpec = { mark: 'point' }
