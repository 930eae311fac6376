import { expect, test } from 'vitest'
import { staleCauses } from './stale-cause.ts'
import { at, documentOf } from './testing/small-catalogue.ts'

const chain = documentOf({ a: ['source', at(0)], b: ['step', at(1)], c: ['step', at(2)], d: ['step', at(3)] }, [
  'a.table > b.table',
  'b.table > c.table',
  'c.table > d.table',
])

test('what follows a changed node is stale because of it; the changed one because of itself', () => {
  expect(staleCauses(chain, new Set(['b', 'c', 'd']))).toEqual(
    new Map([
      ['c', 'b'],
      ['d', 'b'],
    ]),
  )
})

test('two changes: the nearest one is named', () => {
  const forked = documentOf({ a: ['source', at(0)], b: ['source', at(0, 1)], s: ['step', at(1)], j: ['join', at(2)] }, [
    'a.table > s.table',
    's.table > j.left',
    'b.table > j.right',
  ])
  expect(staleCauses(forked, new Set(['a', 'b', 's', 'j'])).get('j')).toBe('b')
})

test('a cycle ends', () => {
  const circle = documentOf({ a: ['step', at(0)], b: ['step', at(1)] }, ['a.table > b.table', 'b.table > a.table'])
  expect(staleCauses(circle, new Set(['a', 'b'])).size).toBe(0)
})
