import { expect, test } from 'vitest'
import { thumbnailOf } from './thumbnail.ts'

const node = (id: string, x: number, y: number) => ({ id, family: 'data', x, y })

test('everything lies inside the picture, centred', () => {
  const picture = [node('a', 24, 40), node('b', 296, 40), node('c', 840, 512)]
  const { nodes, width, height, boxWidth, boxHeight } = thumbnailOf({ picture, wires: [] })
  for (const { x, y } of nodes) {
    expect(x).toBeGreaterThanOrEqual(0)
    expect(x + boxWidth).toBeLessThanOrEqual(width)
    expect(y).toBeGreaterThanOrEqual(0)
    expect(y + boxHeight).toBeLessThanOrEqual(height)
  }
  const [first, , last] = nodes
  expect((first?.x ?? 0) + (last?.x ?? 0) + boxWidth).toBeCloseTo(width)
})

test('one node stands in the middle; none gives an empty picture', () => {
  const one = thumbnailOf({ picture: [node('a', 500, 500)], wires: [] })
  expect(one.nodes[0]).toMatchObject({ x: (270 - 24) / 2, y: (128 - 14) / 2 })
  expect(thumbnailOf({ picture: [], wires: [['a', 'b']] })).toMatchObject({ nodes: [], wires: [] })
})

test('wires: straight, stepped, and back through a channel', () => {
  const { wires } = thumbnailOf({
    picture: [node('a', 0, 0), node('b', 300, 0), node('c', 600, 200), node('d', 0, 400)],
    wires: [
      ['a', 'b'],
      ['b', 'c'],
      ['c', 'd'],
      ['d', 'gone'],
    ],
  })
  expect(wires).toHaveLength(3)
  expect(wires.map((path) => (path.match(/Q/g) ?? []).length)).toEqual([0, 2, 4])
})
