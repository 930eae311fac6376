import { expect, test } from 'vitest'
import { at, documentOf, smallCatalogue as catalogue } from '../canvas/testing/small-catalogue.ts'
import { outlineRows } from './outline-rows.ts'

const document = documentOf({ last: ['join', at(2)], first: ['source', at(0)] }, ['first.table > last.left'])

test('nodes stand in the order in which they run', () => {
  const rows = outlineRows(document, catalogue, new Set())
  expect(rows.map((row) => row.kind === 'node' && [row.node, row.place, row.of, row.open])).toEqual([
    ['first', 1, 2, false],
    ['last', 2, 2, false],
  ])
})

test('an open node says what it is wired to, and what is missing', () => {
  const rows = outlineRows(document, catalogue, new Set(['last'])).filter((row) => row.kind === 'wire')
  expect(rows.map(({ direction, other, place, of }) => [direction, other, place, of])).toEqual([
    ['in', 'first', 1, 2],
    ['in', null, 2, 2],
  ])
})

test('nodes of a cycle are there too', () => {
  const circle = documentOf({ a: ['step', at(0)], b: ['step', at(1)] }, ['a.table > b.table', 'b.table > a.table'])
  expect(outlineRows(circle, catalogue, new Set())).toHaveLength(2)
})
