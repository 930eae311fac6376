import { describe, expect, it } from 'vitest'
import { soloCrews } from '../../kernels/crew.ts'
import { quietControl } from '../estimator.ts'
import { readGolden } from '../golden/read-golden.ts'
import { matrixFromRows } from '../matrix.ts'
import { randomFrom } from '../random.ts'
import { gaussianMixture } from './gaussian-mixture.ts'

interface Golden {
  readonly mixtures: readonly {
    readonly name: string
    readonly kind: 'full' | 'diag'
    readonly rows: readonly (readonly number[])[]
    readonly labels: readonly number[]
    readonly count: number
    readonly weights: readonly number[]
    readonly means: readonly (readonly number[])[]
    readonly bic: number
    readonly aic: number
    readonly meanLogLikelihood: number
  }[]
}

const golden = readGolden<Golden>(import.meta.url, '../golden/clusters.json')
const matrix = (rows: readonly (readonly number[])[]) =>
  matrixFromRows(
    rows,
    (rows[0] ?? []).map((_, at) => `x${at}`),
  )
const options = { seed: 1, crews: soloCrews }

describe('a mixture of normal clouds', () => {
  it.each(golden.mixtures.map((found) => [`${found.name}, ${found.kind}`, found] as const))(
    'is that of scikit-learn: %s',
    async (_, wanted) => {
      const shape = wanted.kind === 'full' ? 'full' : 'diagonal'
      const strict = { clouds: wanted.count, shape, from: wanted.labels, tolerance: 1e-9, mostSteps: 2000 } as const
      const found = await gaussianMixture(matrix(wanted.rows), { ...options, ...strict }, quietControl)
      expect(found.meanLogLikelihood).toBeCloseTo(wanted.meanLogLikelihood, 6)
      expect(found.bic / wanted.bic).toBeCloseTo(1, 8)
      expect(found.aic / wanted.aic).toBeCloseTo(1, 8)
      wanted.weights.forEach((weight, k) => expect(found.clouds[k]?.weight).toBeCloseTo(weight, 5))
      wanted.means.forEach((mean, k) => mean.forEach((value, j) => expect(found.clouds[k]?.mean[j]).toBeCloseTo(value, 4)))
      expect(found.converged).toBe(true)
    },
  )

  it('finds two clouds of different shape by itself; the right number has the least BIC', async () => {
    const random = randomFrom(6)
    const rows = Array.from({ length: 900 }, (_, at) => {
      const [a, b] = [random.normal(), random.normal()]
      return at % 3 === 0 ? [8 + 0.3 * a, b] : [a, a + 0.2 * b]
    })
    const fit = (clouds: number) => gaussianMixture(matrix(rows), { ...options, clouds, shape: 'full' }, quietControl)
    const found = await fit(2)
    expect(found.clouds.map(({ weight }) => Math.round(weight * 300))).toEqual([200, 100])
    expect(found.clouds[1]?.mean[0]).toBeCloseTo(8, 1)
    expect(found.bic).toBeLessThan((await fit(1)).bic)
    expect(found.bic).toBeLessThan((await fit(4)).bic)
  })

  it('bears rows that repeat and columns that hang on each other', async () => {
    const rows = Array.from({ length: 40 }, (_, at) => [1e6 * (at % 2), 2e6 * (at % 2)])
    const found = await gaussianMixture(matrix(rows), { ...options, clouds: 3, shape: 'full' }, quietControl)
    expect(found.clouds.map(({ weight }) => weight)).toEqual([0.5, 0.5])
    expect(Number.isFinite(found.bic)).toBe(true)
  })
})
