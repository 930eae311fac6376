import { describe, expect, it } from 'vitest'
import { readGolden } from '../golden/read-golden.ts'
import { randomFrom } from '../random.ts'
import { averagePrecision } from './curves.ts'
import { precisionInfluence, precisionInterval } from './precision-error.ts'
import { rankScores } from './rank-scores.ts'

interface Case {
  readonly name: string
  readonly actual: readonly number[]
  readonly score: readonly number[]
  readonly weight: readonly number[]
  readonly value: number
  readonly influence: readonly number[]
  readonly bootstrap: readonly [number, number]
}

const { cases } = readGolden<{ cases: Case[] }>(import.meta.url, '../golden/average_precision_error.json')

function judged({ actual, score, weight }: Pick<Case, 'actual' | 'score' | 'weight'>) {
  const [positive, weights] = [Uint8Array.from(actual), Float64Array.from(weight)]
  const ranked = rankScores(Float64Array.from(score), positive, weights)
  const value = averagePrecision(ranked)!
  return { value, influence: precisionInfluence(ranked, { value, positive, weights }), positive, weights }
}

/** What frees the influences of a class from the bias of a finite count. */
function unbiased(weights: Float64Array, rows: readonly boolean[]): number {
  const own = weights.filter((_, i) => rows[i])
  const effective = own.reduce((sum, weight) => sum + weight, 0) ** 2 / own.reduce((sum, weight) => sum + weight * weight, 0)
  return Math.sqrt(effective / (effective - 1))
}

describe('the error of an average precision', () => {
  it.each(cases)('comes from what each row moves in scikit-learn: $name', (one) => {
    const { value, influence, positive, weights } = judged(one)
    expect(value).toBeCloseTo(one.value, 12)
    const [yes, no] = [1, 0].map((label) =>
      unbiased(
        weights,
        Array.from(positive, (own) => own === label),
      ),
    )
    influence.forEach((part, i) => expect(part / (positive[i] ? yes! : no!)).toBeCloseTo(one.influence[i]!, 7))
  })

  it.each(cases)('is that of rows drawn anew: $name', (one) => {
    const found = judged(one)
    const { interval, method } = precisionInterval(found, one.actual.filter((label) => label === 1).length)
    expect(method).toBe('logit')
    const [width, drawn] = [interval![1] - interval![0], one.bootstrap[1] - one.bootstrap[0]]
    expect(width / drawn).toBeGreaterThan(0.85)
    expect(width / drawn).toBeLessThan(1.25)
  })

  // Scores of the two classes are normal, `gap` apart; the truth is their integral.
  it.each([
    { name: 'in the middle', share: 0.5, gap: 1, rows: 200, truth: 0.752996 },
    { name: 'near 1', share: 0.5, gap: 3, rows: 200, truth: 0.983425 },
    { name: 'with 20 positives', share: 0.1, gap: 2.5, rows: 200, truth: 0.81207 },
  ])('covers the truth 90 to 98 % of the time $name', ({ share, gap, rows, truth }) => {
    const random = randomFrom(7)
    let covered = 0
    for (let r = 0; r < 600; r++) {
      const actual = Array.from({ length: rows }, (_, i) => (i < share * rows ? 1 : 0))
      const score = actual.map((label) => label * gap + random.normal())
      const found = judged({ actual, score, weight: actual.map(() => 1) })
      const { interval } = precisionInterval(found, share * rows)
      if (interval![0] <= truth && truth <= interval![1]) covered++
    }
    expect(covered / 600).toBeGreaterThan(0.9)
    expect(covered / 600).toBeLessThan(0.98)
  })

  it('has a width where all is in its place, and where all scores are equal', () => {
    const perfect = judged({ actual: [0, 0, 1, 1], score: [0.1, 0.2, 0.8, 0.9], weight: [1, 1, 1, 1] })
    expect(precisionInterval(perfect, 2)).toMatchObject({ method: 'wilson', interval: [expect.any(Number), 1] })
    const equal = judged({ actual: [0, 1, 0, 1], score: [0.5, 0.5, 0.5, 0.5], weight: [1, 1, 1, 1] })
    const { interval } = precisionInterval(equal, 2)
    expect(equal.value).toBe(0.5)
    expect(interval![0]).toBeLessThan(0.2)
    expect(interval![1]).toBeGreaterThan(0.8)
  })
})
