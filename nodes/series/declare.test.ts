import { describe, expect, it } from 'vitest'
import { columnsOf, fitNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { declare } from './declare.ts'
import { findStep } from './find-step.ts'

const day = 86_400
const days = (...given: readonly (readonly [number, number])[]) =>
  findStep(
    given.map(([size, times]) => ({ size: size * day, times })),
    { numbers: false, weekends: 0 },
  )

describe('the step of a series', () => {
  it('is the most frequent distance, in its largest unit', () => {
    expect(
      findStep(
        [
          { size: 5, times: 9 },
          { size: 10, times: 3 },
        ],
        { numbers: true, weekends: 0 },
      ),
    ).toEqual({ count: 5, unit: 'number' })
    expect(findStep([{ size: 900, times: 9 }], { numbers: false, weekends: 0 })).toEqual({ count: 15, unit: 'minute' })
    expect(findStep([{ size: 90, times: 9 }], { numbers: false, weekends: 0 })).toEqual({ count: 90, unit: 'second' })
    expect(findStep([{ size: 7200, times: 9 }], { numbers: false, weekends: 0 })).toEqual({ count: 2, unit: 'hour' })
    expect(days([1, 9], [2, 1])).toEqual({ count: 1, unit: 'day' })
    expect(days([14, 9])).toEqual({ count: 2, unit: 'week' })
  })
  it('knows months, quarters and years by their different lengths', () => {
    expect(days([31, 7], [30, 4], [28, 1])).toEqual({ count: 1, unit: 'month' })
    expect(days([31, 1])).toEqual({ count: 1, unit: 'month' })
    expect(days([28, 12])).toEqual({ count: 4, unit: 'week' })
    expect(days([90, 1], [91, 1], [92, 2])).toEqual({ count: 3, unit: 'month' })
    expect(days([365, 3], [366, 1])).toEqual({ count: 1, unit: 'year' })
  })
  it('knows working days by their gaps of three, unless rows lie on weekends', () => {
    expect(days([1, 40], [3, 10])).toEqual({ count: 1, unit: 'weekday' })
    const distances = [
      { size: day, times: 40 },
      { size: 3 * day, times: 10 },
    ]
    expect(findStep(distances, { numbers: false, weekends: 2 })).toEqual({ count: 1, unit: 'day' })
  })
  it('is nothing without two moments', () => {
    expect(days()).toBeNull()
    expect(days([0, 5])).toBeNull()
  })
})

describe('declare a series', () => {
  const table = {
    columns: [
      { name: 'reason', type: 'text', role: 'sensitive' },
      { name: 'day', type: 'date' },
      { name: 'y', type: 'float', role: 'target' },
      { name: 'z', type: 'float' },
    ],
    rows: [],
  } as const
  const fit = (params: object, rows: readonly (readonly (number | null)[])[] = [[day, 5, 0]]) =>
    fitNode(declare, { time: 'day', ...params }, table, [rows])

  it('gives roles, one target, and a free name for the reason', async () => {
    const { outputs, state } = await fit({ series: { by: 'names', names: ['reason'] }, target: 'z' })
    expect(state).toEqual({ step: { count: 1, unit: 'day' } })
    expect(columnsOf(outputs['table'])).toEqual(['reason: text (sensitive)', 'day: date (time)', 'y: float', 'z: float (target)'])
    expect(columnsOf(outputs['misfits']).at(-1)).toBe('reason_2: text')
  })
  it('objects where there is no step to be found, and to hours of dates', async () => {
    expect(await problemOf(() => fit({}, [[null, 3, 0]]))).toMatchObject({ code: 'nothing-to-learn' })
    expect(await problemOf(() => fit({ frequency: 'given', unit: 'hour' }))).toMatchObject({ code: 'step-too-fine' })
    expect(await problemOf(() => fit({ time: 'z' }))).toMatchObject({ code: 'wrong-type' })
  })
  it('says what it does', () => {
    expect(sentenceOf(declare, { time: 'day' })).toBe('a series along “day”')
    expect(sentenceOf(declare, { time: 'day', frequency: 'given', count: 2, unit: 'week' })).toBe('a series along “day”, every 2 weeks')
  })
})
