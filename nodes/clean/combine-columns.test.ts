import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { combineColumns } from './combine-columns.ts'

const table = {
  columns: [
    { name: 'a', type: 'int', role: 'target' },
    { name: 'b', type: 'float', role: 'sensitive' },
    { name: 'd', type: 'date' },
  ],
  rows: [],
} as const

const names = (...chosen: string[]) => ({ by: 'names', names: chosen })
const compile = (params: object) => columnsOf(compileNode(combineColumns, params, { table })['table'])

describe('combine columns', () => {
  it('is sensitive when one of its columns is', () => {
    expect(compile({ columns: names('a', 'b') }).at(-1)).toBe('combined: text (sensitive)')
  })

  it('gives the first known value a type that holds them all', () => {
    expect(compile({ columns: names('d'), how: 'first' }).at(-1)).toBe('combined: date')
    expect(compile({ columns: names('a', 'b'), how: 'first' }).at(-1)).toBe('combined: float (sensitive)')
    expect(compile({ columns: names('a', 'd'), how: 'first' }).at(-1)).toBe('combined: text')
  })

  it('takes the name of a column that goes, and no other', () => {
    expect(compile({ columns: names('a', 'd'), how: 'first', name: 'd', keep: false })).toEqual(['b: float (sensitive)', 'd: text'])
    expect(compile({ columns: names('a', 'd'), name: 'b' }).at(-1)).toBe('b_2: text')
  })

  it('objects to no column', async () => {
    expect(await problemOf(() => compile({}))).toMatchObject({ code: 'nothing-chosen' })
  })

  it('says what it does', () => {
    expect(sentenceOf(combineColumns, { columns: names('a', 'b') })).toBe('join “a” and “b” as “combined”')
  })
})
