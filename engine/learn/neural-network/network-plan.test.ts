import { describe, expect, it } from 'vitest'
import { randomFrom } from '../random.ts'
import { initialWeights, planNetwork } from './network-plan.ts'

describe('first weights', () => {
  it('lie in Glorot’s range, also where few columns meet many units', () => {
    const plan = planNetwork([{ kind: 'dense', units: 64, activation: 'relu' }], 3, { output: 'number', outputs: 1 })
    const weights = initialWeights(plan, randomFrom(1))
    const [first, last] = plan.parts.filter((part) => part.kind === 'dense')
    const widest = (from: number, count: number) =>
      weights.subarray(from, from + count).reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    for (const [part, count] of [
      [first!, 3 * 64],
      [last!, 64],
    ] as const) {
      const limit = Math.sqrt(6 / (part.inputs + part.units))
      expect(widest(part.kernel, count)).toBeLessThanOrEqual(Math.fround(limit))
      expect(widest(part.kernel, count)).toBeGreaterThan(0.9 * limit)
      expect(widest(part.bias, part.units)).toBeLessThanOrEqual(Math.fround(limit))
    }
  })
})
