import { describe, expect, it } from 'vitest'
import { soloCrews } from '../../kernels/crew.ts'
import { quietControl } from '../estimator.ts'
import { readGolden } from '../golden/read-golden.ts'
import { matrixFromRows } from '../matrix.ts'
import { randomFrom } from '../random.ts'
import { kMeans } from './k-means.ts'
import { allDistances, silhouettes } from './silhouette.ts'

interface Golden {
  readonly means: readonly {
    readonly name: string
    readonly rows: readonly (readonly number[])[]
    readonly start: readonly (readonly number[])[]
    readonly inertia: number
    readonly sizes: readonly number[]
    readonly centres: readonly (readonly number[])[]
    readonly silhouette: number
    readonly perRow: readonly number[]
  }[]
}

const golden = readGolden<Golden>(import.meta.url, '../golden/clusters.json')
const matrix = (rows: readonly (readonly number[])[]) =>
  matrixFromRows(
    rows,
    (rows[0] ?? []).map((_, at) => `x${at}`),
  )
const options = { seed: 1, starts: 10, crews: soloCrews }

describe('k-means', () => {
  it.each(golden.means.map((found) => [found.name, found] as const))(
    'ends where scikit-learn ends from the same start: %s',
    async (_, wanted) => {
      const x = matrix(wanted.rows)
      const found = await kMeans(x, { ...options, clusters: wanted.start.length, from: wanted.start, tolerance: 0 }, quietControl)
      expect(found.inertia / wanted.inertia).toBeCloseTo(1, 9)
      expect(found.sizes).toEqual(wanted.sizes)
      found.centres.forEach((centre, c) => centre.forEach((value, j) => expect(value).toBeCloseTo(wanted.centres[c]?.[j] ?? Number.NaN, 8)))
      const each = silhouettes(await allDistances(x, quietControl), found.labels, found.sizes.length)
      expect(each.reduce((sum, one) => sum + one, 0) / x.rows).toBeCloseTo(wanted.silhouette, 9)
      wanted.perRow.forEach((value, row) => expect(each[row]).toBeCloseTo(value, 8))
    },
  )

  it.each(golden.means.map((found) => [found.name, found] as const))(
    'finds as good an end by itself: %s',
    async (_, { rows, start, inertia }) => {
      const found = await kMeans(matrix(rows), { ...options, clusters: start.length, starts: 30 }, quietControl)
      expect(found.inertia / inertia).toBeLessThan(1.0001)
    },
  )

  it('tries its starts on some rows of a long table and settles on all of them', async () => {
    const random = randomFrom(2)
    const middles = [-20, 0, 30, 70]
    const rows = Array.from({ length: 25_000 }, (_, at) => [middles[at % 4]! + random.normal(), random.normal()])
    const told: number[] = []
    const found = await kMeans(matrix(rows), { ...options, clusters: 4 }, { ...quietControl, progress: (share) => told.push(share) })
    expect(found.sizes).toEqual([6250, 6250, 6250, 6250])
    expect(found.centres.map(([x = 0]) => Math.round(x)).toSorted((a, b) => a - b)).toEqual(middles)
    expect(Array.from(found.labels.subarray(0, 4)).map((label) => Math.round(found.centres[label]?.[0] ?? 0))).toEqual(middles)
    expect(told).toEqual(told.toSorted((a, b) => a - b))
    expect(told.at(-1)).toBe(1)
  })

  it('gives the same for the same seed, and no more clusters than rows that differ', async () => {
    const x = matrix(golden.means[0]?.rows ?? [])
    const again = () => kMeans(x, { ...options, clusters: 4, starts: 2, seed: 9 }, quietControl)
    expect(await again()).toEqual(await again())
    const few = await kMeans(
      matrix([
        [1, 1],
        [1, 1],
        [2, 5],
        [1, 1],
      ]),
      { ...options, clusters: 3 },
      quietControl,
    )
    expect(few.centres).toEqual([
      [1, 1],
      [2, 5],
    ])
    expect(few.inertia).toBe(0)
  })

  it('stops when it is told to', async () => {
    const x = matrix(golden.means[1]?.rows ?? [])
    await expect(kMeans(x, { ...options, clusters: 3 }, { ...quietControl, cancelled: () => true })).rejects.toMatchObject({
      code: 'cancelled',
    })
  })
})

it('gives the silhouette 0 to a row alone, and none to rows without a cluster', async () => {
  const distances = await allDistances(matrix([[0], [1], [10], [50]]), quietControl)
  expect(Array.from(silhouettes(distances, [0, 0, 1, -1], 2))).toEqual([0.9, 8 / 9, 0, Number.NaN])
})
