import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { lookup } from './lookup.ts'

const left = {
  columns: [
    { name: 'k', type: 'int' },
    { name: 'v', type: 'text' },
  ],
  rows: [],
} as const
const right = {
  columns: [
    { name: 'k', type: 'text' },
    { name: 'v', type: 'int', role: 'sensitive' },
  ],
  rows: [],
} as const
const keys = [{ left: 'k', right: 'k' }]
const compile = (params: unknown) => compileNode(lookup, params, { left, right })

describe('look up', () => {
  it('brings columns under free names with their roles, without the key', () => {
    expect(columnsOf(compile({ keys })['table'])).toEqual(['k: int', 'v: text', 'v (right): int (sensitive)'])
  })
  it.each([
    ['nothing-chosen', {}],
    ['bad-value', { keys, defaults: [{ key: 'v', value: 'many' }] }],
    ['bad-value', { keys, defaults: [{ key: 'z', value: '1' }] }],
  ])('objects: %s', async (code, params) => {
    expect(await problemOf(() => compile(params))).toMatchObject({ code })
  })
  it('says what it does', () => {
    expect(sentenceOf(lookup, { keys, columns: { by: 'names', names: ['v'] } })).toBe('bring “v” by “k”')
  })
})
