import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { resample } from './resample.ts'

const table = {
  columns: [
    { name: 't', type: 'date', role: 'time' },
    { name: 'g', type: 'text' },
    { name: 'x', type: 'int', role: 'sensitive' },
  ],
  rows: [],
} as const
const compile = (params: unknown) => columnsOf(compileNode(resample, { time: 't', ...(params as object) }, { table })['table'])

describe('resample', () => {
  it('takes the mean of numbers and the first of the rest', () => {
    expect(compile({})).toEqual(['t: date (time)', 'g: text', 'x: float (sensitive)'])
    expect(compile({ groups: { by: 'names', names: ['g'] }, empty: false })).toEqual(['g: text', 't: date (time)', 'x: float (sensitive)'])
  })
  it('says which summary where there are several', () => {
    const measures = ['min', 'max'].map((take) => ({ take, column: 'x' }))
    expect(compile({ measures })).toEqual(['t: date (time)', 'x min: int (sensitive)', 'x max: int (sensitive)'])
  })
  it('objects to hours of dates', async () => {
    expect(await problemOf(() => compile({ unit: 'hour' }))).toMatchObject({ code: 'step-too-fine' })
  })
  it('says what it does', () => {
    expect(sentenceOf(resample, { time: 't', unit: 'month' })).toBe('one row for each month of “t”')
  })
})
