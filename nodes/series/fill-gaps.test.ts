import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { fillGaps } from './fill-gaps.ts'

const table = {
  columns: [
    { name: 'd', type: 'date', role: 'time' },
    { name: 'n', type: 'int', role: 'sensitive' },
    { name: 'found', type: 'text' },
  ],
  rows: [],
} as const
const compile = (params: unknown) => columnsOf(compileNode(fillGaps, params, { table })['table'])

describe('add missing rows', () => {
  it('keeps columns and roles; a straight line gives decimals', () => {
    expect(compile({ at: 'd' })).toEqual(['d: date (time)', 'n: int (sensitive)', 'found: text'])
    expect(compile({ at: 'd', fill: 'line', flag: 'n' })).toEqual(['d: date (time)', 'n: float (sensitive)', 'found: text', 'n_2: bool'])
  })
  it('objects to hours of dates, and offers days', async () => {
    const problem = await problemOf(() => compile({ at: 'd', unit: 'hour' }))
    expect(problem).toMatchObject({ code: 'step-too-fine', fixes: [{ params: { unit: 'day' } }] })
  })
  it('says what it does', () => {
    expect(sentenceOf(fillGaps, { at: 'd', count: 2 })).toBe('a row for every 2 days of “d”')
  })
})
