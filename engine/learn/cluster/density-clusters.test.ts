import { describe, expect, it } from 'vitest'
import { quietControl } from '../estimator.ts'
import { readGolden } from '../golden/read-golden.ts'
import { matrixFromRows } from '../matrix.ts'
import { densityClusters } from './density-clusters.ts'

interface Golden {
  readonly densities: readonly {
    readonly name: string
    readonly rows: readonly (readonly number[])[]
    readonly eps: number
    readonly least: number
    readonly labels: readonly number[]
    readonly core: readonly number[]
  }[]
}

const golden = readGolden<Golden>(import.meta.url, '../golden/clusters.json')

describe('clusters by density', () => {
  it.each(golden.densities.map((found) => [found.name, found] as const))('are those of DBSCAN of scikit-learn: %s', async (_, wanted) => {
    const x = matrixFromRows(
      wanted.rows,
      (wanted.rows[0] ?? []).map((__, at) => `x${at}`),
    )
    const { labels, core, clusters } = await densityClusters(x, { radius: wanted.eps, least: wanted.least }, quietControl)
    expect([...labels]).toEqual(wanted.labels)
    expect([...core.keys()].filter((row) => core[row] === 1)).toEqual(wanted.core)
    expect(clusters).toBe(Math.max(...wanted.labels) + 1)
  })

  it('stops when it is told to', async () => {
    const x = matrixFromRows(
      Array.from({ length: 2000 }, (_, at) => [at % 7]),
      ['x'],
    )
    await expect(densityClusters(x, { radius: 1, least: 3 }, { ...quietControl, cancelled: () => true })).rejects.toMatchObject({
      code: 'cancelled',
    })
  })
})
