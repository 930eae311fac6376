import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { completeFormula } from './formula.ts'
import type { CompletionOptions } from './formula.ts'
import { sampleColumns } from './sample.ts'

type Extra = Omit<CompletionOptions, 'columns'>

/** Completes at the caret, written as a bar. */
function at(marked: string, extra: Extra = {}) {
  const caret = marked.indexOf('|')
  return completeFormula(marked.replace('|', ''), caret, { columns: sampleColumns, ...extra })
}

const fitting = (marked: string, kind: string, extra: Extra = {}): readonly string[] =>
  at(marked, { limit: 400, ...extra })
    .options.filter((option) => option.fits && option.kind === kind)
    .map((option) => option.insert)

const numbers = ['[price]', '[qty]', '[unit price]', '[a]]b "c" é 🎲]']

describe('columns that fit', () => {
  test.each<[string, readonly string[]]>([
    ['[price] * |', numbers],
    ['1 + 2 - |', numbers],
    ['-|', numbers],
    ['ROUND(|', numbers],
    ['ROUND([price], |', []],
    ['[name] = |', ['[name]']],
    ['[day] >= |', ['[day]', '[at]']],
    ['[day] - |', ['[qty]', '[day]', '[a]]b "c" é 🎲]']],
    ['[qty] > 1 AND |', ['[ok]']],
    ['NOT |', ['[ok]']],
    ['IF(|', ['[ok]']],
    ['SI(|; 1; 2)', ['[ok]']],
    ['IF([ok], [name], |', ['[name]']],
    ['IF([ok], |', sampleColumns.map(({ name }) => `[${name.replaceAll(']', ']]')}]`)],
    ['IF([ok], ROUND([price], 1), (2 + |', numbers],
    ['[name] IN (|', ['[name]']],
    ['[name] IN ("a", |', ['[name]']],
    ['[day] BETWEEN |', ['[day]', '[at]']],
    ['[day] BETWEEN [day] AND |', ['[day]', '[at]']],
    ['LEN(|', ['[name]']],
    ['LISTLEN(|', ['[tags]', '[scores]']],
    ['LISTHAS([tags], |', ['[name]']],
    ['YEAR(|', ['[day]']],
    ['"text |', []],
    ['#2024-|', []],
    ['12|', []],
  ])('%s', (marked, expected) => {
    expect(fitting(marked, 'column')).toEqual(expected)
  })

  test('what does not fit comes last and says so', () => {
    const { options } = at('[price] * |', { limit: 400 })
    expect(options.find((option) => option.label === 'name')).toMatchObject({ kind: 'column', fits: false, type: 'text' })
    expect(options.findIndex((option) => !option.fits)).toBeGreaterThan(options.findLastIndex((option) => option.fits))
  })

  test('the expected type of the whole formula counts', () => {
    expect(fitting('|', 'column', { expect: 'bool' })).toEqual(['[ok]'])
    expect(fitting('(|', 'column', { expect: 'bool' })).toEqual(['[ok]'])
  })

  test('in groups a column stands within a summary, or is a key', () => {
    expect(fitting('|', 'column', { allow: 'aggregate', keys: ['name'] })).toEqual(['[name]'])
    expect(fitting('SUM(|', 'column', { allow: 'aggregate' })).toEqual(numbers)
  })
})

describe('what is typed is replaced', () => {
  test.each<[string, number, number, string]>([
    ['[pri|', 0, 4, '[price]'],
    ['2 * [pri|ce] + 1', 4, 11, '[price]'],
    ['[p| + [qty]', 0, 2, '[price]'],
    ['pri|', 0, 3, '[price]'],
    ['[UNIT|', 0, 5, '[unit price]'],
    ['1 + roun|', 4, 8, 'ROUND('],
    ['LEFT([name], ro|und(2))', 13, 18, 'ROUND'],
    ['arr|', 0, 3, 'ARRONDI('],
    ['[price] an|', 8, 10, 'AND'],
    ['[name] IS |', 10, 10, 'NULL'],
    ['[name] IS NOT |', 14, 14, 'NULL'],
    ['[qty] NOT |', 10, 10, 'IN ('],
  ])('%s', (marked, from, to, insert) => {
    const { replace, options } = at(marked)
    expect(replace).toEqual({ from, to })
    expect(options[0]?.insert).toBe(insert)
  })

  test('French names in French, the other language for who begins to type it', () => {
    expect(at('arr|', { language: 'fr' }).options[0]?.insert).toBe('ARRONDI(')
    expect(at('roun|', { language: 'fr' }).options[0]?.insert).toBe('ROUND(')
    expect(fitting('[ok] |', 'operator', { language: 'fr' })).toContain('ET')
    expect(fitting('[ok] = |', 'constant', { language: 'fr' })).toEqual(['VRAI', 'FAUX', 'NULL'])
  })
})

describe('functions and operators', () => {
  test('functions show signature, result and help', () => {
    expect(at('roun|').options[0]).toMatchObject({
      kind: 'function',
      label: 'ROUND',
      type: 'float',
      signature: { en: 'ROUND(number, decimals)', fr: 'ARRONDI(nombre ; décimales)' },
      help: { en: 'Rounds to a number of decimals; halves move away from zero.' },
    })
  })

  test('only functions that may stand here', () => {
    expect(fitting('su|', 'function')).not.toContain('SUM(')
    expect(fitting('su|', 'function', { allow: 'aggregate' })).toContain('SUM(')
    expect(fitting('SUM(su|', 'function', { allow: 'aggregate' })).not.toContain('SUM(')
    expect(fitting('la|', 'function', { allow: 'window' })).toContain('LAG(')
  })

  test('after a value come the operators of its type', () => {
    expect(fitting('[name] |', 'operator')).toEqual(['&', '=', '<>', '<', '<=', '>', '>=', 'IN (', 'BETWEEN', 'IS NULL', 'IS NOT NULL'])
    expect(fitting('[qty] > 1 |', 'operator')).toEqual(expect.arrayContaining(['AND', 'OR']))
    expect(fitting('[price] |', 'operator')).toEqual(expect.arrayContaining(['+', '/', '%']))
    expect(at('[price] |').options.every((option) => option.kind === 'operator')).toBe(true)
  })

  test('constants that an argument takes', () => {
    expect(fitting('DATEDIF([day], [day], |', 'constant')).toEqual(['"d"', '"w"', '"m"', '"y"', '"h"', '"min"', '"s"'])
    expect(fitting('MONTHNAME([day], |', 'constant')).toEqual(['"en"', '"fr"'])
    expect(fitting('TEXT([day], |', 'constant')[0]).toBe('"YYYY-MM-DD"')
  })
})

describe('the call around the caret', () => {
  test.each<[string, string | undefined, readonly (number | undefined)[]]>([
    ['ROUND(|', 'ROUND', [0]],
    ['ROUND([price], |', 'ROUND', [1]],
    ['ROUND([price], 1, |', 'ROUND', [undefined]],
    ['ROUND(ABS(|', 'ABS', [0, 0]],
    ['ROUND(ABS(1), |', 'ROUND', [1]],
    ['ROUND((1 + |', 'ROUND', [0]],
    ['ROUND([price] IN (1, |', 'ROUND', [0]],
    ['IFS([ok], 1, [ok], |', 'IFS', [1]],
    ['SWITCH([name], "a", 1, "b", |', 'SWITCH', [2]],
    ['TEXTJOIN(",", [name], [name], |', 'TEXTJOIN', [1]],
    ['DATEDIF([day], [day], |', 'DATEDIF', [2, 2]],
    ['ROUND("a|', 'ROUND', [0]],
    ['NOPE(|', undefined, []],
    ['1 + |', undefined, []],
    ['[ok] AND (|', undefined, []],
    ['AND(|', 'AND', [0]],
  ])('%s', (marked, name, active) => {
    const { call } = at(marked)
    expect(call?.name).toBe(name)
    expect(call?.signatures.map((signature) => signature.active) ?? []).toEqual(active)
  })

  test('shows arguments by name, type and whether they are constants', () => {
    expect(at('ROUND(|').call?.signatures[0]).toMatchObject({
      id: 'round',
      arguments: [
        { name: { en: 'number', fr: 'nombre' }, type: 'float', constant: false },
        { name: { en: 'decimals', fr: 'décimales' }, type: 'int', constant: true },
      ],
    })
  })
})

test('a limit is kept, and 10,000 columns are no hindrance', () => {
  const columns = Array.from({ length: 10_000 }, (_, index) => ({ name: `column ${index}`, type: 'float' as const }))
  expect(completeFormula('[99', 3, { columns }).options.map((option) => option.label)).toHaveLength(60)
  expect(completeFormula('[column 9999', 12, { columns, limit: 5 }).options[0]?.label).toBe('column 9999')
})

test('never throws, whatever the text and wherever the caret', () => {
  const piece = fc.constantFrom(
    '[price]',
    '[',
    ']',
    '(',
    ')',
    ',',
    'IF(',
    'SUM(',
    'DATEDIF(',
    '"',
    '#',
    'AND ',
    'NOT ',
    'IN (',
    ' IS ',
    ' BETWEEN ',
    '+',
    '-',
    '1',
    ' ',
    'x',
    '🎲',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), fc.nat(60), fc.constantFrom('row', 'aggregate', 'window'), (pieces, caret, allow) => {
      const text = pieces.join('')
      const place = Math.min(caret, text.length)
      const { replace } = completeFormula(text, place, { columns: sampleColumns, allow })
      expect(replace.from).toBeLessThanOrEqual(place)
      expect(replace.to).toBeGreaterThanOrEqual(place)
      expect(replace.to).toBeLessThanOrEqual(text.length)
    }),
    { numRuns: 2000, seed: 17 },
  )
})
