import { expect, it } from 'vitest'
import { thinCurves } from './thin-curves.ts'

/** Two curves as a training tells them, a point of each in turn. */
function told(steps: number) {
  return Array.from({ length: steps }, (_, step) => [
    { name: 'loss', step, value: step === 37 ? 0.001 : 1 / (step + 2) },
    { name: 'accuracy', step, value: step === 41 ? 0.99 : step / 1000 },
  ]).flat()
}

it('leaves short curves as they are', () => {
  const points = told(400)
  expect(thinCurves(points)).toBe(points)
})

it('thins each curve by itself and keeps its first, last, lowest and highest point', () => {
  const kept = thinCurves(told(402))
  for (const name of ['loss', 'accuracy']) {
    const curve = kept.filter((point) => point.name === name)
    expect(curve.length).toBeGreaterThanOrEqual(201)
    expect(curve.length).toBeLessThanOrEqual(204)
    expect(curve.at(0)?.step).toBe(0)
    expect(curve.at(-1)?.step).toBe(401)
  }
  expect(kept).toContainEqual({ name: 'loss', step: 37, value: 0.001 })
  expect(kept).toContainEqual({ name: 'accuracy', step: 41, value: 0.99 })
  expect(kept.filter(({ step }) => step === 39)).toEqual([])
})

it('leaves short curves beside long ones alone, and takes what is no number for no extreme', () => {
  const points = [...told(500), { name: 'rows per second', step: 1, value: 5 }, { name: 'loss', step: 500, value: Number.NaN }]
  const kept = thinCurves(points)
  expect(kept.filter(({ name }) => name === 'rows per second')).toHaveLength(1)
  expect(kept).toContainEqual({ name: 'loss', step: 37, value: 0.001 })
})
