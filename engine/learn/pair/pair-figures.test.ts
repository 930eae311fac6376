import { describe, expect, it } from 'vitest'
import { evaluateClassification } from '../evaluate/evaluate-classification.ts'
import { evaluateRegression } from '../evaluate/evaluate-regression.ts'
import { randomFrom } from '../random.ts'
import { pairFigures, type Answers, type PairFigure, type PairInput } from './pair-figures.ts'

const n = 400
const random = randomFrom(5)
const actual = Float64Array.from({ length: n }, () => (random.next() < 0.3 ? 1 : 0))

/** Scores that know the class by so much, some of them tied. */
function answers(knows: number): Answers {
  const yes = actual.map((is) => Math.round(100 / (1 + Math.exp(-(knows * (is - 0.5) + random.normal())))) / 100)
  return { predicted: yes.map((score) => (score >= 0.5 ? 1 : 0)), probabilities: [yes.map((score) => 1 - score), yes] }
}
const [weak, strong] = [answers(1), answers(4)]
const binary = (over: Partial<PairInput> = {}): PairInput => ({
  task: 'classification',
  classes: ['no', 'yes'],
  positive: 1,
  actual,
  a: weak,
  b: strong,
  seed: 1,
  resamples: 200,
  ...over,
})
const of = (figures: readonly PairFigure[], id: string) => figures.find((figure) => figure.id === id)

describe('figures of a pair', () => {
  it('are those of an evaluation', () => {
    const found = pairFigures(binary())
    const report = evaluateClassification({
      classes: ['no', 'yes'],
      actual,
      probabilities: strong.probabilities ?? [],
      positive: 1,
      seed: 1,
    })
    expect(found.map(({ id }) => id)).toEqual([
      'auc',
      'average-precision',
      'brier',
      'calibration-error',
      'accuracy',
      'balanced-accuracy',
      'f1',
      'recall',
      'precision',
      'log-loss',
    ])
    for (const { id, b } of found)
      expect([id, report.figures.find((figure) => figure.id === id)?.value]).toEqual([id, expect.closeTo(b, 9)])
  })

  it('of numbers are those of an evaluation too', () => {
    const truth = Float64Array.from({ length: n }, () => random.normal() * 5)
    const near = { predicted: truth.map((value) => value + random.normal()), probabilities: null }
    const found = pairFigures(binary({ task: 'regression', classes: [], positive: null, actual: truth, a: near, b: near }))
    const report = evaluateRegression({ actual: truth, predicted: near.predicted, seed: 1 })
    for (const id of ['rmse', 'mae', 'r2'])
      expect(of(found, id)?.b).toBeCloseTo(report.figures.find((figure) => figure.id === id)?.value ?? NaN, 9)
    expect(of(found, 'rmse')).toMatchObject({ interval: [0, 0], bBetter: 100 })
  })

  it('tell a sure gain from none, whichever way is better', () => {
    const found = pairFigures(binary())
    expect(of(found, 'auc')?.bBetter).toBe(200)
    expect(of(found, 'auc')?.interval?.[0]).toBeGreaterThan(0)
    expect(of(found, 'log-loss')?.bBetter).toBe(200)
    expect(of(found, 'log-loss')?.interval?.[1]).toBeLessThan(0)
    const turned = pairFigures(binary({ a: strong, b: weak }))
    expect(of(turned, 'auc')?.bBetter).toBe(0)
    expect(of(turned, 'auc')?.interval?.[1]).toBeCloseTo(-(of(found, 'auc')?.interval?.[0] ?? NaN), 12)
  })

  it('know that both err on the same rows: the change is narrower than two intervals', () => {
    const near = { ...strong, probabilities: (strong.probabilities ?? []).map((one) => one.map((value) => value * 0.999 + 0.0005)) }
    const auc = of(pairFigures(binary({ a: strong, b: near })), 'auc')
    const width = ([from, to]: readonly [number, number]) => to - from
    expect(width(auc?.interval ?? [0, 1])).toBeLessThan(0.05 * width(auc?.intervalA ?? [0, 0]))
  })

  it('cover the true change about 95 times in 100', () => {
    let covered = 0
    const draws = randomFrom(11)
    for (let world = 0; world < 60; world++) {
      const truth = Float64Array.from({ length: 150 }, () => draws.normal())
      const noisy = (spread: number) => ({ predicted: truth.map((value) => value + spread * draws.normal()), probabilities: null })
      const found = pairFigures(
        binary({ task: 'regression', classes: [], positive: null, actual: truth, a: noisy(1), b: noisy(0.5), seed: world, resamples: 150 }),
      )
      const [from, to] = of(found, 'mae')?.interval ?? [0, 0]
      // Mean absolute value of a normal: the square root of 2 / pi.
      const change = (0.5 - 1) * Math.sqrt(2 / Math.PI)
      if (from <= change && change <= to) covered++
    }
    expect(covered).toBeGreaterThan(50)
  })

  it('of three classes are means over the classes', () => {
    const three = Float64Array.from({ length: 90 }, (_, i) => i % 3)
    const wrong = { predicted: three.map((place, i) => (i < 9 ? (place + 1) % 3 : place)), probabilities: null }
    const found = pairFigures(binary({ classes: ['a', 'b', 'c'], positive: null, actual: three, a: wrong, b: wrong }))
    expect(found.map(({ id }) => id)).toEqual(['accuracy', 'balanced-accuracy', 'f1', 'recall', 'precision'])
    expect(of(found, 'accuracy')?.a).toBeCloseTo(0.9, 12)
    expect(of(found, 'recall')?.a).toBeCloseTo(0.9, 12)
  })
})
