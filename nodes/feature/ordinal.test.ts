import { describe, expect, it } from 'vitest'
import { columnsOf, fitNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { ordinal } from './ordinal.ts'

const table = {
  columns: [
    { name: 't', type: 'text', role: 'sensitive' },
    { name: 'n', type: 'int' },
    { name: 'y', type: 'text', role: 'target' },
  ],
  rows: [],
} as const

const names = (...chosen: string[]) => ({ by: 'names', names: chosen })
const fit = (params: object, ...answers: Parameters<typeof fitNode>[3]) => fitNode(ordinal, params, table, answers)

describe('numbers in order', () => {
  it('leaves the target alone', async () => {
    const { applied, outputs } = await fit({}, [['a', 2]])
    expect(columnsOf(applied)).toEqual(['t: int (sensitive)', 'n: int', 'y: text (target)'])
    expect(columnsOf(outputs['rejected'])).toContain('reason: text')
  })

  it('sorts numbers as numbers, texts by character', async () => {
    const answers = [
      [10, 3],
      [9, 1],
    ] as const
    expect((await fit({ columns: names('n') }, answers)).state).toMatchObject({ columns: [{ levels: [9, 10] }] })
    const texts = [
      ['b', 3],
      ['B', 2],
      ['😀', 1],
      ['\uffee', 1],
    ] as const
    expect((await fit({}, texts)).state).toMatchObject({ columns: [{ levels: ['B', 'b', '\uffee', '😀'] }] })
    expect((await fit({ order: 'frequency' }, texts)).state).toMatchObject({ columns: [{ levels: ['b', 'B', '😀', '\uffee'] }] })
  })

  it('learns nothing from an order that was given', () => {
    expect('fit' in ordinal && ordinal.learns?.(ordinal.params.parse({ order: 'own' }) as never)).toBe(false)
  })

  it.each([
    ['nothing-chosen', { order: 'own' }],
    ['bad-value', { columns: names('n'), order: 'own', values: [{ value: 'x' }] }],
  ])('objects: %s', async (code, params) => {
    expect(await problemOf(() => fit(params))).toMatchObject({ code, param: 'values' })
  })

  it('says what it does', () => {
    expect(sentenceOf(ordinal, {})).toBe('a number for each value of text columns')
  })
})
