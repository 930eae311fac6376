import { describe, expect, it } from 'vitest'
import { movedBy, rangeOf } from './grid-keys.ts'

const shape = { rows: 100, columns: 5, page: 10 }
const press = (key: string, ctrlKey = false) => ({ key, ctrlKey, metaKey: false })

describe('movedBy', () => {
  it('moves by one, and stops at the edges', () => {
    expect(movedBy(press('ArrowDown'), { row: 0, column: 0 }, shape)).toEqual({ row: 1, column: 0 })
    expect(movedBy(press('ArrowDown'), { row: 99, column: 0 }, shape)).toEqual({ row: 99, column: 0 })
    expect(movedBy(press('ArrowLeft'), { row: 3, column: 0 }, shape)).toEqual({ row: 3, column: 0 })
  })
  it('reaches the header over the first row, and comes back', () => {
    expect(movedBy(press('ArrowUp'), { row: 0, column: 2 }, shape)).toEqual({ row: -1, column: 2 })
    expect(movedBy(press('ArrowDown'), { row: -1, column: 2 }, shape)).toEqual({ row: 0, column: 2 })
    expect(movedBy(press('PageUp'), { row: 4, column: 2 }, shape)).toEqual({ row: 0, column: 2 })
  })
  it('goes to the ends', () => {
    expect(movedBy(press('End', true), { row: 3, column: 1 }, shape)).toEqual({ row: 99, column: 4 })
    expect(movedBy(press('Home'), { row: 3, column: 4 }, shape)).toEqual({ row: 3, column: 0 })
    expect(movedBy(press('PageDown'), { row: 95, column: 1 }, shape)).toEqual({ row: 99, column: 1 })
  })
  it('leaves other keys alone', () => {
    expect(movedBy(press('a'), { row: 0, column: 0 }, shape)).toBeNull()
  })
})

it('a range leaves the header out', () => {
  expect(rangeOf({ row: 5, column: 3 }, { row: -1, column: 1 })).toEqual({ fromRow: 0, toRow: 5, fromColumn: 1, toColumn: 3 })
})
