import { sigmoid } from '../boost/loss.ts'

const bins = 15
/** Fewer rows say nothing of how true probabilities come. */
const fewest = 200

export interface JudgedChances {
  /** From 0: how far probabilities lie from what happened, beyond what chance alone makes of so many rows. */
  readonly calibrationError: number
  /** Share of rows whose likeliest class is theirs. */
  readonly accuracy: number
}

/**
 * How true the probabilities come that a learner's scores stand for. `scores`: row by row, for each of `y` the log odds of the second of two
 * classes, or one number for each class, of which softmax makes probabilities. Expected calibration error with 15 bins of equal width (Naeini 2015),
 * of several classes that of the likeliest (Guo 2017), less what it is expected to be where every probability is true (mean of a half-normal in
 * each bin): so it does not grow only because answers come to differ from row to row.
 */
export function judgeChances(scores: ArrayLike<number>, y: ArrayLike<number>): JudgedChances {
  const rows = y.length
  const outputs = scores.length / rows
  const [count, said, came, spread] = Array.from({ length: 4 }, () => new Float64Array(bins))
  let right = 0
  for (let row = 0; row < rows; row++) {
    const { chance, happened, isRight } = outputs === 1 ? ofTwo(scores[row]!, y[row]!) : ofSeveral(scores, row * outputs, y[row]!, outputs)
    const bin = Math.min(bins - 1, Math.floor(chance * bins))
    count![bin]!++
    said![bin]! += chance
    came![bin]! += happened ? 1 : 0
    spread![bin]! += chance * (1 - chance)
    if (isRight) right++
  }
  let error = 0
  for (let bin = 0; bin < bins; bin++) {
    if (count![bin] === 0) continue
    error += Math.abs(said![bin]! - came![bin]!) - Math.sqrt((2 / Math.PI) * spread![bin]!)
  }
  return { calibrationError: Math.max(0, error / rows), accuracy: right / rows }
}

interface Answer {
  readonly chance: number
  readonly happened: boolean
  readonly isRight: boolean
}

function ofTwo(score: number, actual: number): Answer {
  return { chance: sigmoid(score), happened: actual === 1, isRight: score > 0 === (actual === 1) }
}

function ofSeveral(scores: ArrayLike<number>, from: number, actual: number, outputs: number): Answer {
  let best = 0
  for (let k = 1; k < outputs; k++) if (scores[from + k]! > scores[from + best]!) best = k
  let sum = 0
  for (let k = 0; k < outputs; k++) sum += Math.exp(scores[from + k]! - scores[from + best]!)
  const isRight = best === actual
  return { chance: 1 / sum, happened: isRight, isRight }
}

/** Every n-th of these rows, at most `most`; null where they are too few to say anything. */
export function rowsForCalibration(rows: ArrayLike<number>, most: number): Int32Array | null {
  if (rows.length < fewest) return null
  const every = Math.ceil(rows.length / most)
  return Int32Array.from({ length: Math.floor(rows.length / every) }, (_, at) => rows[at * every]!)
}
