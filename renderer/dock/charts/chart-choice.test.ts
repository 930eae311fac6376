import { describe, expect, it } from 'vitest'
import type { TableColumn } from '../../../engine/protocol/table.ts'
import { firstChoice, settled, slotColumns } from './chart-choice.ts'

const columns: TableColumn[] = [
  { name: 'id', type: 'int', role: 'id' },
  { name: 'age', type: 'int' },
  { name: 'income', type: 'float' },
  { name: 'region', type: 'text' },
  { name: 'day', type: 'date' },
]

describe('firstChoice', () => {
  it('leaves ids out, and takes the target when there is one', () => {
    expect(firstChoice(columns)).toEqual({ kind: 'histogram', x: 'age', y: null, colour: null })
    expect(firstChoice([...columns, { name: 'y', type: 'text', role: 'target' }])).toEqual({ kind: 'bar', x: 'y', y: null, colour: null })
    expect(firstChoice([]).x).toBeNull()
  })
  it('passes over a text whose values all differ, unless there is nothing else', () => {
    const code = { name: 'code', type: 'text' } as const
    const statistics = [{ name: 'code', rows: 100, missing: 0, distinct: 100, min: 'a', max: 'z', mean: null }]
    expect(firstChoice([code, ...columns], statistics).x).toBe(firstChoice(columns).x)
    expect(firstChoice([code], statistics)).toMatchObject({ kind: 'bar', x: 'code' })
  })
})

describe('settled', () => {
  it('fills slots with columns that fit, each once', () => {
    expect(settled({ kind: 'scatter', x: 'region', y: null, colour: null }, columns)).toEqual({
      kind: 'scatter',
      x: 'age',
      y: 'income',
      colour: null,
    })
  })
  it('keeps what fits', () => {
    expect(settled({ kind: 'line', x: 'day', y: 'income', colour: 'region' }, columns)).toEqual({
      kind: 'line',
      x: 'day',
      y: 'income',
      colour: 'region',
    })
  })
  it('leaves optional slots open', () => {
    expect(settled({ kind: 'box', x: 'age', y: 'age', colour: 'region' }, columns)).toEqual({
      kind: 'box',
      x: null,
      y: 'age',
      colour: null,
    })
  })
  it('knows which slots a chart has', () => {
    expect(slotColumns('histogram', 'y', columns)).toBeNull()
    expect(slotColumns('bar', 'x', columns)?.map(({ name }) => name)).toEqual(['region'])
  })
})
