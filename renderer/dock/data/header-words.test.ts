import { describe, expect, it } from 'vitest'
import type { ColumnStatistics } from '../../../engine/protocol/table.ts'
import { formatPercent } from '../../session/format.ts'
import { allDiffer, headerLines, headerRange, missingBar } from './header-words.ts'

const base: ColumnStatistics = { name: 'x', rows: 100, missing: 10, distinct: 20, min: null, max: null, mean: null }

describe('headerRange', () => {
  it('gives the range of numbers and the months of dates', () => {
    const numbers = { ...base, min: 500, max: 60000, histogram: [1, 2] }
    expect(headerRange({ name: 'x', type: 'int' }, numbers, 'en').en).toBe('500 to 60\u202F000')
    const dates = { ...base, min: '2022-01-03', max: '2026-10-30', histogram: [1] }
    expect(headerRange({ name: 'x', type: 'date' }, dates, 'fr').fr).toBe('2022-01 à 2026-10')
  })
  it('gives the most frequent value with its share of what is there', () => {
    const words = headerRange({ name: 'x', type: 'text' }, { ...base, top: [{ value: 'north', rows: 45 }] }, 'en')
    expect(words.en).toBe(`north ${formatPercent(0.5, 'en')}`)
  })
  it('says yes and no for truth values', () => {
    const words = headerRange({ name: 'x', type: 'bool' }, { ...base, distinct: 2, top: [{ value: 'false', rows: 90 }] }, 'fr')
    expect(words.fr).toBe(`non ${formatPercent(1, 'fr')}`)
  })
  it('counts values that all differ, and says when nothing is there', () => {
    const ids = { ...base, distinct: 90, top: [{ value: 'a', rows: 1 }] }
    expect(allDiffer(ids)).toBe(true)
    expect(headerRange({ name: 'x', type: 'text' }, ids, 'en').en).toBe('90 values')
    expect(headerRange({ name: 'x', type: 'text' }, { ...base, missing: 100, distinct: 0 }, 'en').en).toBe('all missing')
  })
})

it('lists the lines of a head: with the share of missing beside the range, words where a picture would say nothing', () => {
  const words = { differs: 'every value differs', range: '1 to 9' }
  expect(headerLines({ ...base, missing: 0, top: [{ value: 'a', rows: 50 }] }, words)).toEqual(['1 to 9'])
  const [differs, range] = headerLines({ ...base, distinct: 90 }, words)
  expect(differs).toBe('every value differs')
  expect(range?.length).toBeGreaterThan('1 to 9 10 %'.length)
})

it('fills the bar of missing values at 16 %', () => {
  expect(missingBar({ rows: 100, missing: 8 })).toBeCloseTo(0.5)
  expect(missingBar({ rows: 100, missing: 60 })).toBe(1)
  expect(missingBar({ rows: 0, missing: 0 })).toBe(0)
})
