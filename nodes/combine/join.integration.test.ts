import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ExampleTable } from '../kit/define-node.ts'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import { join } from './join.ts'

let harness: Harness
beforeAll(async () => {
  harness = await openHarness(new Map())
})
afterAll(() => harness.close())

const left: ExampleTable = {
  columns: [
    { name: 'k', type: 'int' },
    { name: 'a', type: 'text' },
  ],
  rows: [
    [2, 'x'],
    [1, 'y'],
    [null, 'z'],
    [2, 'w'],
  ],
}
const right: ExampleTable = {
  columns: [
    { name: 'k', type: 'float' },
    { name: 'b', type: 'text' },
  ],
  rows: [
    [3, 'three'],
    [2, 'two'],
    [2, 'due'],
    [null, 'none'],
  ],
}

it.each([
  ['inner', ['2 x two', '2 x due', '2 w two', '2 w due']],
  ['left', ['2 x two', '2 x due', '1 y null', 'null z null', '2 w two', '2 w due']],
  ['right', ['2 x two', '2 x due', '2 w two', '2 w due', '3 null three', 'null null none']],
  ['full', ['2 x two', '2 x due', '1 y null', 'null z null', '2 w two', '2 w due', '3 null three', 'null null none']],
  ['semi', ['2 x', '2 w']],
  ['anti', ['1 y', 'null z']],
])('%s', async (how, expected) => {
  const { tables } = await harness.run(join, { how, keys: [{ left: 'k', right: 'k' }] }, { left: [left], right: [right] })
  expect(tables['matched']?.rows.map((row) => row.map(String).join(' '))).toEqual(expected)
  expect(tables['unmatched-left']?.rows).toEqual([
    [1, 'y'],
    [null, 'z'],
  ])
  expect(tables['unmatched-right']?.rows).toEqual([
    [3, 'three'],
    [null, 'none'],
  ])
})

it('matches by two pairs, the same column in both', async () => {
  const keys = [
    { left: 'k', right: 'k' },
    { left: 'a', right: 'b' },
  ]
  const same: ExampleTable = { ...left, columns: [left.columns[0] ?? { name: 'k', type: 'int' }, { name: 'b', type: 'text' }] }
  const { tables } = await harness.run(join, { keys }, { left: [left], right: [same] })
  expect(tables['matched']?.rows).toEqual([
    [2, 'x'],
    [1, 'y'],
    [2, 'w'],
  ])
})

const names = (...rows: readonly (string | null)[]): ExampleTable => ({
  columns: [{ name: 'n', type: 'text' }],
  rows: rows.map((row) => [row]),
})

it('overlooks capitals, accents, spaces and lets missing meet missing', async () => {
  const params = { how: 'full', keys: [{ left: 'n', right: 'n' }], ignoreCase: true, ignoreAccents: true, ignoreSpaces: true, nulls: true }
  const { tables } = await harness.run(join, params, { left: [names('Zoé ', null, 'Ben')], right: [names('ZOE', null, 'Ana')] })
  expect(tables['matched']?.rows).toEqual([['Zoé '], [null], ['Ben'], ['Ana']])
  expect(tables['report']?.rows).toEqual([[3, 2, 2 / 3, 3, 2, 2 / 3, 2, 1, 1]])
})

it('puts each row beside each, and counts the pairs', async () => {
  const { tables } = await harness.run(join, { how: 'cross' }, { left: [names('a', null)], right: [names('x', 'y')] })
  expect(tables['matched']?.rows).toEqual([
    ['a', 'x'],
    ['a', 'y'],
    [null, 'x'],
    [null, 'y'],
  ])
  expect(tables['unmatched-left']?.rows).toEqual([])
  expect(tables['report']?.rows).toEqual([[2, 2, 1, 2, 2, 1, 4, 2, 2]])
})

it('counts the most partners of a row, before the join is made', async () => {
  const { tables } = await harness.run(
    join,
    { keys: [{ left: 'n', right: 'n' }] },
    { left: [names('a', 'b')], right: [names('a', 'a', 'a')] },
  )
  expect(tables['report']?.rows).toEqual([[2, 1, 0.5, 3, 3, 1, 3, 3, 1]])
})
