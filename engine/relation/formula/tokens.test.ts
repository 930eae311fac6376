import { describe, expect, test } from 'vitest'
import { tokenize } from './tokens.ts'

function kinds(text: string): readonly string[] {
  return tokenize(text).tokens.map(({ kind, value }) => (kind === 'end' ? kind : `${kind} ${value}`))
}

describe('tokens', () => {
  test.each<[string, readonly string[]]>([
    ['[price] * 1.2', ['column price', 'symbol *', 'number 1.2', 'end']],
    ['[a]]b]', ['column a]b', 'end']],
    ['[]', ['column ', 'end']],
    ['"say ""hi"""', ['text say "hi"', 'end']],
    ['""', ['text ', 'end']],
    ['1.5e-3+.5+2.', ['number 1.5e-3', 'symbol +', 'number .5', 'symbol +', 'number 2.', 'end']],
    ['1e', ['number 1', 'word E', 'end']],
    ['a<>b<=c>=d', ['word A', 'symbol <>', 'word B', 'symbol <=', 'word C', 'symbol >=', 'word D', 'end']],
    ['≤≥≠−×÷', ['symbol <=', 'symbol >=', 'symbol <>', 'symbol -', 'symbol *', 'symbol /', 'end']],
    ['toint!("1")', ['word TOINT!', 'symbol (', 'text 1', 'symbol )', 'end']],
    ['Degrés(été_2)', ['word DEGRES', 'symbol (', 'word ETE_2', 'symbol )', 'end']],
    ['MODE.SNGL', ['word MODE.SNGL', 'end']],
    ['#2024-01-31 10:30#', ['moment 2024-01-31 10:30', 'end']],
    ['\u00a0 \n\t1\r\n', ['number 1', 'end']],
    ['', ['end']],
  ])('%s', (text, expected) => {
    expect(kinds(text)).toEqual(expected)
    expect(tokenize(text).problems).toEqual([])
  })

  test('tokens know where they stand, in UTF-16 units', () => {
    const spans = tokenize('"🎲" & [é]').tokens.map(({ from, to }) => [from, to])
    expect(spans).toEqual([
      [0, 4],
      [5, 6],
      [7, 10],
      [10, 10],
    ])
  })

  test.each<[string, string, number, number]>([
    ['"open', 'text-unclosed', 0, 5],
    ['1 + [open', 'column-unclosed', 4, 9],
    ['#2024', 'date-unclosed', 0, 5],
    ["'a'", 'unexpected-character', 0, 1],
    ['“a”', 'unexpected-character', 0, 1],
    ['1 != 2', 'unexpected-character', 2, 3],
    ['a]', 'unexpected-character', 1, 2],
    ['1 🎲', 'unexpected-character', 2, 4],
    ['{1}', 'unexpected-character', 0, 1],
    ['a\u0000', 'unexpected-character', 1, 2],
  ])('%s is a problem', (text, code, from, to) => {
    expect(tokenize(text).problems[0]).toMatchObject({ code, from, to })
  })
})
