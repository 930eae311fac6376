import type { Duel } from '../../protocol/artifact.ts'
import type { Text } from '../../protocol/text.ts'
import { classFigureTexts } from './class-figure-texts.ts'
import { classDuels } from './class-duels.ts'
import type { DuelAnswers, DuelRows, Lead } from './lead.ts'
import { effectiveRows } from './measured.ts'
import { numberFigureTexts } from './number-figure-texts.ts'
import { numberDuels } from './number-duels.ts'
import { scorableRows } from './scorable-rows.ts'

export interface DuelInput {
  readonly task: 'classification' | 'regression'
  readonly classes: number
  /** Two classes: the one that figures are about. */
  readonly positive: number
  readonly actual: Float64Array
  readonly a: DuelAnswers
  readonly b: DuelAnswers
  readonly weights?: Float64Array | undefined
  /** costs[actual][predicted] of one row. */
  readonly costs?: readonly (readonly number[])[] | undefined
  /** Of the bootstrap. */
  readonly seed: number
}

const duelMethods = {
  bootstrap: { en: 'paired bootstrap of the rows, 1,000 draws', fr: 'bootstrap apparié des lignes, 1 000 tirages' },
  differences: { en: 'mean of the differences row by row', fr: 'moyenne des différences ligne à ligne' },
  delong: { en: 'paired DeLong', fr: 'DeLong apparié' },
} satisfies Readonly<Record<Lead['method'], Text>>

/**
 * Whether one model beats another on the same rows, by each figure that ranks models. Rows that one of them cannot answer are left out. Throws
 * LearnProblem `no-rows`.
 */
export function answerDuels(input: DuelInput): Omit<Duel, 'a' | 'b'>[] {
  const { a, b, actual } = input
  const answers = [a, b].flatMap(({ predicted, probabilities }) => [predicted, ...(probabilities ?? [])])
  const { take, weights } = scorableRows(actual, answers, input.weights)
  const taken = ({ predicted, probabilities }: DuelAnswers) => ({
    predicted: take(predicted),
    probabilities: probabilities && probabilities.map(take),
  })
  const rows: DuelRows = { ...input, actual: take(actual), a: taken(a), b: taken(b), weights, rows: effectiveRows(weights) }
  const leads = input.task === 'regression' ? numberDuels(rows) : classDuels(rows)
  return leads.flatMap(({ figure, lead, interval, probability, method }) => {
    const text = classFigureTexts[figure] ?? numberFigureTexts[figure]
    if (!text || Number.isNaN(lead)) return []
    const ends: [number, number] | null = interval && [interval[0], interval[1]]
    return [{ figure, label: text.label, format: text.format, lead, interval: ends, probability, method: duelMethods[method] }]
  })
}
