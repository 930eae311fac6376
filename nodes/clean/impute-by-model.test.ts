import { describe, expect, it } from 'vitest'
import { columnsOf, fitNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { imputeByModel } from './impute-by-model.ts'

const table = {
  columns: [
    { name: 'n', type: 'int' },
    { name: 'x', type: 'float' },
    { name: 'y', type: 'float', role: 'target' },
    { name: 's', type: 'text', role: 'sensitive' },
  ],
  rows: [],
} as const

const names = (...chosen: string[]) => ({ by: 'names', names: chosen })
const rows = Array.from({ length: 40 }, (_, index) => [index % 10 === 0 ? null : index < 20 ? 5 : 8, index] as const)

describe('fill missing by a model', () => {
  it('learns a tree of the other columns, never of the target or a sensitive one', async () => {
    const { state, applied } = await fitNode(imputeByModel, { columns: names('n') }, table, [rows])
    expect(state).toEqual({
      columns: [
        {
          name: 'n',
          type: 'float',
          inputs: [{ column: 'x', type: 'float' }],
          tree: { input: 0, threshold: 20, missingLeft: expect.any(Boolean) as boolean, left: { value: 5 }, right: { value: 8 } },
        },
      ],
    })
    expect(columnsOf(applied)).toEqual(['n: float', 'x: float', 'y: float (target)', 's: text (sensitive)'])
  })

  it('falls back on the one value that there is', async () => {
    const { state } = await fitNode(imputeByModel, { columns: names('n') }, table, [
      [
        [7, 1],
        [null, 2],
        [7, 3],
      ],
    ])
    expect(state).toMatchObject({ columns: [{ tree: { value: 7 } }] })
  })

  it('needs a value to learn from', async () => {
    expect(await problemOf(() => fitNode(imputeByModel, { columns: names('n') }, table, [[[null, 1]]]))).toMatchObject({
      code: 'nothing-to-learn',
      column: 'n',
    })
  })

  it('keeps rows on one scale, a text as a number for each value that counts as one column', async () => {
    const asked = [
      // Mean and deviation of n and x, then the kept rows.
      [[6, 2, 10, 5]],
      [
        [4, 'u', 5],
        [8, 'v', null],
        [null, null, 15],
      ],
    ]
    const mixed = { columns: [table.columns[0], table.columns[1], { name: 't', type: 'text' }], rows: [] } as const
    const { state } = await fitNode(imputeByModel, { columns: names('n', 't'), method: 'nearest', neighbours: 2 }, mixed, asked)
    expect(state).toMatchObject({
      counts: [1, 1, 0.5, 0.5],
      rows: [
        [-1, -1, 1, 0],
        [1, null, 0, 1],
        [null, 1, null, null],
      ],
      filled: [
        { name: 'n', values: [4, 8, null], levels: [], otherwise: 6 },
        { name: 't', values: [1, 2, null], levels: ['u', 'v'], otherwise: 'u' },
      ],
    })
  })

  it('takes numbers only for rounds', async () => {
    const texts = { columns: [{ name: 't', type: 'text' }], rows: [] } as const
    expect(await problemOf(() => fitNode(imputeByModel, { columns: names('t'), method: 'rounds' }, texts, []))).toMatchObject({
      code: 'wrong-type',
      param: 'columns',
    })
  })

  it('says what it does', () => {
    expect(sentenceOf(imputeByModel, { columns: names('n'), from: names('x'), method: 'nearest' })).toBe(
      'fill “n” from “x”, by 5 similar rows',
    )
    expect(sentenceOf(imputeByModel, { columns: names('n'), from: names('x') })).toBe('fill “n” from “x”')
  })
})
