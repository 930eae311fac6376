import type { PairInput } from '../../learn/pair/pair-figures.ts'
import type { PairReport } from '../../protocol/experiment-comparison.ts'

const steps = 26

/** What is held against each other of a row: the score of the positive class, of the actual class where there are more, or the value. */
function scoresOf({ actual, positive, classes, task, a, b }: PairInput): readonly [Float64Array, Float64Array] {
  const of = ({ predicted, probabilities }: PairInput['a']) => {
    if (task === 'regression') return predicted
    if (!probabilities || probabilities.length !== classes.length) return predicted.map((place, i) => (place === actual[i] ? 1 : 0))
    if (positive !== null) return probabilities[positive] as Float64Array
    return actual.map((place, i) => probabilities[place]?.[i] as number)
  }
  return [of(a), of(b)]
}

/** How many rows have which scores: cells[step of A][step of B]. */
export function scoreGrid(input: PairInput): PairReport['scores'] {
  const [one, other] = scoresOf(input)
  let [from, to] = [0, 1]
  if (input.task === 'regression') {
    ;[from, to] = [Infinity, -Infinity]
    for (const values of [one, other])
      for (const value of values) {
        if (value < from) from = value
        if (value > to) to = value
      }
    if (!(to > from)) [from, to] = Number.isFinite(from) ? [from - 0.5, from + 0.5] : [0, 1]
  }
  const cells = Array.from({ length: steps }, () => Array.from({ length: steps }, () => 0))
  const step = (value: number) => Math.max(0, Math.min(steps - 1, Math.floor(((value - from) / (to - from)) * steps)))
  for (let i = 0; i < one.length; i++) {
    const line = cells[step(one[i] as number)] as number[]
    const at = step(other[i] as number)
    line[at] = (line[at] as number) + 1
  }
  return { range: [from, to], cells }
}

/** decisions[A][B]: rows by what both decide. */
export function pairDecisions({ task, classes, a, b }: PairInput): number[][] {
  if (task === 'regression') return []
  const table = classes.map(() => classes.map(() => 0))
  a.predicted.forEach((place, i) => {
    const line = table[place] as number[]
    const at = b.predicted[i] as number
    line[at] = (line[at] as number) + 1
  })
  return table
}

interface Swung {
  /** Place among the rows that were judged. */
  readonly at: number
  readonly a: number
  readonly b: number
}

/** The rows on which both differ most, the largest first, and those whose decision flips by decision, the most frequent first. */
export function swingRows(input: PairInput, most: number): { swings: Swung[]; flips: { a: number; b: number; rows: Swung[] }[] } {
  const [one, other] = scoresOf(input)
  const tell = (at: number): Swung => ({ at, a: one[at] as number, b: other[at] as number })
  const falling = Uint32Array.from(one.keys()).sort(
    (i, j) => Math.abs((other[j] as number) - (one[j] as number)) - Math.abs((other[i] as number) - (one[i] as number)) || i - j,
  )
  const differ = (row: number) =>
    input.task === 'regression' ? one[row] !== other[row] : input.a.predicted[row] !== input.b.predicted[row]
  const flips = new Map<string, { a: number; b: number; count: number; rows: Swung[] }>()
  const swings: Swung[] = []
  for (const row of falling) {
    if (!differ(row)) continue
    if (swings.length < 10) swings.push(tell(row))
    if (input.task === 'regression') continue
    const [from, to] = [input.a.predicted[row] as number, input.b.predicted[row] as number]
    const key = `${from} ${to}`
    const flip = flips.get(key) ?? { a: from, b: to, count: 0, rows: [] }
    flips.set(key, flip)
    flip.count++
    if (flip.rows.length < most) flip.rows.push(tell(row))
  }
  return {
    swings,
    flips: [...flips.values()]
      .toSorted((x, y) => y.count - x.count)
      .map(({ a, b, rows }) => ({ a, b, rows }))
      .slice(0, 12),
  }
}
