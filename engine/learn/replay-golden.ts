import type { HashKeys } from '../relation/closure/keyed-hash.ts'
import { readValue, type JsonValue } from '../relation/read-value.ts'
import type { Model } from './model.ts'
import { createScorer } from './score-model.ts'

/** Answers may differ by so much, relative to their size: the order of sums is all that changes. */
const tolerance = 1e-9

export interface Replayed {
  readonly rows: number
  /** Rows whose answer is another one than in training, by place. */
  readonly differ: readonly number[]
}

/** Answers the golden rows of a model again, as an endpoint would, and compares with what it said in training. */
export function replayGolden(model: Model, keys?: HashKeys): Replayed {
  const scorer = createScorer(model, keys)
  const differ = model.golden.flatMap(({ input, output }, at) => {
    const row = scorer.columns.map(({ type }, i) => readValue((input[i] ?? null) as JsonValue, type) ?? null)
    const { prediction, probabilities = [prediction as number] } = scorer.score(row)
    const same = probabilities.length === output.length && probabilities.every((value, i) => isNear(value, output[i]))
    return same ? [] : [at]
  })
  return { rows: model.golden.length, differ }
}

function isNear(value: number, wanted: number | undefined): boolean {
  // What was no number when it was written as JSON is null there.
  if (!Number.isFinite(value)) return wanted === undefined || wanted === null || !Number.isFinite(wanted)
  return wanted !== undefined && wanted !== null && Math.abs(value - wanted) <= tolerance * (1 + Math.abs(wanted))
}
