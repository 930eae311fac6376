import { describe, expect, it } from 'vitest'
import { columnsOf, fitNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { multiHot } from './multi-hot.ts'

const table = {
  columns: [
    { name: 't', type: 'text', role: 'sensitive' },
    { name: 't = a', type: 'int' },
  ],
  rows: [],
} as const
const fit = (params: object, ...answers: Parameters<typeof fitNode>[3]) => fitNode(multiHot, { column: 't', ...params }, table, answers)

describe('one column per item', () => {
  it('counts an item once a row, most frequent first, and takes no name that is there', async () => {
    const { state, applied } = await fit({}, [
      ['b\u001fa\u001fb', 2],
      ['a', 3],
      ['', 9],
    ])
    expect(state).toEqual({ items: ['a', 'b'] })
    expect(columnsOf(applied)).toEqual(['t = a: int', 't = a_2: int (sensitive)', 't = b: int (sensitive)', 't other: int (sensitive)'])
  })

  it.each([
    ['nothing-chosen', { separator: '' }, []],
    ['nothing-to-learn', { fewest: 9 }, [['a', 3]] as const],
  ])('objects: %s', async (code, params, answer) => {
    expect(await problemOf(() => fit(params, answer))).toMatchObject({ code })
  })

  it('says what it does', () => {
    expect(sentenceOf(multiHot, { column: 't' })).toBe('a 0/1 column for each item of “t”')
  })
})
