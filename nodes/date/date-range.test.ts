import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { dateRange } from './date-range.ts'

const rowsOf = (params: object) => {
  const made = compileNode(dateRange, params)['table']
  return made?.op === 'values' ? made.rows.map((row) => row[0]) : []
}

describe('range of dates', () => {
  it('keeps the end of months and leap days', () => {
    expect(rowsOf({ start: '2024-02-29', unit: 'year', count: 5 }).at(-1)).toBe('2028-02-29')
    expect(rowsOf({ start: '0099-12-31', unit: 'month', count: 2 })).toEqual(['0099-12-31', '0100-01-31'])
  })

  it('reaches the end of the last day', () => {
    expect(rowsOf({ start: '2024-01-01', until: 'end', end: '2024-01-01', unit: 'hour', step: 8 })).toEqual([
      '2024-01-01 00:00:00',
      '2024-01-01 08:00:00',
      '2024-01-01 16:00:00',
    ])
    expect(rowsOf({ until: 'end', end: '2023-12-31' })).toEqual([])
  })

  it('stops at the end of the calendar', () => {
    expect(rowsOf({ start: '9999-12-30', count: 9 })).toHaveLength(2)
    expect(columnsOf(compileNode(dateRange, { name: ' ' })['table'])).toEqual(['date: date'])
  })

  it.each([
    ['nothing-chosen', { until: 'end' }],
    ['bad-value', { start: '2024-02-30' }],
    ['too-many-rows', { until: 'end', end: '2025-01-01', unit: 'minute' }],
  ])('objects: %s', async (code, params) => {
    expect(await problemOf(() => compileNode(dateRange, params))).toMatchObject({ code })
  })

  it('says what it does', () => {
    expect(sentenceOf(dateRange, {})).toBe('from 2024-01-01, every 1 day, 12 rows')
  })
})
