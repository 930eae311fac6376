import { describe, expect, it } from 'vitest'
import { columnsOf, fitNode, sentenceOf } from '../kit/harness/compile-node.ts'
import { rareValues } from './rare-values.ts'

const table = {
  columns: [
    { name: 't', type: 'text' },
    { name: 'n', type: 'int', role: 'sensitive' },
    { name: 'y', type: 'text', role: 'target' },
  ],
  rows: [],
} as const

type Answers = Parameters<typeof fitNode>[3]
const fit = (params: unknown, ...answers: Answers) => fitNode(rareValues, params, table, answers)

describe('group rare values', () => {
  it('leaves the target alone and keeps what is frequent', async () => {
    const { state, applied } = await fit(
      {},
      [[200, 3]],
      [
        ['a', 150],
        ['b', 48],
      ],
    )
    expect(state).toEqual({ columns: [{ name: 't', type: 'text', kept: ['a', 'b'] }] })
    expect(columnsOf(applied)).toEqual(['t: text', 'n: int (sensitive)', 'y: text (target)'])
  })

  it('lets a single rare value keep its name when asked', async () => {
    const { state } = await fit(
      { single: false },
      [[200, 3]],
      [
        ['a', 150],
        ['b', 48],
      ],
      [
        ['a', 150],
        ['b', 48],
        ['c', 2],
      ],
    )
    expect(state).toMatchObject({ columns: [{ kept: ['a', 'b', 'c'] }] })
  })

  it('makes text of numbers', async () => {
    const { applied } = await fit({ columns: { by: 'names', names: ['n'] } }, [[5, 1]], [[7, 5]])
    expect(columnsOf(applied)[1]).toBe('n: text (sensitive)')
  })

  it('says what it does', () => {
    expect(sentenceOf(rareValues, { fewest: 5, most: 10 })).toBe(
      'values below 1\u202f%, below 5 rows or beyond the first 10 are “other”: text columns',
    )
  })
})
