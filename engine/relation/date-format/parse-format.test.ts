import { describe, expect, it } from 'vitest'

import { formatPattern } from './format-pattern.ts'
import { formatTokens, parseFormat, refuseForReading } from './parse-format.ts'

describe('date formats', () => {
  it('take the longest part first', () => {
    expect(formatTokens('YYYY-M-DTh:mm')).toEqual([
      { part: 'YYYY' },
      { text: '-' },
      { part: 'M' },
      { text: '-' },
      { part: 'D' },
      { text: 'T' },
      { part: 'h' },
      { text: ':' },
      { part: 'mm' },
    ])
  })

  it.each(['yyyy-MM-dd', 'DD MMM YYYY a', 'YYYY\nMM'])('refuse %j', (format) => {
    expect(parseFormat(format).ok).toBe(false)
  })

  it.each([
    ['DD/MM/YYYY', true],
    ['D.M.YY h:mm', true],
    ['DD/MM', false],
    ['YYYY-MM-DD YY', false],
    ['YYYY-MM-M-DD', false],
  ])('read dates by %j: %s', (format, readable) => {
    expect(refuseForReading(formatTokens(format)) === undefined).toBe(readable)
  })

  it('become patterns in which punctuation stands for itself', () => {
    expect(formatPattern(formatTokens('D.M (YYYY)'))).toBe('([0-9]{1,2})\\.([0-9]{1,2}) \\(([0-9]{4})\\)')
  })
})
