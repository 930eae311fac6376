import { expect, it } from 'vitest'
import { bandAt } from './band-at.ts'

it('goes straight from one point of the band to the next', () => {
  const band = [
    [0, 0, 0.5],
    [0.5, 0.5, 0.75],
    [1, 1, 1],
  ] as const
  expect(bandAt(band, 0)).toEqual([0, 0.5])
  expect(bandAt(band, 0.25)).toEqual([0.25, 0.625])
  expect(bandAt(band, 1)).toEqual([1, 1])
  expect(bandAt(band, 1.1)).toBeNull()
  expect(bandAt(band, -1)).toBeNull()
  expect(bandAt(null, 0.5)).toBeNull()
})
