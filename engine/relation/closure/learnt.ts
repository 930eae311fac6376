import { answerByRows } from '../learnt/answer-by-rows.ts'
import { readLearntRows, type LearntRow } from '../learnt/learnt-rows.ts'
import type { MadeFunction } from './row-function.ts'

export const madeLearnt: Readonly<Record<string, MadeFunction>> = {
  learnt: ({ constants: [rows] }) => {
    const answer = answerByRows(readLearntRows(String(rows)))
    return (point: LearntRow) => answer(point)
  },
}
