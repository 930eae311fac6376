import { describe, expect, it } from 'vitest'
import { readGolden } from '../golden/read-golden.ts'
import { randomFrom } from '../random.ts'
import { drawPlace, logDensity, parzenOf } from './parzen.ts'
import { halvingRungs, proposeSettings } from './propose.ts'
import { anySettings, atEdges, fromUnit, toUnit, type Settings, type Trial, type TunedNumber } from './space.ts'

interface Golden {
  readonly cases: readonly { readonly places: number[]; readonly at: number[]; readonly logDensity: number[] }[]
}

const { cases } = readGolden<Golden>(import.meta.url, '../golden/parzen.json')
const rate: TunedNumber = { name: 'rate', from: 0.001, to: 1, log: true, integer: false }
const depth: TunedNumber = { name: 'depth', from: 1, to: 20, log: false, integer: true }

describe('a range', () => {
  it('takes places to values and back, in equal factors where it is logarithmic', () => {
    expect(fromUnit(rate, 0.5)).toBeCloseTo(0.0316228, 7)
    expect(toUnit(rate, 0.0316228)).toBeCloseTo(0.5, 5)
    expect([0, 0.49, 1].map((place) => fromUnit(depth, place))).toEqual([1, 10, 20])
    const drawn = Array.from({ length: 200 }, () => anySettings([rate, depth], randomFrom(3)))
    expect(new Set(drawn.map((settings) => JSON.stringify(settings))).size).toBe(1)
    for (const { rate: value } of drawn) expect(value).toBeGreaterThanOrEqual(0.001)
  })

  it('knows its edges', () => {
    expect(atEdges([rate, depth], { rate: 0.00101, depth: 20 }).map(({ param, end }) => `${param.name} ${end}`)).toEqual([
      'rate from',
      'depth to',
    ])
    expect(atEdges([rate, depth], { rate: 0.03, depth: 10 })).toEqual([])
  })
})

describe('the Parzen estimator', () => {
  it.each(cases)('has the densities of scipy’s truncated normals: $places', ({ places, at, logDensity: expected }) => {
    const parzen = parzenOf(places)
    for (const [index, place] of at.entries()) expect(logDensity(parzen, place)).toBeCloseTo(expected[index] ?? NaN, 6)
  })

  it('draws where its mass is', () => {
    const random = randomFrom(5)
    const drawn = Array.from({ length: 4000 }, () => drawPlace(parzenOf([0.8, 0.81, 0.82, 0.83]), random))
    expect(drawn.every((place) => place >= 0 && place <= 1)).toBe(true)
    expect(drawn.filter((place) => place > 0.5).length / drawn.length).toBeGreaterThan(0.7)
  })
})

/** The best of so many trials on a valley whose bottom is at rate 0.02 and depth 7. */
function search(next: (trials: readonly Trial[], random: ReturnType<typeof randomFrom>) => Settings, seed: number, count: number): number {
  const random = randomFrom(seed)
  const trials: Trial[] = []
  for (let k = 0; k < count; k++) {
    const settings = next(trials, random)
    const loss = (Math.log10((settings['rate'] ?? 1) / 0.02) / 3) ** 2 + (((settings['depth'] ?? 0) - 7) / 19) ** 2
    trials.push({ settings, loss: k === 3 ? null : loss })
  }
  return Math.min(...trials.map(({ loss }) => loss ?? Infinity))
}

describe('what is tried next', () => {
  it('finds lower ground than chance does with as many trials', () => {
    const seeds = Array.from({ length: 30 }, (_, seed) => seed)
    const mean = (next: Parameters<typeof search>[0]) => seeds.reduce((sum, seed) => sum + search(next, seed, 40), 0) / seeds.length
    const space = [rate, depth]
    const guided = mean((trials, random) => proposeSettings(space, trials, random))
    expect(guided).toBeLessThan(0.6 * mean((_, random) => anySettings(space, random)))
  })

  it('halves in rounds that end with all rows and hold about as many trials as asked', () => {
    expect(halvingRungs(4)).toEqual([{ trials: 4, share: 1 }])
    for (const asked of [6, 12, 20, 60]) {
      const rungs = halvingRungs(asked)
      expect(rungs.at(-1)?.share).toBe(1)
      expect(Math.abs(rungs.reduce((sum, { trials }) => sum + trials, 0) - asked)).toBeLessThanOrEqual(2)
      for (const [at, { trials }] of rungs.entries()) expect(trials).toBeLessThanOrEqual(rungs[at - 1]?.trials ?? Infinity)
    }
  })
})
