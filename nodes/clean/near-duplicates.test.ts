import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { nearDuplicates } from './near-duplicates.ts'

const table = {
  columns: [
    { name: 'id', type: 'int', role: 'id' },
    { name: 'name', type: 'text' },
    { name: 'group', type: 'text' },
  ],
  rows: [],
} as const
const compile = (params: object = {}) => compileNode(nearDuplicates, params, { table })

describe('near duplicates', () => {
  it('adds the number of the group under a free name, to both outputs', () => {
    expect(columnsOf(compile()['table'])).toEqual(['id: int (id)', 'name: text', 'group: text', 'group_2: int'])
    expect(columnsOf(compile({ group: 'person' })['removed'])).toEqual(['id: int (id)', 'name: text', 'group: text', 'person: int'])
  })

  it('asks for texts', async () => {
    expect(await problemOf(() => compile({ columns: { by: 'names', names: [] } }))).toMatchObject({
      code: 'nothing-chosen',
      param: 'columns',
    })
    expect(await problemOf(() => compile({ columns: { by: 'names', names: ['id'] } }))).toMatchObject({
      code: 'wrong-type',
      param: 'columns',
    })
  })

  it('says what it does', () => {
    expect(sentenceOf(nearDuplicates, { keep: 'complete', threshold: 0.9 })).toBe(
      'fullest row of each group alike in text columns, at least 0.9',
    )
  })
})
