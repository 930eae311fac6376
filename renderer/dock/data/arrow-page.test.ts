import {
  bool,
  columnFromArray,
  dateDay,
  float64,
  int64,
  list,
  tableFromColumns,
  tableToIPC,
  timestamp,
  TimeUnit,
  utf8,
} from '@uwdata/flechette'
import { describe, expect, it } from 'vitest'
import { arrowPage, toCell } from './arrow-page.ts'

const columns = [
  { name: 'flag', type: 'bool' },
  { name: 'count', type: 'int' },
  { name: 'size', type: 'float' },
  { name: 'name', type: 'text' },
  { name: 'day', type: 'date' },
  { name: 'at', type: 'timestamp' },
  { name: 'parts', type: 'list<int>' },
]

function bytes(): Uint8Array {
  const table = tableFromColumns([
    ['flag', columnFromArray([true, null], bool())],
    ['count', columnFromArray([12n, 9007199254740993n], int64())],
    ['size', columnFromArray([1.5, Number.NaN], float64())],
    ['name', columnFromArray(['é', null], utf8())],
    ['day', columnFromArray([new Date(Date.UTC(2024, 0, 31)), null], dateDay())],
    ['at', columnFromArray([Date.UTC(2024, 0, 31, 10, 0, 0), Date.UTC(1969, 11, 31, 23, 59, 59) + 0.25], timestamp(TimeUnit.MICROSECOND))],
    ['parts', columnFromArray([[1n, 2n], []], list(int64()))],
  ] as unknown as [string, ReturnType<typeof columnFromArray>][])
  const made = tableToIPC(table, { format: 'stream' })
  if (!made) throw new Error('no bytes')
  return made
}

describe('arrowPage', () => {
  const page = arrowPage(bytes(), columns)
  const row = (i: number) => columns.map((_, column) => page.cell(i, column))
  it('writes cells as the protocol does', () => {
    expect(page.rows).toBe(2)
    expect(row(0)).toEqual([true, 12, 1.5, 'é', '2024-01-31', '2024-01-31 10:00:00', [1, 2]])
  })
  it('keeps missing values, NaN, numbers beyond 2^53 and fractions of a second', () => {
    expect(row(1)).toEqual([null, '9007199254740993', 'NaN', null, null, '1969-12-31 23:59:59.00025', []])
  })
})

it('knows no date that is out of range', () => {
  expect(toCell(9e18, 'date')).toBe('9000000000000000000')
})
