import { describe, expect, it } from 'vitest'
import { readGolden } from '../golden/read-golden.ts'
import { LearnProblem } from '../problem.ts'
import { randomFrom } from '../random.ts'
import { evaluateRegression } from './evaluate-regression.ts'
import type { CellSide } from './prediction-tables.ts'
import { checkFigures, weightsOf, type GoldenRows } from './testing/golden-figures.ts'
import { regressionVerdict } from './verdict.ts'

interface Golden {
  regression: (GoldenRows & {
    predicted: number[]
    ndcg: number
    mase: number
    maeInterval?: [number, number]
    rmseInterval?: [number, number]
    residualQuantiles?: number[]
  })[]
}

const golden = readGolden<Golden>(import.meta.url, '../golden/evaluate.json')
/** As numpy rounds. */
const roundedHalfEven = (value: number) => (Math.abs(value % 1) === 0.5 ? 2 * Math.round(value / 2) : Math.round(value))

describe('regression', () => {
  it.each(golden.regression)('has the figures of scikit-learn: $name', (one) => {
    const report = evaluateRegression({
      actual: Float64Array.from(one.actual),
      predicted: Float64Array.from(one.predicted),
      quantile: 0.9,
      time: Float64Array.from(one.actual, (_, i) => i),
      seed: 1,
      ...weightsOf(one),
    })
    checkFigures(report, { ...one.figures, mase: one.mase })
    const ranked = evaluateRegression({
      actual: Float64Array.from(one.actual),
      predicted: Float64Array.from(one.predicted, roundedHalfEven),
      group: Float64Array.from(one.actual, (_, i) => Math.floor(i / 10)),
      seed: 1,
    })
    checkFigures(ranked, { ndcg: one.ndcg })
    const interval = (id: string) => report.figures.find((figure) => figure.id === id)!.interval!
    one.maeInterval?.forEach((value, k) => expect(interval('mae')[k]).toBeCloseTo(value, 10))
    // Two bootstraps agree up to their own noise.
    one.rmseInterval?.forEach((value, k) => expect(Math.abs(interval('rmse')[k]! / value - 1)).toBeLessThan(0.02))
    one.residualQuantiles?.forEach((value, k) => {
      const at = report.residualQuantiles.find(({ share }) => share === [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99][k])!
      expect(at.residual).toBeCloseTo(value, 10)
    })
  })

  it('counts every row once in each table', () => {
    const random = randomFrom(2)
    const actual = Float64Array.from({ length: 20_000 }, () => Math.round(random.normal() * 20))
    const predicted = actual.map((value) => Math.round(value + random.normal() * 5))
    const report = evaluateRegression({ actual, predicted, seed: 1 })
    for (const table of [report.residuals, report.actualPredicted, report.residualPredicted, report.errorBySize]) {
      expect(table.reduce((sum, { rows }) => sum + rows, 0)).toBe(20_000)
    }
    report.residuals.forEach(({ from, to, rows }, k) => {
      const [first, last] = [k === 0, k === report.residuals.length - 1]
      const inside = actual.filter((value, i) => (first || value - predicted[i]! >= from) && (last || value - predicted[i]! < to))
      expect(inside).toHaveLength(rows)
    })
    const within = (value: number, [from, below]: CellSide) => (from === null || value >= from) && (below === null || value < below)
    for (const { cell, rows } of report.actualPredicted)
      expect(actual.filter((value, i) => within(value, cell[0]) && within(predicted[i]!, cell[1]))).toHaveLength(rows)
    for (const { cell, rows } of report.residualPredicted)
      expect(predicted.filter((value, i) => within(value, cell[0]) && within(actual[i]! - value, cell[1]))).toHaveLength(rows)
    expect(report.errorBySize.length).toBeLessThanOrEqual(10)
    for (const { from, to, error, interval, rows } of report.errorBySize) {
      const inside = Array.from(actual).flatMap((value, i) => (value >= from && value <= to ? [Math.abs(value - predicted[i]!)] : []))
      expect(inside).toHaveLength(rows)
      expect(error).toBeCloseTo(inside.reduce((sum, one) => sum + one, 0) / rows, 10)
      expect(interval[0] < error && error < interval[1]).toBe(true)
    }
    const rmse = report.figures.find(({ id }) => id === 'rmse')!
    // Normal errors: the standard error of the RMSE is sigma / sqrt(2 n).
    expect((rmse.interval![1] - rmse.interval![0]) / (2 * 1.96 * (rmse.value! / Math.sqrt(40_000)))).toBeCloseTo(1, 0.7)
    expect(JSON.stringify(evaluateRegression({ actual, predicted, seed: 1 }))).toBe(JSON.stringify(report))
  })

  it('says against the best constant how good it is', () => {
    const actual = Float64Array.of(1, 2, 3, 4, 100)
    const report = evaluateRegression({ actual, predicted: Float64Array.of(1, 2, 3, 5, 90), seed: 1 })
    expect(report.baseline['mae']).toBeCloseTo((2 + 1 + 0 + 1 + 97) / 5, 12)
    expect(report.baseline['rmse']).toBeCloseTo(Math.sqrt(actual.reduce((sum, value) => sum + (value - 22) ** 2, 0) / 5), 12)
    expect(regressionVerdict(report).en).toMatch(/^Off by 2\.20 on average in 5 rows; always answering the median is off by 20\.2\./)
    expect(regressionVerdict(report).fr).toContain('2,20')
  })

  it.each([
    ['constant target', [3, 3, 3], [3, 4, 2], { r2: null, rmse: Math.sqrt(2 / 3) }],
    ['target 0', [0, 0], [1, 1], { mape: null, smape: 2 }],
    ['one row', [2], [3], { mae: 1, rmse: 1, 'median-error': 1 }],
    ['perfect', [1, 2, 3], [1, 2, 3], { mae: 0, rmse: 0, r2: 1, smape: 0 }],
  ])('stays sober with %s', (_name, actual, predicted, expected) => {
    const report = evaluateRegression({ actual: Float64Array.from(actual), predicted: Float64Array.from(predicted), seed: 1 })
    for (const [id, value] of Object.entries(expected)) {
      const figure = report.figures.find((one) => one.id === id)!
      if (value === null) expect([figure.value, figure.reason !== null]).toEqual([null, true])
      else expect(figure.value).toBeCloseTo(value, 12)
    }
    for (const { id, interval } of report.figures) if (interval) expect(interval[0], id).toBeLessThan(interval[1])
    expect(regressionVerdict(report).en.length).toBeGreaterThan(20)
  })

  it('has no interval where nothing is wrong, and says why; what is nearly all is not told as all', () => {
    const actual = Float64Array.from({ length: 50 }, (_, i) => i)
    const perfect = evaluateRegression({ actual, predicted: actual, seed: 1 })
    const error = perfect.figures.find(({ id }) => id === 'mae')!
    expect([error.value, error.interval, error.reason?.en]).toEqual([0, null, 'All rows agree on it, so there is no interval.'])
    expect(regressionVerdict(perfect).en).toContain('It explains 100\u202f% of the variation.')
    const nearly = evaluateRegression({ actual, predicted: actual.map((value, i) => value + (i % 2 === 0 ? 0.2 : -0.2)), seed: 1 })
    expect(regressionVerdict(nearly).en).toContain('It explains more than 99.9\u202f% of the variation.')
  })

  it('refuses a table without a row to judge', () => {
    expect(() => evaluateRegression({ actual: Float64Array.of(Number.NaN), predicted: Float64Array.of(1), seed: 1 })).toThrow(LearnProblem)
  })
})
