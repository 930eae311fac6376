import { expect, it } from 'vitest'
import { tickPlaces } from './tick-places.ts'

it('says what the tick with the most places needs', () => {
  expect(tickPlaces([0, 100, 200])).toBe(0)
  expect(tickPlaces([0, 0.25, 0.5])).toBe(2)
  expect(tickPlaces([-0.1, 0.9, 1])).toBe(1)
  expect(tickPlaces([0.00275, 0.0028, 0.003])).toBe(5)
})

it('says none where no place would do', () => {
  expect(tickPlaces([0, 2e-7])).toBeNull()
})
