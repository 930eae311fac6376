import { lengthMismatch } from '../learn/check-training.ts'
import { scorableRows } from '../learn/evaluate/scorable-rows.ts'
import { badOption, LearnProblem } from '../learn/problem.ts'
import type { GroupReport } from '../protocol/artifact.ts'
import { countGroups, totalCounts } from './group-counts.ts'
import { groupRates, type GroupRates } from './group-rates.ts'
import { calibrationMeasure, groupScores, type GroupScore } from './group-scores.ts'
import { withUnknown, type Groups } from './groups.ts'
import { fairnessMeasures, usualLimits, type Limits } from './measures.ts'
import { reportVerdict } from './report-verdict.ts'

export interface GroupReportInput {
  /** What the report is about, for its head. */
  readonly model: string
  readonly by: readonly string[]
  /** The outcome that is given or withheld, as people call it. */
  readonly outcome: string
  /** Whether it is good for a person to get it. */
  readonly favourable: boolean
  readonly threshold: number | null
  /** 1 where the outcome is real, 0 where not; rows with NaN here or in `predicted` are left out. */
  readonly actual: Float64Array
  /** 1 where the model predicts the outcome. */
  readonly predicted: Float64Array
  /** Probability of the outcome; adds calibration and AUC per group. */
  readonly score?: Float64Array
  readonly groups: Groups
  readonly weights?: Float64Array
  /** Groups, and rates, of fewer rows are shown but not judged; 30 unless said otherwise. */
  readonly smallest?: number
  readonly limits?: Limits
  /** Largest gap between mean score and outcome that passes; three points unless said otherwise. */
  readonly calibrationLimit?: number
}

export interface FullGroupReport extends GroupReport {
  readonly overall: GroupRates
  readonly groups: GroupRates[]
  /** Empty without a score. */
  readonly scores: readonly GroupScore[]
  readonly skipped: number
}

/**
 * Who gets the outcome, how often that is right, and the worst pair of each measure, with 95 % intervals: Wilson's for rates, Newcombe's for
 * differences, the logarithmic one for ratios. Groups stand in the order of their names, without those that have no row.
 * Throws LearnProblem `no-rows`, `bad-class`, `bad-weights`, `length-mismatch`, `bad-option`.
 */
export function groupReport(input: GroupReportInput): FullGroupReport {
  const smallest = input.smallest ?? 30
  if (!(smallest >= 1)) throw badOption('smallest', { en: 'be 1 or more', fr: 'être d’au moins 1' })
  if (input.groups.codes.length !== input.actual.length) throw lengthMismatch('group', input.groups.codes.length, input.actual.length)
  const answers = input.score ? [input.predicted, input.score] : [input.predicted]
  const { rows, skipped, take, weights } = scorableRows(input.actual, answers, input.weights)
  const actual = zeroOrOne(take(input.actual))
  const predicted = zeroOrOne(take(input.predicted))
  const codes = Int32Array.from(take(Float64Array.from(input.groups.codes)))
  const groups = withUnknown({ codes, names: input.groups.names })
  const counts = countGroups({ actual, predicted, weights }, groups)
  const rated = groups.names.map((name, g) => groupRates(name, counts[g]!, smallest)).filter((group) => group.rows > 0)
  const scores = input.score ? groupScores({ actual, score: take(input.score), weights }, groups, smallest) : []
  const measures = fairnessMeasures(rated, { smallest, limits: input.limits ?? usualLimits, wording: { outcome: input.outcome } })
  if (input.score) measures.push(calibrationMeasure(scores, input.outcome, input.calibrationLimit ?? 0.03))
  const { outcome, favourable } = input
  return {
    model: input.model,
    by: [...input.by],
    outcome,
    favourable,
    threshold: input.threshold,
    rows,
    skipped,
    smallest,
    verdict: reportVerdict({ groups: rated, measures, outcome, favourable, smallest }),
    overall: groupRates('', totalCounts(counts), 1),
    groups: rated,
    scores,
    measures,
  }
}

function zeroOrOne(values: Float64Array): Float64Array {
  const bad = values.find((value) => value !== 0 && value !== 1)
  if (bad === undefined) return values
  throw new LearnProblem({
    code: 'bad-class',
    text: {
      en: `The report needs outcomes of 0 and 1, but there is ${bad}.`,
      fr: `Le rapport attend des issues 0 et 1, mais il y a ${bad}.`,
    },
  })
}
