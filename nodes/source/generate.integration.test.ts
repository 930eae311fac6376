import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { printRelation } from '../../engine/relation/print/duckdb.ts'
import { compileNode } from '../kit/harness/compile-node.ts'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import { generate } from './generate.ts'

let harness: Harness
beforeAll(async () => {
  harness = await openHarness(new Map())
})
afterAll(() => harness.close())

/** Figures of a generated table: SQL over its columns c0, c1, ... */
async function figures(params: object, sql: string): Promise<readonly number[]> {
  const table = compileNode(generate, params)['table']
  if (!table) throw new Error('no table')
  const [row] = await harness.db.rows(`SELECT ${sql} FROM (${printRelation(table)})`)
  return (row ?? []).map(Number)
}

const rows = 200_000
/** The figures that are further from what was wanted than they may be. */
function far(found: readonly number[], wanted: readonly number[], within: readonly number[]): readonly string[] {
  return found.flatMap((figure, index) => {
    const off = Math.abs(figure - (wanted[index] ?? Number.NaN))
    return off < (within[index] ?? 0) ? [] : [`${index}: ${figure}, not ${wanted[index]}`]
  })
}

describe('generated columns', () => {
  it('have the distributions that were asked for', async () => {
    const columns = [
      { name: 'n', kind: 'normal', middle: 10, spread: 2, decimals: 6 },
      { name: 's', kind: 'skewed', middle: 100, spread: 0.5, decimals: 6 },
      { name: 'u', kind: 'uniform', low: -1, high: 3, decimals: 6 },
      { name: 'w', kind: 'whole', low: 1, high: 6 },
      { name: 'c', kind: 'category', values: 'a 60; b 30; c 10' },
      { name: 'd', kind: 'date', first: '2024-01-01', last: '2024-12-31' },
      { name: 'p', kind: 'pattern', pattern: 'X-??##' },
      { name: 'i', kind: 'id' },
    ]
    const found = await figures(
      { rows, target: 'none', columns },
      `avg(c0), stddev(c0), kurtosis(c0), median(c1), stddev(ln(c1)), min(c2), max(c2), avg(c2), min(c3), max(c3), avg(c3),
       avg(CAST(c4 = 'a' AS INT)), avg(CAST(c4 = 'c' AS INT)), date_diff('day', min(c5), max(c5)), count(DISTINCT c5),
       avg(CAST(regexp_full_match(c6, 'X-[A-Z]{2}[0-9]{2}') AS INT)), count(DISTINCT c6), count(DISTINCT c7), max(c7), corr(c0, c2), corr(c0, c1)`,
    )
    const wanted = [10, 2, 0, 100, 0.5, -1, 3, 1, 1, 6, 3.5, 0.6, 0.1, 365, 366, 1, 64_000, rows, rows, 0, 0]
    const within = [
      0.02, 0.02, 0.06, 0.6, 0.005, 0.001, 0.001, 0.01, 0.1, 0.1, 0.02, 0.005, 0.003, 0.1, 0.1, 0.001, 4000, 0.1, 0.1, 0.01, 0.01,
    ]
    expect(far(found, wanted, within)).toEqual([])
  })

  it('are tied to the target as much as was asked', async () => {
    const columns = [
      { name: 'a', kind: 'normal', link: 0.6, decimals: 6 },
      { name: 'b', kind: 'uniform', link: -0.4, decimals: 6 },
      { name: 'c', kind: 'normal', decimals: 6 },
    ]
    const number = await figures({ rows, columns, target: 'number' }, 'corr(c0, c3), corr(c1, c3), corr(c2, c3), stddev(c3)')
    expect(far(number, [0.6, -0.4, 0, 1], [0.01, 0.01, 0.01, 0.01])).toEqual([])
    const [yes] = await figures({ rows, columns, share: 20 }, 'avg(CAST(c3 AS INT))')
    expect(far([yes ?? 0], [0.2], [0.01])).toEqual([])
  })

  it('have the faults that were planted', async () => {
    const columns = [
      { name: 'x', kind: 'normal', missing: 10, outliers: 1, drift: 2, decimals: 6 },
      { name: 'y', kind: 'normal', missing: 20, missingWith: 'x', decimals: 6 },
      { name: 'g', kind: 'category', values: 'one 50; two 50' },
      { name: 'id', kind: 'id' },
    ]
    const params = { rows, columns, duplicates: 5, driftFrom: 100_001, biasColumn: 'g', biasValue: 'two', bias: 1, share: 50 }
    const found = await figures(
      params,
      `avg(CAST(c0 IS NULL AS INT)), avg(CAST(c1 IS NULL AS INT)), avg(CAST(abs(c0) > 5.5 AS INT)), 1 - count(DISTINCT c3) / count(*),
       median(c0) FILTER (WHERE c3 <= 100000), median(c0) FILTER (WHERE c3 > 100000),
       avg(CAST(c4 AS INT)) FILTER (WHERE c2 = 'one') - avg(CAST(c4 AS INT)) FILTER (WHERE c2 = 'two'),
       avg(CAST(c1 IS NULL AS INT)) FILTER (WHERE c0 > 0 AND c3 <= 100000) - avg(CAST(c1 IS NULL AS INT)) FILTER (WHERE c0 <= 0 AND c3 <= 100000)`,
    )
    const wanted = [0.1, 0.2, 0.01, 0.05, 0, 2, 0.34, 0.2]
    const within = [0.005, 0.01, 0.001, 0.004, 0.03, 0.03, 0.02, 0.02]
    expect(far(found, wanted, within)).toEqual([])
  })

  it('give the same rows however many are read, on one thread or two, and others under another seed', async () => {
    const sum = 'sum(hash(c0, c1, c2, c3, c4, c5, c6)) FILTER (WHERE c0 <= 500)'
    const of = (params: object) => figures(params, sum)
    const first = await of({ rows: 500 })
    expect(await of({ rows: 50_000 })).toEqual(first)
    await harness.db.setThreads(1)
    expect(await of({ rows: 500 })).toEqual(first)
    await harness.db.setThreads(2)
    expect(await of({ rows: 500, seed: 2 })).not.toEqual(first)
  })

  it('are made while they are read: a few of a hundred million at once, all of five million in little memory', async () => {
    const table = compileNode(generate, { rows: 100_000_000 })['table']
    if (!table) throw new Error('no table')
    const started = performance.now()
    expect(
      await harness.db.rows(`${printRelation({ op: 'limit', input: table, count: 5, offset: 0, columns: table.columns })}`),
    ).toHaveLength(5)
    expect(performance.now() - started).toBeLessThan(20_000)
    await harness.db.execute("SET memory_limit = '128MiB'")
    const [count, average] = await figures({ rows: 5_000_000 }, 'count(*), avg(c2)')
    expect(count).toBe(5_000_000)
    expect(far([average ?? 0], [54], [0.1])).toEqual([])
    await harness.db.execute("SET memory_limit = '1GiB'")
  }, 60_000)
})
