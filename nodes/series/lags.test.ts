import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { lags } from './lags.ts'

const table = {
  columns: [
    { name: 't', type: 'date', role: 'time' },
    { name: 'x', type: 'int', role: 'sensitive' },
  ],
  rows: [],
} as const
const columns = { by: 'names', names: ['x'] }
const compile = (params: unknown) => columnsOf(compileNode(lags, params, { table })['table'])

describe('lags', () => {
  it('reads lists and ranges, each lag once', () => {
    const names = ['x lag 1: int (sensitive)', 'x lag 2: int (sensitive)', 'x lag -3: int (sensitive)']
    expect(compile({ columns, lags: '1-2; 2,-3' })).toEqual(['t: date (time)', 'x: int (sensitive)', ...names])
  })
  it.each(['0', 'x', '', '1.5', '3-1'])('objects to %j', async (text) => {
    expect(await problemOf(() => compile({ columns, lags: text }))).toMatchObject({ code: 'bad-value', param: 'lags' })
  })
  it('says what it does', () => {
    expect(sentenceOf(lags, { columns, lags: '1, 7', time: 't' })).toBe('“x” 1, 7 rows before, by “t”')
  })
})
