import { describe, expect, it } from 'vitest'
import { columnsOf, fitNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { scale } from './scale.ts'

const table = {
  columns: [
    { name: 'n', type: 'int', role: 'sensitive' },
    { name: 'x', type: 'float' },
    { name: 'y', type: 'float', role: 'target' },
    { name: 't', type: 'text' },
  ],
  rows: [],
} as const

const fit = (params: unknown, row: readonly (number | null)[]) => fitNode(scale, params, table, [[row]])

describe('scale', () => {
  it('learns two numbers a column and keeps roles', async () => {
    const { state, applied } = await fit({}, [10, 2, 5, 0])
    expect(state).toEqual({
      columns: [
        { name: 'n', center: 10, spread: 2 },
        { name: 'x', center: 5, spread: 1 },
      ],
    })
    expect(columnsOf(applied)).toEqual(['n: float (sensitive)', 'x: float', 'y: float (target)', 't: text'])
  })

  it('takes the target when it is named', async () => {
    const { state } = await fit({ columns: { by: 'names', names: ['y'] }, method: 'min-max' }, [2, 6])
    expect(state).toEqual({ columns: [{ name: 'y', center: 2, spread: 4 }] })
  })

  it('leaves a column without values in peace', async () => {
    const { state } = await fit({ columns: { by: 'names', names: ['x'] }, method: 'robust' }, [null, null, null])
    expect(state).toEqual({ columns: [{ name: 'x', center: 0, spread: 1 }] })
  })

  it('objects to text', async () => {
    expect(await problemOf(() => fit({ columns: { by: 'names', names: ['t'] } }, []))).toMatchObject({ code: 'wrong-type', column: 't' })
  })

  it('says what it does', () => {
    expect(sentenceOf(scale, { columns: { by: 'names', names: ['x'] }, method: 'min-max' })).toBe('“x” to the range 0 to 1')
  })
})
