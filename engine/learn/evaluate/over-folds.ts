import { studentQuantile, studentTwoSided } from '../statistics/student-t.ts'
import type { Interval } from '../statistics/proportion.ts'

/** A figure measured once a fold. */
export interface OverFolds {
  readonly mean: number
  /** Standard deviation between the folds; null for one fold. */
  readonly deviation: number | null
  /** 95 %; null where there are fewer than two folds. */
  readonly interval: Interval | null
}

/**
 * The mean over folds with an interval of Student's t whose variance knows that the folds learn from overlapping rows: s² (1/n + test/train)
 * (Nadeau and Bengio 2003). `testToTrain`: rows that judge for each row that is learned from.
 */
export function overFolds(values: readonly number[], testToTrain: number): OverFolds {
  const { mean, scale, deviation } = spreadOf(values, testToTrain)
  if (scale === null) return { mean, deviation, interval: null }
  const half = studentQuantile(0.05, values.length - 1) * scale
  return { mean, deviation, interval: [mean - half, mean + half] }
}

/** How likely the first of two models is better by a figure, of the posterior of the mean difference. The three sum to 1. */
export interface FoldDuel {
  readonly lead: number
  readonly interval: Interval | null
  readonly better: number
  readonly equal: number
  readonly worse: number
}

/**
 * The Bayesian correlated t-test (Corani and Benavoli 2015; Benavoli et al. 2017, section 3): the mean difference over folds has a Student t
 * distribution with n - 1 degrees of freedom about its mean, with the variance of `overFolds`. `rope`: differences within are equal for
 * practical purposes. Folds that all differ alike leave no doubt.
 */
export function foldDuel(differences: readonly number[], testToTrain: number, rope: number): FoldDuel {
  const { mean, scale } = spreadOf(differences, testToTrain)
  const { interval } = overFolds(differences, testToTrain)
  const below = (limit: number) => {
    if (scale === null) return 0.5
    if (scale === 0) return mean < limit ? 1 : mean > limit ? 0 : 0.5
    const t = (limit - mean) / scale
    const tail = studentTwoSided(Math.abs(t), differences.length - 1) / 2
    return t > 0 ? 1 - tail : tail
  }
  const worse = below(-rope)
  const notBetter = below(rope)
  return { lead: mean, interval, better: 1 - notBetter, equal: notBetter - worse, worse }
}

function spreadOf(values: readonly number[], testToTrain: number): { mean: number; deviation: number | null; scale: number | null } {
  const n = values.length
  const mean = values.reduce((sum, value) => sum + value, 0) / n
  if (n < 2) return { mean, deviation: null, scale: null }
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1)
  return { mean, deviation: Math.sqrt(variance), scale: Math.sqrt(variance * (1 / n + testToTrain)) }
}
