import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { rolling } from './rolling.ts'

const table = {
  columns: [
    { name: 't', type: 'date', role: 'time' },
    { name: 'x', type: 'int', role: 'sensitive' },
    { name: 'w', type: 'text' },
  ],
  rows: [],
} as const
const columns = { by: 'names', names: ['x'] }
const compile = (params: unknown) => columnsOf(compileNode(rolling, params, { table })['table'])

describe('rolling window', () => {
  it('names each statistic once and keeps what is sensitive', () => {
    const statistics = ['mean', 'min', 'known', 'mean'].map((take) => ({ take }))
    expect(compile({ columns, statistics }).slice(3)).toEqual([
      'x rolling mean: float (sensitive)',
      'x rolling min: int (sensitive)',
      'x rolling known: int (sensitive)',
    ])
  })
  it('takes the time column for a span', async () => {
    expect(compile({ columns, window: 'span' })).toContain('x rolling mean: float (sensitive)')
    expect(await problemOf(() => compile({ columns, window: 'span', time: 'w' }))).toMatchObject({ code: 'wrong-type', param: 'time' })
  })
  it('says what it does', () => {
    expect(sentenceOf(rolling, { columns, window: 'all' })).toBe('mean of “x” over all rows so far')
  })
})
