import { expect, it } from 'vitest'
import { formulaToken } from './formula-token.ts'

function kinds(line: string): string[] {
  const found: string[] = []
  for (let at = 0; at < line.length;) {
    const { kind, length } = formulaToken(line, at)
    if (kind !== null) found.push(`${kind}:${line.slice(at, at + length)}`)
    at += length
  }
  return found
}

it('tells columns, numbers, words and functions apart', () => {
  expect(kinds('[age] >= 18 and DATEDIFF([a]]b], x)')).toEqual([
    'column:[age]',
    'sign:>',
    'sign:=',
    'number:18',
    'word:and',
    'function:DATEDIFF',
    'sign:(',
    'column:[a]]b]',
    'sign:,',
    'sign:)',
  ])
})

it('knows the words of both languages, with accents and in any case', () => {
  expect(kinds('vrai ET Manquant')).toEqual(['word:vrai', 'word:ET', 'word:Manquant'])
  expect(kinds('not (x)')).toEqual(['word:not', 'sign:(', 'sign:)'])
})

it('colours what is not closed yet to the end of the line', () => {
  expect(kinds('"abc')).toEqual(['text:"abc'])
  expect(kinds('[la')).toEqual(['column:[la'])
  expect(kinds('#2024-01-31# "a""b"')).toEqual(['date:#2024-01-31#', 'text:"a""b"'])
})

it('gets past anything', () => {
  expect(kinds('é§ 1.5e-3')).toEqual(['number:1.5e-3'])
})
