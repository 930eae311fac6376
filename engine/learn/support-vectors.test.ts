import { describe, expect, it } from 'vitest'
import { quietControl, type FitControl, type FittedModel } from './estimator.ts'
import { decodeFloats } from './float-text.ts'
import { readGolden } from './golden/read-golden.ts'
import { matrixFromRows, type Matrix } from './matrix.ts'
import { randomFrom } from './random.ts'
import { mostKernelRows, vectorClassifier, vectorRegressor, type VectorOptions } from './support-vectors.ts'
import { couplePairs } from './svm/couple-pairs.ts'
import { decide, type Machines } from './svm/vector-model.ts'

interface Case {
  name: string
  x: number[][]
  y: number[]
  weight: number[] | null
  regression: boolean
  values: number[][]
  support: number[] | null
  kernel: 'gaussian' | 'linear'
  c: number
  gamma?: number
  slack?: number
  balanced?: true
}

const { cases } = readGolden<{ cases: Case[] }>(import.meta.url, './golden/support_vectors.json')
const namesOf = (count: number) => Array.from({ length: count }, (_, j) => `x${j}`)

async function fitted({ x, y, weight, regression, ...one }: Case): Promise<FittedModel> {
  const options = {
    seed: 1,
    kernel: one.kernel,
    c: one.c,
    gamma: one.gamma ?? null,
    slack: one.slack ?? 0.1,
    classWeight: one.balanced ? ('balanced' as const) : ('none' as const),
    alike: false,
    tolerance: one.kernel === 'gaussian' ? 1e-7 : 1e-4,
    ...(weight && { sampleWeight: Float64Array.from(weight) }),
  }
  const matrix = matrixFromRows(x, namesOf(x[0]!.length))
  const classes = [...new Set(y)].map((code) => `class ${code}`)
  return regression
    ? vectorRegressor.fit(matrix, Float64Array.from(y), options, quietControl)
    : vectorClassifier.fit(matrix, Float64Array.from(y), { ...options, classes }, quietControl)
}

function machinesOf(model: FittedModel): Machines {
  const { machines: raw } = model.toJSON() as unknown as { machines: Record<string, never> }
  const width = model.features.length
  const { kernel, intercepts, gamma, kept } = raw as unknown as { kernel: string; intercepts: number[]; gamma: number; kept: number }
  if (kernel === 'linear') {
    return { kernel, intercepts, slopes: (raw['slopes'] as unknown as string[]).map((text) => decodeFloats(text, width, 'slopes')) }
  }
  const factors = (raw['factors'] as unknown as string[]).map((text) => decodeFloats(text, kept, 'factors'))
  return { kernel: 'gaussian', gamma, intercepts, factors, points: decodeFloats(raw['points'], kept * width, 'points') }
}

describe('support vector machines', () => {
  it.each(cases)('have the values and the support vectors of scikit-learn: $name', async (one) => {
    const model = await fitted(one)
    const machines = machinesOf(model)
    const found = new Float64Array(machines.intercepts.length)
    // Of a pair, scikit-learn's value is above 0 for the first class.
    const sign = !one.regression && machines.kernel === 'gaussian' && found.length > 1 ? -1 : 1
    let furthest = 0
    one.x.forEach((row, i) => {
      decide(machines, Float64Array.from(row), found)
      found.forEach((value, m) => (furthest = Math.max(furthest, Math.abs(sign * value - one.values[i]![m]!))))
    })
    expect(furthest).toBeLessThan(1e-3)
    if (machines.kernel === 'linear') return
    const kept = Array.from({ length: machines.factors[0]!.length }, (_, k) =>
      Array.from(machines.points.subarray(k * one.x[0]!.length, (k + 1) * one.x[0]!.length)),
    )
    expect(kept).toEqual(one.support!.map((row) => one.x[row]))
  })

  const rings = (rows: number): { x: Matrix; y: Float64Array } => {
    const random = randomFrom(rows)
    const radius = Array.from({ length: rows }, (_, i) => (i % 2 === 0 ? 1 : 3) + 0.3 * random.normal())
    const angle = radius.map(() => 2 * Math.PI * random.next())
    const columns = [radius.map((r, i) => 100 * r * Math.cos(angle[i]!)), radius.map((r, i) => r * Math.sin(angle[i]!))]
    return {
      x: { rows, columns: columns.map((list) => Float64Array.from(list)), names: ['a', 'b'] },
      y: Float64Array.from(radius, (_, i) => i % 2),
    }
  }

  it('find a ring with a kernel, whatever the units, with probabilities that mean what they say', async () => {
    const { x, y } = rings(400)
    const model = await vectorClassifier.fit(x, y, { seed: 1, classes: ['in', 'out'] }, quietControl)
    const [inside, outside] = model.predictProba!(x)
    const right = y.reduce((count, code, i) => count + (outside![i]! > 0.5 === (code === 1) ? 1 : 0), 0)
    expect(right).toBeGreaterThan(395)
    expect(outside!.every((share, i) => Math.abs(share + inside![i]! - 1) < 1e-12)).toBe(true)
    expect(outside!.reduce((sum, share) => sum + share, 0) / 400).toBeCloseTo(0.5, 1)
    const straight = await vectorClassifier.fit(x, y, { seed: 1, classes: ['in', 'out'], kernel: 'linear' }, quietControl)
    const missed = straight.predict(x).reduce((count, code, i) => count + (code === y[i] ? 0 : 1), 0)
    expect(missed).toBeGreaterThan(100)
    expect(model.remarks[0]!.fr).toContain('vecteurs de support')
  })

  it('follow a curve, in the units of the target', async () => {
    const xs = Float64Array.from({ length: 200 }, (_, i) => i / 20)
    const x = { rows: 200, columns: [xs, new Float64Array(200).fill(4)], names: ['t', 'same'] }
    const y = xs.map((value) => 5000 + 800 * Math.sin(value))
    const model = await vectorRegressor.fit(x, y, { seed: 1, c: 10, gamma: 5, slack: 0.02 }, quietControl)
    const worst = model.predict(x).reduce((most, value, i) => Math.max(most, Math.abs(value - y[i]!)), 0)
    expect(worst).toBeLessThan(40)
    expect(model.importance()[1]).toEqual({ name: 'same', value: 0 })
    expect(model.importance()[0]!.value).toBeGreaterThan(0)
    expect(model.remarks[0]!.en).toContain('same')
  })

  it('make shares of classes out of the chances of their pairs', () => {
    const shares = [0.6, 0.3, 0.1]
    const pairs = Float64Array.from([0.3 / 0.9, 0.1 / 0.7, 0.1 / 0.4])
    const found = new Float64Array(3)
    couplePairs(pairs, found)
    shares.forEach((share, k) => expect(found[k]).toBeCloseTo(share, 3))
  })

  it('refuse a table too long for a kernel before they begin, not a straight one', async () => {
    const rows = mostKernelRows + 1
    const x = { rows, columns: [Float64Array.from({ length: rows }, (_, i) => i)], names: ['a'] }
    const y = Float64Array.from({ length: rows }, (_, i) => (i > rows / 2 ? 1 : 0))
    const before = process.cpuUsage()
    const fit = vectorClassifier.fit(x, y, { seed: 1, classes: ['a', 'b'] }, quietControl)
    await expect(fit).rejects.toMatchObject({ code: 'too-large' })
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(1000)
    const straight = await vectorClassifier.fit(x, y, { seed: 1, classes: ['a', 'b'], kernel: 'linear' }, quietControl)
    expect(straight.predict(x)[rows - 1]).toBe(1)
  })

  it.each([{ c: 0 }, { gamma: -1 }, { slack: -0.1 }] satisfies Partial<VectorOptions>[])('refuse %o', async (options) => {
    const { x, y } = rings(20)
    await expect(vectorRegressor.fit(x, y, { seed: 1, ...options }, quietControl)).rejects.toMatchObject({ code: 'bad-option' })
  })

  it('stop when cancelled', async () => {
    const { x } = rings(3000)
    const random = randomFrom(2)
    const y = Float64Array.from({ length: 3000 }, () => random.below(2))
    let asked = 0
    const control: FitControl = { ...quietControl, cancelled: () => ++asked > 1 }
    await expect(vectorClassifier.fit(x, y, { seed: 1, classes: ['a', 'b'], c: 100 }, control)).rejects.toMatchObject({ code: 'cancelled' })
  })
})
