import { describe, expect, it } from 'vitest'
import { columnsOf, fitNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { labelValue } from './label-value.ts'

const table = {
  columns: [
    { name: 'k', type: 'text' },
    { name: 'v', type: 'int', role: 'sensitive' },
    { name: 'id', type: 'int' },
  ],
  rows: [],
} as const

describe('labels and values to columns', () => {
  it('learns the labels in the order in which they appear, under free names', async () => {
    const { state, applied } = await fitNode(labelValue, { key: 'k', value: 'v' }, table, [
      [
        ['id', 1],
        ['b', 2],
        [null, 3],
      ],
    ])
    expect(state).toMatchObject({
      labels: [
        { label: 'id', column: 'id_2' },
        { label: 'b', column: 'b' },
      ],
    })
    expect(columnsOf(applied)).toEqual(['id: int', 'id_2: int (sensitive)', 'b: int (sensitive)'])
  })
  it('objects to too many labels', async () => {
    const params = { key: 'k', value: 'v', most: 1 }
    expect(
      await problemOf(() =>
        fitNode(labelValue, params, table, [
          [
            ['a', 1],
            ['b', 2],
          ],
        ]),
      ),
    ).toMatchObject({ code: 'too-many-values' })
  })
  it('says what it does', () => {
    expect(sentenceOf(labelValue, { key: 'k', value: 'v' })).toBe('a column for each “k” with its “v”')
  })
})
