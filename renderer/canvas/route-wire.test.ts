import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nodeBox } from './geometry.ts'
import { crossings, labelPlace, routePath, routeWire } from './route-wire.ts'

describe('routeWire', () => {
  test('is straight between ports of one height', () => {
    expect(routeWire({ from: { x: 208, y: 38 }, to: { x: 272, y: 38 } })).toEqual([
      { x: 208, y: 38 },
      { x: 272, y: 38 },
    ])
  })

  test('turns in the gap before its target', () => {
    const route = routeWire({ from: { x: 232, y: 170 }, to: { x: 568, y: 92 } })
    expect(route.map((point) => point.x)).toEqual([232, 536, 536, 568])
  })

  test('turns in the gap after its source when a node is in the way', () => {
    const between = nodeBox({ x: 296, y: 132 })
    const route = routeWire({ from: { x: 232, y: 170 }, to: { x: 568, y: 40 } }, { boxes: [between] })
    expect(crossings(route, [between])).toBe(0)
    expect(route[1]?.x).toBe(264)
  })

  test('goes around a node that stands between two ports of one height', () => {
    const between = nodeBox({ x: 296, y: 132 })
    const route = routeWire({ from: { x: 232, y: 170 }, to: { x: 568, y: 170 } }, { boxes: [between] })
    expect(crossings(route, [between])).toBe(0)
  })

  test('returns between two rows, a second output beside the first', () => {
    const boxes = [nodeBox({ x: 840, y: 40 }), nodeBox({ x: 24, y: 276 })]
    const first = routeWire({ from: { x: 1048, y: 64 }, to: { x: 24, y: 314 }, lane: 0 }, { boxes })
    const second = routeWire({ from: { x: 1048, y: 92 }, to: { x: 24, y: 314 }, lane: 1 }, { boxes })
    for (const route of [first, second]) expect(crossings(route, boxes)).toBe(0)
    expect(first[1]?.x).toBe(1067)
    expect(second[1]?.x).toBe(1060)
    expect(first[2]?.y).not.toBe(second[2]?.y)
  })

  test('returns in the channel between two frames when there is one', () => {
    const route = routeWire({ from: { x: 1048, y: 64 }, to: { x: 24, y: 314 } }, { boxes: [], channels: [242, 480] })
    expect(route[2]?.y).toBe(236)
  })

  test('has right angles only and keeps its ends', () => {
    const coordinate = fc.integer({ min: -800, max: 800 })
    const point = fc.record({ x: coordinate, y: coordinate })
    fc.assert(
      fc.property(point, point, fc.array(point, { maxLength: 6 }), fc.nat(2), (from, to, places, lane) => {
        const route = routeWire({ from, to, lane }, { boxes: places.map((place) => nodeBox(place)) })
        expect(route[0]).toEqual(from)
        expect(route.at(-1)).toEqual(to)
        for (let i = 1; i < route.length; i++) expect(route[i]?.x === route[i - 1]?.x || route[i]?.y === route[i - 1]?.y).toBe(true)
      }),
      { seed: 4 },
    )
  })
})

test('a corner is rounded by 8, or by half of a shorter piece', () => {
  expect(
    routePath([
      { x: 0, y: 0 },
      { x: 40, y: 0 },
      { x: 40, y: 10 },
      { x: 80, y: 10 },
    ]),
  ).toBe('M0 0L32 0Q40 0 40 5L40 5Q40 10 48 10L80 10')
})

test('a label sits in the longest horizontal piece, or in the middle when that is too short', () => {
  const long = routeWire({ from: { x: 232, y: 170 }, to: { x: 568, y: 92 } })
  expect(labelPlace(long, 50).at).toEqual({ x: 384, y: 170 })
  const short = routeWire({ from: { x: 504, y: 78 }, to: { x: 568, y: 64 } })
  expect(labelPlace(short, 50)).toEqual({ at: { x: 536, y: 71 }, room: 64 })
})
