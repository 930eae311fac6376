import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { topRows } from './top-rows.ts'

const table = { columns: [{ name: 'x', type: 'int', role: 'target' }], rows: [] } as const
const compile = (params: unknown) => compileNode(topRows, params, { table })['table']

describe('top rows', () => {
  it('keeps columns and roles', () => {
    expect(columnsOf(compile({ order: [{ column: 'x' }], ties: 'all' }))).toEqual(['x: int (target)'])
    expect(compile({ order: [{ column: 'x' }], count: 3 })).toMatchObject({ op: 'limit', count: 3 })
  })
  it('objects when there is no order', async () => {
    expect(await problemOf(() => compile({}))).toMatchObject({ code: 'nothing-chosen', param: 'order' })
  })
  it('says what it does', () => {
    const params = { order: [{ column: 'x', direction: 'down' }], count: 3, groups: { by: 'names', names: ['g'] } }
    expect(sentenceOf(topRows, params)).toBe('the first 3 rows by “x” (largest first), of each “g”')
  })
})
