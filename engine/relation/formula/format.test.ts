import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { call, column, literal } from '../expression.ts'
import { formatFormula, parseFormula } from './formula.ts'
import { anyExpression, randomColumns } from './random-expression.ts'

const columns = randomColumns

function read(text: string) {
  const result = parseFormula(text, { columns })
  if (!result.ok) throw new Error(`${text}: ${result.problems[0]?.text.en ?? ''}`)
  return result.expr
}

describe('formatFormula', () => {
  test.each([
    ['[price]*2', '[price] * 2', '[price] * 2'],
    ['([price]-1)-(2-[price])', '[price] - 1 - (2 - [price])', '[price] - 1 - (2 - [price])'],
    ['(1+2)*3', '(1 + 2) * 3', '(1 + 2) * 3'],
    ['-2^2', '(-2) ^ 2', '(-2) ^ 2'],
    ['-([price]^2)', '-([price] ^ 2)', '-([price] ^ 2)'],
    ['2^(3^2)', '2 ^ (3 ^ 2)', '2 ^ (3 ^ 2)'],
    ['--[qty]', '-(-[qty])', '-(-[qty])'],
    ['-(5)', '-(5)', '-(5)'],
    ['round([qty],2)', 'ROUND([qty], 2)', 'ARRONDI([qty]; 2)'],
    ['if([ok],1,2.5)', 'IF([ok], 1, 2.5)', 'SI([ok]; 1; 2.5)'],
    ['[name]&[qty]&"a""b"', '[name] & [qty] & "a""b"', '[name] & [qty] & "a""b"'],
    ['[qty] not in (1,2) and not [ok]', '[qty] NOT IN (1, 2) AND NOT([ok])', '[qty] PAS DANS (1; 2) ET NON([ok])'],
    ['[ok] and ([ok] or [ok]) or [ok]', '[ok] AND ([ok] OR [ok]) OR [ok]', '[ok] ET ([ok] OU [ok]) OU [ok]'],
    ['[ok] and ([ok] and [ok])', '[ok] AND ([ok] AND [ok])', '[ok] ET ([ok] ET [ok])'],
    ['and([ok])', 'AND([ok])', 'ET([ok])'],
    ['([qty]=1)=[ok]', '([qty] = 1) = [ok]', '([qty] = 1) = [ok]'],
    ['[qty] between 1 and 2 = [ok]', '([qty] BETWEEN 1 AND 2) = [ok]', '([qty] ENTRE 1 ET 2) = [ok]'],
    ['[name] is not missing', '[name] IS NOT NULL', '[name] EST NON NULL'],
    ['true and vrai', 'TRUE AND TRUE', 'VRAI ET VRAI'],
    ['switch([name],"a",1,0)', 'SWITCH([name], "a", 1, 0)', 'SI.MULTIPLE([name]; "a"; 1; 0)'],
    ['datedif([day],[day],"y")', 'DATEDIF([day], [day], "y")', 'DATEDIF([day]; [day]; "y")'],
    ['[day]-30', 'ADDDAYS([day], -30)', 'JOURS.DECALER([day]; -30)'],
    ['[at]>#2024-01-01T10:30:00.500#', '[at] > #2024-01-01 10:30:00.5#', '[at] > #2024-01-01 10:30:00.5#'],
    ['#2024-01-01 10:00#', '#2024-01-01 10:00:00#', '#2024-01-01 10:00:00#'],
    ['nan', 'NAN', 'NAN'],
    ['-infinity', '-INFINITY', '-INFINI'],
    ['2.0', '2.0', '2.0'],
    ['tofloat([qty])', 'TOFLOAT([qty])', 'ENREEL([qty])'],
    ['[a]]b "c" é 🎲]', '[a]]b "c" é 🎲]', '[a]]b "c" é 🎲]'],
  ])('%s', (text, en, fr) => {
    const expr = read(text)
    expect(formatFormula(expr, { columns })).toBe(en)
    expect(formatFormula(expr, { columns, language: 'fr' })).toBe(fr)
    expect(read(en)).toEqual(expr)
    expect(read(fr)).toEqual(expr)
  })

  test('without the types of the columns, conversions stay where they are needed', () => {
    expect(formatFormula(read('[day] >= [at]'))).toBe('TOTIMESTAMP([day]) >= [at]')
    expect(formatFormula(read('[qty] / 2'))).toBe('[qty] / 2')
  })

  test('the largest of one value is the value', () => {
    expect(formatFormula(call('greatest', column('qty')))).toBe('[qty]')
  })

  test('a list constant has no form', () => {
    expect(() => formatFormula(literal('list<text>', ['a']))).toThrow('A list cannot be written in a formula.')
    expect(formatFormula(literal('list<text>', null))).toBe('NULL')
  })

  test('what is written reads back to the same expression, in both languages, with and without types', () => {
    fc.assert(
      fc.property(anyExpression, fc.constantFrom('en', 'fr'), fc.boolean(), (expr, language, typed) => {
        const text = formatFormula(expr, { language, columns: typed ? columns : [] })
        expect(read(text)).toEqual(expr)
      }),
      { numRuns: 1500, seed: 7 },
    )
  })
})
