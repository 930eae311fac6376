import { describe, expect, it } from 'vitest'
import { columnsOf, fitNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { oneHot } from './one-hot.ts'

const table = {
  columns: [
    { name: 't', type: 'text' },
    { name: 't = a', type: 'int' },
    { name: 'b', type: 'bool', role: 'sensitive' },
    { name: 'x', type: 'float' },
  ],
  rows: [],
} as const

const names = (...chosen: string[]) => ({ by: 'names', names: chosen })
const fit = (params: unknown, ...answers: Parameters<typeof fitNode>[3]) => fitNode(oneHot, params, table, answers)

describe('one column per value', () => {
  it('does not take a name that is there', async () => {
    const { applied } = await fit({}, [
      ['a', 3],
      ['', 1],
    ])
    expect(columnsOf(applied)).toEqual(['t = a: int', 'b: bool (sensitive)', 'x: float', 't = a_2: int', 't = : int', 't other: int'])
  })

  it('makes sensitive columns of a sensitive one', async () => {
    const { applied } = await fit({ columns: names('b'), unknown: 'zeros', keep: true }, [[true, 2]])
    expect(columnsOf(applied)).toEqual(['t: text', 't = a: int', 'b: bool (sensitive)', 'x: float', 'b = true: int (sensitive)'])
  })

  it('keeps texts that look alike apart', async () => {
    const { state } = await fit({}, [
      ['null', 1],
      ['NULL', 1],
    ])
    expect(state).toMatchObject({ columns: [{ levels: [{ column: 't = null' }, { column: 't = NULL' }] }] })
  })

  it('leaves the base without a column, last in order or most frequent', async () => {
    const levels = [
      ['b', 3],
      ['a', 1],
    ]
    expect(columnsOf((await fit({ base: 'last', unknown: 'missing' }, levels)).applied)).toContain('t = a_2: int')
    expect(columnsOf((await fit({ base: 'frequent', unknown: 'zeros' }, levels)).applied)).toHaveLength(4)
    expect(columnsOf((await fit({ coding: 'deviation', unknown: 'zeros' }, levels)).applied)).toHaveLength(4)
  })

  it.each([
    ['wrong-type', { columns: names('x') }],
    ['nothing-chosen', { columns: { by: 'types', types: ['date'] } }],
    ['nothing-to-learn', {}],
  ])('objects: %s', async (code, params) => {
    expect(await problemOf(() => fit(params, []))).toMatchObject({ code })
  })

  it('says what it does', () => {
    expect(sentenceOf(oneHot, {})).toBe('a 0/1 column for each value of text columns')
  })
})
