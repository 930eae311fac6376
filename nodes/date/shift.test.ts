import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { shift } from './shift.ts'

const table = {
  columns: [
    { name: 'd', type: 'date', role: 'time' },
    { name: 't', type: 'timestamp' },
    { name: 'n', type: 'float' },
  ],
  rows: [],
} as const

const names = (...chosen: string[]) => ({ by: 'names', names: chosen })
const compile = (params: object) => columnsOf(compileNode(shift, params, { table })['table'])

describe('move dates', () => {
  it('gives a date its time where the unit needs one', () => {
    expect(compile({ unit: 'hour' })).toEqual(['d: timestamp (time)', 't: timestamp', 'n: float'])
    expect(compile({ act: 'start', unit: 'month' })).toEqual(['d: date (time)', 't: timestamp', 'n: float'])
    expect(compile({ act: 'end', unit: 'month' })).toEqual(['d: date (time)', 't: date', 'n: float'])
  })

  it.each([
    ['wrong-type', { columns: names('d'), act: 'zone' }],
    ['wrong-type', { amounts: 'n' }],
    ['nothing-chosen', { columns: names() }],
  ])('objects: %s', async (code, params) => {
    expect(await problemOf(() => compile(params))).toMatchObject({ code })
  })

  it('says what it does', () => {
    expect(sentenceOf(shift, { columns: names('d'), amount: -2, unit: 'week' })).toBe('move “d” by -2 weeks')
  })
})
