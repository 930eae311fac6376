import { describe, expect, it } from 'vitest'
import { columnsOf, fitNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { pivot } from './pivot.ts'

const table = {
  columns: [
    { name: 'k', type: 'int' },
    { name: 'h', type: 'text' },
    { name: 'x', type: 'float', role: 'sensitive' },
  ],
  rows: [],
} as const
const params = { keys: { by: 'names', names: ['k'] }, header: 'h' }

describe('pivot', () => {
  it('learns the values, names the columns and keeps what is sensitive', async () => {
    const { state, applied } = await fitNode(pivot, { ...params, measures: [{ take: 'mean', column: 'x' }] }, table, [
      [['a'], ['k'], [null]],
    ])
    expect(state).toEqual({ type: 'text', values: ['a', 'k', null] })
    expect(columnsOf(applied)).toEqual(['k: int', 'a: float (sensitive)', 'k_2: float (sensitive)', 'missing: float (sensitive)'])
  })

  it('names the summaries where there are several', async () => {
    const measures = [{ take: 'rows' }, { take: 'max', column: 'x' }]
    const { applied } = await fitNode(pivot, { ...params, measures, rowTotals: true }, table, [[['a']]])
    expect(columnsOf(applied)).toEqual([
      'k: int',
      'a rows: int',
      'a x max: float (sensitive)',
      'total rows: int',
      'total x max: float (sensitive)',
    ])
  })

  it('objects to too many values, and to one that does not fit', async () => {
    expect(await problemOf(() => fitNode(pivot, { ...params, most: 1 }, table, [[['a'], ['b']]]))).toMatchObject({
      code: 'too-many-values',
    })
    const bad = { ...params, header: 'k', keys: { by: 'names', names: [] }, values: [{ value: 'z' }] }
    expect(await problemOf(() => fitNode(pivot, bad, table, []))).toMatchObject({ code: 'bad-value' })
  })

  it('learns nothing when the values are typed', () => {
    if (!('fit' in pivot)) throw new Error('no fit body')
    expect(pivot.learns?.(pivot.params.parse({ values: [{ value: 'a' }] }) as never)).toBe(false)
  })

  it('says what it does', () => {
    expect(sentenceOf(pivot, params)).toBe('number of rows by “h” as columns')
  })
})
