import { describe, expect, it } from 'vitest'
import { collected, fittingType } from './script-values.ts'

describe('values of a script', () => {
  it('come to the type of their column, or are wrong', () => {
    expect(collected(3, 'int')).toEqual({ value: '3' })
    expect(collected(1e21, 'int')).toEqual({ wrong: '1e+21' })
    expect(collected(2.5, 'int')).toEqual({ wrong: '2.5' })
    expect(collected({ i: '9007199254740993' }, 'int')).toEqual({ value: '9007199254740993' })
    expect(collected({ i: '99999999999999999999' }, 'int')).toEqual({ wrong: '99999999999999999999' })
    expect(collected({ f: 'NaN' }, 'float')).toEqual({ value: Number.NaN })
    expect(collected('3', 'float')).toEqual({ wrong: '3' })
    expect(collected(true, 'bool')).toEqual({ value: 1 })
    expect(collected('2024-02-30', 'date')).toEqual({ wrong: '2024-02-30' })
    expect(collected({ t: '2024-02-29T10:11:12.000Z' }, 'date')).toEqual({ value: '2024-02-29' })
    expect(collected({ t: '2024-02-29T10:11:12.000Z' }, 'timestamp')).toEqual({ value: '2024-02-29 10:11:12.000' })
    expect(collected('2024-02-29', 'timestamp')).toEqual({ value: '2024-02-29 00:00' })
    expect(collected({ j: '[1]' }, 'text')).toEqual({ value: '[1]' })
    expect(collected(null, 'int')).toEqual({ value: null })
  })

  it('tell the type of a column', () => {
    expect(fittingType([1, null, { i: '5' }])).toBe('int')
    expect(fittingType([1, 2.5])).toBe('float')
    expect(fittingType([true, null])).toBe('bool')
    expect(fittingType([{ t: '1970-01-01T00:00:00.000Z' }])).toBe('timestamp')
    expect(fittingType([1, 'a'])).toBe('text')
    expect(fittingType([null])).toBe('text')
  })
})
