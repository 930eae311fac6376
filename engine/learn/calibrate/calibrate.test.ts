import { describe, expect, it } from 'vitest'
import { readGolden } from '../golden/read-golden.ts'
import { logisticRegression } from '../logistic-regression.ts'
import { matrixFromRows } from '../matrix.ts'
import { modelFromJson } from '../model-from-json.ts'
import { quietControl } from '../estimator.ts'
import { randomFrom } from '../random.ts'
import { calibratedModel } from './calibrated-model.ts'
import { fitCalibration, suitedMethod } from './fit-calibration.ts'
import { fitIsotonic, isotonicAt } from './isotonic.ts'
import { fitPlatt, fitShareLine, logOdds, plattAt } from './platt.ts'

interface Case {
  readonly name: string
  readonly y: number[]
  readonly p: number[]
  readonly w: number[]
  readonly at: number[]
  readonly isotonic: number[]
  readonly slope: number
  readonly intercept: number
}
const { cases } = readGolden<{ cases: Case[] }>(import.meta.url, './golden/calibrate.json')

describe.each(cases)('beside scikit-learn: $name', ({ y, p, w, at, isotonic, slope, intercept }) => {
  it('isotonic line', () => {
    const line = fitIsotonic(Float64Array.from(p), Float64Array.from(y), Float64Array.from(w))
    expect(line.y.every((value, i) => i === 0 || value >= line.y[i - 1]!)).toBe(true)
    at.forEach((score, i) => expect(isotonicAt(line, score)).toBeCloseTo(isotonic[i]!, 10))
  })

  it('Platt’s line of the log-odds', () => {
    const found = fitPlatt(Float64Array.from(p, logOdds), Uint8Array.from(y), Float64Array.from(w))
    expect(found.slope).toBeCloseTo(slope, 4)
    expect(found.intercept).toBeCloseTo(intercept, 4)
  })
})

describe('the better of two lines', () => {
  const random = randomFrom(8)
  const drawn = Array.from({ length: 2_000 }, () => 4 * random.next() - 2)
  const positive = Uint8Array.from(drawn, (odds) => (random.next() < 1 / (1 + Math.exp(-odds)) ? 1 : 0))
  const weights = new Float64Array(drawn.length).fill(1)
  const logLoss = (found: (share: number) => number, shares: Float64Array) =>
    shares.reduce((sum, share, i) => sum - Math.log(positive[i] ? found(share) : 1 - found(share)), 0) / shares.length

  it('leaves true probabilities nearly as they are', () => {
    const line = fitShareLine(
      Float64Array.from(drawn, (odds) => 1 / (1 + Math.exp(-odds))),
      positive,
      weights,
    )
    expect(line.of).toBeUndefined()
    expect(line.slope).toBeCloseTo(1, 0)
    expect(line.intercept).toBeCloseTo(0, 0)
  })

  it('goes through probabilities where some rows are called certain and are not', () => {
    const shares = Float64Array.from(drawn, (odds, i) => (i % 20 === 0 ? Number(odds > 0) : 1 / (1 + Math.exp(-odds))))
    const line = fitShareLine(shares, positive, weights)
    expect(line.of).toBe('shares')
    const ofOdds = fitPlatt(shares.map(logOdds), positive, weights)
    const loss = logLoss((share) => plattAt(line, share), shares)
    expect(loss).toBeLessThan(logLoss((share) => plattAt(ofOdds, share), shares) - 0.02)
  })
})

describe('a calibrated model', () => {
  const random = randomFrom(5)
  const rows = Array.from({ length: 900 }, () => [random.next() * 4 - 2, random.next() * 4 - 2])
  const x = matrixFromRows(rows, ['a', 'b'])
  const chance = (row: number[]) => 1 / (1 + Math.exp(-3 * row[0]!))
  const two = Float64Array.from(rows, (row) => (random.next() < chance(row) ? 1 : 0))
  const three = Float64Array.from(rows, ([a = 0, b = 0]) => (a > 0.5 ? 0 : b > 0 ? 1 : 2))
  const names = ['no', 'maybe', 'yes']

  it.each(['isotonic', 'platt'] as const)('says after %s what happens, and is the same from its JSON', async (method) => {
    const inner = await logisticRegression.fit(x, two, { seed: 1, classes: ['no', 'yes'], c: 0.001 }, quietControl)
    const probabilities = inner.predictProba!(x)
    const model = calibratedModel(inner, fitCalibration({ classes: ['no', 'yes'], probabilities, actual: two }, method))
    const after = model.predictProba!(x)
    const brier = (shares: readonly Float64Array[]) => two.reduce((sum, value, i) => sum + (shares[1]![i]! - value) ** 2, 0) / two.length
    expect(brier(after)).toBeLessThan(brier(inner.predictProba!(x)) * 0.8)
    const again = modelFromJson(JSON.parse(JSON.stringify(model.toJSON())))
    const out = new Float64Array(2)
    for (const row of rows.slice(0, 50)) {
      const i = rows.indexOf(row)
      again.scoreOne(row, out)
      expect(out[1]).toBeCloseTo(after[1]![i]!, 14)
      expect(out[0]! + out[1]!).toBeCloseTo(1, 14)
    }
  })

  it('of three classes gives shares that sum to 1, equal ones where nothing is left', async () => {
    const inner = await logisticRegression.fit(x, three, { seed: 1, classes: names }, quietControl)
    const maps = fitCalibration({ classes: names, probabilities: inner.predictProba!(x), actual: three }, 'isotonic')
    const shares = calibratedModel(inner, maps).predictProba!(x)
    for (let i = 0; i < 200; i++) expect(shares[0]![i]! + shares[1]![i]! + shares[2]![i]!).toBeCloseTo(1, 12)
    const nothing = calibratedModel(
      inner,
      names.map(() => ({ method: 'isotonic', x: [0], y: [0] })),
    )
    expect([...nothing.scoreOne([0, 0], new Float64Array(3))]).toEqual([1 / 3, 1 / 3, 1 / 3])
  })

  it('chooses a line of two numbers for few rows', () => {
    expect(suitedMethod({ classes: ['no', 'yes'], actual: two })).toBe('isotonic')
    expect(suitedMethod({ classes: ['no', 'yes'], actual: two.subarray(0, 200) })).toBe('platt')
  })

  it('says which class is missing', () => {
    const probabilities = [new Float64Array(3).fill(0.4), new Float64Array(3).fill(0.6)]
    expect(() => fitCalibration({ classes: ['no', 'yes'], probabilities, actual: Float64Array.of(0, 0, NaN) }, 'platt')).toThrow(/“yes”/)
    expect(() => fitCalibration({ classes: ['no', 'yes'], probabilities, actual: new Float64Array(3).fill(NaN) }, 'platt')).toThrow(
      /known class/,
    )
  })

  it('keeps in its JSON what its line goes through', async () => {
    const inner = await logisticRegression.fit(x, two, { seed: 1, classes: ['no', 'yes'] }, quietControl)
    const model = calibratedModel(inner, [{ method: 'platt', slope: 3, intercept: -1, of: 'shares' }])
    const again = modelFromJson(JSON.parse(JSON.stringify(model.toJSON())))
    const share = inner.scoreOne([0.2, 0], new Float64Array(2))[1]!
    expect(again.scoreOne([0.2, 0], new Float64Array(2))[1]).toBeCloseTo(1 / (1 + Math.exp(1 - 3 * share)), 14)
    expect(again.toJSON()).toEqual(model.toJSON())
  })

  it.each([
    ['of another version', { version: 2 }],
    ['with a map too few', { maps: [] }],
    ['with a line of something else', { maps: [{ method: 'platt', slope: 1, intercept: 0, of: 'ranks' }] }],
    ['with a broken line', { maps: [{ method: 'isotonic', x: [0, 1], y: [0] }] }],
  ])('is not read from JSON %s', async (_, change) => {
    const inner = await logisticRegression.fit(x, two, { seed: 1, classes: ['no', 'yes'] }, quietControl)
    const json = { ...calibratedModel(inner, [{ method: 'platt', slope: 1, intercept: 0 }]).toJSON(), ...change }
    expect(() => modelFromJson(json)).toThrow(/cannot be read/)
  })
})
