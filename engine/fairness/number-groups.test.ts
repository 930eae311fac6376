import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { numberGroups } from './number-groups.ts'

const of = (values: readonly number[], bands = 4, type: 'int' | 'float' | 'date' | 'timestamp' = 'int') =>
  numberGroups(Float64Array.from(values), type, bands)
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at)

describe('numberGroups', () => {
  it('takes few values as they are, in rising order, not in that of their digits', () => {
    const { codes, names } = of([10, 2, NaN, 2, 33])
    expect(names).toEqual(['2', '10', '33'])
    expect([...codes]).toEqual([1, 0, -1, 0, 2])
  })

  it('cuts many values into bands of as many rows', () => {
    const { codes, names } = of(range(18, 97))
    expect(names).toEqual(['18–37', '38–57', '58–77', '78–97'])
    expect(names.map((_, band) => codes.filter((code) => code === band).length)).toEqual([20, 20, 20, 20])
  })

  it('never parts equal values: a frequent one makes fewer bands', () => {
    const { names } = of([...range(1, 20), ...new Array<number>(60).fill(7)])
    expect(names[0]).toBe('1–6')
    expect(names.length).toBeLessThan(4)
  })

  it('names bands below 0, decimals and days so that they can be read', () => {
    expect(of(range(-20, 19), 2).names).toEqual(['-20 – -1', '0–19'])
    expect(
      of(
        range(1, 20).map((value) => value / 3),
        2,
        'float',
      ).names[0],
    ).toBe('0.333333–3.33333')
    expect(of(range(0, 29), 2, 'date').names).toEqual(['1970-01-01 – 1970-01-15', '1970-01-16 – 1970-01-30'])
    expect(
      of(
        range(0, 29).map((day) => day * 86_400 + 3600),
        2,
        'timestamp',
      ).names[1],
    ).toBe('1970-01-16 – 1970-01-30')
  })

  it('gives large whole numbers, and decimals that hardly differ, names of their own', () => {
    expect(of([1_234_567, 1_234_568]).names).toEqual(['1234567', '1234568'])
    expect(of([0.12345671, 0.12345672], 2, 'float').names).toEqual(['0.12345671', '0.12345672'])
  })

  it('has no group where nothing is known', () => {
    expect(of([NaN, NaN])).toEqual({ codes: Int32Array.of(-1, -1), names: [] })
  })

  it('puts every value into exactly the band that holds it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -40, max: 40 }), { minLength: 1, maxLength: 200 }),
        fc.integer({ min: 2, max: 12 }),
        (values, bands) => {
          const { codes, names } = of(values, bands)
          expect(new Set(names).size).toBe(names.length)
          const ends = names.map((_, band) => values.filter((__, row) => codes[row] === band))
          ends.forEach((inside, band) => {
            expect(inside.length).toBeGreaterThan(0)
            if (band > 0) expect(Math.min(...inside)).toBeGreaterThan(Math.max(...(ends[band - 1] ?? [])))
          })
        },
      ),
      { seed: 2 },
    )
  })
})
