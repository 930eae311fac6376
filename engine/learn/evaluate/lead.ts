import { normalCdf, z95 } from '../statistics/normal.ts'
import type { Interval } from '../statistics/proportion.ts'

/** What one model answered. */
export interface DuelAnswers {
  /** Regression: values. Classification: positions in the classes. */
  readonly predicted: Float64Array
  /** Classification: one array per class. */
  readonly probabilities: readonly Float64Array[] | null
}

/** The rows that both models can be judged on. */
export interface DuelRows {
  readonly classes: number
  /** Two classes: the one that figures are about. */
  readonly positive: number
  /** costs[actual][predicted] of one row. */
  readonly costs?: readonly (readonly number[])[] | undefined
  readonly seed: number
  readonly actual: Float64Array
  readonly a: DuelAnswers
  readonly b: DuelAnswers
  readonly weights: Float64Array
  /** Effective number of rows. */
  readonly rows: number
}

/** By how much a leads, on the figure's own scale, positive where a is better. */
export interface Lead {
  readonly figure: string
  readonly lead: number
  readonly interval: Interval | null
  readonly probability: number
  /** The rows drawn anew for both, their differences one by one, or DeLong's. */
  readonly method: 'bootstrap' | 'differences' | 'delong'
}

/** A lead that is a mean over the rows of what b loses more than a. */
export function meanLead(figure: string, loss: (k: 'a' | 'b', i: number) => number, { weights, rows }: DuelRows): Lead {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const gaps = weights.map((_, i) => loss('b', i) - loss('a', i))
  const lead = gaps.reduce((sum, gap, i) => sum + weights[i]! * gap, 0) / total
  const spread = gaps.reduce((sum, gap, i) => sum + (weights[i]! * (gap - lead)) ** 2, 0)
  const error = Math.sqrt(spread) / total
  return normalLead(figure, { lead, error: rows > 1 ? error * Math.sqrt(rows / (rows - 1)) : Number.NaN, method: 'differences' })
}

/** A lead whose error is normal; two that never differ are as good as each other. */
export function normalLead(figure: string, { lead, error, method }: { lead: number; error: number; method: Lead['method'] }): Lead {
  if (!(error > 0)) return { figure, lead, interval: null, probability: lead > 0 ? 1 : lead < 0 ? 0 : 0.5, method }
  return { figure, lead, interval: [lead - z95 * error, lead + z95 * error], probability: normalCdf(lead / error), method }
}

/** Share of the draws in which a leads; a tie is half of one. */
export function shareAbove(draws: Float64Array): number {
  let [above, known] = [0, 0]
  for (const lead of draws) {
    if (Number.isNaN(lead)) continue
    known++
    above += lead > 0 ? 1 : lead === 0 ? 0.5 : 0
  }
  return known === 0 ? 0.5 : above / known
}
