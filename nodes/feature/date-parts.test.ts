import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { dateParts } from './date-parts.ts'

const table = {
  columns: [
    { name: 'd', type: 'date', role: 'time' },
    { name: 't', type: 'timestamp', role: 'sensitive' },
    { name: 'x', type: 'float' },
  ],
  rows: [],
} as const

const compile = (params: unknown) => columnsOf(compileNode(dateParts, params, { table }).table)
const off = { year: false, month: false, weekday: false }

describe('date parts', () => {
  it('gives the hour of times only', () => {
    expect(compile({ ...off, hour: true, day: true })).toEqual([
      'x: float',
      'd day: int',
      't day: int (sensitive)',
      't hour: int (sensitive)',
    ])
  })

  it('makes circles of what turns, and leaves years as they are', () => {
    const columns = { by: 'names', names: ['d'] }
    expect(compile({ columns, weekday: false, cyclic: true, keep: true })).toEqual([
      'd: date (time)',
      't: timestamp (sensitive)',
      'x: float',
      'd year: int',
      'd month sine: float',
      'd month cosine: float',
    ])
  })

  it.each([
    ['nothing-chosen', off],
    ['nothing-chosen', { ...off, hour: true, columns: { by: 'names', names: ['d'] } }],
    ['wrong-type', { columns: { by: 'names', names: ['x'] } }],
  ])('objects: %s', async (code, params) => {
    expect(await problemOf(() => compile(params))).toMatchObject({ code })
  })

  it('says what it does', () => {
    expect(sentenceOf(dateParts, {})).toBe('year, month and weekday of date and date and time columns')
  })
})
