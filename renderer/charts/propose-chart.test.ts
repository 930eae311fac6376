import { describe, expect, it } from 'vitest'
import type { TableColumn } from '../../engine/protocol/table.ts'
import { chosenColumns, firstChart, offeredCharts, proposeChart } from './propose-chart.ts'

const columns: TableColumn[] = [
  { name: 'id', type: 'int', role: 'id' },
  { name: 'age', type: 'int' },
  { name: 'income', type: 'float' },
  { name: 'region', type: 'text' },
  { name: 'member', type: 'bool' },
  { name: 'day', type: 'date' },
  { name: 'tags', type: 'list<text>' },
]
const of = (...names: string[]) => names.map((name) => columns.find((column) => column.name === name) as TableColumn)

describe('proposeChart', () => {
  it.each([
    [['age'], { kind: 'histogram', x: 'age' }],
    [['day'], { kind: 'histogram', x: 'day' }],
    [['region'], { kind: 'bar', x: 'region', y: null, aggregate: 'count' }],
    [['member'], { kind: 'bar', x: 'member' }],
    [['age', 'income'], { kind: 'scatter', x: 'age', y: 'income' }],
    [['income', 'region'], { kind: 'box', x: 'region', y: 'income' }],
    [['income', 'day'], { kind: 'line', x: 'day', y: 'income', aggregate: 'mean' }],
    [['region', 'day'], { kind: 'histogram', x: 'day', colour: 'region' }],
    [['region', 'member'], { kind: 'mosaic', x: 'region', y: 'member' }],
    [['age', 'income', 'region'], { kind: 'scatter', x: 'age', y: 'income', colour: 'region' }],
    [['region', 'member', 'age'], { kind: 'heatmap', x: 'region', y: 'member', colour: 'age', aggregate: 'mean' }],
    [['day', 'income', 'region'], { kind: 'line', x: 'day', y: 'income', colour: 'region' }],
  ])('of %j is what suits their types', (names, wanted) => {
    expect(proposeChart(of(...names), columns)).toMatchObject(wanted)
  })
  it('shows what is missing where nothing else can be shown', () => {
    expect(proposeChart(of('tags'), columns).kind).toBe('correlation')
    expect(proposeChart([], [{ name: 'tags', type: 'list<text>' }]).kind).toBe('missing')
  })
})

describe('offeredCharts', () => {
  it('offers every kind that can show the columns', () => {
    expect([...offeredCharts(of('region'), columns).keys()]).toEqual(['bar', 'correlation', 'missing'])
    expect([...offeredCharts(of('age', 'income'), columns).keys()]).toEqual([
      'histogram',
      'bar',
      'box',
      'line',
      'scatter',
      'hexbin',
      'heatmap',
      'correlation',
      'missing',
    ])
  })
  it('keeps the columns whatever the kind', () => {
    for (const [kind, spec] of offeredCharts(of('income', 'region'), columns)) {
      if (kind === 'correlation' || kind === 'missing') continue
      expect(
        chosenColumns(spec, columns)
          .map(({ name }) => name)
          .toSorted(),
      ).toEqual(['income', 'region'])
    }
  })
})

describe('firstChart', () => {
  it('leaves ids out, and takes the target when there is one', () => {
    expect(firstChart(columns, [])).toMatchObject({ kind: 'histogram', x: 'age' })
    expect(firstChart([...columns, { name: 'y', type: 'text', role: 'target' }], [])).toMatchObject({ kind: 'bar', x: 'y' })
  })
  it('passes over a text whose values all differ, unless there is nothing else', () => {
    const code = { name: 'code', type: 'text' } as const
    const statistics = [{ name: 'code', rows: 100, missing: 0, distinct: 100, min: 'a', max: 'z', mean: null }]
    expect(firstChart([code, ...columns], statistics).x).toBe('age')
    expect(firstChart([code], statistics)).toMatchObject({ kind: 'bar', x: 'code' })
  })
})
