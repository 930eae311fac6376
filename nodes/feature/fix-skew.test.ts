import { describe, expect, it } from 'vitest'
import { columnsOf, fitNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { fixSkew } from './fix-skew.ts'

const table = {
  columns: [
    { name: 'n', type: 'int', role: 'sensitive' },
    { name: 'y', type: 'float', role: 'target' },
    { name: 't', type: 'text' },
  ],
  rows: [],
} as const

describe('fix skew', () => {
  it('moves values below zero up for a root, and leaves the target alone', async () => {
    const { state, applied } = await fitNode(fixSkew, { method: 'square-root' }, table, [[[-4], [0], [12]]])
    expect(state).toMatchObject({ columns: [{ name: 'n', method: 'square-root', shift: 4 }] })
    expect(columnsOf(applied)).toEqual(['n: float (sensitive)', 'y: float (target)', 't: text'])
  })

  it('leaves a column without values in peace', async () => {
    const { state, applied } = await fitNode(fixSkew, { method: 'yeo-johnson' }, table, [[]])
    expect(state).toMatchObject({ columns: [{ method: 'none' }] })
    expect(columnsOf(applied)[0]).toBe('n: int (sensitive)')
  })

  it('objects to text', async () => {
    const params = { columns: { by: 'names', names: ['t'] } }
    expect(await problemOf(() => fitNode(fixSkew, params, table, []))).toMatchObject({ code: 'wrong-type' })
  })

  it('says what it does', () => {
    expect(sentenceOf(fixSkew, { columns: { by: 'names', names: ['n'] } })).toBe('“n” by what the skew suggests')
  })
})
