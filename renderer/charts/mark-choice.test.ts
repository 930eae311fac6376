import { describe, expect, it } from 'vitest'
import type { ChartAxis, ChartData } from '../../engine/protocol/chart.ts'
import type { TableColumn } from '../../engine/protocol/table.ts'
import { rowsOfBrush, rowsOfMark } from './mark-choice.ts'

const columns: TableColumn[] = [
  { name: 'size', type: 'float' },
  { name: 'age', type: 'int' },
  { name: 'town', type: 'text' },
  { name: 'sure', type: 'bool' },
  { name: 'day', type: 'date' },
  { name: 'at', type: 'timestamp' },
  { name: 'odd] name', type: 'float' },
]
const chart = (given: Partial<ChartData>): ChartData => ({
  kind: 'histogram',
  rows: 9,
  of: 9,
  left: 0,
  axes: {},
  fields: [],
  marks: [],
  ...given,
})
const number = (column: string, log = false) => ({ column, as: 'number', log, step: 10 }) as const
const town: ChartAxis = { column: 'town', as: 'category', log: false, values: ['Lyon', 'Paris'], others: 4 }
const all = (...conditions: unknown[]) => ({ conditions: { all: conditions }, formula: '' })

describe('rowsOfMark', () => {
  it('takes a bin without its end, and the values of colour and small chart', () => {
    const data = chart({
      axes: { x: number('age'), colour: town, facet: { column: 'sure', as: 'category', log: false, values: ['true', 'false'] } },
      fields: ['x', 'x2', 'c', 'f', 'n'],
    })
    expect(rowsOfMark(data, [20, 30, 0, 1, 5], columns)).toEqual(
      all(
        { column: 'age', is: 'greater-or-equal', value: 20 },
        { column: 'age', is: 'less', value: 30 },
        { column: 'town', is: 'equal', value: 'Lyon' },
        { column: 'sure', is: 'is-false' },
      ),
    )
  })
  it('takes the others as what is none of the values shown', () => {
    const data = chart({ kind: 'bar', axes: { x: town }, fields: ['x', 'n'] })
    expect(rowsOfMark(data, [2, 5], columns)).toEqual(all({ column: 'town', is: 'none-of', values: ['Lyon', 'Paris'] }))
  })
  it('writes times as conditions do', () => {
    const [from, to] = [Date.UTC(2024, 1, 1), Date.UTC(2024, 2, 1)]
    const of = (column: string) => chart({ axes: { x: { column, as: 'time', log: false, unit: 'month' } }, fields: ['x', 'x2', 'n'] })
    expect(rowsOfMark(of('day'), [from, to, 1], columns)?.conditions.all.map(({ value }) => value)).toEqual(['2024-02-01', '2024-03-01'])
    expect(rowsOfMark(of('at'), [from + 500, to, 1], columns)?.conditions.all[0]?.value).toBe('2024-02-01 00:00:00.500')
  })
  it('takes a point by its values, a missing stripe by its column, a correlation not at all', () => {
    const point = chart({ kind: 'scatter', axes: { x: number('age'), y: number('size'), size: number('age') }, fields: ['x', 'y', 's'] })
    expect(rowsOfMark(point, [30, 0.1, 30], columns)).toEqual(
      all({ column: 'age', is: 'equal', value: 30 }, { column: 'size', is: 'equal', value: 0.1 }),
    )
    const missing = chart({ kind: 'missing', columns: ['age', 'town'], fields: ['x', 'y', 'y2', 'v'] })
    expect(rowsOfMark(missing, [1, 0, 3, 0.5], columns)).toEqual(all({ column: 'town', is: 'is-missing' }))
    expect(rowsOfMark(chart({ kind: 'correlation', columns: ['age', 'size'], fields: ['x', 'y', 'v'] }), [0, 1, 0.5], columns)).toBeNull()
  })
  it('puts a hexagon as a formula between its three pairs of sides', () => {
    const data = chart({ kind: 'hexbin', axes: { x: number('odd] name', true), y: number('age') }, fields: ['x', 'y', 'odd', 'n'] })
    const found = rowsOfMark(data, [2, -5, 1, 7], columns)
    expect(found?.conditions.all).toEqual([])
    expect(found?.formula).toContain('2*((LOG10([odd]] name]) - 2) / 10) >= -1')
    expect(found?.formula).toContain('(1.5*(([age] + 5) / 10) + ((LOG10([odd]] name]) - 2) / 10)) < 1')
  })
})

describe('rowsOfBrush', () => {
  const bins = chart({
    axes: { x: number('age') },
    fields: ['x', 'x2', 'n'],
    marks: [
      [10, 20, 1],
      [20, 30, 1],
      [30, 40, 1],
    ],
  })
  it('takes the small chart that the brush lies on', () => {
    const data = chart({
      axes: { x: number('age'), facet: { ...town, column: 'town' } },
      fields: ['x', 'x2', 'f', 'n'],
      marks: [
        [20, 30, 0, 4],
        [30, 40, 1, 4],
      ],
    })
    expect(rowsOfBrush(data, { x: [22, 28], facet: 0 }, columns)).toEqual(
      all(
        { column: 'age', is: 'greater-or-equal', value: 20 },
        { column: 'age', is: 'less', value: 30 },
        { column: 'town', is: 'equal', value: 'Lyon' },
      ),
    )
    expect(rowsOfBrush(data, { x: [22, 28], facet: 2 }, columns)?.conditions.all.at(-1)).toEqual({
      column: 'town',
      is: 'none-of',
      values: ['Lyon', 'Paris'],
    })
  })
  it('reaches to the edges of the bins it touches', () => {
    expect(rowsOfBrush(bins, { x: [27.3, 12.1] }, columns)).toEqual(
      all({ column: 'age', is: 'greater-or-equal', value: 10 }, { column: 'age', is: 'less', value: 30 }),
    )
    expect(rowsOfBrush(bins, { x: [50, 60] }, columns)).toBeNull()
  })
  it('rounds places of points to what a hand can mean', () => {
    const points = chart({ kind: 'scatter', axes: { x: number('size'), y: number('age') }, fields: ['x', 'y'] })
    expect(
      rowsOfBrush(points, { x: [0.123456, 0.987654], y: [1000.123, 2000.456] }, columns)?.conditions.all.map(({ value }) => value),
    ).toEqual([0.1235, 0.9877, 1000, 2000])
  })
  it('takes categories that it touches', () => {
    const heat = chart({ kind: 'heatmap', axes: { x: town, y: number('age') }, fields: ['x', 'y', 'y2', 'n'], marks: [[0, 10, 20, 1]] })
    expect(rowsOfBrush(heat, { x: [0, 1] }, columns)).toEqual(all({ column: 'town', is: 'one-of', values: ['Lyon', 'Paris'] }))
    expect(rowsOfBrush(heat, { x: [1, 2] }, columns)).toEqual(all({ column: 'town', is: 'none-of', values: ['Lyon'] }))
  })
})
