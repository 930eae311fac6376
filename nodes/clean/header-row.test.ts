import { describe, expect, it } from 'vitest'
import { columnsOf, fitNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { headerRow } from './header-row.ts'

const table = {
  columns: [
    { name: 'a', type: 'text', role: 'sensitive' },
    { name: 'b', type: 'int' },
    { name: 'c', type: 'text' },
  ],
  rows: [],
} as const

const fit = (params: unknown, ...rows: readonly (readonly (string | null)[])[]) => fitNode(headerRow, params, table, [rows])

describe('names from a row', () => {
  it('numbers what occurs twice and names what is missing', async () => {
    const { applied } = await fit({}, [' City ', 'City', null])
    expect(columnsOf(applied)).toEqual(['City: text (sensitive)', 'City_2: int', 'column_3: text'])
  })

  it('objects to a row that is not there', async () => {
    expect(await problemOf(() => fit({ row: 7 }))).toMatchObject({ code: 'nothing-to-learn', param: 'row' })
  })

  it('turns everything to text the other way round', async () => {
    const { state, applied } = await fit({ direction: 'to-row' })
    expect(state).toEqual({ names: [] })
    expect(columnsOf(applied)).toEqual(['column_1: text (sensitive)', 'column_2: text', 'column_3: text'])
  })

  it('says what it does', () => {
    expect(sentenceOf(headerRow, { row: 3 })).toBe('row 3 becomes the names')
  })
})
