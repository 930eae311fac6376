import { describe, expect, it } from 'vitest'
import { readGolden } from '../golden/read-golden.ts'
import { randomFrom } from '../random.ts'
import { categoryDensity, drawCategory } from './category-density.ts'
import { gridSettings, gridSize } from './grid.ts'
import { drawPlace, logDensity, parzenOf } from './parzen.ts'
import { halvingRungs, proposeSettings } from './propose.ts'
import { settingImportance } from './setting-importance.ts'
import { anySettings, atEdges, fromUnit, toUnit, type Settings, type Trial, type Tuned, type TunedNumber } from './space.ts'

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
    expect(atEdges([{ ...depth, least: 1, most: 20 }], { depth: 20 })).toEqual([])
    expect(atEdges([{ ...depth, most: 30 }], { depth: 20 })).toHaveLength(1)
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
    const loss = (Math.log10(Number(settings['rate'] ?? 1) / 0.02) / 3) ** 2 + ((Number(settings['depth'] ?? 0) - 7) / 19) ** 2
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

const kernel: Tuned = { name: 'kernel', values: ['gaussian', 'linear'] }
const gamma: Tuned = { name: 'gamma', from: 0.01, to: 10, log: true, integer: false, when: { name: 'kernel', in: ['gaussian'] } }

describe('a choice', () => {
  it('has the probabilities of Bergstra: counts, with one more of each value', () => {
    expect(categoryDensity(['a', 'b', 'c'], [])).toEqual([1 / 3, 1 / 3, 1 / 3])
    expect(categoryDensity(['a', 'b', 'c'], ['b', 'b', 'c', 'b'])).toEqual([1 / 7, 4 / 7, 2 / 7])
    expect(categoryDensity([1, true], [true, '1', true])).toEqual([1 / 4, 3 / 4])
  })

  it('is drawn by them', () => {
    const random = randomFrom(8)
    const drawn = Array.from({ length: 6000 }, () => drawCategory([0.5, 0.2, 0.3], random))
    for (const [at, share] of [0.5, 0.2, 0.3].entries())
      expect(Math.abs(drawn.filter((place) => place === at).length / drawn.length - share)).toBeLessThan(0.025)
  })

  it('leaves out what does not count beside it', () => {
    const random = randomFrom(2)
    const drawn = Array.from({ length: 40 }, () => anySettings([kernel, gamma], random))
    for (const settings of drawn) expect('gamma' in settings).toBe(settings['kernel'] === 'gaussian')
    expect(new Set(drawn.map((settings) => settings['kernel']))).toEqual(new Set(['gaussian', 'linear']))
  })

  it('is found by the estimator, and the number that hangs on it', () => {
    const random = randomFrom(4)
    const lossOf = (settings: Settings) => (settings['kernel'] === 'linear' ? 1 : Math.abs(Math.log10(Number(settings['gamma']))) / 2)
    const trials: Trial[] = []
    for (let k = 0; k < 60; k++) {
      const settings = proposeSettings([kernel, gamma], trials, random)
      trials.push({ settings, loss: lossOf(settings) })
    }
    const late = trials.slice(30)
    expect(late.filter(({ settings }) => settings['kernel'] === 'gaussian').length).toBeGreaterThan(24)
    expect(Math.min(...late.map(({ loss }) => loss ?? 1))).toBeLessThan(0.05)
  })
})

describe('a grid', () => {
  it('has every combination that counts, once', () => {
    const depthOf = (from: number, to: number): Tuned => ({ name: 'depth', from, to, log: false, integer: true })
    const reach: Tuned = { name: 'reach', values: [0.1, 1, 10], when: { name: 'kernel', in: ['gaussian'] } }
    const space = [kernel, depthOf(2, 3), reach]
    expect(gridSize(space)).toBe(8)
    const all = gridSettings(space)
    expect(all).toHaveLength(8)
    expect(new Set(all.map((settings) => JSON.stringify(settings))).size).toBe(8)
    expect(all[0]).toEqual({ kernel: 'gaussian', depth: 2, reach: 0.1 })
    expect(all.at(-1)).toEqual({ kernel: 'linear', depth: 3 })
    expect(gridSize([kernel, gamma])).toBeNull()
  })
})

describe('how much a setting matters', () => {
  const tried = (loss: (settings: Settings, at: number) => number | null): Trial[] =>
    Array.from({ length: 12 }, (_, at) => {
      const settings = { kernel: at % 2 === 0 ? 'gaussian' : 'linear', depth: at + 1 }
      return { settings, loss: loss(settings, at) }
    })

  it('is the corrected share of the variance of ranks: by hand', () => {
    // Even places have ranks 1 to 6: between the kinds 108, within 35, in all 143.
    const trials = tried((_, at) => (at % 2 === 0 ? at : at + 100))
    const [first, second] = settingImportance([kernel, { ...depth, to: 12 }], trials)
    expect(first?.name).toBe('kernel')
    expect(first?.share).toBeCloseTo(1 - (35 / 10) * (11 / 143), 12)
    expect(second?.name).toBe('depth')
    expect(second?.share).toBeLessThan(0.1)
  })

  it('sees a number that is best inside its range, and says nothing of few trials', () => {
    const trials = tried((_, at) => (at - 5.5) ** 2)
    // Thirds of ranks 11.5 to 5.5, 3.5 to 1.5 and back: within 44, in all 140.
    expect(settingImportance([{ ...depth, to: 12 }], trials)[0]?.share).toBeCloseTo(1 - (44 / 9) * (11 / 140), 12)
    expect(settingImportance([kernel], trials.slice(0, 7))).toEqual([])
    expect(
      settingImportance(
        [kernel],
        tried(() => 3),
      ),
    ).toEqual([{ name: 'kernel', share: 0 }])
  })
})
