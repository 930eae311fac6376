import type { LearnProblem } from '../../engine/learn/problem.ts'

/** Where a person puts right what a learner inside a choice of columns objects to. */
export function placeOf({ data: { option, column } }: LearnProblem) {
  if (option === 'folds') return { param: 'folds' }
  return column === undefined ? undefined : { param: 'features', column }
}
