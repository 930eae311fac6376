import { describe, expect, it } from 'vitest'
import { soloCrews } from '../../kernels/crew.ts'
import { covarianceOf } from '../components/covariance.ts'
import { quietControl } from '../estimator.ts'
import { readGolden } from '../golden/read-golden.ts'
import { matrixFromRows } from '../matrix.ts'
import { correlationsOf, dropCorrelated, dropInflated, inflationFactors } from './collinearity.ts'

interface Golden {
  readonly wine: { readonly rows: readonly (readonly number[])[] }
  readonly inflation: readonly number[]
}

const golden = readGolden<Golden>(import.meta.url, '../golden/filter_scores.json')

async function correlations(rows: readonly (readonly number[])[]) {
  const x = matrixFromRows(
    rows,
    (rows[0] ?? []).map((_, at) => `x${at}`),
  )
  const { products } = await covarianceOf(x, { centred: true, crews: soloCrews }, quietControl)
  return correlationsOf(products, x.columns.length)
}

describe('columns that repeat others', () => {
  it('have the variance inflation factors of statsmodels', async () => {
    const found = inflationFactors(await correlations(golden.wine.rows), 13)
    golden.inflation.forEach((value, at) => expect(found[at]! / value).toBeCloseTo(1, 8))
  })

  it('go one after the other, until no factor is above the limit', async () => {
    const rows = Array.from({ length: 50 }, (_, at) => {
      const [a, b] = [Math.sin(at * 7), Math.cos(at * 3)]
      return [a, b, a + b, 5]
    })
    const matrix = await correlations(rows)
    expect(inflationFactors(matrix, 4).slice(0, 3)).toEqual(new Float64Array(3).fill(Number.POSITIVE_INFINITY))
    const dropped = dropInflated(matrix, 4, 10)
    expect(dropped.map(({ place, figure }) => [place, figure])).toEqual([[2, Number.POSITIVE_INFINITY]])
    expect([0, 1]).toContain(dropped[0]?.other)
    expect(dropInflated(await correlations(golden.wine.rows), 13, 10)).toEqual([])
  })

  it('go by their correlation: the one that is more like the others', async () => {
    const rows = Array.from({ length: 60 }, (_, at) => {
      const [a, noise] = [Math.sin(at * 7), Math.cos(at * 13)]
      return [a + 0.05 * noise, noise, a, -a + 0.02 * Math.sin(at * 31)]
    })
    const dropped = dropCorrelated(await correlations(rows), 4, 0.9)
    expect(dropped.map(({ place }) => place)).toHaveLength(2)
    expect(dropped.every(({ place, other }) => place !== 1 && other !== 1)).toBe(true)
    expect(dropped.every(({ figure }) => figure > 0.9 && figure <= 1)).toBe(true)
    expect(dropCorrelated(await correlations(rows), 4, 0.9999)).toEqual([])
  })
})
