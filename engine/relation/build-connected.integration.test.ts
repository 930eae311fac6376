import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDatabase, type Database } from '../adapters/duckdb/database.ts'
import { connected } from './build-connected.ts'
import { values } from './build.ts'
import { printRelation } from './print/duckdb.ts'

let db: Database
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-connected-'))
  db = await openDatabase({ memoryLimitBytes: 1024 ** 3, threads: 2, tempDirectory: folder })
})
afterAll(async () => {
  db.close()
  await rm(folder, { recursive: true, force: true })
})

async function groupsOf(pairs: readonly (readonly [number, number])[]): Promise<readonly string[]> {
  const columns = ['a', 'b'].map((name) => ({ name, type: 'int' as const }))
  const rows = await db.rows(printRelation(connected(values(columns, pairs))))
  return rows.map(([id, group]) => `${Number(id)}: ${Number(group)}`)
}

it('gives each id the smallest of its group, in order', async () => {
  expect(
    await groupsOf([
      [5, 2],
      [2, 9],
      [7, 8],
      [9, 5],
      [3, 3],
    ]),
  ).toEqual(['2: 2', '3: 3', '5: 2', '7: 7', '8: 7', '9: 2'])
  expect(await groupsOf([])).toEqual([])
})

// Ids in any order along a chain: a multiplier without a common divisor visits each once.
it.each([1, 37, 89])('finds chains of 100 links, by steps of %i', async (step) => {
  const ids = Array.from({ length: 101 }, (_, index) => (index * step) % 101)
  const chain = ids.slice(1).map((id, index) => [ids[index] ?? 0, id] as const)
  expect(new Set((await groupsOf(chain)).map((line) => line.split(': ')[1]))).toEqual(new Set(['0']))
})

// One link a round would take minutes.
it('finds a chain of 20,000 links, and ids in two chains apart', async () => {
  const ids = Array.from({ length: 20_001 }, (_, index) => (index * 37) % 20_001)
  const chain = ids.slice(1).map((id, index) => [ids[index] ?? 0, id] as const)
  const [cut, rest] = [chain.slice(0, 12_000), chain.slice(12_001)]
  expect(new Set((await groupsOf(chain)).map((line) => line.split(': ')[1]))).toEqual(new Set(['0']))
  const parts = new Map((await groupsOf([...cut, ...rest])).map((line) => line.split(': ').map(Number) as [number, number]))
  const inFirst = new Set<number>(cut.flat())
  const [first, second] = [Math.min(...cut.flat()), Math.min(...rest.flat())]
  expect([...parts].filter(([id, group]) => group !== (inFirst.has(id) ? first : second))).toEqual([])
})

it('refuses pairs of anything but whole numbers', () => {
  const columns = [
    { name: 'a', type: 'int' },
    { name: 'b', type: 'text' },
  ] as const
  expect(() => connected(values(columns, []))).toThrow(/whole numbers/)
})
