import { describe, expect, it } from 'vitest'
import { readGolden } from '../golden/read-golden.ts'
import { LearnProblem } from '../problem.ts'
import { randomFrom } from '../random.ts'
import { auc, aucInterval } from './auc.ts'
import { calibrationOf } from './calibration.ts'
import { evaluateClassification, type ClassificationInput, type ClassificationReport } from './evaluate-classification.ts'
import { evaluateRegression } from './evaluate-regression.ts'
import { fallingOrder } from './falling-order.ts'
import { figureOf } from './figure-of.ts'
import { rankScores } from './rank-scores.ts'
import { checkFigures, weightsOf, type GoldenRows } from './testing/golden-figures.ts'
import { areaUnder, thinCurve } from './thin-curve.ts'
import { thresholdTable } from './threshold-table.ts'
import { classificationVerdict } from './verdict.ts'

interface Golden {
  binary: (GoldenRows & {
    score: number[]
    delong: number | null
    confusion: number[][]
    roc: [number[], number[]]
    precisionRecall: [number[], number[]]
    calibration: [number[], number[]] | null
    calibrationError: number | null
    gain: [number[], number[]] | null
  })[]
  many: (GoldenRows & {
    probabilities: number[][]
    averages: Record<'macro' | 'weighted' | 'micro', [number, number, number]>
    areas: number[]
    calibrationError: number | null
    perClass: [number[], number[], number[]]
    confusion: number[][]
  })[]
}

const golden = readGolden<Golden>(import.meta.url, '../golden/evaluate.json')
function binary(actual: readonly number[], score: readonly number[], more: Partial<ClassificationInput> = {}): ClassificationReport {
  const yes = Float64Array.from(score)
  return evaluateClassification({
    classes: ['no', 'yes'],
    actual: Float64Array.from(actual),
    probabilities: [yes.map((value) => 1 - value), yes],
    seed: 1,
    ...more,
  })
}

describe('two classes', () => {
  const costs = [
    [0, 2],
    [7, -1],
  ]
  it.each(golden.binary)('has the figures of scikit-learn: $name', (one) => {
    const report = binary(one.actual, one.score, { costs, ...weightsOf(one) })
    checkFigures(report, one.figures)
    expect(report.confusion).toEqual(one.confusion)
  })

  it.each(golden.binary)('has the curves of scikit-learn, thinned: $name', (one) => {
    const { roc, precisionRecall } = binary(one.actual, one.score, weightsOf(one)).curves[0]!
    for (const [curve, [x, y]] of [
      [roc!, one.roc],
      [precisionRecall!, one.precisionRecall],
    ] as const) {
      const full = { x: Float64Array.from(x), y: Float64Array.from(y) }
      expect(curve.x.length).toBeLessThanOrEqual(200)
      expect(Math.abs(areaUnder(curve) - areaUnder(full))).toBeLessThan(1e-4)
      const points = new Set(x.map((value, i) => `${value.toFixed(9)} ${y[i]!.toFixed(9)}`))
      curve.x.forEach((value, i) => expect(points.has(`${value.toFixed(9)} ${curve.y[i]!.toFixed(9)}`)).toBe(true))
    }
  })

  it.each(golden.binary.filter(({ delong }) => delong !== null))('has the interval of DeLong: $name', (one) => {
    const figure = binary(one.actual, one.score).figures.find(({ id }) => id === 'auc')!
    expect((figure.interval![1] - figure.interval![0]) / (2 * 1.959963984540054)).toBeCloseTo(one.delong!, 10)
    expect(figure.method).toBe('delong')
  })

  it.each(golden.binary.filter(({ calibration }) => calibration !== null))('has the calibration of scikit-learn: $name', (one) => {
    const report = binary(one.actual, one.score)
    const bins = report.curves[0]!.calibration
    checkFigures(report, { 'calibration-error': one.calibrationError! })
    expect(bins.map(({ predicted }) => predicted.toFixed(9))).toEqual(one.calibration![0].map((value) => value.toFixed(9)))
    expect(bins.map(({ observed }) => observed.toFixed(9))).toEqual(one.calibration![1].map((value) => value.toFixed(9)))
    expect(bins.reduce((sum, { rows }) => sum + rows, 0)).toBe(one.actual.length)
    for (const { from, to, rows } of bins) expect(one.score.filter((score) => score >= from && score <= to)).toHaveLength(rows)
  })

  it.each(golden.binary.filter(({ gain }) => gain !== null))('finds the positives from the highest score down: $name', (one) => {
    const { gain, base, scores } = binary(one.actual, one.score).curves[0]!
    const [x, y] = one.gain!
    expect(Math.abs(areaUnder(gain!) - areaUnder({ x: Float64Array.of(0, ...x), y: Float64Array.of(0, ...y) }))).toBeLessThan(1e-4)
    const positives = one.actual.filter((label) => label === 1).length
    expect(base).toBeCloseTo(positives / one.actual.length, 12)
    for (const { from, to, own, others } of scores) {
      const inside = one.score.flatMap((score, i) => (score >= from && (score < to || to === 1) ? [one.actual[i]!] : []))
      expect([own, others]).toEqual([inside.filter((label) => label === 1).length, inside.filter((label) => label === 0).length])
    }
  })

  it('counts by hand', () => {
    // Scores .9 yes, .8 no, .7 yes, .3 no, .2 yes at threshold .5: tp 2, fp 1, fn 1, tn 1.
    const report = binary([1, 0, 1, 0, 1], [0.9, 0.8, 0.7, 0.3, 0.2])
    expect(report.confusion).toEqual([
      [1, 1],
      [1, 2],
    ])
    checkFigures(report, {
      accuracy: 3 / 5,
      precision: 2 / 3,
      recall: 2 / 3,
      f1: 2 / 3,
      'balanced-accuracy': 7 / 12,
      auc: 1 / 2,
      'average-precision': (1 + 2 / 3 + 3 / 5) / 3,
    })
    const means = report.averages.map(({ of, precision, recall }) => [of, precision.value, recall.value])
    expect(means).toEqual([
      ['macro', (1 / 2 + 2 / 3) / 2, (1 / 2 + 2 / 3) / 2],
      ['weighted', 3 / 5, 3 / 5],
      ['micro', 3 / 5, 3 / 5],
    ])
    expect(report.baseline).toMatchObject({ accuracy: 3 / 5, 'average-precision': 3 / 5, auc: 0.5, mcc: 0, kappa: 0, brier: 6 / 25 })
    expect(report.baseline['f1']).toBeCloseTo(3 / 4, 12)
    expect(report.perClass[1]).toMatchObject({ class: 'yes', rows: 3, precision: { value: 2 / 3 }, specificity: { value: 1 / 2 } })
    // Always yes costs 2 in two rows of five and -1 in three.
    expect(binary([1, 0, 1, 0, 1], [0.9, 0.8, 0.7, 0.3, 0.2], { costs }).baseline['cost']).toBeCloseTo(1 / 5, 12)
  })

  it('makes a table of 101 thresholds that agrees with counting, also exactly at a threshold', () => {
    const random = randomFrom(5)
    const score = Float64Array.from({ length: 500 }, (_, i) => (i < 101 ? i / 100 : random.next()))
    const positive = Uint8Array.from(score, () => random.below(2))
    const table = thresholdTable(score, positive)
    expect(table).toHaveLength(101)
    for (const { threshold, tp, fp, tn, fn } of table) {
      const count = (label: number, above: boolean) =>
        score.filter((value, i) => positive[i] === label && value >= threshold === above).length
      expect([threshold, tp, fp, tn, fn]).toEqual([threshold, count(1, true), count(0, true), count(0, false), count(1, false)])
    }
  })

  it('takes the first class as positive when asked, and another threshold', () => {
    const one = golden.binary[0]!
    const [yes, no] = [binary(one.actual, one.score, { threshold: 0.8 }), binary(one.actual, one.score, { positive: 0 })]
    expect(yes.confusion[0]![1]! + yes.confusion[1]![1]!).toBe(one.score.filter((score) => score >= 0.8).length)
    expect(no.figures.find(({ id }) => id === 'auc')!.value).toBeCloseTo(one.figures['auc']!, 12)
    expect(no.figures.find(({ id }) => id === 'recall')!.value).not.toBeCloseTo(one.figures['recall']!, 3)
  })

  it('has no interval of no width where no row is wrong', () => {
    const report = binary([0, 0, 0, 1, 1], [0.1, 0.2, 0.3, 0.8, 0.9])
    for (const id of ['accuracy', 'balanced-accuracy', 'f1', 'mcc', 'kappa', 'norm-macro-recall']) {
      const { value, interval } = report.figures.find((figure) => figure.id === id)!
      expect([value, interval![1]], id).toEqual([1, 1])
      expect(interval![0], id).toBeLessThan(0.6)
    }
  })

  it('gives null with a reason where a figure has no meaning', () => {
    const report = binary([1, 1, 1], [0.2, 0.3, 0.1])
    const byId = Object.fromEntries(report.figures.map((figure) => [figure.id, figure]))
    expect(byId['auc']).toMatchObject({ value: null, reason: { fr: 'Toutes les lignes sont d’une seule classe.' } })
    expect(byId['precision']).toMatchObject({ value: null, reason: { en: 'No row was predicted to be yes.' } })
    expect(byId['recall']!.value).toBe(0)
    expect(report.curves[0]!.roc).toBeNull()
    expect(byId['norm-macro-recall']!.value).toBeNull()
    expect(classificationVerdict(report).en).toContain('no better than a constant')
  })

  it('leaves out and counts rows that cannot be judged; none left is a problem', () => {
    const report = binary([1, Number.NaN, 0, 1], [0.9, 0.9, Number.NaN, 0.4])
    expect([report.rows, report.skipped]).toEqual([2, 2])
    expect(() => binary([Number.NaN], [0.5])).toThrow(LearnProblem)
    expect(() => binary([], [])).toThrow(LearnProblem)
    expect(() => binary([1, 0], [0.5])).toThrow(LearnProblem)
  })

  it('has no interval of no width for a perfect ranking, and one row is enough', () => {
    const figure = binary([0, 0, 1, 1], [0.1, 0.2, 0.8, 0.9]).figures.find(({ id }) => id === 'auc')!
    expect(figure).toMatchObject({ value: 1, method: 'wilson' })
    expect(figure.interval![0]).toBeLessThan(0.5)
    expect(binary([1], [0.9]).figures[0]!.value).toBe(1)
  })
})

describe('calibration error', () => {
  it.each([
    ['half of the scores too sure', 0.05, (score: number) => (score > 0.5 ? 0.1 : 0)],
    ['no score too sure', 0, () => 0],
    ['all scores a little off', 0.04, (score: number) => (score > 0.5 ? 0.04 : -0.04)],
  ])('covers the true error of its bins about 95 % of the time, never under 90: %s', (_name, truth, gapOf) => {
    const random = randomFrom(23)
    let covered = 0
    for (let r = 0; r < 300; r++) {
      const score = Float64Array.from({ length: 1000 }, (_, i) => 0.05 + (i % 10) / 10)
      const positive = Uint8Array.from(score, (value) => (random.next() < value - gapOf(value) ? 1 : 0))
      const { interval } = calibrationOf({ score, positive, weights: new Float64Array(1000).fill(1), order: fallingOrder(score), seed: r })
      if (interval[0] <= truth && truth <= interval[1]) covered++
      expect(interval[1]).toBeLessThan(0.2)
    }
    expect(covered / 300).toBeGreaterThan(0.9)
  })
})

describe('fallingOrder', () => {
  it.each([5, 5000])('sorts %d numbers of any size and sign, equal ones by their place', (rows) => {
    const random = randomFrom(rows)
    const values = Float64Array.from({ length: rows }, (_, i) =>
      i % 7 === 0 ? [0, -0, 1e300, -1e300, 5e-324, Infinity, -Infinity][i % 7]! : Math.round(random.normal() * 50) * 10 ** ((i % 5) - 2),
    )
    values[1] = -0
    values[2] = 0
    const expected = Array.from(values.keys()).toSorted((a, b) => (values[b] === values[a] ? a - b : values[b]! - values[a]!))
    expect(Array.from(fallingOrder(values))).toEqual(expected)
  })
})

describe('DeLong', () => {
  it('covers the true area 95 % of the time', () => {
    const random = randomFrom(17)
    const truth = 0.7602499389065233 // P(Z > -1/sqrt 2)
    let covered = 0
    for (let r = 0; r < 1000; r++) {
      const positive = Uint8Array.from({ length: 120 }, (_, i) => (i < 50 ? 1 : 0))
      const score = Float64Array.from(positive, (label) => label + random.normal())
      const weights = new Float64Array(120).fill(1)
      const { interval } = aucInterval(auc(rankScores(score, positive, weights), positive, weights)!, 50)
      if (interval![0] <= truth && truth <= interval![1]) covered++
    }
    expect(covered / 1000).toBeGreaterThan(0.93)
    expect(covered / 1000).toBeLessThan(0.97)
  })
})

describe('three classes and more', () => {
  it.each(golden.many)('has the figures of scikit-learn: $name', (one) => {
    const report = evaluateClassification({
      classes: ['a', 'b', 'c', 'd'],
      actual: Float64Array.from(one.actual),
      probabilities: one.probabilities.map((column) => Float64Array.from(column)),
      seed: 1,
      ...weightsOf(one),
    })
    checkFigures(report, one.figures)
    expect(report.confusion).toEqual(one.confusion)
    for (const { of, ...measures } of report.averages) {
      const found = [measures.precision, measures.recall, measures.f1]
      found.forEach(({ value, interval }, k) => {
        expect(value).toBeCloseTo(one.averages[of][k]!, 12)
        expect(interval![0] < value! && value! < interval![1]).toBe(true)
      })
    }
    expect(report.averages.map(({ of }) => of)).toEqual(['macro', 'weighted', 'micro'])
    if (one.calibrationError !== null) checkFigures(report, { 'calibration-error': one.calibrationError })
    report.perClass.forEach((row, k) => {
      expect(row.precision.value).toBeCloseTo(one.perClass[0][k]!, 12)
      expect(row.recall.value).toBeCloseTo(one.perClass[1][k]!, 12)
      expect(row.f1.value).toBeCloseTo(one.perClass[2][k]!, 12)
      expect(row.auc.value).toBeCloseTo(one.areas[k]!, 12)
      expect(report.curves[k]!.class).toBe(row.class)
    })
    expect(report.thresholds).toBeNull()
  })

  it('works from predicted classes alone', () => {
    const actual = Float64Array.of(0, 1, 2, 2)
    const report = evaluateClassification({ classes: ['a', 'b', 'c'], actual, predicted: Float64Array.of(0, 1, 1, 2), seed: 1 })
    expect(report.figures.map(({ id }) => id)).toEqual([
      'accuracy',
      'balanced-accuracy',
      'precision',
      'recall',
      'f1',
      'mcc',
      'kappa',
      'norm-macro-recall',
    ])
    expect(report.curves).toEqual([])
    expect(() => evaluateClassification({ classes: ['a', 'b'], actual, seed: 1 })).toThrow(LearnProblem)
  })
})

describe('curves of many rows', () => {
  it.each([
    ['smooth', 100_000, (label: number, noise: number) => label + noise],
    ['nearly perfect', 30_000, (label: number, noise: number) => 4 * label + noise],
    ['useless', 30_000, (_label: number, noise: number) => noise],
    ['few rows', 300, (label: number, noise: number) => label + noise],
    ['rare positives', 100_000, (label: number, noise: number) => 2 * label + noise],
  ])('%s: at most 200 points, the area within 1e-4', (name, rows, signal) => {
    const random = randomFrom(9)
    const positive = Uint8Array.from({ length: rows }, () => (random.next() < (name === 'rare positives' ? 0.01 : 0.4) ? 1 : 0))
    const score = Float64Array.from(positive, (label) => signal(label, random.normal()))
    const ranked = rankScores(score, positive, new Float64Array(rows).fill(1))
    const { truePositives, falsePositives, positives, negatives } = ranked
    const roc = {
      x: Float64Array.from([0, ...falsePositives.map((fp) => fp / negatives)]),
      y: Float64Array.from([0, ...truePositives.map((tp) => tp / positives)]),
    }
    const pr = {
      x: Float64Array.from([0, ...truePositives.map((tp) => tp / positives)]),
      y: Float64Array.from([1, ...truePositives.map((tp, i) => tp / (tp + falsePositives[i]!))]),
    }
    for (const full of [roc, pr]) {
      const thin = thinCurve(full)
      expect(thin.x.length).toBeLessThanOrEqual(200)
      expect(Math.abs(areaUnder(thin) - areaUnder(full))).toBeLessThan(1e-4)
      expect([thin.x[0], thin.y[0], thin.x.at(-1), thin.y.at(-1)]).toEqual([full.x[0], full.y[0], full.x.at(-1), full.y.at(-1)])
    }
  })
})

describe('what the studio is told', () => {
  it('every figure has a name in both languages, and a reason where a part is missing', () => {
    const reports = [
      binary([1, 0, 1, 0], [0.9, 0.5, 0.4, 0.3]),
      evaluateRegression({ actual: Float64Array.of(1, 2), predicted: Float64Array.of(1, 3), seed: 1 }),
    ]
    for (const report of reports) {
      for (const own of report.figures) {
        const figure = figureOf(own, report.baseline[own.id])
        expect(figure.label.fr.length).toBeGreaterThan(0)
        expect(own.id in report.baseline).toBe(true)
      }
    }
    const area = figureOf(
      reports[0]!.figures.find(({ id }) => id === 'auc')!,
      0.5,
    )
    expect([area.method, area.detail, area.interval!.length]).toEqual([{ en: 'DeLong', fr: 'DeLong' }, undefined, 2])
  })

  it('opens with how often the model is right', () => {
    const one = golden.binary[0]!
    const text = classificationVerdict(binary(one.actual, one.score))
    expect(text.en).toMatch(/^Right in \d\d\.\d\u202f% of 150 rows; the best constant answer is right in \d\d\.\d\u202f%\./)
    expect(text.fr).toMatch(/^Juste dans \d\d,\d\u202f% de 150 lignes/)
  })
})
