import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { window } from './window.ts'

const table = {
  columns: [
    { name: 'g', type: 'text' },
    { name: 'x', type: 'float', role: 'sensitive' },
    { name: 'row number', type: 'int' },
  ],
  rows: [],
} as const
const compile = (params: unknown) => columnsOf(compileNode(window, params, { table })['table'])

describe('compute along rows', () => {
  it('numbers the rows under a free name when nothing is asked', () => {
    expect(compile({})).toEqual(['g: text', 'x: float (sensitive)', 'row number: int', 'row number_3: int'])
  })
  it('names results by what they are and keeps what is sensitive', () => {
    const results = ['lag', 'change', 'ntile', 'count', 'moving-mean', 'mean'].map((work) => ({ work, column: 'x' }))
    expect(compile({ results }).slice(3)).toEqual([
      'x value before: float (sensitive)',
      'x change in proportion: float (sensitive)',
      'part of equal size: int',
      'x known values of the group: int (sensitive)',
      'x mean of the last rows: float (sensitive)',
      'x mean of the group: float (sensitive)',
    ])
  })
  it.each([
    ['nothing-chosen', 'order', { results: [{ work: 'rank' }] }],
    ['wrong-type', 'results', { results: [{ work: 'mean', column: 'g' }] }],
    ['column-missing', 'order', { order: [{ column: 'z' }] }],
  ])('objects: %s in %s', async (code, param, params) => {
    expect(await problemOf(() => compile(params))).toMatchObject({ code, param })
  })
  it('says what it does', () => {
    const params = { results: [{ work: 'lag', column: 'x' }], groups: { by: 'names', names: ['g'] }, order: [{ column: 'x' }] }
    expect(sentenceOf(window, params)).toBe('value before of “x” within each “g”, by “x”')
  })
})
