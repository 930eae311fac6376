import { describe, expect, it } from 'vitest'
import { quietControl } from '../estimator.ts'
import { randomFrom } from '../random.ts'
import { learnOneClass } from './one-class-machine.ts'
import { learnOutlierFactor } from './outlier-factor.ts'
import { learnRobustCloud } from './robust-cloud.ts'

// Their numbers are held against scikit-learn by nodes/outlier.

const random = randomFrom(3)
const rows = Array.from({ length: 120 }, (_, at) => [random.normal(), random.normal() * 3 + (at < 20 ? 40 : 0)])
const flat = rows.map((row) => Float64Array.from(row))

describe('learning what is unusual', () => {
  it.each([
    ['outlier factor', () => learnOutlierFactor(rows, { neighbours: 5, metric: 'euclidean' }, { ...quietControl, cancelled: () => true })],
    ['one-class machine', () => learnOneClass(rows, { nu: 0.1, gamma: 0.5 }, { ...quietControl, cancelled: () => true })],
    ['robust cloud', () => learnRobustCloud(flat, { support: null, seed: 1 }, { ...quietControl, cancelled: () => true })],
  ])('can be stopped: %s', async (_, learn) => {
    await expect(learn()).rejects.toMatchObject({ data: { code: 'cancelled' } })
  })

  it('finds the same densest part by every seed, far from the far rows', async () => {
    const found = await Promise.all([1, 2, 3].map((seed) => learnRobustCloud(flat, { support: null, seed }, quietControl)))
    for (const white of found) {
      expect(white?.mean).toEqual(found[0]?.mean)
      expect(Math.abs(white?.mean[1] ?? Number.NaN)).toBeLessThan(1)
    }
  })

  it('begins on a part of many rows and ends on all', async () => {
    const many = Array.from({ length: 4000 }, (_, at) => Float64Array.of(random.normal() + (at % 5 === 0 ? 20 : 0), random.normal()))
    const white = await learnRobustCloud(many, { support: null, seed: 1 }, quietControl)
    const common = many.filter((_, at) => at % 5 !== 0)
    const mean = common.reduce((sum, row) => sum + (row[0] ?? 0), 0) / common.length
    expect(white?.mean[0]).toBeCloseTo(mean, 1)
  })

  it('has no cloud where columns follow from each other', async () => {
    const line = flat.map(([x = 0]) => Float64Array.of(x, 2 * x))
    expect(await learnRobustCloud(line, { support: null, seed: 1 }, quietControl)).toBeNull()
  })

  it('leaves at most the share nu outside, and holds that share in weights', async () => {
    const { learnt } = await learnOneClass(rows, { nu: 0.2, gamma: 0.1 }, quietControl)
    expect(learnt.weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(0.2 * rows.length, 9)
    expect(learnt.weights.filter((weight) => weight > 1 - 1e-9).length).toBeLessThanOrEqual(0.2 * rows.length)
  })
})
