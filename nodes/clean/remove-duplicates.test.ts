import { describe, expect, it } from 'vitest'
import { compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { removeDuplicates } from './remove-duplicates.ts'

const table = {
  columns: [
    { name: 'a', type: 'int' },
    { name: 'b', type: 'list<text>' },
  ],
  rows: [],
} as const

describe('remove duplicates', () => {
  it('compares the chosen columns only', () => {
    const params = { columns: { by: 'names', names: ['a'] }, keep: 'last' }
    expect(compileNode(removeDuplicates, params, { table }).table).toMatchObject({ op: 'distinct', on: ['a'], keep: 'last' })
  })

  it('objects to a column that is not there', async () => {
    const params = { columns: { by: 'names', names: ['c'] } }
    expect(await problemOf(() => compileNode(removeDuplicates, params, { table }))).toMatchObject({ code: 'column-missing', column: 'c' })
  })

  it('says what it does', () => {
    expect(sentenceOf(removeDuplicates, {})).toBe('first row of each: all columns')
  })
})
