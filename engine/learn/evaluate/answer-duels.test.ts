import { describe, expect, it } from 'vitest'
import { randomFrom } from '../random.ts'
import { answerDuels, type DuelInput } from './answer-duels.ts'
import { evaluateClassification } from './evaluate-classification.ts'

const rows = 600

/** Scores of two models for the same rows; `apart` of the second is noise of its own. */
function twoClassifiers(seed: number, better: number): DuelInput {
  const random = randomFrom(seed)
  const actual = Float64Array.from({ length: rows }, () => random.below(2))
  const shared = Float64Array.from({ length: rows }, () => random.normal())
  const scores = (pull: number) =>
    actual.map((label, i) => 1 / (1 + Math.exp(-(pull * label - pull / 2 + shared[i]! + 0.5 * random.normal()))))
  const answers = (pull: number) => {
    const yes = scores(pull)
    return { predicted: yes.map((score) => Number(score >= 0.5)), probabilities: [yes.map((score) => 1 - score), yes] }
  }
  return { task: 'classification', classes: 2, positive: 1, actual, a: answers(1.5 + better), b: answers(1.5), seed: 1 }
}

const byFigure = (input: DuelInput) => Object.fromEntries(answerDuels(input).map((duel) => [duel.figure, duel]))

describe('answerDuels', () => {
  it('is sure of a model that is clearly better, by every figure', () => {
    const duels = byFigure(twoClassifiers(3, 1.5))
    expect(Object.keys(duels)).toEqual(['auc', 'log-loss', 'brier', 'accuracy', 'balanced-accuracy', 'f1', 'mcc'])
    for (const { lead, interval, probability } of Object.values(duels)) {
      expect(lead).toBeGreaterThan(0)
      expect(interval![0] < lead && lead < interval![1]).toBe(true)
      expect(probability).toBeGreaterThan(0.99)
    }
  })

  it('says the same of b against a, turned round', () => {
    const input = twoClassifiers(5, 0.3)
    const [there, back] = [byFigure(input), byFigure({ ...input, a: input.b, b: input.a })]
    for (const [figure, { lead, probability }] of Object.entries(there)) {
      expect(back[figure]!.lead).toBeCloseTo(-lead, 12)
      expect(back[figure]!.probability).toBeCloseTo(
        1 - probability,
        figure === 'accuracy' || there[figure]!.method.en.includes('1,000') ? 1 : 10,
      )
    }
  })

  it('calls equal answers even', () => {
    const input = twoClassifiers(7, 0)
    for (const { lead, probability } of answerDuels({ ...input, b: input.a })) expect([lead, probability]).toEqual([0, 0.5])
  })

  it('knows more from the same rows than two intervals side by side', () => {
    const input = twoClassifiers(11, 0.6)
    const widths = [input.a, input.b].map(({ probabilities }) => {
      const report = evaluateClassification({ classes: ['no', 'yes'], actual: input.actual, probabilities: probabilities!, seed: 1 })
      const [low, high] = report.figures.find(({ id }) => id === 'auc')!.interval!
      return high - low
    })
    const [low, high] = byFigure(input)['auc']!.interval!
    expect(high - low).toBeLessThan(0.8 * Math.hypot(...widths))
  })

  it('has the error of the difference of two areas by its definition', () => {
    const input = twoClassifiers(15, 0.4)
    const placed = [input.a, input.b].map(({ probabilities }) => {
      const score = probabilities![1]!
      const [yes, no] = [1, 0].map((label) => score.filter((_, i) => input.actual[i] === label))
      const wins = (a: number, b: number) => (a > b ? 1 : a === b ? 0.5 : 0)
      const mean = (values: Float64Array, of: (value: number) => number) =>
        values.reduce((sum, value) => sum + of(value), 0) / values.length
      return [yes!.map((a) => mean(no!, (b) => wins(a, b))), no!.map((b) => mean(yes!, (a) => wins(a, b)))]
    })
    const variance = [0, 1].reduce((sum, side) => {
      const gaps = placed[0]![side]!.map((value, i) => value - placed[1]![side]![i]!)
      const mean = gaps.reduce((total, gap) => total + gap, 0) / gaps.length
      return sum + gaps.reduce((total, gap) => total + (gap - mean) ** 2, 0) / (gaps.length - 1) / gaps.length
    }, 0)
    const [low, high] = byFigure(input)['auc']!.interval!
    expect((high - low) / (2 * 1.959963984540054)).toBeCloseTo(Math.sqrt(variance), 10)
  })

  it('is right about as often as it says: of equal models, half of the leads are called likely', () => {
    const said = Array.from({ length: 200 }, (_, k) => byFigure(twoClassifiers(100 + k, 0))['accuracy']!.probability)
    const above = (limit: number) => said.filter((probability) => probability > limit).length / said.length
    expect(above(0.5)).toBeGreaterThan(0.4)
    expect(above(0.5)).toBeLessThan(0.6)
    expect(above(0.95)).toBeLessThan(0.1)
  })

  it('weighs costs, and leaves out rows that one of them cannot answer', () => {
    const input = twoClassifiers(13, 1)
    const costs = [
      [0, 1],
      [5, 0],
    ]
    expect(byFigure({ ...input, costs })['cost']!.probability).toBeGreaterThan(0.9)
    const predicted = input.a.predicted.map((value, i) => (i < 599 ? Number.NaN : value))
    const left = answerDuels({ ...input, a: { predicted, probabilities: null } })
    expect(left.map(({ figure }) => figure)).not.toContain('auc')
  })

  it('compares models of numbers by errors row by row and by sums of squares', () => {
    const random = randomFrom(2)
    const actual = Float64Array.from({ length: rows }, () => random.normal() * 10)
    const near = { predicted: actual.map((value) => value + random.normal()), probabilities: null }
    const far = { predicted: actual.map((value) => value + 2 * random.normal()), probabilities: null }
    const duels = byFigure({ task: 'regression', classes: 0, positive: 0, actual, a: near, b: far, seed: 1 })
    expect(Object.keys(duels)).toEqual(['mae', 'rmse', 'r2'])
    // Mean absolute errors of normal noise: .798 against 1.596.
    expect(duels['mae']!.lead).toBeCloseTo(0.8, 0)
    for (const { probability, lead } of Object.values(duels)) expect([probability, lead > 0]).toEqual([1, true])
  })
})
