import { afterAll, beforeAll, expect, it } from 'vitest'
import { values } from '../../engine/relation/build.ts'
import { printRelation } from '../../engine/relation/print/duckdb.ts'
import { connectedGroups } from './connected-groups.ts'
import { openHarness, type Harness } from './harness/open-harness.ts'

let harness: Harness
beforeAll(async () => {
  harness = await openHarness(new Map())
})
afterAll(() => harness.close())

async function groupsOf(pairs: readonly (readonly [number, number])[]): Promise<readonly string[]> {
  const relation = values(
    [
      { name: 'a', type: 'int' },
      { name: 'b', type: 'int' },
    ],
    pairs,
  )
  const rows = await harness.db.rows(printRelation(connectedGroups(relation)))
  return rows.map(([id, group]) => `${Number(id)}: ${Number(group)}`).toSorted()
}

it('gives each id the smallest of its group', async () => {
  expect(
    await groupsOf([
      [5, 2],
      [2, 9],
      [7, 8],
      [9, 5],
    ]),
  ).toEqual(['2: 2', '5: 2', '7: 7', '8: 7', '9: 2'])
  expect(await groupsOf([])).toEqual([])
})

// Ids in any order along a chain: a multiplier without a common divisor visits each once.
it.each([1, 37, 89, 151])('finds chains of 300 links, by steps of %i', async (step) => {
  const ids = Array.from({ length: 301 }, (_, index) => (index * step) % 301)
  const chain = ids.slice(1).map((id, index) => [ids[index] ?? 0, id] as const)
  expect(new Set((await groupsOf(chain)).map((line) => line.split(': ')[1]))).toEqual(new Set(['0']))
})
