import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { combineNumbers } from './combine-numbers.ts'

const table = {
  columns: ['a', 'b', 'c'].map((name) => ({ name, type: 'float' as const })),
  rows: [],
}
const all = { by: 'all', except: [] }
const made = (params: Record<string, unknown>) =>
  columnsOf(compileNode(combineNumbers, { columns: all, ...params }, { table })['table'])
    .slice(3)
    .map((line) => line.replace(': float', ''))

describe('combine numbers', () => {
  it('makes the terms of PolynomialFeatures, in its order', () => {
    expect(made({ powers: true })).toEqual(['a^2', 'a × b', 'a × c', 'b^2', 'b × c', 'c^2'])
    expect(made({ degree: 3 })).toEqual(['a × b', 'a × c', 'b × c', 'a × b × c'])
    expect(made({ degree: 3, powers: true })).toHaveLength(6 + 10)
    expect(made({ degree: 3, powers: true, products: false })).toEqual(['a^2', 'b^2', 'c^2', 'a^3', 'b^3', 'c^3'])
  })

  it('makes ratios both ways and differences once', () => {
    expect(made({ products: false, ratios: true, differences: true })).toHaveLength(6 + 3)
  })

  it.each([
    ['nothing-chosen', { products: false }],
    ['nothing-chosen', { columns: { by: 'names', names: ['a'] } }],
    ['too-many-columns', { most: 2 }],
  ])('objects: %s', async (code, params) => {
    expect(await problemOf(() => made(params))).toMatchObject({ code })
  })

  it('says what it does', () => {
    expect(sentenceOf(combineNumbers, { columns: all, ratios: true })).toBe('products and ratios of all columns')
  })
})
