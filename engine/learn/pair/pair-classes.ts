import type { Answers, PairInput, Prepared } from './pair-figures.ts'

type ClassesInput = Pick<PairInput, 'classes' | 'positive' | 'actual'>

/** Figures of predicted classes: of the positive one where there are two, means over the classes where there are more. */
export function preparedClasses(input: ClassesInput, answers: Answers): Prepared {
  const score = input.positive === null ? undefined : answers.probabilities?.[input.positive]
  const decided = decisions(input, answers)
  const { probabilities } = answers
  const scored = input.positive !== null && score ? scores(input, score, input.positive) : null
  const likely = probabilities ? logLosses(input.actual, probabilities) : null
  return {
    ids: [...(scored ? scored.ids : []), ...decided.ids, ...(likely ? ['log-loss'] : [])],
    figures(weights) {
      const loss = likely ? [weighted(likely, weights)] : []
      return Float64Array.from([...(scored ? scored.figures(weights) : []), ...decided.figures(weights), ...loss])
    },
  }
}

function weighted(values: Float64Array, weights: Float64Array): number {
  let total = 0
  let sum = 0
  for (let i = 0; i < values.length; i++) {
    total += weights[i]!
    sum += weights[i]! * values[i]!
  }
  return sum / total
}

function logLosses(actual: Float64Array, probabilities: readonly Float64Array[]): Float64Array {
  return actual.map((place, i) => -Math.log(Math.max(Number.EPSILON, probabilities[place]![i]!)))
}

/** Confusion figures: accuracy and its kin. */
function decisions({ classes, positive, actual }: ClassesInput, { predicted }: Answers): Prepared {
  const count = classes.length
  const table = new Float64Array(count * count)
  const of = (k: number) => {
    let [own, called] = [0, 0]
    for (let other = 0; other < count; other++) {
      own += table[k * count + other]!
      called += table[other * count + k]!
    }
    const hit = table[k * count + k]!
    const [recall, precision] = [own > 0 ? hit / own : Number.NaN, called > 0 ? hit / called : 0]
    return { own, recall, precision, f1: own + called > 0 ? (2 * hit) / (own + called) : Number.NaN }
  }
  return {
    ids: ['accuracy', 'balanced-accuracy', 'f1', 'recall', 'precision'],
    figures(weights) {
      table.fill(0)
      for (let i = 0; i < actual.length; i++) table[actual[i]! * count + predicted[i]!]! += weights[i]!
      const each = classes.map((_, k) => of(k)).filter(({ own }) => own > 0)
      const mean = (part: 'recall' | 'precision' | 'f1') => each.reduce((sum, one) => sum + one[part], 0) / each.length
      const total = table.reduce((sum, value) => sum + value, 0)
      const right = classes.reduce((sum, _, k) => sum + table[k * count + k]!, 0)
      const one = positive === null ? null : of(positive)
      return Float64Array.of(
        right / total,
        mean('recall'),
        one ? one.f1 : mean('f1'),
        one ? one.recall : mean('recall'),
        one ? one.precision : mean('precision'),
      )
    },
  }
}

const bins = 10

/** Figures of the score of the positive class. */
function scores({ actual }: ClassesInput, score: Float64Array, positive: number): Prepared {
  const n = score.length
  const order = Uint32Array.from(score.keys()).sort((i, j) => score[j]! - score[i]!)
  const bin = calibrationBins(score, order)
  const [rows, said, seen] = [new Float64Array(bins), new Float64Array(bins), new Float64Array(bins)]
  return {
    ids: ['auc', 'average-precision', 'brier', 'calibration-error'],
    figures(weights) {
      rows.fill(0)
      said.fill(0)
      seen.fill(0)
      let [tp, fp, area, precision, squares] = [0, 0, 0, 0, 0]
      for (let at = 0; at < n;) {
        const tie = score[order[at]!]!
        let [hits, misses] = [0, 0]
        for (; at < n && score[order[at]!]! === tie; at++) {
          const row = order[at]!
          const weight = weights[row]!
          if (weight === 0) continue
          const is = actual[row] === positive ? 1 : 0
          if (is) hits += weight
          else misses += weight
          squares += weight * (tie - is) * (tie - is)
          const k = bin[row]!
          rows[k]! += weight
          said[k]! += weight * tie
          seen[k]! += weight * is
        }
        area += misses * (tp + hits / 2)
        tp += hits
        fp += misses
        if (hits > 0) precision += hits * (tp / (tp + fp))
      }
      let gap = 0
      for (let k = 0; k < bins; k++) gap += Math.abs(said[k]! - seen[k]!)
      const known = tp > 0 && fp > 0
      return Float64Array.of(
        known ? area / (tp * fp) : Number.NaN,
        tp > 0 ? precision / tp : Number.NaN,
        squares / (tp + fp),
        gap / (tp + fp),
      )
    },
  }
}

/** The bin of each row: ten of equally many rows, the edges being quantiles (type 7) of the scores. */
function calibrationBins(score: Float64Array, falling: Uint32Array): Uint8Array {
  const n = falling.length
  const rising = (i: number) => score[falling[n - 1 - i]!]!
  const edges = Array.from({ length: bins - 1 }, (_, k) => {
    const place = ((k + 1) / bins) * (n - 1)
    const low = Math.floor(place)
    return rising(low) + (place - low) * (rising(Math.min(n - 1, low + 1)) - rising(low))
  })
  const found = new Uint8Array(n)
  for (let i = 0, bin = 0; i < n; i++) {
    while (bin < bins - 1 && rising(i) > edges[bin]!) bin++
    found[falling[n - 1 - i]!] = bin
  }
  return found
}
