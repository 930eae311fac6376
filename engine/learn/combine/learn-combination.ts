import type { FitControl, FitOptions, FittedModel, ModelJson } from '../estimator.ts'
import { linearRegression } from '../linear-regression.ts'
import { logisticRegression } from '../logistic-regression.ts'
import type { Matrix } from '../matrix.ts'
import { answersOf, memberAnswers, type Combination, type Seen } from './combined-model.ts'

export interface AnsweredRows extends Pick<ModelJson, 'task' | 'classes'> {
  /** Of each member, for rows that it had not seen: a column for each class with its probability, or one of values. */
  readonly members: readonly (readonly ArrayLike<number>[])[]
  /** Places of classes, or values. */
  readonly y: Float64Array
}

export type LearnedCombination = Extract<Combination, { how: 'learned' }>

/**
 * How the answers of several models become one: a line through their values; of classes a logistic regression through their log-odds or through the
 * probabilities themselves, whichever has the smaller log loss on these rows (both have as many coefficients). Log-odds are right for members whose
 * probabilities are true, probabilities for those that say 0 and 1 lightly. Throws LearnProblem as linear and logistic regression do.
 */
export async function learnCombination(given: AnsweredRows, options: FitOptions, control: FitControl): Promise<LearnedCombination> {
  const { task, classes, y } = given
  if (task === 'regression') return { how: 'learned', final: await linearRegression.fit(seenRows(given, 'odds'), y, options, control) }
  const learned = async (sees: Seen) => {
    const x = seenRows(given, sees)
    const final = await logisticRegression.fit(x, y, { ...options, classes }, control)
    return { final, loss: logLoss(final, x, { y, weight: options.sampleWeight }) }
  }
  const [odds, shares] = [await learned('odds'), await learned('shares')]
  return shares.loss < odds.loss ? { how: 'learned', final: shares.final, sees: 'shares' } : { how: 'learned', final: odds.final }
}

function seenRows({ members, y, task, classes }: AnsweredRows, sees: Seen): Matrix {
  const count = answersOf({ task, classes })
  const columns = Array.from({ length: count * members.length }, () => new Float64Array(y.length))
  const row = new Float64Array(columns.length)
  for (let at = 0; at < y.length; at++) {
    members.forEach((answers, member) => {
      const own = answers.map((column) => column[at]!)
      memberAnswers(own, { into: row, at: member * count, count, sees })
    })
    columns.forEach((column, j) => (column[at] = row[j]!))
  }
  return { rows: y.length, columns, names: columns.map((_, j) => `answer ${j + 1}`) }
}

interface Judged {
  readonly y: Float64Array
  readonly weight: ArrayLike<number> | undefined
}

function logLoss(model: FittedModel, x: Matrix, { y, weight }: Judged): number {
  const shares = model.predictProba?.(x) ?? []
  let sum = 0
  for (let row = 0; row < y.length; row++) sum -= (weight?.[row] ?? 1) * Math.log(Math.max(1e-15, shares[y[row]!]?.[row] ?? 0))
  return sum
}
