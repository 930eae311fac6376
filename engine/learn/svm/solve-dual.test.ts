import { describe, expect, it } from 'vitest'
import { soloCrews } from '../../kernels/crew.ts'
import { quietControl } from '../estimator.ts'
import { randomFrom } from '../random.ts'
import { distanceAt } from './distance-at.ts'
import { oneCrew } from './one-crew.ts'
import { solveDual, type DualTask } from './solve-dual.ts'
import { valuesOfMany } from './values-of-many.ts'
import { decide } from './vector-model.ts'

const random = randomFrom(5)
const [rows, width] = [203, 5]
const points = Float64Array.from({ length: rows * width }, (_, at) => 1e4 + (at % width) + random.normal())
const aims = Float64Array.from({ length: rows }, (_, row) => ((points[row * width]! - 1e4) ** 2 + random.normal() > 1 ? 1 : -1))
const task: DualTask = {
  points,
  width,
  gamma: 0.3,
  signs: Int8Array.from(aims),
  bounds: aims.map((_, row) => 1 + (row % 3)),
  aims,
  tolerance: 1e-6,
  crews: soloCrews,
}
const kernel = (i: number, j: number) => Math.exp(-task.gamma * distanceAt(points, i * width, points.subarray(j * width, (j + 1) * width)))

describe('the dual problem of a support vector machine', () => {
  it('ends where no two variables can gain, within their bounds, far from 0 too', async () => {
    const { coefficients, intercept, converged } = await solveDual(task, quietControl)
    expect(converged).toBe(true)
    expect(coefficients.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 9)
    coefficients.forEach((coefficient, i) => {
      const size = coefficient * aims[i]!
      expect(size).toBeGreaterThanOrEqual(0)
      expect(size).toBeLessThanOrEqual(task.bounds[i]!)
      const margin = aims[i]! * (coefficients.reduce((sum, value, j) => sum + value * kernel(i, j), 0) + intercept)
      // Beyond the margin without a vector, on it within the bound, inside it at the bound.
      if (size === 0) expect(margin).toBeGreaterThan(1 - 1e-4)
      else if (size < task.bounds[i]!) expect(margin).toBeCloseTo(1, 4)
      else expect(margin).toBeLessThan(1 + 1e-4)
    })
  })

  it('is the same with room for two rows of the kernel', async () => {
    expect(await solveDual({ ...task, cache: 1 }, quietControl)).toEqual(await solveDual(task, quietControl))
  })

  it('is the same on a memory that another fit has left, and grows it where it must', async () => {
    const crews = oneCrew(soloCrews)
    const short = {
      ...task,
      points: points.slice(0, 90 * width),
      signs: task.signs.slice(0, 90),
      bounds: task.bounds.slice(0, 90),
      aims: aims.slice(0, 90),
    }
    const alone = [await solveDual(short, quietControl), await solveDual(task, quietControl)]
    const found = []
    for (const one of [short, task, short]) found.push(await solveDual({ ...one, crews }, quietControl))
    crews.close()
    expect(found).toEqual([...alone, alone[0]])
  })

  it('gives values at many points as one by one', async () => {
    const { coefficients, intercept } = await solveDual(task, quietControl)
    const machines = { kernel: 'gaussian', gamma: task.gamma, points, factors: [coefficients], intercepts: [intercept] } as const
    const asked = points.slice(0, 70 * width).map((value) => value + random.normal() / 5)
    const found = await valuesOfMany(machines, asked, { width, crews: soloCrews }, quietControl)
    const out = new Float64Array(1)
    found.forEach((value, at) => {
      decide(machines, asked.subarray(at * width, (at + 1) * width), out)
      expect(value).toBeCloseTo(out[0]!, 4)
    })
  })

  it('can be stopped', async () => {
    const control = { ...quietControl, cancelled: () => true }
    await expect(solveDual(task, control)).rejects.toMatchObject({ code: 'cancelled' })
  })
})
