import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { moveColumns } from './move-columns.ts'

const table = {
  columns: [
    { name: 'a', type: 'int', role: 'target' },
    { name: 'b', type: 'int', role: 'sensitive' },
    { name: 'c', type: 'int' },
    { name: 'd', type: 'int' },
  ],
  rows: [],
} as const

const names = (...chosen: string[]) => ({ by: 'names', names: chosen })
const order = (params: unknown) =>
  columnsOf(compileNode(moveColumns, params, { table })['table'])
    .map((line) => line.replace(': int', ''))
    .join(', ')

describe('move or duplicate columns', () => {
  it.each([
    ['d, b (sensitive), a (target), c', { columns: names('d', 'b') }],
    ['b (sensitive), c, d, a (target)', { columns: names('a'), to: 'last' }],
    ['b (sensitive), c, a (target), d', { columns: names('a'), to: 'after', target: 'c' }],
    ['b (sensitive), a (target), c, d', { columns: names('a'), to: 'before', target: 'c' }],
    ['a (target), c, b (sensitive), d', { columns: names('c', 'b'), to: 'after', target: 'b' }],
    [
      'a (target), a 2, b 2 (sensitive), b (sensitive), c, d',
      { act: 'copy', columns: names('a', 'b'), to: 'after', target: 'a', ending: ' 2' },
    ],
  ])('%s', (expected, params) => {
    expect(order(params)).toBe(expected)
  })

  it('needs a column to go to', async () => {
    expect(await problemOf(() => order({ columns: names('a'), to: 'before' }))).toMatchObject({ code: 'nothing-chosen', param: 'target' })
  })

  it('says what it does', () => {
    expect(sentenceOf(moveColumns, { columns: names('a'), to: 'before', target: 'b' })).toBe('move “a” before “b”')
  })
})
