import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { splitList } from './split-list.ts'

const table = {
  columns: [
    { name: 't', type: 'text', role: 'sensitive' },
    { name: 'l', type: 'list<text>' },
  ],
  rows: [],
} as const
const both = { by: 'names', names: ['t', 'l'] }
const compile = (params: object) => compileNode(splitList, { columns: both, ...params }, { table })

describe('text to list and back', () => {
  it('turns texts and lists into each other', () => {
    expect(columnsOf(compile({})['table'])).toEqual(['t: list<text> (sensitive)', 'l: text'])
  })

  it('objects to no separator', async () => {
    expect(await problemOf(() => compile({ separator: '' }))).toMatchObject({ code: 'nothing-chosen', param: 'separator' })
  })

  it('says what it does', () => {
    expect(sentenceOf(splitList, { columns: both })).toBe('“t” and “l” between text and list at “,”')
  })
})
