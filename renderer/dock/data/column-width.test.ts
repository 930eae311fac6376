import { expect, it } from 'vitest'
import { columnWidth, narrowest } from './column-width.ts'

const column = { name: 'n', type: 'int' } as const

it('makes room for the words of the head, within bounds', () => {
  expect(columnWidth(column, { words: [], cells: ['1'] })).toBe(narrowest)
  const told = columnWidth(column, { words: ['every value differs'], cells: ['1'] })
  expect(told).toBeGreaterThan('every value differs'.length * 5.5 + 16)
  expect(columnWidth(column, { words: ['x'.repeat(90)], cells: ['1'] })).toBeLessThan(200)
})

it('makes room for name, role and cells, and never more than a screen can bear', () => {
  const plain = columnWidth({ name: 'application', type: 'text' }, { words: [], cells: [] })
  expect(columnWidth({ name: 'application', type: 'text', role: 'target' }, { words: [], cells: [] })).toBeGreaterThan(plain)
  expect(columnWidth(column, { words: [], cells: ['x'.repeat(20)] })).toBeGreaterThan(20 * 6)
  expect(columnWidth(column, { words: [], cells: ['x'.repeat(900)] })).toBe(280)
})
