import { expect, test } from 'vitest'
import { detailAt } from './detail.ts'
import { fitZoom, viewOf } from './view-of.ts'
import { wholeZoom } from './whole-zoom.ts'

const screen = { width: 872, height: 560 }

test('a small pipeline is shown in the middle at its size', () => {
  const whole = { x: 100, y: 40, width: 208, height: 76 }
  expect(viewOf(whole, screen, fitZoom(whole, screen))).toEqual({ x: 232, y: 202, zoom: 1 })
})

test('what is larger than the screen begins at its margin', () => {
  const whole = { x: -80, y: 0, width: 4000, height: 100 }
  expect(viewOf(whole, screen, 0.5)).toEqual({ x: 64, y: 255, zoom: 0.5 })
})

test('ports stay to be seen until a pipeline has more than 40 nodes', () => {
  const whole = { x: 0, y: 0, width: 6000, height: 900 }
  expect(detailAt(wholeZoom(whole, screen, 40))).toBe('brief')
  expect(wholeZoom(whole, screen, 41)).toBeCloseTo(824 / 6000)
  expect(wholeZoom({ ...whole, width: 1000 }, screen, 3)).toBeCloseTo(512 / 900)
})
