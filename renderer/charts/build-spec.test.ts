import { compile } from 'vega-lite'
import { describe, expect, it } from 'vitest'
import type { ChartAxis, ChartData, ChartSpec } from '../../engine/protocol/chart.ts'
import type { TableColumn } from '../../engine/protocol/table.ts'
import { buildSpec } from './build-spec.ts'
import { proposeChart } from './propose-chart.ts'
import { brushOf, datumOf, type ChartScene } from './spec-parts.ts'

const columns: TableColumn[] = [
  { name: 'a.b[0]', type: 'int' },
  { name: 'kind', type: 'text' },
  { name: 'sure', type: 'bool' },
  { name: 'day', type: 'date' },
]
const words: ChartScene['words'] = {
  rows: 'rows',
  yes: 'yes',
  no: 'no',
  share: 'share',
  others: (count) => `others (${count})`,
  figure: (aggregate, column) => `${aggregate} of ${column}`,
  from: 'from',
  to: 'to',
  median: 'median',
  boxes: '(box)',
  quarter: 'a quarter',
  threeQuarters: 'three quarters',
  number: String,
}
const base = { rows: 9, of: 9, left: 0 }
const number: ChartAxis = { column: 'a.b[0]', as: 'number', log: false, step: 5 }
const kind: ChartAxis = { column: 'kind', as: 'category', log: false, values: ['x', ''], others: 3 }
const sure: ChartAxis = { column: 'sure', as: 'category', log: false, values: ['true', 'false'] }
const day: ChartAxis = { column: 'day', as: 'time', log: false, unit: 'month' }
const may = Date.UTC(2024, 4, 1)

const charts: Readonly<Record<string, ChartData>> = {
  histogram: { ...base, kind: 'histogram', axes: { x: number, colour: kind }, fields: ['x', 'x2', 'c', 'n'], marks: [[0, 5, 0, 4]] },
  'histogram of times': { ...base, kind: 'histogram', axes: { x: day }, fields: ['x', 'x2', 'n'], marks: [[may, may + 31 * 864e5, 4]] },
  'histogram in facets': {
    ...base,
    kind: 'histogram',
    axes: { x: number, facet: sure },
    fields: ['x', 'x2', 'f', 'n'],
    marks: [[0, 5, 1, 4]],
  },
  bar: {
    ...base,
    kind: 'bar',
    axes: { x: kind },
    fields: ['x', 'n'],
    marks: [
      [0, 4],
      [1, 3],
      [2, 2],
    ],
  },
  line: {
    ...base,
    kind: 'line',
    axes: { x: day, colour: sure },
    fields: ['x', 'x2', 'c', 'n', 'v'],
    marks: [[may, may + 864e5, 0, 2, 1.5]],
  },
  box: {
    ...base,
    kind: 'box',
    axes: { x: number },
    fields: ['x', 'x2', 'n', 'min', 'low', 'q1', 'mid', 'q3', 'high', 'max'],
    marks: [[0, 5, 9, 1, 2, 3, 4, 5, 6, 7]],
  },
  scatter: {
    ...base,
    kind: 'scatter',
    axes: { x: number, y: day, colour: kind, size: number },
    fields: ['x', 'y', 's', 'c'],
    marks: [[1, may, 2, 0]],
  },
  hexbin: { ...base, kind: 'hexbin', axes: { x: { ...number, log: true }, y: number }, fields: ['x', 'y', 'n'], marks: [[2, 10, 9]] },
  heatmap: { ...base, kind: 'heatmap', axes: { x: kind, y: number }, fields: ['x', 'y', 'y2', 'n', 'v'], marks: [[0, 0, 5, 9, 1]] },
  mosaic: { ...base, kind: 'mosaic', axes: { x: kind, y: sure }, fields: ['x', 'y', 'n'], marks: [[0, 0, 9]] },
  correlation: { ...base, kind: 'correlation', axes: {}, fields: ['x', 'y', 'v'], marks: [[0, 0, 1]], columns: ['a.b[0]'] },
  missing: { ...base, kind: 'missing', axes: {}, fields: ['x', 'y', 'y2', 'v'], marks: [[0, 0, 9, 0.5]], columns: ['a.b[0]'] },
}
const specOf = (data: ChartData): ChartSpec => ({
  ...proposeChart(columns.slice(0, 1), columns),
  kind: data.kind,
  y: 'a.b[0]',
  aggregate: 'mean',
})
const sceneOf = (data: ChartData): ChartScene => ({ spec: specOf(data), data, columns, words, width: 600, height: 300, marked: {} })

describe('buildSpec', () => {
  it.each(Object.entries(charts))('of a %s is read by Vega-Lite without a complaint', (_, data) => {
    const said: string[] = []
    const say = (...texts: readonly unknown[]) => void said.push(texts.join(' '))
    const logger = {
      level: () => logger,
      error: (...texts: unknown[]) => (say(...texts), logger),
      warn: (...texts: unknown[]) => (say(...texts), logger),
      info: () => logger,
      debug: () => logger,
    }
    const built = buildSpec(sceneOf(data))
    const { spec } = compile(built as unknown as Parameters<typeof compile>[0], { logger: logger as never })
    expect(spec.marks?.length).toBeGreaterThan(0)
    expect(said).toEqual([])
    // A name with signs of Vega's own is a title only.
    expect(JSON.stringify(built).match(/"field":"a/)).toBeNull()
  })
  it('says what stands at a place in words', () => {
    const bar = sceneOf(charts['bar'] as ChartData)
    expect([0, 1, 2].map((i) => datumOf(bar, i)['x'])).toEqual(['x', '“”', 'others (3)'])
    expect(datumOf(sceneOf(charts['histogram in facets'] as ChartData), 0)).toMatchObject({ i: 0, f: 'no', n: 4 })
    expect(datumOf(sceneOf(charts['hexbin'] as ChartData), 0)).toMatchObject({ x: 100, y: 10 })
    expect(datumOf(sceneOf(charts['box'] as ChartData), 0)['x']).toBe('0 – 5')
  })
  it('writes the title of the axis up once over small charts', () => {
    const built = buildSpec(sceneOf(charts['histogram in facets'] as ChartData))
    expect(built['title']).toMatchObject({ text: 'rows' })
    expect(built['spec']).toMatchObject({ encoding: { y: { title: null } } })
  })
  it('brushes along an axis or over the plane, on one of small charts', () => {
    expect(Object.values(charts).map(brushOf)).toEqual(['x', 'x', 'x', null, 'x', null, 'xy', 'xy', 'xy', null, null, null])
  })
  it('shows what a brush on small charts has touched, and knows the chart it lies on', () => {
    const scene = { ...sceneOf(charts['histogram in facets'] as ChartData), marked: { brush: { x: [1, 2], facet: 'no' } } }
    const built = buildSpec(scene)
    expect(JSON.stringify(built)).not.toContain('"value":{"x"')
    const opacity = { condition: { test: 'datum.f === "no" && datum.x2 >= 1 && datum.x <= 2', value: 0.85 } }
    expect(built['spec']).toMatchObject({ encoding: { opacity } })
    const { spec } = compile(built as unknown as Parameters<typeof compile>[0])
    // The unit of a brush ends in the name of its small chart, which the drawing reads.
    expect(JSON.stringify(spec)).toContain("'__facet_facet_' + (facet[")
  })
  it('draws again what was chosen', () => {
    const scene = { ...sceneOf(charts['histogram of times'] as ChartData), marked: { mark: 0, brush: { x: [1, 2] } } }
    expect(buildSpec(scene)['params']).toMatchObject([{ value: [{ i: 0 }] }, { value: { x: [1, 2] } }])
  })
})
