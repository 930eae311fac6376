import type { Evaluation, Slice } from '../../../engine/protocol/artifact.ts'
import type { Condition } from '../../charts/mark-choice.ts'

type Answers = NonNullable<Evaluation['answers']>

/** Rows of a class that got an answer; of two classes by the score and a threshold, which the slider may have moved. */
export function cellConditions(
  { answers, classes = [], positive }: Pick<Evaluation, 'answers' | 'classes' | 'positive'>,
  cell: { readonly actual: string; readonly predicted: string },
  threshold: number | null,
): readonly Condition[] {
  if (!answers) return []
  const truth: Condition = { column: answers.actual, is: 'equal', value: cell.actual }
  const score = positive === undefined ? undefined : answers.scores[classes.indexOf(positive)]
  if (threshold === null || score === undefined || score === '')
    return [truth, { column: answers.prediction, is: 'equal', value: cell.predicted }]
  return [truth, { column: score, is: cell.predicted === positive ? 'greater-or-equal' : 'less', value: threshold }]
}

/** Rows whose score for a class lies in a range, its end included or not. Null where the scores are no column. */
export function scoreConditions(
  { answers, classes = [] }: Pick<Evaluation, 'answers' | 'classes'>,
  name: string,
  { from, to, closed }: { readonly from: number; readonly to: number; readonly closed: boolean },
): readonly Condition[] | null {
  const column = answers?.scores[classes.indexOf(name)]
  if (answers === undefined || column === undefined || column === '') return null
  return [
    { column: answers.actual, is: 'is-not-missing' },
    { column, is: 'greater-or-equal', value: from },
    { column, is: closed ? 'less-or-equal' : 'less', value: to },
  ]
}

/** Rows whose residual lies in a bin; the end bins hold what lies beyond them too. */
export function residualConditions(
  answers: Answers,
  bin: { readonly from: number; readonly to: number },
  end: { readonly first: boolean; readonly last: boolean },
): readonly Condition[] {
  const column = answers.residual ?? ''
  const lower: Condition[] = end.first ? [] : [{ column, is: 'greater-or-equal', value: bin.from }]
  const upper: Condition[] = end.last ? [] : [{ column, is: 'less', value: bin.to }]
  return [{ column, is: 'is-not-missing' }, ...lower, ...upper]
}

/** Rows whose actual value lies in a group of sizes, both ends included. */
export function sizeConditions(answers: Answers, { from, to }: { readonly from: number; readonly to: number }): readonly Condition[] {
  return [
    { column: answers.residual ?? '', is: 'is-not-missing' },
    { column: answers.actual, is: 'greater-or-equal', value: from },
    { column: answers.actual, is: 'less-or-equal', value: to },
  ]
}

type Cell = NonNullable<NonNullable<Evaluation['actualPredicted']>[number]['cell']>

/** Rows of a dot: those of its cell by actual and predicted, or by predicted and residual. */
export function cellOfGrid(answers: Answers, [x, y]: Cell, by: 'actual-predicted' | 'predicted-residual'): readonly Condition[] {
  const residual = answers.residual ?? ''
  const columns = by === 'actual-predicted' ? [answers.actual, answers.prediction] : [answers.prediction, residual]
  const side = (column: string, [from, below]: Cell[number]): readonly Condition[] => [
    ...(from === null ? [] : [{ column, is: 'greater-or-equal', value: from } as const]),
    ...(below === null ? [] : [{ column, is: 'less', value: below } as const]),
  ]
  return [{ column: residual, is: 'is-not-missing' }, ...side(columns[0] ?? '', x), ...side(columns[1] ?? '', y)]
}

/** Rows of a slice that could be judged. */
export function sliceConditions(answers: Answers, slice: Slice): readonly Condition[] {
  const conditions = slice.conditions.map(({ column, is, value }): Condition => ({ column, is, ...(value !== undefined && { value }) }))
  const known = [answers.actual, answers.prediction].map((column): Condition => ({ column, is: 'is-not-missing' }))
  return [...conditions, ...known]
}
