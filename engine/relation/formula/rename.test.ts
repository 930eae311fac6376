import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { column } from '../expression.ts'
import { mapColumns } from '../expression-tree.ts'
import { formatFormula, parseFormula, renameInFormula } from './formula.ts'
import { anyExpression, randomColumns } from './random-expression.ts'

describe('renameInFormula', () => {
  test.each<[string, Readonly<Record<string, string>>, string]>([
    ['= [a] +\t[b]  * sum( [a] )', { a: 'x' }, '= [x] +\t[b]  * sum( [x] )'],
    ['[a] + [b]', { a: 'b', b: 'a' }, '[b] + [a]'],
    ['[a]]b]', { 'a]b': 'c]' }, '[c]]]'],
    ['"[a]" & [a]', { a: 'x' }, '"[a]" & [x]'],
    ['[A] + [a]', { a: 'x' }, '[A] + [x]'],
    ['[a] + ) [a] 🎲', { a: 'é 🎲' }, '[é 🎲] + ) [é 🎲] 🎲'],
    ['[a] + [a', { a: 'x' }, '[x] + [a'],
    ['[constructor]', { a: 'x' }, '[constructor]'],
    ['', { a: 'x' }, ''],
  ])('%s', (text, renames, expected) => {
    expect(renameInFormula(text, new Map(Object.entries(renames)))).toBe(expected)
  })

  test('renaming the text is renaming the expression', () => {
    const renames = new Map(randomColumns.map(({ name }, index) => [name, `[${index}] "]]`]))
    const renamed = randomColumns.map((one) => ({ ...one, name: renames.get(one.name) ?? one.name }))
    fc.assert(
      fc.property(anyExpression, (expr) => {
        const text = renameInFormula(formatFormula(expr, { columns: randomColumns }), renames)
        const expected = mapColumns(expr, (name) => column(renames.get(name) ?? name))
        expect(parseFormula(text, { columns: renamed })).toMatchObject({ ok: true, expr: expected })
      }),
      { numRuns: 200, seed: 13 },
    )
  })
})
