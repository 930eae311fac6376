import { expect, test } from 'vitest'
import { alongWires, nearestNode, readingOrder } from './navigate.ts'
import { at, documentOf } from './testing/small-catalogue.ts'

const document = documentOf(
  { a: ['source', at(0)], b: ['source', at(0, 1)], c: ['step', at(1)], d: ['join', at(2)], e: ['step', at(1, 3)], f: ['step', at(3, 3)] },
  ['a.table > c.table', 'c.table > d.left', 'b.table > d.right', 'b.table > e.table', 'd.table > f.table'],
)

test.each([
  ['a', 'right', 'c'],
  ['a', 'down', 'b'],
  ['c', 'left', 'a'],
  ['d', 'left', 'c'],
  ['b', 'up', 'a'],
  ['e', 'right', 'f'],
  ['a', 'left', undefined],
  ['a', 'up', undefined],
] as const)('from %s to the %s is %s', (from, direction, expected) => {
  expect(nearestNode(document, from, direction)).toBe(expected)
})

test.each([
  ['a', 'right', 'c'],
  ['d', 'left', 'c'],
  ['b', 'right', 'd'],
  ['c', 'down', 'b'],
  ['e', 'up', 'd'],
  ['f', 'right', undefined],
] as const)('along the wires from %s to the %s is %s', (from, direction, expected) => {
  expect(alongWires(document, from, direction)).toBe(expected)
})

test('nodes are read by columns', () => {
  expect(readingOrder(document)).toEqual(['a', 'b', 'c', 'e', 'd', 'f'])
})
