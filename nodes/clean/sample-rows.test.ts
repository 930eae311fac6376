import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { sampleRows } from './sample-rows.ts'

const table = {
  columns: [
    { name: 'a', type: 'int' },
    { name: 'l', type: 'list<int>' },
  ],
  rows: [],
} as const

const compile = (params: unknown) => compileNode(sampleRows, params, { table }).table

describe('sample rows', () => {
  it('takes by share, by number or from the start', () => {
    expect(compile({ share: 0.25, seed: 7 })).toMatchObject({ op: 'sample', seed: 7, from: 0, to: 0.25 })
    expect(compile({ method: 'exact', rows: 10 })).toMatchObject({ op: 'sample', exact: 10 })
    expect(compile({ method: 'first', rows: 10 })).toMatchObject({ op: 'limit', count: 10 })
  })

  it('does not group by lists', async () => {
    const params = { within: { by: 'names', names: ['l'] } }
    expect(await problemOf(() => compile(params))).toMatchObject({ code: 'wrong-type', param: 'within' })
  })

  it('refuses a share over 1 and half a row', () => {
    expect(sampleRows.params.safeParse({ share: 1.1 }).success).toBe(false)
    expect(sampleRows.params.safeParse({ rows: 1.5 }).success).toBe(false)
  })

  it('says what it does', () => {
    expect(sentenceOf(sampleRows, {})).toBe('10\u202f% of the rows at random')
    expect(sentenceOf(sampleRows, { method: 'exact', rows: 5, within: { by: 'names', names: ['a'] } })).toBe(
      '5 rows at random, of each: “a”',
    )
  })
})

describe('other ways to sample', () => {
  it('counts rows of each group by the seed', () => {
    const params = { method: 'each', rows: 2, within: { by: 'names', names: ['g'] } }
    const input = { columns: [{ name: 'g', type: 'text' }], rows: [] } as const
    expect(columnsOf(compileNode(sampleRows, params, { table: input })['table'])).toEqual(['g: text'])
    expect(sentenceOf(sampleRows, { method: 'every', rows: 5 })).toBe('every row number 5')
    expect(sentenceOf(sampleRows, { method: 'last', rows: 5 })).toBe('the last 5 rows')
  })
})
