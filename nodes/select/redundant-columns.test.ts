import { describe, expect, it } from 'vitest'
import { columnsOf, fitNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { redundantColumns } from './redundant-columns.ts'

const table = {
  columns: [
    { name: 'a', type: 'float' },
    { name: 'b', type: 'float' },
    { name: 'both', type: 'float' },
    { name: 'y', type: 'float', role: 'target' },
  ],
  rows: [],
} as const
const rows = Array.from({ length: 40 }, (_, at) => [Math.sin(at * 7), Math.cos(at * 3), Math.sin(at * 7) + Math.cos(at * 3)])
const judged = (state: unknown) => (state as { readonly columns: readonly { readonly name: string; readonly kept: boolean }[] }).columns

describe('drop redundant columns', () => {
  it('drops what follows from the others; a factor without end is missing in the list', async () => {
    const { state, applied } = await fitNode(redundantColumns, { method: 'inflation' }, table, [[[40]], rows])
    expect(columnsOf(applied)).toEqual(['a: float', 'b: float', 'y: float (target)'])
    expect(judged(state)).toMatchObject([
      { kept: true, figure: expect.any(Number) as number },
      { kept: true },
      { figure: null, kept: false },
    ])
    const { applied: all } = await fitNode(redundantColumns, { correlation: 0.99 }, table, [[[40]], rows])
    expect(columnsOf(all)).toHaveLength(4)
  })

  it('drops numbers that hardly vary on their own range', async () => {
    const { state } = await fitNode(redundantColumns, { method: 'variance' }, table, [[[0, 100, 1, 0, 1, 0.2, 3, 3, 0]]])
    expect(judged(state).map(({ name, kept }) => [name, kept])).toEqual([
      ['a', false],
      ['b', true],
      ['both', false],
    ])
  })

  it('has nothing to compare in one column, and refuses too many', async () => {
    const named = { columns: { by: 'names', names: ['a'] } }
    expect(columnsOf((await fitNode(redundantColumns, named, table, [])).applied)).toHaveLength(4)
    const wide = { columns: Array.from({ length: 301 }, (_, at) => ({ name: `x${at}`, type: 'float' as const })), rows: [] }
    expect(await problemOf(() => fitNode(redundantColumns, {}, wide, []))).toMatchObject({ code: 'too-many-columns' })
  })

  it('says what it does', () => {
    expect(sentenceOf(redundantColumns, { method: 'inflation' })).toBe('drop inflation factors above 10 among all columns')
    expect(sentenceOf(redundantColumns, {})).toBe('drop what correlates above 0.95 among all columns')
  })
})
