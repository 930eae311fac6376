import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { rowAggregate } from './row-aggregate.ts'

const table = {
  columns: [
    { name: 'a', type: 'int', role: 'sensitive' },
    { name: 'b', type: 'int' },
    { name: 'x', type: 'float' },
    { name: 'p', type: 'bool' },
    { name: 'y', type: 'int', role: 'target' },
  ],
  rows: [],
} as const

const names = (...chosen: string[]) => ({ by: 'names', names: chosen })
const last = (params: unknown) => columnsOf(compileNode(rowAggregate, params, { table })['table']).at(-1)

describe('sum up across columns', () => {
  it.each([
    ['total: float (sensitive)', {}],
    ['total: int', { columns: names('b', 'y') }],
    ['total: float', { columns: names('b', 'y'), take: 'mean' }],
    ['total: int', { columns: names('b', 'y'), take: 'range' }],
    ['total: int', { columns: names('p') }],
    ['total: bool', { columns: names('p'), take: 'all' }],
    ['total: int (sensitive)', { take: 'known' }],
  ])('gives %s for %o', (expected, params) => {
    expect(last(params)).toBe(expected)
  })

  it.each([
    ['wrong-type', { columns: names('b'), take: 'any' }],
    ['nothing-chosen', { name: '' }],
  ])('objects: %s', async (code, params) => {
    expect(await problemOf(() => last(params))).toMatchObject({ code })
  })

  it('says what it does', () => {
    expect(sentenceOf(rowAggregate, { columns: names('a', 'b'), take: 'mean' })).toBe('“total”: mean of “a” and “b”')
  })
})
