import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nodeBox, overlaps } from '../geometry.ts'
import { arrange } from './arrange.ts'

/** A graph without cycles: wires go from lower to higher numbers. */
const graph = fc.integer({ min: 1, max: 12 }).chain((count) =>
  fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 16 }).map((pairs) => ({
    nodes: Array.from({ length: count }, (_, i) => ({ id: `n${i}`, x: 40 + (i % 3) * 100, y: 24 + i * 10 })),
    wires: pairs.filter(([a, b]) => a < b).map(([a, b]) => ({ from: `n${a}`, to: `n${b}` })),
  })),
)

test('nodes lie on the grid, apart from each other, and every wire goes to the right', () => {
  fc.assert(
    fc.property(graph, ({ nodes, wires }) => {
      const places = arrange({ nodes, wires })
      const boxes = nodes.map(({ id }) => nodeBox(places[id] ?? { x: NaN, y: NaN }))
      boxes.forEach(({ x, y }) => expect([x % 8, y % 8].map(Math.abs)).toEqual([0, 0]))
      boxes.forEach((box, i) => boxes.slice(i + 1).forEach((other) => expect(overlaps(box, other)).toBe(false)))
      for (const { from, to } of wires) expect(places[to]?.x).toBeGreaterThan(places[from]?.x ?? Infinity)
    }),
    { seed: 6 },
  )
})

test('a chain becomes a row with the pitch of the design, its corner where it was', () => {
  const nodes = ['a', 'b', 'c'].map((id, i) => ({ id, x: 24 + i * 10, y: 40 + i * 300 }))
  const wires = [
    { from: 'a', to: 'b' },
    { from: 'b', to: 'c' },
  ]
  expect(arrange({ nodes, wires })).toEqual({ a: { x: 24, y: 40 }, b: { x: 296, y: 40 }, c: { x: 568, y: 40 } })
})

test('nothing to lay out is nothing', () => {
  expect(arrange({ nodes: [], wires: [] })).toEqual({})
})
