import { describe, expect, it } from 'vitest'
import { specTable } from './spec-table.ts'

describe('specTable', () => {
  it('takes the values of the spec', () => {
    expect(specTable({ data: { values: [{ a: 1 }, { a: 2, b: 'x' }] } })).toEqual({
      columns: ['a', 'b'],
      rows: [{ a: 1 }, { a: 2, b: 'x' }],
      headings: {},
    })
  })
  it('joins the values of layers and of a facet', () => {
    const layer = { data: { values: [{ x: 1 }] } }
    expect(specTable({ layer: [layer, { mark: 'rule', data: { values: [{ y: 3 }] } }] })).toEqual({
      columns: ['x', 'y'],
      rows: [{ x: 1 }, { y: 3 }],
      headings: {},
    })
    expect(specTable({ facet: {}, spec: layer }).rows).toEqual([{ x: 1 }])
  })
  it('wraps plain numbers, and finds nothing in data by name', () => {
    expect(specTable({ data: { values: [4, 5] } }).rows).toEqual([{ value: 4 }, { value: 5 }])
    expect(specTable({ data: { name: 'later' } })).toEqual({ columns: [], rows: [], headings: {} })
  })
  it('keeps to the columns that the chart names, and to the rows that have them', () => {
    const marks = { data: { values: [{ x: 1, mark: 'low' }] } }
    const points = { data: { values: [{ x: 2, score: 0.5, hidden: 1 }] } }
    const headings = { score: 'AUC', x: 'Rows' }
    expect(specTable({ usermeta: { columns: headings }, layer: [points, marks] })).toEqual({
      columns: ['score', 'x'],
      rows: [{ x: 2, score: 0.5, hidden: 1 }],
      headings,
    })
  })
})
