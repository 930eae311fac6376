import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { densityClusters } from '../../engine/learn/cluster/density-clusters.ts'
import { quietControl } from '../../engine/learn/estimator.ts'
import { readGolden } from '../../engine/learn/golden/read-golden.ts'
import { matrixFromRows } from '../../engine/learn/matrix.ts'
import { randomFrom } from '../../engine/learn/random.ts'
import { columnsOf, fitNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { fitAndApply } from '../kit/harness/fit-and-apply.ts'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import { density } from './density.ts'
import { keptCores } from './kept-cores.ts'

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

const golden = readGolden<Golden>(import.meta.url, '../../engine/learn/golden/clusters.json')
const columnsFor = (rows: readonly (readonly number[])[]) => (rows[0] ?? []).map((_, at) => ({ name: `x${at}`, type: 'float' as const }))

let harness: Harness
beforeAll(async () => {
  harness = await openHarness(new Map())
})
afterAll(() => harness.close())

describe('clusters by density', () => {
  it.each(golden.densities.map((found) => [found.name, found] as const))(
    'puts core rows and noise where DBSCAN of scikit-learn puts them, in the database and at an endpoint: %s',
    async (_, wanted) => {
      const columns = columnsFor(wanted.rows)
      const settings = { least: wanted.least, radius: wanted.eps, standardise: false }
      const tables = { training: { columns, rows: wanted.rows }, others: wanted.rows }
      const { rows, served } = await fitAndApply(harness, density, settings, tables)
      const found = rows.map((row) => Number(row.at(-1)))
      expect(served.map((row) => Number(row.at(-1)))).toEqual(found)
      expect(found.map((cluster) => cluster === 0)).toEqual(wanted.labels.map((label) => label < 0))
      // Numbers differ, as ours go by size: each of theirs is one of ours.
      const pairs = new Set(wanted.core.map((row) => `${wanted.labels[row]} ${found[row]}`))
      expect(pairs.size).toBe(new Set(wanted.labels.filter((label) => label >= 0)).size)
    },
  )

  it('keeps cores that stand for all of them, and says how far', async () => {
    const random = randomFrom(1)
    const rows = Array.from({ length: 6_000 }, (_, at) => [(at % 2) * 30 + random.next() * 10, random.next() * 10])
    const x = matrixFromRows(rows, ['x', 'y'])
    const found = await densityClusters(x, { radius: 1, least: 4 }, quietControl)
    const kept = keptCores(x, found, 1)
    expect(found.clusters).toBe(2)
    expect(kept.rows.length).toBeLessThanOrEqual(1_500)
    expect(kept.slack).toBeGreaterThan(0)
    expect(kept.slack).toBeLessThan(0.5)
    for (const [at, row] of rows.entries()) {
      if (found.core[at] !== 1) continue
      const near = kept.rows.filter((other) => Math.hypot((other[0] ?? 0) - (row[0] ?? 0), (other[1] ?? 0) - (row[1] ?? 0)) <= kept.slack)
      expect(near.length).toBeGreaterThan(0)
    }
  })

  it('says when there is no dense place, with a button; finds a distance by itself', async () => {
    const table = { columns: [{ name: 'x', type: 'float', role: 'sensitive' } as const], rows: [] }
    const columns = { by: 'names', names: ['x'] }
    const rows = [[0], [1], [2], [40], [41], [42]]
    const found = fitNode(density, { columns, radius: 0.1, standardise: false }, table, [[[6]], rows])
    expect(await problemOf(() => found)).toMatchObject({ code: 'all-noise', fixes: [{ params: { radius: null } }] })
    const { state, applied } = await fitNode(density, { columns, least: 2 }, table, [[[6]], rows])
    expect(state).toMatchObject({ sizes: [3, 3], noise: 0 })
    expect(columnsOf(applied)).toEqual(['x: float (sensitive)', 'cluster: int (sensitive)'])
  })

  it('says what it does', () => {
    expect(sentenceOf(density, { columns: { by: 'names', names: ['x'] } })).toBe('clusters where 5 rows lie close by “x”')
  })
})
