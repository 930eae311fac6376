import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatFormula, parseFormula, prettyFormula } from './formula.ts'
import { anyExpression, randomColumns } from './random-expression.ts'

const columns = randomColumns

describe('prettyFormula', () => {
  test.each([
    ['=si( [ok]=vrai;5%*[price];round([price],2) )', 'IF([ok] = TRUE, 5% * [price], ROUND([price], 2))'],
    ['1.50+(([qty]))', '1.50 + (([qty]))'],
    ['not [ok] and [qty] not in(1;2)', 'NOT [ok] AND [qty] NOT IN (1, 2)'],
    ['[qty] not between -1 and +2', '[qty] NOT BETWEEN -1 AND +2'],
    ['datedif([day];[at];"m")', 'DATEDIF([day], [at], "m")'],
    ['[at]≥#2024-01-01 10:30#', '[at] >= #2024-01-01 10:30#'],
    ['[name] est non manquant', '[name] IS NOT NULL'],
    ['nope(1;2)', 'nope(1;2)'],
    ['price*2', 'price*2'],
    ['1 +', '1 +'],
    ['', ''],
  ])('%s', (text, expected) => {
    expect(prettyFormula(text)).toBe(expected)
  })

  test('in French', () => {
    expect(prettyFormula('IF([ok] AND [qty] NOT IN (1,2),LEFT([name],2),"a")', { language: 'fr' })).toBe(
      'SI([ok] ET [qty] PAS DANS (1; 2); GAUCHE([name]; 2); "a")',
    )
  })

  test('long calls and chains take several lines', () => {
    const text = 'if([ok]=true and [price]*2>100 and [name] in ("a","b"), round([price]*1.2,2), ([qty] + 1) * 2) + 1'
    expect(prettyFormula(text, { width: 40 })).toBe(
      [
        'IF(',
        '  [ok] = TRUE',
        '  AND [price] * 2 > 100',
        '  AND [name] IN ("a", "b"),',
        '  ROUND([price] * 1.2, 2),',
        '  ([qty] + 1) * 2',
        ')',
        '+ 1',
      ].join('\n'),
    )
  })

  test('keeps the meaning at every width and in both languages, and is stable', () => {
    fc.assert(
      fc.property(anyExpression, fc.constantFrom('en', 'fr'), fc.integer({ min: 1, max: 100 }), (expr, language, width) => {
        const text = prettyFormula(formatFormula(expr, { columns }), { language, width })
        expect(parseFormula(text, { columns })).toMatchObject({ ok: true, expr })
        expect(prettyFormula(text, { language, width })).toBe(text)
      }),
      { numRuns: 500, seed: 11 },
    )
  })
})
