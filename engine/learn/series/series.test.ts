import { describe, expect, it } from 'vitest'
import { readGolden } from '../golden/read-golden.ts'
import { autocorrelation, partialAutocorrelation } from './autocorrelation.ts'
import { findSeason } from './find-season.ts'
import { kpss } from './kpss.ts'

interface Golden {
  readonly name: string
  readonly values: readonly number[]
  readonly acf: readonly number[]
  readonly pacf: readonly number[]
  readonly kpss: { readonly statistic: number; readonly p: number; readonly lags: number }
}
// golden/series.py asked statsmodels.
const golden = readGolden<readonly Golden[]>(import.meta.url, '../golden/series.json')
const valuesOf = (name: string) => Float64Array.from(golden.find((one) => one.name === name)!.values)

describe.each(golden.map((one) => [one.name, one] as const))('beside statsmodels: %s', (_, { values, acf, pacf, kpss: expected }) => {
  const series = Float64Array.from(values)
  it('autocorrelations, plain and partial', () => {
    const found = autocorrelation(series, 20)
    for (const [lag, value] of acf.entries()) expect(found[lag]).toBeCloseTo(value, 10)
    const partial = partialAutocorrelation(found)
    for (const [lag, value] of pacf.entries()) expect(partial[lag]).toBeCloseTo(value, 10)
  })
  it('the KPSS test', () => {
    const found = kpss(series)
    expect(found?.lags).toBe(expected.lags)
    expect(found?.statistic).toBeCloseTo(expected.statistic, 10)
    expect(found?.p).toBeCloseTo(expected.p, 10)
  })
})

describe('seasons', () => {
  it('a week is found, with its noise and on top of a walk', () => {
    expect(findSeason(valuesOf('week'), { wanders: false, longest: 100 })?.period).toBe(7)
    const walk = valuesOf('walk')
    const both = valuesOf('week').map((value, at) => 2 * value + walk[at]!)
    expect(findSeason(both, { wanders: true, longest: 100 })?.period).toBe(7)
  })
  it('ripples of what fades slowly are no season', () => {
    const fading = Float64Array.from({ length: 300 }, (_, at) => Math.cos(at / 60) + 0.05 * Math.sin((2 * Math.PI * at) / 5))
    expect(findSeason(fading, { wanders: false, longest: 60 })).toBeNull()
  })
  it('noise, a pull and a walk have none', () => {
    expect(findSeason(valuesOf('noise'), { wanders: false, longest: 100 })).toBeNull()
    expect(findSeason(valuesOf('pulled back'), { wanders: false, longest: 100 })).toBeNull()
    expect(findSeason(valuesOf('walk'), { wanders: true, longest: 100 })).toBeNull()
  })
})

it('a series that never varies has no test and no season', () => {
  const flat = new Float64Array(50).fill(3)
  expect(kpss(flat)).toBeNull()
  expect(findSeason(flat, { wanders: false, longest: 20 })).toBeNull()
  expect(autocorrelation(flat, 2)[1]).toBeNaN()
})
