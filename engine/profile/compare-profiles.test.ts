import { describe, expect, test } from 'vitest'
import type { Profile, ProfiledColumn } from '../protocol/profile.ts'
import { compareProfiles } from './compare-profiles.ts'

const none = { total: 0, nulls: 0, empty: 0, blank: 0 }

const number = (name: string, [low, high]: [number, number], histogram: number[], more: Partial<ProfiledColumn> = {}): ProfiledColumn => ({
  name, type: 'float', missing: none, distinct: { values: 500, exact: true }, min: low, max: high, histogram, ...more,
}) // prettier-ignore

const category = (name: string, values: Record<string, number>, distinct = Object.keys(values).length): ProfiledColumn => ({
  name, type: 'text', missing: none, distinct: { values: distinct, exact: true }, min: null, max: null,
  top: { exact: true, values: Object.entries(values).map(([value, rows]) => ({ value, rows })), once: 0, rare: 0, rareRows: 0 },
}) // prettier-ignore

const profile = (rows: number, ...columns: ProfiledColumn[]): Profile => ({
  rows, columnsSeen: columns.length, columnsAll: columns.length, seconds: 0, basis: {}, duplicates: { rows: 0, groups: 0 },
  missingCells: columns.reduce((sum, { missing }) => sum + missing.total, 0), columns,
  missingness: { stripeRows: 1, stripes: [], together: [] }, pairs: [], target: null, warnings: [],
}) // prettier-ignore

const even = Array.from({ length: 20 }, () => 50)
const find = (a: Profile, b: Profile, name: string) => compareProfiles(a, b).columns.find((column) => column.name === name)

describe('compareProfiles', () => {
  test('a profile is the same as itself', () => {
    const one = profile(1000, number('x', [0, 10], even), category('c', { a: 600, b: 400 }))
    for (const column of compareProfiles(one, one).columns) {
      expect(column).toMatchObject({ change: 'same', newValues: [], goneValues: [] })
      expect(column.psi).toBeCloseTo(0, 12)
    }
  })

  test('the same distribution on other bins is the same', () => {
    // Even from 0 to 10, counted on bins of 0.5, and with one row at 20 on bins of 1.
    const wide = [...Array.from({ length: 10 }, () => 99.9), ...Array.from({ length: 9 }, () => 0), 1]
    const column = find(profile(1000, number('x', [0, 10], even)), profile(1000, number('x', [0, 20], wide)), 'x')
    expect(column?.ks).toBeLessThan(0.002)
    expect(column?.change).toBe('same')
  })

  test('distributions that do not meet are another', () => {
    const quantiles = (p50: number) => ({ quantiles: { exact: true, p05: p50, p25: p50, p50, p75: p50, p95: p50 } })
    const column = find(
      profile(1000, number('x', [0, 10], even, quantiles(5))),
      profile(1000, number('x', [20, 30], even, quantiles(25))),
      'x',
    )
    expect(column).toMatchObject({ change: 'shifted' })
    expect(column?.ks).toBeCloseTo(1, 9)
    expect(column?.text.en).toContain('median from 5 to 25')
    expect(column?.bins.reduce((sum, { shares }) => sum + shares[0], 0)).toBeCloseTo(1, 9)
  })

  test('columns and types come before everything else', () => {
    const a = profile(1000, number('gone', [0, 1], even), number('x', [0, 1], even), number('m', [0, 1], even))
    const b = profile(
      1000,
      number('new', [0, 1], even),
      category('x', { a: 1000 }),
      number('m', [0, 1], even, { missing: { ...none, total: 100, nulls: 100 } }),
    )
    expect(compareProfiles(a, b).columns.map(({ name, change }) => [name, change])).toEqual([
      ['gone', 'gone'],
      ['new', 'new'],
      ['x', 'type'],
      ['m', 'missing'],
    ])
  })

  test('new values are told only where the first profile knows all of its own', () => {
    const after = profile(1000, category('c', { a: 500, z: 500 }))
    expect(find(profile(1000, category('c', { a: 600, b: 400 })), after, 'c')).toMatchObject({
      change: 'values',
      newValues: ['z'],
      goneValues: ['b'],
    })
    expect(find(profile(1000, category('c', { a: 600, b: 300 }, 40)), after, 'c')).toMatchObject({ newValues: [] })
  })

  test('few rows are told apart by nothing but chance', () => {
    expect(find(profile(10, number('x', [0, 1], even)), profile(10, number('x', [5, 6], even)), 'x')).toMatchObject({ psi: null, ks: null })
  })

  test('dates are compared on their own axis', () => {
    const days = (low: string, high: string): ProfiledColumn => ({ ...number('d', [0, 0], even), type: 'date', min: low, max: high })
    const column = find(profile(1000, days('2024-01-01', '2024-02-01')), profile(1000, days('2024-02-01', '2024-03-01')), 'd')
    expect(column?.ks).toBeGreaterThan(0.95)
    expect(column?.bins[0]?.label).toBe('2024-01-01')
  })
})
