import fc from 'fast-check'
import { expect, test } from 'vitest'
import { barPlace, barSize } from './bar-place.ts'
import { overlaps } from './geometry.ts'

const screen = { width: 872, height: 560 }
const node = (x: number, y: number) => ({ x, y, width: 166, height: 61 })

test('the bar stands above, or below where a node lies above', () => {
  const selected = node(300, 200)
  expect(barPlace({ selected, nodes: [selected] }, screen)).toEqual({ x: 310, y: 162 })
  expect(barPlace({ selected, nodes: [selected, node(300, 124)] }, screen)).toEqual({ x: 310, y: 269 })
  expect(barPlace({ selected, nodes: [selected], notes: [node(300, 124)] }, screen)).toEqual({ x: 310, y: 269 })
  expect(barPlace({ selected, nodes: [selected, node(300, 277)], notes: [node(300, 124)] }, screen)).toEqual({ x: 310, y: 162 })
  expect(barPlace({ selected: node(300, 10), nodes: [node(300, 10)] }, screen)).toEqual({ x: 310, y: 79 })
})

test('it covers no node wherever nodes lie, and lies on the screen', () => {
  const places = fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 7 })), { minLength: 1, maxLength: 20 })
  fc.assert(
    fc.property(places, (cells) => {
      const nodes = cells.map(([column, row]) => node(column * 218, row * 77))
      const place = barPlace({ selected: nodes[0] ?? node(0, 0), nodes }, screen)
      if (!place) return
      const bar = { ...place, ...barSize }
      for (const box of nodes) expect(overlaps(bar, box)).toBe(false)
      expect(place.x >= 0 && place.y >= 0 && bar.x + bar.width <= screen.width && bar.y + bar.height <= screen.height).toBe(true)
    }),
    { seed: 7 },
  )
})

test('between nodes on all sides it goes to the nearest gap', () => {
  const nodes = [-1, 0, 1].flatMap((column) => [-1, 0, 1].map((row) => node(300 + column * 218, 240 + row * 77)))
  const place = barPlace({ selected: node(300, 240), nodes }, screen)
  expect(place).not.toBeNull()
  expect(Math.abs((place?.y ?? Infinity) - 240)).toBeLessThan(160)
})

test('there is none for what is not seen', () => {
  expect(barPlace({ selected: node(-400, 200), nodes: [] }, screen)).toBeNull()
})
