// Two models on the same rows: figures of both, and of the change.

import type { Figure } from '../../protocol/artifact.ts'
import type { Text } from '../../protocol/text.ts'
import { figureOf } from '../evaluate/figure-of.ts'
import { percentileInterval } from '../evaluate/measured.ts'
import { randomFrom } from '../random.ts'
import { preparedClasses } from './pair-classes.ts'
import { preparedNumbers } from './pair-numbers.ts'

/** What one model said of the rows: values, or positions of classes with one array of probabilities per class. */
export interface Answers {
  readonly predicted: Float64Array
  readonly probabilities: readonly Float64Array[] | null
}

export interface PairInput {
  readonly task: 'classification' | 'regression'
  readonly classes: readonly string[]
  /** Two classes: the place of the one that curves are about. */
  readonly positive: number | null
  /** Rows without NaN, neither here nor in an answer. */
  readonly actual: Float64Array
  readonly a: Answers
  readonly b: Answers
  readonly seed: number
  readonly resamples: number
}

export interface PairFigure {
  readonly id: string
  readonly label: Text
  readonly help: Text
  readonly format: Figure['format']
  readonly better: 'higher' | 'lower'
  readonly a: number
  readonly b: number
  readonly intervalA: readonly [number, number] | null
  readonly intervalB: readonly [number, number] | null
  /** B minus A, on the same resampled rows. */
  readonly interval: readonly [number, number] | null
  /** In how many of the resamples B is better; ties count half. */
  readonly bBetter: number
}

/** The figures of one model under weights of the rows, in a fixed order. */
export interface Prepared {
  readonly ids: readonly string[]
  figures(weights: Float64Array): Float64Array
}

/**
 * Figures of two models on the same rows, with the bootstrap: each resample draws as many rows with replacement and judges both models on
 * them, so that the interval of the change knows that they err on the same rows. The same seed gives the same intervals.
 */
export function pairFigures(input: PairInput, breathe?: (share: number) => void): PairFigure[] {
  const prepare = (answers: Answers) =>
    input.task === 'regression' ? preparedNumbers(input.actual, answers) : preparedClasses(input, answers)
  const [a, b] = [prepare(input.a), prepare(input.b)]
  const n = input.actual.length
  const weights = new Float64Array(n).fill(1)
  const [whole, wholeB] = [a.figures(weights), b.figures(weights)]
  const random = randomFrom(input.seed)
  const draws = a.ids.map(() => ({ a: new Float64Array(input.resamples), b: new Float64Array(input.resamples) }))
  for (let draw = 0; draw < input.resamples; draw++) {
    weights.fill(0)
    for (let i = 0; i < n; i++) weights[random.below(n)]! += 1
    const [one, other] = [a.figures(weights), b.figures(weights)]
    draws.forEach((kept, k) => {
      kept.a[draw] = one[k]!
      kept.b[draw] = other[k]!
    })
    breathe?.((draw + 1) / input.resamples)
  }
  return a.ids.flatMap((id, k): PairFigure[] => {
    const kept = draws[k]!
    if (!Number.isFinite(whole[k]!) || !Number.isFinite(wholeB[k]!)) return []
    const { label, help, format, better } = figureOf({ id, value: null, interval: null, method: null, reason: null }, null)
    const sign = better === 'lower' ? -1 : 1
    const changes = kept.a.map((value, draw) => kept.b[draw]! - value)
    const won = changes.reduce((sum, change) => sum + (change * sign > 0 ? 1 : change === 0 ? 0.5 : 0), 0)
    return [
      {
        id,
        label,
        help: help ?? label,
        format,
        better: better ?? 'higher',
        a: whole[k]!,
        b: wholeB[k]!,
        intervalA: percentileInterval(kept.a),
        intervalB: percentileInterval(kept.b),
        interval: percentileInterval(changes),
        bBetter: won,
      },
    ]
  })
}
