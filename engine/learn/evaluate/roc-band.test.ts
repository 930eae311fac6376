import { describe, expect, it } from 'vitest'
import { readGolden } from '../golden/read-golden.ts'
import { classCurves } from './class-curves.ts'
import { rankScores } from './rank-scores.ts'
import { rocBand } from './roc-band.ts'

interface Golden {
  bands: { name: string; actual: number[]; score: number[]; at: number[]; low: number[]; high: number[] }[]
}

const golden = readGolden<Golden>(import.meta.url, '../golden/ranked_lists.json')

function bandOf(given: { readonly actual: readonly number[]; readonly score: readonly number[] }, weight: number) {
  const [score, positive] = [Float64Array.from(given.score), Uint8Array.from(given.actual)]
  const weights = score.map((_, i) => (i % 2 === 0 ? 1 : weight))
  return classCurves({ score, positive, weights, ranked: rankScores(score, positive, weights), seed: 1 }).curves.rocBand!
}

describe('band of a ROC curve', () => {
  it.each(golden.bands)('is that of rows drawn anew: $name', (one) => {
    const band = bandOf(one, 1)
    for (const [k, at] of one.at.entries()) {
      const [, low, high] = band.find(([x]) => x === at)!
      // Two bootstraps agree up to their own noise.
      expect(Math.abs(low - one.low[k]!)).toBeLessThan(0.025)
      expect(Math.abs(high - one.high[k]!)).toBeLessThan(0.025)
    }
    expect(bandOf(one, 1)).toEqual(band)
  })

  it('is wider where weights leave fewer rows that count', () => {
    const width = (weight: number) => bandOf(golden.bands[0]!, weight).reduce((sum, [, low, high]) => sum + high - low, 0)
    expect(width(0.02)).toBeGreaterThan(1.2 * width(1))
  })

  it('ends where all is found, and has no width where no row is out of order', () => {
    const perfect = rocBand({ x: Float64Array.of(0, 0, 1), y: Float64Array.of(0, 1, 1) }, { positives: 5, negatives: 5 }, 1)
    expect(perfect.every(([, low, high]) => low === 1 && high === 1)).toBe(true)
    expect(bandOf(golden.bands[0]!, 1).at(-1)).toEqual([1, 1, 1])
  })
})
