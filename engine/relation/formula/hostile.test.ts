import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { completeFormula, parseFormula, prettyFormula, renameInFormula } from './formula.ts'
import { sampleColumns } from './sample.ts'

const columns = sampleColumns

function codesOf(text: string): readonly string[] {
  const result = parseFormula(text, { columns })
  return result.ok ? [] : result.problems.map((one) => one.code)
}

describe('hostile formulas', () => {
  test.each<[string, string, string]>([
    ['1,000 parentheses', '('.repeat(1000), 'too-deep'],
    ['1,000 closed parentheses', `${'('.repeat(1000)}1${')'.repeat(1000)}`, 'too-deep'],
    ['1,000 calls', `${'ABS('.repeat(1000)}1${')'.repeat(1000)}`, 'too-deep'],
    ['1,000 branches', `${'IF([ok],1,'.repeat(1000)}2${')'.repeat(1000)}`, 'too-deep'],
    ['1,000 minus signs', `${'-'.repeat(1000)}1`, 'too-deep'],
    ['1,000 NOT', `${'NOT '.repeat(1000)}[ok]`, 'too-deep'],
    ['1,000 IN', `[qty]${' IN (1'.repeat(1000)}`, 'too-deep'],
    ['1,000 BETWEEN', `[qty]${' BETWEEN (1'.repeat(1000)}`, 'too-deep'],
    ['a sum of 5,000', `${'1+'.repeat(4999)}1`, 'too-deep'],
    ['1,000 percent signs', `1${'%'.repeat(1000)}`, 'too-deep'],
    ['1,000 IS NULL', `1${' IS NULL'.repeat(1000)}`, 'too-deep'],
    ['10,000 closing parentheses', `1${')'.repeat(9999)}`, 'parenthesis-extra'],
    ['10,000 commas', ','.repeat(10_000), 'value-missing'],
    ['10,000 quotes, an odd number', `"${'""'.repeat(4999)}`, 'text-unclosed'],
    ['10,000 letters', 'x'.repeat(10_000), 'brackets-missing'],
    ['a column of 10,000 letters', `[${'x'.repeat(10_000)}]`, 'unknown-column'],
    ['10,000 digits', '9'.repeat(10_000), 'bad-number'],
    ['more than fits', ' '.repeat(20_001), 'too-long'],
    ['nothing but blanks', ' \n\t\u00a0', 'empty'],
    ['an unclosed text', 'LEFT("abc, 2)', 'text-unclosed'],
    ['an unclosed column', 'LEFT([name, 2)', 'column-unclosed'],
    ['code', "'; DROP TABLE x; --", 'unexpected-character'],
    ['a template', '${process.exit()}', 'unexpected-character'],
    ['a prototype', '__proto__(1)', 'unknown-function'],
    ['a prototype as a column', '[__proto__]', 'unknown-column'],
    ['an emoji', '🎲', 'unexpected-character'],
    ['half an emoji', '\ud83c', 'unexpected-character'],
    ['a zero byte', '\u0000', 'unexpected-character'],
    ['right to left', '\u202e1', 'unexpected-character'],
  ])('%s', (_, text, code) => {
    expect(codesOf(text)).toEqual([code])
    expect(prettyFormula(text)).toBe(text)
    expect(renameInFormula(text, new Map([['x', 'y']]))).toBe(text)
    expect(() => completeFormula(text, text.length, { columns })).not.toThrow()
  })

  test('long but honest formulas are read', () => {
    const tests = Array.from({ length: 500 }, (_, index) => `[name] = "value ${index}"`).join(' OR ')
    expect(parseFormula(tests, { columns })).toMatchObject({ ok: true, type: 'bool' })
    const list = Array.from({ length: 3000 }, (_, index) => index).join(', ')
    expect(parseFormula(`[qty] IN (${list})`, { columns })).toMatchObject({ ok: true, type: 'bool' })
    expect(parseFormula(`${'('.repeat(150)}[qty]${')'.repeat(150)}`, { columns })).toMatchObject({ ok: true, type: 'int' })
    expect(parseFormula(`${'[qty] + '.repeat(150)}1`, { columns })).toMatchObject({ ok: true, type: 'int' })
  })

  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 4 }),
    fc.constantFrom(
      '[price]',
      '[qty]',
      '[name]',
      '(',
      ')',
      ',',
      ';',
      'IF(',
      'SUM(',
      'LISTSORT(',
      'COALESCE(',
      'NULL',
      'TRUE',
      '"a"',
      '#2024-01-31#',
    ),
    fc.constantFrom(
      '[',
      ']',
      '"',
      '#',
      ' AND ',
      ' OR ',
      'NOT ',
      ' IN (',
      ' IS ',
      ' BETWEEN ',
      '+',
      '-',
      '&',
      '=',
      '<',
      '%',
      '^',
      '1',
      '1.5',
      ' ',
      'ROUND',
      '==',
    ),
  )

  test('every text gives an expression, or problems within the text in both languages', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 15 }), fc.constantFrom('row', 'aggregate', 'window'), (pieces, allow) => {
        const text = pieces.join('')
        const result = parseFormula(text, { columns, allow })
        if (result.ok) return
        expect(result.problems.length).toBeGreaterThan(0)
        for (const { from, to, text: sentence } of result.problems) {
          expect(from).toBeGreaterThanOrEqual(0)
          expect(to).toBeGreaterThanOrEqual(from)
          expect(to).toBeLessThanOrEqual(text.length)
          expect(sentence.en).not.toBe('')
          expect(sentence.fr).not.toBe('')
        }
      }),
      { numRuns: 3000, seed: 19 },
    )
  })
})
