import type { ManyRowScorer } from '../score-rows.ts'
import { walkRows, type RowWalk, type WalkableTrees } from './walk-rows.ts'

/** From the sums of a row, which begin at a place of a list, to what the model answers. */
export type AnswerOf = (sums: ArrayLike<number>, at: number, out: Float64Array) => void

/** A scorer of many rows by the kernel, made when it is first needed; it gives null for trees that the kernel cannot walk. */
export function scoreByWalk(
  trees: () => WalkableTrees,
  { start, outputs, answerOf }: { readonly start: readonly number[]; readonly outputs: number; readonly answerOf: AnswerOf },
): ManyRowScorer {
  let walk: RowWalk | null | undefined
  return (x, crews) => {
    if (walk === undefined) walk = walkRows(trees())
    if (walk === null) return null
    const answers = Array.from({ length: outputs }, () => new Float64Array(x.rows))
    const out = new Float64Array(outputs)
    walk({ x, start, crews }, (sums, from) => {
      for (let at = 0; at < sums.length / start.length; at++) {
        answerOf(sums, at * start.length, out)
        for (let k = 0; k < outputs; k++) answers[k]![from + at] = out[k]!
      }
    })
    return answers
  }
}
