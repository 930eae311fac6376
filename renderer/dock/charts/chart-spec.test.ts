import { describe, expect, it } from 'vitest'
import type { TableColumn } from '../../../engine/protocol/table.ts'
import { buildChart, type ChartSource } from './chart-spec.ts'

const columns: TableColumn[] = [
  { name: 'a.b[0]', type: 'int' },
  { name: 'size', type: 'float' },
  { name: 'kind', type: 'text' },
  { name: 'day', type: 'date' },
]
const base = { rows: 10, missing: 1, distinct: 3, mean: null }
const source: ChartSource = {
  columns,
  rowsWord: 'rows',
  truth: { yes: 'yes', no: 'no' },
  statistics: [
    { ...base, name: 'a.b[0]', min: 0, max: 10, histogram: [4, 5], quantiles: { p05: 0, p25: 2, p50: 5, p75: 8, p95: 10 } },
    {
      ...base,
      name: 'kind',
      min: null,
      max: null,
      top: [
        { value: 'x', rows: 6 },
        { value: 'y', rows: 3 },
      ],
    },
    { ...base, name: 'day', min: '2024-01-01', max: '2024-01-03', histogram: [1, 1] },
  ],
  rows: [
    [1, 0.5, 'x', '2024-01-01'],
    [2, null, 'y', '2024-01-02'],
    [3, 1.5, null, '2024-01-03'],
  ],
}
interface Values {
  readonly data: { readonly values: readonly Record<string, unknown>[] }
}

const valuesOf = (chart: { readonly spec: unknown } | null | undefined) => (chart as { readonly spec: Values }).spec
const choice = { kind: 'histogram', x: 'a.b[0]', y: null, colour: null } as const

describe('buildChart', () => {
  it('draws a histogram from the statistics of all rows, with names that Vega would misread as titles only', () => {
    const chart = buildChart(choice, source)
    expect(valuesOf(chart).data.values).toEqual([
      { from: 0, to: 5, rows: 4 },
      { from: 5, to: 10, rows: 5 },
    ])
    expect(chart?.left).toBe(1)
    expect(chart?.summary.en).toBe('a.b[0] from 0 to 10; half of the rows lie between 2 and 8')
    expect(JSON.stringify(chart?.spec).match(/"field":"a/)).toBeNull()
  })
  it('bins dates in time', () => {
    const chart = buildChart({ ...choice, x: 'day' }, source)
    expect(valuesOf(chart).data.values[0]).toEqual({ from: Date.UTC(2024, 0, 1), to: Date.UTC(2024, 0, 2), rows: 1 })
  })
  it('draws the most frequent values with their shares', () => {
    const chart = buildChart({ ...choice, kind: 'bar', x: 'kind' }, source)
    expect(valuesOf(chart).data.values[0]).toEqual({ value: 'x', rows: 6, share: 6 / 9 })
    expect(chart?.summary.fr).toContain('la plus fréquente x avec 66,7')
  })
  it('draws single rows, and counts those that it leaves out', () => {
    const chart = buildChart({ kind: 'scatter', x: 'a.b[0]', y: 'size', colour: null }, source)
    expect(valuesOf(chart).data.values).toEqual([
      { x: 1, y: 0.5 },
      { x: 3, y: 1.5 },
    ])
    expect(chart?.left).toBe(1)
    const coloured = buildChart({ kind: 'line', x: 'day', y: 'size', colour: 'kind' }, source)
    expect(valuesOf(coloured).data.values).toEqual([{ x: Date.UTC(2024, 0, 1), y: 0.5, c: 'x' }])
  })
  it('draws nothing without its columns', () => {
    expect(buildChart({ ...choice, x: 'gone' }, source)).toBeNull()
    expect(buildChart({ kind: 'scatter', x: null, y: 'size', colour: null }, source)).toBeNull()
    expect(buildChart({ kind: 'box', x: null, y: 'size', colour: null }, source)?.left).toBe(1)
  })
})
