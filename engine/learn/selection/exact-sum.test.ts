import { describe, expect, it } from 'vitest'
import { randomFrom } from '../random.ts'
import { exactSum } from './exact-sum.ts'

const rows = 400

/** Columns of noise, and their covariances with a target made of them. */
function covarianceOf(columns: readonly (readonly number[])[], target: (at: number) => number): Float64Array {
  const all = [...columns, Array.from({ length: rows }, (_, at) => target(at))]
  const means = all.map((values) => values.reduce((sum, value) => sum + value, 0) / rows)
  return Float64Array.from(
    all.flatMap((a, i) => all.map((b, j) => a.reduce((sum, value, at) => sum + (value - means[i]!) * (b[at]! - means[j]!), 0) / rows)),
  )
}

const random = randomFrom(7)
const noise = (scale: number) => Array.from({ length: rows }, () => random.next() * scale)
const [small, wide, other, far] = [noise(1), noise(1000), noise(50), noise(1).map((value) => value + 1e6)]
const columns = [small, wide, other, far] as const

describe('a target that is a sum of columns', () => {
  it('is found with its weights, whatever the sizes', () => {
    const two = exactSum(
      covarianceOf(columns, (at) => wide[at]! + other[at]! + 12),
      4,
    )
    expect(two?.columns).toEqual([1, 2])
    expect(two?.weights[0]).toBeCloseTo(1, 6)
    expect(two?.weights[1]).toBeCloseTo(1, 6)
    const three = exactSum(
      covarianceOf(columns, (at) => 2 * other[at]! - 0.5 * wide[at]! + 40 * small[at]!),
      4,
    )
    expect(three?.columns).toEqual([0, 1, 2])
    expect(three?.weights.map((weight) => weight.toFixed(4))).toEqual(['40.0000', '-0.5000', '2.0000'])
  })

  it('is found when it was rounded to cents', () => {
    expect(
      exactSum(
        covarianceOf(columns, (at) => Math.round((wide[at]! + other[at]!) * 100) / 100),
        4,
      )?.columns,
    ).toEqual([1, 2])
  })

  it('is none with a little noise, with one column, of a constant, nor of nothing', () => {
    expect(
      exactSum(
        covarianceOf(columns, (at) => wide[at]! + other[at]! + 10 * small[at]! ** 2),
        4,
      ),
    ).toBeNull()
    expect(
      exactSum(
        covarianceOf(columns, (at) => 3 * wide[at]!),
        4,
      ),
    ).toBeNull()
    expect(
      exactSum(
        covarianceOf(columns, () => 5),
        4,
      ),
    ).toBeNull()
    expect(
      exactSum(
        covarianceOf([], (at) => at),
        0,
      ),
    ).toBeNull()
  })

  it('takes no column twice that comes under two names', () => {
    const found = exactSum(
      covarianceOf([wide, wide, other], (at) => wide[at]! + other[at]!),
      3,
    )
    expect(found?.columns).toHaveLength(2)
    expect(found?.columns).toContain(2)
  })
})
