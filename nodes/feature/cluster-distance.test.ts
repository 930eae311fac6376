import { describe, expect, it } from 'vitest'
import { columnsOf, fitNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { clusterDistance } from './cluster-distance.ts'
import { clusterMeans } from './cluster-means.ts'
import oracle from './golden/cluster-oracle.json' with { type: 'json' }
import iris from './golden/iris.json' with { type: 'json' }

const rows = iris.rows.map((row) => Float64Array.from(row.slice(0, 4)))

// The inertia that scikit-learn 1.9.1 reached with 50 starts, recorded by golden/cluster-oracle.py.
describe('cluster means', () => {
  it.each(oracle.map((found) => [found.count, found] as const))('reaches the inertia of scikit-learn with %i clusters', (count, found) => {
    const { centers, inertia } = clusterMeans(rows, { count, seed: 1, starts: 50 })
    expect(inertia / found.inertia).toBeLessThan(1 + 1e-9)
    if (count > 3) return
    centers.forEach((center, cluster) =>
      center.forEach((value, index) => expect(value).toBeCloseTo(found.centers[cluster]?.[index] ?? Number.NaN, 9)),
    )
  })

  it('gives the same for the same seed, and no more clusters than rows', () => {
    expect(clusterMeans(rows, { count: 4, seed: 9, starts: 2 })).toEqual(clusterMeans(rows, { count: 4, seed: 9, starts: 2 }))
    expect(clusterMeans(rows.slice(0, 2), { count: 5, seed: 1, starts: 1 }).centers).toHaveLength(2)
  })
})

describe('distance from clusters', () => {
  const table = {
    columns: [
      { name: 'x', type: 'float' },
      { name: 's', type: 'float', role: 'sensitive' },
      { name: 'y', type: 'int', role: 'target' },
    ],
    rows: [],
  } as const

  it('leaves out target and sensitive columns; naming one makes the distances sensitive', async () => {
    const { state, applied } = await fitNode(clusterDistance, { count: 2, add: 'both' }, table, [[[0], [1], [9]]])
    expect(state).toMatchObject({ columns: [{ name: 'x' }] })
    expect(columnsOf(applied).slice(3)).toEqual(['distance 1: float', 'distance 2: float', 'cluster: int'])
    const named = { columns: { by: 'names', names: ['x', 's'] }, count: 1 }
    const { applied: told } = await fitNode(clusterDistance, named, table, [
      [
        [0, 1],
        [1, 2],
      ],
    ])
    expect(columnsOf(told).at(-1)).toBe('distance 1: float (sensitive)')
  })

  it('needs a complete row', async () => {
    expect(await problemOf(() => fitNode(clusterDistance, {}, table, [[]]))).toMatchObject({ code: 'nothing-to-learn' })
  })

  it('says what it does', () => {
    expect(sentenceOf(clusterDistance, { columns: { by: 'names', names: ['x'] } })).toBe('5 clusters of “x”')
  })
})
