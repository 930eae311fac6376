import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { writeNumbers } from './write-numbers.ts'

const table = {
  columns: [
    { name: 'n', type: 'int', role: 'sensitive' },
    { name: 't', type: 'text' },
  ],
  rows: [],
} as const

describe('write numbers as text', () => {
  it('gives text and keeps roles', () => {
    const { table: written } = compileNode(writeNumbers, { columns: { by: 'all', except: [] }, place: 'add' }, { table })
    expect(columnsOf(written)).toEqual(['n: int (sensitive)', 't: text', 'n text: text (sensitive)'])
  })

  it('objects to text', async () => {
    const params = { columns: { by: 'names', names: ['t'] } }
    expect(await problemOf(() => compileNode(writeNumbers, params, { table }))).toMatchObject({ code: 'wrong-type' })
  })

  it('shows what a number will look like', () => {
    const columns = { by: 'names', names: ['n'] }
    expect(sentenceOf(writeNumbers, { columns, thousands: 'comma', prefix: '$' })).toBe('“n” like “$1,234.50”')
    expect(sentenceOf(writeNumbers, { columns, decimals: 0, width: 7, thousands: 'point' })).toBe('“n” like “0.001.234”')
  })
})
