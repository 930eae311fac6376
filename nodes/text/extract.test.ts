import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { extract } from './extract.ts'

const table = {
  columns: [
    { name: 't', type: 'text', role: 'sensitive' },
    { name: 'n', type: 'int' },
  ],
  rows: [],
} as const

const compile = (params: object) => compileNode(extract, { column: 't', ...params }, { table })

describe('extract', () => {
  it('makes a column of each group, by name where there is one', () => {
    const { table: made, rejected } = compile({ how: 'pattern', pattern: '([a-z]\\()(?:x)([()])', names: 'n' })
    expect(columnsOf(made)).toEqual(['t: text (sensitive)', 'n: int', 'n_2: text (sensitive)', 't 2: text (sensitive)'])
    expect(columnsOf(rejected)).toEqual(['t: text (sensitive)', 'n: int', 'reason: text'])
  })

  it('makes lists of all', () => {
    expect(columnsOf(compile({ which: 'all', place: true })['table'])).toContain('t parts: list<text> (sensitive)')
    expect(columnsOf(compile({ how: 'word-grams' })['table'])).toContain('t 2-grams: list<text> (sensitive)')
  })

  it.each([
    ['nothing-chosen', { how: 'pattern' }],
    ['nothing-chosen', { how: 'between' }],
    ['bad-constant', { how: 'pattern', pattern: '(a' }],
    ['bad-constant', { how: 'pattern', pattern: 'a*', which: 'all' }],
    ['bad-value', { how: 'position', from: 0 }],
    ['wrong-type', { column: 'n' }],
  ])('objects: %s', async (code, params) => {
    expect(await problemOf(() => compile(params))).toMatchObject({ code })
  })

  it('says what it does', () => {
    expect(sentenceOf(extract, { column: 't' })).toBe('take numbers out of “t”')
  })
})
