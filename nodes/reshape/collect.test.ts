import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { collect } from './collect.ts'

const table = {
  columns: [
    { name: 'k', type: 'text' },
    { name: 'x', type: 'float', role: 'sensitive' },
    { name: 'l', type: 'list<int>' },
  ],
  rows: [],
} as const
const params = { keys: { by: 'names', names: ['k'] }, columns: { by: 'all', except: ['k'] } }

describe('rows to cells', () => {
  it('gives texts or lists of texts, and keeps what is sensitive', () => {
    expect(columnsOf(compileNode(collect, params, { table })['table'])).toEqual(['k: text', 'x: text (sensitive)'])
    expect(columnsOf(compileNode(collect, { ...params, result: 'list' }, { table })['table'])).toContain('x: list<text> (sensitive)')
  })
  it('objects when nothing is to be put together', async () => {
    expect(await problemOf(() => compileNode(collect, { keys: params.keys }, { table }))).toMatchObject({ code: 'nothing-chosen' })
  })
  it('says what it does', () => {
    const named = { ...params, columns: { by: 'names', names: ['x'] } }
    expect(sentenceOf(collect, named)).toBe('“x” put together for each “k”')
  })
})
