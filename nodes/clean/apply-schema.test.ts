import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { applySchema } from './apply-schema.ts'

const table = {
  columns: [
    { name: 'B', type: 'int', role: 'sensitive' },
    { name: 'z', type: 'text' },
  ],
  rows: [],
} as const
const like = {
  columns: [
    { name: 'a', type: 'date', role: 'target' },
    { name: 'b', type: 'float' },
  ],
  rows: [],
} as const

const columns = (params: unknown) => columnsOf(compileNode(applySchema, params, { table, like })['table'])

describe('make columns like', () => {
  it('takes names, types, order and roles of the other table; sensitive stays sensitive', () => {
    expect(columns({})).toEqual(['a: date (target)', 'b: float (sensitive)'])
    expect(columns({ extra: 'keep' })).toEqual(['a: date (target)', 'b: float (sensitive)', 'z: text'])
  })

  it('tells names apart by capitals when asked', () => {
    expect(columns({ capitals: false, extra: 'keep' })).toEqual(['a: date (target)', 'b: float', 'B: int (sensitive)', 'z: text'])
  })

  it.each([
    ['column-missing', { absent: 'fail' }],
    ['columns-extra', { extra: 'fail' }],
    ['wrong-type', { types: 'fail' }],
  ])('objects: %s', async (code, params) => {
    expect(await problemOf(() => columns(params))).toMatchObject({ code })
  })

  it('says what it does', () => {
    expect(sentenceOf(applySchema, { absent: 'fail', extra: 'fail', types: 'fail' })).toBe('columns must be the same')
  })
})
