import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { fixedText, plainText, roundTo } from './rounding.ts'

/** The same by exact arithmetic on the shortest decimal text alone. */
function exactly(x: number, decimals: number): number {
  const [mantissa = '', exponent = '0'] = Math.abs(x).toString().split('e')
  const [whole = '', fraction = ''] = mantissa.split('.')
  const shift = Number(exponent) - fraction.length + decimals
  const digits = BigInt(whole + fraction)
  const units = shift >= 0 ? digits * 10n ** BigInt(shift) : (digits * 2n + 10n ** BigInt(-shift)) / (2n * 10n ** BigInt(-shift))
  return Math.sign(x) * Number(`${units}e${-decimals}`)
}

describe('rounding', () => {
  it.each([
    [1.005, 2, 1.01],
    [2.675, 2, 2.68],
    [-0.5, 0, -1],
    [0.285, 2, 0.29],
    [1250, -2, 1300],
    [0.499_999_999_999_999_94, 0, 0],
    [2 ** 53 + 2, -3, 2 ** 53 + 2],
    [Number.NaN, 2, Number.NaN],
  ])('of %s at %s decimals is %s', (x, decimals, rounded) => {
    expect(roundTo(x, decimals)).toBe(rounded)
  })

  it('takes no other way where it is fast', () => {
    const hard = fc.oneof(
      fc
        .tuple(fc.integer({ min: -(10 ** 9), max: 10 ** 9 }), fc.integer({ min: 0, max: 12 }))
        .map(([value, power]) => (value + 0.5) / 10 ** power),
      fc.double({ noNaN: true, min: -(2 ** 53), max: 2 ** 53 }),
    )
    fc.assert(
      fc.property(hard, fc.integer({ min: -15, max: 15 }), (x, decimals) => {
        if (Math.abs(x) < 2 ** 53) expect(roundTo(x, decimals) + 0).toBe(exactly(x, decimals) + 0)
      }),
      { numRuns: 5000, seed: 20_261_122 },
    )
  })

  it('writes numbers without exponents', () => {
    expect([fixedText(-0.004, 2), fixedText(1e15, 3), fixedText(2 ** 60, 1), fixedText(1e19, 0)]).toEqual([
      '0.00',
      '1000000000000000.000',
      '1152921504606846976.0',
      null,
    ])
    expect([plainText(1e-7), plainText(-0), plainText(1234.5), plainText(1e-11), plainText(Number.NaN)]).toEqual([
      '0.0000001',
      '0',
      '1234.5',
      '0',
      'NaN',
    ])
  })
})
