import type { DuckDBConnection } from '@duckdb/node-api'
import { beforeAll, describe, expect, it } from 'vitest'
import { printRelation } from '../../engine/relation/print/duckdb.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import { duckdbRows, openDuckdb } from '../../engine/relation/testing/duckdb-rows.ts'
import type { Value } from '../../engine/relation/types.ts'
import type { ExampleTable, NodeDefinition } from '../kit/define-node.ts'
import { compileNode } from '../kit/harness/compile-node.ts'
import { folds } from './folds.ts'
import { parts } from './parts.ts'
import { trainTest } from './train-test.ts'

const columns = [
  { name: 'id', type: 'int' },
  { name: 'who', type: 'text' },
  { name: 'kind', type: 'text' },
] as const
const person = (at: number) => (at % 50 === 0 ? null : `p${(at * 7919) % 40}`)
const table: ExampleTable = {
  columns,
  rows: Array.from({ length: 1000 }, (_, at) => [at, person(at), at % 10 === 0 ? 'rare' : at % 3 === 0 ? null : 'common']),
}

let connection: DuckDBConnection
beforeAll(async () => {
  connection = await openDuckdb()
})

async function rowsOf(relation: Relation | undefined) {
  if (!relation) throw new Error('no table')
  return (await duckdbRows(connection, printRelation(relation))).rows
}
const made = (node: NodeDefinition, params: object) => compileNode(node, params, { table })

/** How many rows each value of the last column has, by another column. */
function counts(rows: readonly (readonly Value[])[], by: number) {
  const found = new Map<string, Map<string, number>>()
  for (const row of rows) {
    const mine = found.get(String(row[by])) ?? new Map<string, number>()
    mine.set(String(row.at(-1)), (mine.get(String(row.at(-1))) ?? 0) + 1)
    found.set(String(row[by]), mine)
  }
  return found
}

describe('parts and folds', () => {
  it('are of equal size at random, and others by another seed', async () => {
    const first = await rowsOf(made(folds, { count: 7 })['table'])
    const sizes = [
      ...(counts(
        first.map((row) => ['all', row[3] ?? null]),
        0,
      ).get('all') ?? []),
    ].map(([, size]) => size)
    expect(sizes).toHaveLength(7)
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
    expect(await rowsOf(made(folds, { count: 7 })['table'])).toEqual(first)
    expect(await rowsOf(made(folds, { count: 7, seed: 2 })['table'])).not.toEqual(first)
  })
  it('hold the share of each class', async () => {
    for (const [, mine] of counts(await rowsOf(made(folds, { count: 5, method: 'class', column: 'kind' })['table']), 2)) {
      const sizes = [...mine.values()]
      expect(sizes).toHaveLength(5)
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
    }
  })
  it('never part a group; rows without a group are apart', async () => {
    for (const node of [folds, parts]) {
      const groups = counts(await rowsOf(made(node, { method: 'group', group: 'who' })['table']), 1)
      for (const [who, mine] of groups) if (who !== 'null') expect(mine.size).toBe(1)
      expect(groups.get('null')?.size).toBeGreaterThan(1)
    }
    const { train, test } = made(trainTest, { method: 'group', group: 'who', share: 0.7 })
    const [learnt, judged] = [await rowsOf(train), await rowsOf(test)]
    expect(learnt.length + judged.length).toBe(1000)
    expect(Math.abs(learnt.length - 700)).toBeLessThan(40)
    const known = new Set(learnt.map((row) => row[1]).filter((who) => who !== null))
    expect(judged.filter((row) => known.has(row[1] ?? ''))).toEqual([])
  })
  it('meet the shares to the row, and every row is in one part', async () => {
    const { table: all, train, validation, test } = made(parts, {})
    const sizes = await Promise.all([all, train, validation, test].map(async (relation) => (await rowsOf(relation)).length))
    expect(sizes).toEqual([1000, 600, 200, 200])
  })
})
