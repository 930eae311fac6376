import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nodeBox, overlaps, type Box } from '../geometry.ts'
import { layOutBlocks, type LayoutInput } from './lay-out-blocks.ts'

const bare = { columns: 4, notes: [], frames: [], fixed: [] }

function chain(count: number): Pick<LayoutInput, 'nodes' | 'wires'> {
  return {
    nodes: Array.from({ length: count }, (_, i) => ({ id: `n${i}`, x: 40 + i * 300, y: 24 })),
    wires: Array.from({ length: count - 1 }, (_, i) => ({ from: `n${i}`, to: `n${i + 1}` })),
  }
}

/** A graph without cycles: wires go from lower to higher numbers. Its first nodes are held by a frame, some by none. */
const graph = fc.integer({ min: 1, max: 14 }).chain((count) =>
  fc
    .record({
      pairs: fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 18 }),
      columns: fc.integer({ min: 2, max: 5 }),
      framed: fc.nat(count),
    })
    .map(({ pairs, columns, framed }): LayoutInput => ({
      ...bare,
      columns,
      nodes: Array.from({ length: count }, (_, i) => ({ id: `n${i}`, x: 40 + (i % 3) * 240, y: 24 + i * 80 })),
      wires: pairs.filter(([a, b]) => a < b).map(([a, b]) => ({ from: `n${a}`, to: `n${b}` })),
      frames: framed > 0 ? [{ id: 'f', nodes: Array.from({ length: framed }, (_, i) => `n${i}`), notes: [] }] : [],
    })),
)

const boxesOf = (input: LayoutInput, places: ReturnType<typeof layOutBlocks>['places']) =>
  input.nodes.map(({ id }) => ({ id, box: nodeBox(places[id] ?? { x: NaN, y: NaN }) }))

test('no node covers another, none is wider than the bands, and a frame holds its own nodes only', () => {
  fc.assert(
    fc.property(graph, (input) => {
      const { places, frames } = layOutBlocks(input)
      const boxes = boxesOf(input, places)
      boxes.forEach(({ box }, i) => boxes.slice(i + 1).forEach((other) => expect(overlaps(box, other.box, 16)).toBe(false)))
      const left = Math.min(...boxes.map(({ box }) => box.x))
      for (const { box } of boxes) expect(box.x).toBeLessThan(left + input.columns * 272)
      const [held] = input.frames
      if (held) for (const { id, box } of boxes) expect([id, overlaps(frames['f'] as Box, box)]).toEqual([id, held.nodes.includes(id)])
    }),
    { seed: 5 },
  )
})

test('a chain of 12 becomes three bands of 4, and one more node moves nothing', () => {
  const { places } = layOutBlocks({ ...bare, ...chain(12) })
  expect(Object.values(places).map(({ x }) => (x - 40) / 272)).toEqual([0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3])
  expect(new Set(Object.values(places).map(({ y }) => y)).size).toBe(3)
  const more = layOutBlocks({ ...bare, ...chain(13) }).places
  for (const [id, place] of Object.entries(places)) expect(more[id]).toEqual(place)
})

test('two branches that meet again stay as they are when laid out again, and when a node is added at the end', () => {
  const [a, b, c, d, e, f] = ['a', 'b', 'c', 'd', 'e', 'f'].map((id, i) => ({ id, x: i * 300, y: id === 'c' || id === 'e' ? 200 : 0 }))
  const nodes = [a, b, c, d, e, f].flatMap((node) => node ?? [])
  const wires = ['ab', 'ac', 'bd', 'ce', 'df', 'ef'].map(([from = '', to = '']) => ({ from, to }))
  const { places } = layOutBlocks({ ...bare, nodes, wires })
  const again = nodes.map(({ id }) => ({ id, ...(places[id] ?? { x: 0, y: 0 }) }))
  expect(layOutBlocks({ ...bare, nodes: again, wires }).places).toEqual(places)
  const more = { nodes: [...again, { id: 'g', x: 2000, y: 0 }], wires: [...wires, { from: 'f', to: 'g' }] }
  expect(layOutBlocks({ ...bare, ...more }).places).toMatchObject(places)
})

test('two branches of a fork lie in one band when one column fewer does it', () => {
  const wires = [
    ['a', 'b'],
    ['b', 'c'],
    ['c', 'd1'],
    ['c', 'd2'],
    ['d1', 'e1'],
    ['d2', 'e2'],
  ].map(([from = '', to = '']) => ({ from, to }))
  const nodes = ['a', 'b', 'c', 'd1', 'd2', 'e1', 'e2'].map((id, i) => ({ id, x: i * 300, y: id.endsWith('2') ? 100 : 0 }))
  const { places } = layOutBlocks({ ...bare, nodes, wires })
  expect(['d1', 'd2', 'e1', 'e2'].map((id) => [places[id]?.x, (places[id]?.y ?? 0) > (places['a']?.y ?? 0) + 76])).toEqual([
    [0, true],
    [0, true],
    [272, true],
    [272, true],
  ])
})

test('a frame takes its notes along; another note gives way only when something would cover it', () => {
  const note = { width: 200, height: 80 }
  const input: LayoutInput = {
    ...bare,
    ...chain(6),
    notes: [
      { id: 'in', x: 600, y: 130, ...note },
      { id: 'far', x: 40, y: 2000, ...note },
      { id: 'under', x: 48, y: 160, ...note },
    ],
    frames: [{ id: 'f', nodes: ['n2', 'n3'], notes: ['in'] }],
  }
  const { places, frames } = layOutBlocks(input)
  const at = (id: string) => ({ ...(input.notes.find((one) => one.id === id) as Box), ...places[id] })
  const frame = frames['f'] as Box
  expect(overlaps(frame, at('in'))).toBe(true)
  for (const { box } of boxesOf(input, places)) for (const id of ['in', 'far', 'under']) expect(overlaps(box, at(id))).toBe(false)
  expect(places['far']).toBeUndefined()
  expect(overlaps(frame, at('under'))).toBe(false)
})

test('a note leaves the channel between two bands to the wires', () => {
  const { places } = layOutBlocks({ ...bare, ...chain(8), notes: [{ id: 'note', x: 320, y: 110, width: 200, height: 24 }] })
  expect(places['note']?.y).toBeGreaterThan((places['n7']?.y ?? Infinity) + 76)
})

test('what is not laid out is not covered', () => {
  const fixed = [{ x: 320, y: 30, width: 208, height: 76 }]
  const input = { ...bare, ...chain(6), fixed }
  const { places } = layOutBlocks(input)
  for (const { box } of boxesOf(input, places)) expect(overlaps(box, fixed[0] as Box)).toBe(false)
})

test('nodes that no wire joins lie beside one another', () => {
  const nodes = Array.from({ length: 6 }, (_, i) => ({ id: `n${i}`, x: 0, y: i * 100 }))
  const { places } = layOutBlocks({ ...bare, nodes, wires: [] })
  expect(Object.values(places).map(({ x }) => x)).toEqual([0, 272, 544, 816, 0, 272])
})
