import { describe, expect, it } from 'vitest'
import type { ColumnStatistics } from '../../engine/protocol/table.ts'
import { cellStyle, cellText, toClipboard } from './cell-text.ts'

const statistics = (min: number, max: number): ColumnStatistics => ({ name: 'x', rows: 10, missing: 0, distinct: 10, min, max, mean: null })

describe('cellText', () => {
  it('groups numbers in the language', () => {
    expect(cellText(1234567, { type: 'int', plain: false }, 'en')).toBe('1\u202F234\u202F567')
    expect(cellText(0.125, { type: 'float', plain: false }, 'fr')).toBe('0,125')
    expect(cellText(1234.5678, { type: 'float', plain: false }, 'en')).toBe('1\u202F234.568')
  })
  it('does not group ids and years', () => {
    const year = cellStyle({ name: 'year', type: 'int' }, statistics(1987, 2024))
    expect(cellText(2024, year, 'en')).toBe('2024')
    expect(cellText(20480, cellStyle({ name: 'k', type: 'int', role: 'id' }), 'en')).toBe('20480')
    expect(cellStyle({ name: 'price', type: 'int' }, statistics(3, 2024)).plain).toBe(false)
  })
  it('writes truth values and lists', () => {
    expect(cellText(true, { type: 'bool', plain: false }, 'fr')).toBe('oui')
    expect(cellText([1, null, 3], { type: 'list<int>', plain: false }, 'en')).toBe('[1, –, 3]')
    expect(cellText(null, { type: 'int', plain: false }, 'en')).toBe('')
  })
})

describe('toClipboard', () => {
  it('writes what other programs read', () => {
    expect(
      toClipboard([
        [1234567, null, true],
        ['a\tb', 'say "x"', [1, 2]],
      ]),
    ).toBe('1234567\t\ttrue\n"a\tb"\t"say ""x"""\t[1,2]')
  })
})
