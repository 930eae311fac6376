import { describe, expect, it } from 'vitest'
import { columnsOf, fitNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { transpose } from './transpose.ts'

const table = {
  columns: [
    { name: 'k', type: 'text' },
    { name: 'v', type: 'int' },
  ],
  rows: [],
} as const

describe('transpose', () => {
  it('numbers names that come twice or are taken', async () => {
    const { applied } = await fitNode(transpose, { header: 'k', name: 'a' }, table, [[[3]], [['a'], ['b'], ['b']]])
    expect(columnsOf(applied)).toEqual(['a: text', 'a_2: int', 'b: int', 'b_2: int'])
  })
  it('objects to long tables and to nothing to turn', async () => {
    expect(await problemOf(() => fitNode(transpose, {}, table, [[[1001]]]))).toMatchObject({ code: 'too-many-rows' })
    const params = { header: 'k', columns: { by: 'names', names: ['k'] } }
    expect(await problemOf(() => fitNode(transpose, params, table, [[[1]], [['a']]]))).toMatchObject({ code: 'nothing-chosen' })
  })
  it('says what it does', () => {
    expect(sentenceOf(transpose, { header: 'k' })).toBe('turn rows into columns named by “k”')
  })
})
