import { expect, it } from 'vitest'
import { spreadLabels } from './spread-labels.ts'

const place = { gap: 14, top: 20, bottom: 150 }

it('leaves labels that are far apart where they are', () => {
  expect(spreadLabels([120, 30, 80], place)).toEqual([120, 30, 80])
})

it('parts those that meet, the upper one above', () => {
  expect(spreadLabels([81, 80], place)).toEqual([94, 80])
})

it('moves a stack up that would leave the chart at its foot, and down at its head', () => {
  expect(spreadLabels([149, 150, 150], place)).toEqual([122, 136, 150])
  expect(spreadLabels([10, 12], place)).toEqual([20, 34])
})

it('keeps more labels than fit apart all the same', () => {
  const placed = spreadLabels(
    Array.from({ length: 12 }, () => 150),
    place,
  )
  expect(placed.map((height, at) => height - (placed[at - 1] ?? height - 14))).toEqual(Array.from({ length: 12 }, () => 14))
  expect(placed[0]).toBe(20)
})
