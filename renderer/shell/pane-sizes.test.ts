import { expect, test } from 'vitest'
import { drawnSize, paneSize } from './pane-sizes.ts'

test('the palette of a narrow window is a rail, whatever was chosen', () => {
  expect(drawnSize(300, paneSize('palette', true), 800)).toBe(44)
  expect(drawnSize(300, paneSize('palette', false), 800)).toBe(300)
  expect(drawnSize(null, paneSize('palette', false), 800)).toBe(240)
})

test('sizes stay within their limits', () => {
  expect(drawnSize(9000, paneSize('inspector', false), 800)).toBe(520)
  expect(drawnSize(10, paneSize('inspector', false), 800)).toBe(280)
})

test('a low window keeps room for the canvas, down to the least size of the dock', () => {
  expect(drawnSize(600, paneSize('dock', false), 300)).toBe(300)
  expect(drawnSize(600, paneSize('dock', false), 50)).toBe(120)
})
