import { describe, expect, it } from 'vitest'

import { ExpressionError } from './expression-error.ts'
import type { ExpressionErrorCode, ExpressionPath } from './expression-error.ts'
import { call, column, literal } from './expression.ts'
import type { Expr } from './expression.ts'
import { functionSpec } from './functions/catalogue.ts'
import { matchSignature } from './match-signature.ts'
import { resolveExpression } from './resolve-expression.ts'
import { typeOf, typeOfAggregate } from './type-of.ts'
import type { Column } from './types.ts'

const columns: readonly Column[] = [
  { name: 'n', type: 'int' },
  { name: 'x', type: 'float' },
  { name: 't', type: 'text' },
  { name: 'd', type: 'date' },
  { name: 'b', type: 'bool' },
  { name: 'words', type: 'list<text>' },
  { name: 'counts', type: 'list<int>' },
]

const nothing = (type: 'int' | 'float' | 'text' | 'date') => literal(type, null)

function problemOf(expr: Expr): ExpressionError {
  try {
    typeOf(expr, columns)
  } catch (error) {
    if (error instanceof ExpressionError) return error
    throw error
  }
  throw new Error('the expression is right')
}

describe('typeOf', () => {
  it.each<[string, Expr, string]>([
    ['a column', column('words'), 'list<text>'],
    ['a literal', literal('timestamp', '2026-01-31 12:00:00'), 'timestamp'],
    ['a call', call('length', column('t')), 'int'],
    ['int widened where float is declared', call('divide', column('n'), column('x')), 'float'],
    ['int and float together', call('if', column('b'), column('n'), column('x')), 'float'],
    ['int compared with float', call('equal', column('n'), column('x')), 'bool'],
    ['null with anything', call('if', column('b'), nothing('text'), column('d')), 'date'],
    ['nothing but nulls: the first one says', call('coalesce', nothing('date'), nothing('int')), 'date'],
    ['a null list', call('list-min', literal('list<date>', null)), 'date'],
    ['two variables', call('switch', column('t'), column('x'), literal('text', 'a'), column('n')), 'float'],
    ['elements of a list', call('list-element', column('words'), column('n')), 'text'],
    ['a list where only nullness counts', call('coalesce', column('words'), column('words')), 'list<text>'],
    ['repeated pairs', call('ifs', column('b'), column('n'), literal('bool', true), column('n')), 'int'],
  ])('finds the type of %s', (_, expr, type) => {
    expect(typeOf(expr, columns)).toBe(type)
  })

  it.each<[string, Expr, ExpressionErrorCode, ExpressionPath]>([
    ['unknown column', call('add', column('x'), call('negate', column('gone'))), 'unknown-column', ['args', 1, 'args', 0]],
    ['unknown function', call('not', call('gone')), 'unknown-function', ['args', 0]],
    ['too few arguments', call('add', column('x')), 'wrong-count', []],
    ['half a pair', call('ifs', column('b'), column('n'), column('b')), 'wrong-count', []],
    ['text where a number is declared', call('add', column('x'), column('t')), 'wrong-type', ['args', 1]],
    ['two types for one variable', call('if', column('b'), column('n'), column('t')), 'wrong-type', ['args', 2]],
    ['a list where a single value is meant', call('equal', column('words'), column('words')), 'wrong-type', ['args', 0]],
    ['an item that the list cannot have', call('list-contains', column('counts'), column('x')), 'wrong-type', ['args', 1]],
    ['a column where a constant is needed', call('round', column('x'), column('n')), 'not-constant', ['args', 1]],
    ['null where a constant is needed', call('round', column('x'), nothing('int')), 'not-constant', ['args', 1]],
    ['a constant out of range', call('round', column('x'), literal('int', 16)), 'bad-constant', ['args', 1]],
    ['a pattern outside the subset', call('regex-match', column('t'), literal('text', '(?=a)')), 'bad-constant', ['args', 1]],
    [
      'a group that the pattern lacks',
      call('regex-extract', column('t'), literal('text', '(a)'), literal('int', 2)),
      'bad-constant',
      ['args', 2],
    ],
    ['a pattern that can match nothing', call('regex-count', column('t'), literal('text', 'a*')), 'bad-constant', ['args', 1]],
    ['a date format without a year', call('parse-date', column('t'), literal('text', 'DD/MM')), 'bad-constant', ['args', 1]],
    ['a language that is not there', call('month-name', column('d'), literal('text', 'de')), 'bad-constant', ['args', 1]],
    ['a literal of another type', call('not', literal('bool', 'yes')), 'bad-literal', ['args', 0]],
    ['an integer beyond 64 bits', literal('int', '9223372036854775808'), 'bad-literal', []],
    ['a day that does not exist', literal('date', '2023-02-29'), 'bad-literal', []],
    ['an aggregate in a row', call('sum', column('x')), 'not-allowed-here', []],
    [
      'a row function as a window',
      { kind: 'window', fn: 'add', args: [column('x'), column('x')], partitionBy: [], orderBy: [] },
      'not-allowed-here',
      [],
    ],
    [
      'a window that needs an order',
      { kind: 'window', fn: 'cumulative-sum', args: [column('x')], partitionBy: [], orderBy: [] },
      'not-allowed-here',
      [],
    ],
    [
      'a wrong key of an order',
      { kind: 'window', fn: 'rank', args: [column('x')], partitionBy: [], orderBy: [{ expr: column('gone') }] },
      'unknown-column',
      ['orderBy', 0, 'expr'],
    ],
  ])('refuses %s', (_, expr, code, path) => {
    const problem = problemOf(expr)
    expect([problem.code, problem.path]).toEqual([code, path])
    expect(problem.text.en).toMatch(/\.$/)
    expect(problem.text.fr).toMatch(/\.$/)
    expect(problem.text.fr).not.toBe(problem.text.en)
  })

  it('says what was wanted', () => {
    expect(problemOf(call('length', column('d'))).text).toEqual({
      en: 'Argument 1 of LEN has to be text, not a date.',
      fr: 'L’argument 1 de NBCAR doit être du texte, et non une date.',
    })
    expect(problemOf(call('add', column('x'))).text.en).toBe('+ takes 2 arguments, not 1.')
  })

  it('refuses what is nested too deeply, and not less', () => {
    const nested = (depth: number) => {
      let expr: Expr = column('x')
      for (let at = 0; at < depth; at++) expr = call('negate', expr)
      return expr
    }
    expect(typeOf(nested(900), columns)).toBe('float')
    expect(problemOf(nested(1100)).code).toBe('too-deep')
  })

  it('knows what aggregates give', () => {
    expect(typeOfAggregate(functionSpec('maximum'), [column('d')], columns)).toBe('date')
    expect(typeOfAggregate(functionSpec('mean'), [column('n')], columns)).toBe('float')
    expect(() => typeOfAggregate(functionSpec('length'), [column('t')], columns)).toThrow(ExpressionError)
  })
})

describe('resolveExpression', () => {
  it('makes widening explicit, at once for constants', () => {
    const resolved = resolveExpression(call('add', column('n'), literal('int', 2)), columns)
    expect(resolved).toMatchObject({
      args: [
        { kind: 'call', spec: { id: 'int-to-float' } },
        { kind: 'literal', type: 'float', value: 2 },
      ],
    })
  })

  it('makes a call of a null constant one', () => {
    expect(resolveExpression(call('length', nothing('text')), columns)).toEqual({ kind: 'literal', type: 'int', value: null })
  })
})

describe('matchSignature', () => {
  it('counts what it widens, so that the better of two functions is found', () => {
    const widened = (id: string) => {
      const match = matchSignature(functionSpec(id), ['int', 'int'])
      return match.ok ? match.widened : undefined
    }
    expect([widened('add-int'), widened('add')]).toEqual([0, 2])
  })

  it('keeps floats out where they are not wanted', () => {
    expect(matchSignature(functionSpec('mode'), ['float'])).toMatchObject({ ok: false, code: 'wrong-type', at: 0 })
    expect(matchSignature(functionSpec('mode'), ['text'])).toMatchObject({ ok: true, returns: 'text' })
  })
})
