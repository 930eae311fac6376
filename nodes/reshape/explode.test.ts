import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { explode } from './explode.ts'

const table = {
  columns: [
    { name: 't', type: 'text', role: 'sensitive' },
    { name: 'l', type: 'list<int>' },
    { name: 'n', type: 'int' },
  ],
  rows: [],
} as const
const compile = (params: unknown) => columnsOf(compileNode(explode, params, { table })['table'])

describe('cells to rows', () => {
  it('gives the elements of lists their type, and finds a free name', () => {
    expect(compile({ column: 'l', position: 'n' })).toEqual(['t: text (sensitive)', 'l: int', 'n: int', 'n_2: int'])
    expect(compile({ column: 't' })).toEqual(['t: text (sensitive)', 'l: list<int>', 'n: int'])
  })
  it('objects to numbers', async () => {
    expect(await problemOf(() => compile({ column: 'n' }))).toMatchObject({ code: 'wrong-type' })
  })
  it('says what it does', () => {
    expect(sentenceOf(explode, { column: 't', separator: ';' })).toBe('a row for each value of “t”, cut at “;”')
  })
})
