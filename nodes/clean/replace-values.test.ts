import { describe, expect, it } from 'vitest'
import { compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { replaceValues } from './replace-values.ts'

const table = {
  columns: [
    { name: 't', type: 'text' },
    { name: 'n', type: 'int' },
    { name: 'd', type: 'date' },
  ],
  rows: [],
} as const

const names = (...chosen: string[]) => ({ by: 'names', names: chosen })
const pairs = (...given: [string, string][]) => given.map(([key, value]) => ({ key, value }))
const compile = (params: unknown) => compileNode(replaceValues, params, { table })

describe('replace values', () => {
  it('applies whole values at once, pieces one after the other', () => {
    expect(compile({ columns: names('t'), pairs: pairs(['a', 'b'], ['b', 'a']) }).table).toMatchObject({
      exprs: [{ expr: { fn: 'switch', args: [{}, {}, { value: 'a' }, { value: 'b' }, { value: 'b' }, { value: 'a' }] } }, {}, {}],
    })
    expect(compile({ columns: names('t'), how: 'contains', pairs: pairs(['a', 'b'], ['b', '']) }).table).toMatchObject({
      exprs: [{ expr: { fn: 'substitute', args: [{ fn: 'substitute' }, { value: 'b' }, { value: '' }] } }, {}, {}],
    })
  })

  it('reads values in the type of each column', () => {
    expect(compile({ columns: names('d'), pairs: pairs(['1900-01-01', '']) }).table).toMatchObject({
      exprs: [{}, {}, { expr: { args: [{}, {}, { type: 'date', value: '1900-01-01' }, { type: 'date', value: null }] } }],
    })
  })

  it.each([
    ['nothing-chosen', { pairs: pairs(['a', 'b']) }],
    ['nothing-chosen', { columns: names('t') }],
    ['bad-value', { columns: names('t', 'n'), pairs: pairs(['a', 'b']) }],
    ['value-missing', { columns: names('t'), how: 'contains', pairs: pairs(['', 'b']) }],
    ['wrong-type', { columns: names('n'), how: 'regex', pairs: pairs(['a', 'b']) }],
    ['bad-constant', { columns: names('t'), how: 'regex', pairs: pairs(['(a', 'b']) }],
    ['bad-constant', { columns: names('t'), how: 'regex', pairs: pairs(['a*', 'b']) }],
  ])('objects: %s', async (code, params) => {
    expect(await problemOf(() => compile(params))).toMatchObject({ code })
  })

  it('says what it does', () => {
    expect(sentenceOf(replaceValues, { columns: names('n'), pairs: pairs(['-1', '']) })).toBe('“-1” becomes missing in “n”')
    expect(sentenceOf(replaceValues, { columns: names('t'), how: 'contains', pairs: pairs(['€', '']) })).toBe('“€” becomes nothing in “t”')
  })
})
