import { expect, test } from 'vitest'
import type { Route } from './route-wire.ts'
import { spreadRoutes } from './spread-routes.ts'

const back = (fromY: number): Route => [
  { x: 1048, y: fromY },
  { x: 1067, y: fromY },
  { x: 1067, y: 242 },
  { x: 12, y: 242 },
  { x: 12, y: 314 },
  { x: 24, y: 314 },
]

test('two outputs that return through one channel run beside each other', () => {
  const spread = spreadRoutes([
    { id: 'a', source: 'split.train', route: back(64) },
    { id: 'b', source: 'other.model', route: back(92) },
  ])
  const [a, b] = [spread.get('a'), spread.get('b')]
  expect(a).toEqual(back(64))
  expect(b?.[2]?.y).toBe(254)
  expect(b?.[1]?.x).not.toBe(1067)
  expect([b?.[0], b?.[5]]).toEqual([back(92)[0], back(92)[5]])
})

test('two wires of one output share their way', () => {
  const spread = spreadRoutes([
    { id: 'a', source: 'split.train', route: back(64) },
    { id: 'b', source: 'split.train', route: back(64) },
  ])
  expect(spread.get('b')).toEqual(back(64))
})

test('a wire that goes forward stays', () => {
  const route = [
    { x: 0, y: 0 },
    { x: 64, y: 0 },
  ]
  expect(spreadRoutes([{ id: 'a', source: 'x.y', route }]).get('a')).toBe(route)
})
