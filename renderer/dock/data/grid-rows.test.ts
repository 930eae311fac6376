import { expect, it } from 'vitest'
import { localRows } from './grid-rows.ts'

const rows = [
  [3, 'b'],
  [null, 'a'],
  [1, null],
  [2, 'B'],
]
const column = (made: ReturnType<typeof localRows>, at: number) => rows.map((_, row) => made.cell(row, at))

it('leaves the order when nothing is sorted', () => {
  expect(column(localRows(rows, null), 0)).toEqual([3, null, 1, 2])
})

it('sorts numbers both ways with missing values last', () => {
  expect(column(localRows(rows, { column: 0, descending: false }), 0)).toEqual([1, 2, 3, null])
  expect(column(localRows(rows, { column: 0, descending: true }), 0)).toEqual([3, 2, 1, null])
})

it('sorts text by code units', () => {
  expect(column(localRows(rows, { column: 1, descending: false }), 1)).toEqual(['B', 'a', 'b', null])
})
