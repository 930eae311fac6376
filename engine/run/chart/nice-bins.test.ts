import { expect, it } from 'vitest'
import { binEdge, logBins, niceBins } from './nice-bins.ts'

it('gives bins of a round width that begin at a multiple of it', () => {
  expect(niceBins({ min: 17, max: 95 }, 20)).toEqual({ from: 15, step: 5 })
  expect(niceBins({ min: 0.013, max: 0.98 }, 10)).toEqual({ from: 0, step: 0.1 })
  expect(niceBins({ min: -7, max: 7 }, 6)).toEqual({ from: -7.5, step: 2.5 })
})
it('gives whole numbers no narrower bin than 1, and no half ones', () => {
  expect(niceBins({ min: 1, max: 6 }, 24, true)).toEqual({ from: 1, step: 1 })
  expect(niceBins({ min: 0, max: 50 }, 24, true)).toEqual({ from: 0, step: 5 })
  expect(niceBins({ min: 3, max: 3 }, 24, true)).toEqual({ from: 3, step: 1 })
})
it('gives one value a bin that holds it', () => {
  const bins = niceBins({ min: 0.3, max: 0.3 }, 10)
  expect(bins.from).toBeLessThanOrEqual(0.3)
  expect(bins.from + bins.step).toBeGreaterThan(0.3)
})
it('parts decades on a log scale, and names edges without dust', () => {
  expect(logBins({ min: 3, max: 4000 }, 10)).toEqual({ from: 0, step: 0.5 })
  expect(binEdge({ from: 0, step: 0.5 }, 2, true)).toBe(10)
  expect(binEdge({ from: 0, step: 0.1 }, 3)).toBe(0.3)
})
