import { expect, it } from 'vitest'
import { nextTime, truncateTime, unitFor } from './truncate-time.ts'

const at = (text: string) => Date.parse(`${text}Z`)
const day = 86_400_000

it('finds where a unit of time begins, before 1970 as after', () => {
  const moment = at('1969-11-13T05:06:07.500')
  expect(truncateTime(moment, 'year')).toBe(at('1969-01-01T00:00:00'))
  expect(truncateTime(moment, 'quarter')).toBe(at('1969-10-01T00:00:00'))
  expect(truncateTime(moment, 'month')).toBe(at('1969-11-01T00:00:00'))
  // A Thursday; its Monday is the 10th.
  expect(truncateTime(moment, 'week')).toBe(at('1969-11-10T00:00:00'))
  expect(truncateTime(moment, 'day')).toBe(at('1969-11-13T00:00:00'))
  expect(truncateTime(moment, 'hour')).toBe(at('1969-11-13T05:00:00'))
  expect(truncateTime(at('0044-03-15T00:00:00'), 'year')).toBe(at('0044-01-01T00:00:00'))
})
it('knows where the next one begins', () => {
  expect(nextTime(at('2024-01-01T00:00:00'), 'month')).toBe(at('2024-02-01T00:00:00'))
  expect(nextTime(at('2024-10-01T00:00:00'), 'quarter')).toBe(at('2025-01-01T00:00:00'))
  expect(nextTime(at('2024-02-26T00:00:00'), 'week')).toBe(at('2024-03-04T00:00:00'))
})
it('takes the smallest unit that is not too often in a span', () => {
  expect(unitFor(10 * day, 24, true)).toBe('day')
  expect(unitFor(10 * day, 24, false)).toBe('day')
  expect(unitFor(day, 24, false)).toBe('hour')
  expect(unitFor(3 * 366 * day, 40, true)).toBe('month')
  expect(unitFor(4000 * 365 * day, 40, true)).toBe('year')
})
