import { breathe, type FitControl } from '../estimator.ts'
import { randomFrom, shuffledIndices } from '../random.ts'
import type { FilterColumn, FilterTarget } from './filter-column.ts'

export interface ReliefOptions {
  readonly neighbours: number
  /** Rows that are asked for their neighbours, drawn by the seed; all when there are no more. */
  readonly asked: number
  readonly seed: number
}

/**
 * ReliefF for classes and RReliefF for numbers (Robnik-Šikonja and Kononenko 2003), neighbours of equal weight: how much more a column differs
 * between near rows of another class (or value) than between near rows of the same. Numbers by their range, levels by being equal; what is
 * missing differs by half. Ties of distance go to the first row.
 */
export async function reliefScores(
  columns: readonly FilterColumn[],
  target: FilterTarget,
  options: ReliefOptions,
  control: FitControl,
): Promise<Float64Array> {
  const rows = target.kind === 'class' ? target.codes.length : target.values.length
  const differences = columns.map(differenceOf)
  const far = new Float64Array(rows)
  const asked = rows <= options.asked ? null : shuffledIndices(rows, randomFrom(options.seed)).subarray(0, options.asked).sort()
  const count = asked?.length ?? rows
  const judge = target.kind === 'class' ? classJudge(target, differences, options) : numberJudge(target, differences, options)
  for (let at = 0; at < count; at++) {
    const row = asked ? asked[at]! : at
    far.fill(0)
    for (const difference of differences) for (let other = 0; other < rows; other++) far[other]! += difference(row, other)
    judge.add(row, far)
    if (at % 16 === 15) {
      control.progress((at + 1) / count)
      await breathe(control)
    }
  }
  control.progress(1)
  return judge.scores(count)
}

type Difference = (a: number, b: number) => number

function differenceOf(column: FilterColumn): Difference {
  if (column.kind === 'category') {
    const { codes } = column
    return (a, b) => (codes[a]! < 0 || codes[b]! < 0 ? 0.5 : Number(codes[a] !== codes[b]))
  }
  const { values } = column
  const range = rangeOf(values)
  return (a, b) => {
    const away = Math.abs(values[a]! - values[b]!) / range
    return Number.isNaN(away) ? 0.5 : away
  }
}

function rangeOf(values: Float64Array): number {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const value of values) {
    if (value < low) low = value
    if (value > high) high = value
  }
  return high > low ? high - low : 1
}

interface Judge {
  add(row: number, far: Float64Array): void
  scores(asked: number): Float64Array
}

function classJudge(
  { codes, classes }: Extract<FilterTarget, { kind: 'class' }>,
  differences: readonly Difference[],
  { neighbours }: ReliefOptions,
): Judge {
  const members = Array.from({ length: classes }, () => [] as number[])
  codes.forEach((code, row) => members[code]?.push(row))
  const priors = members.map((rows) => rows.length / codes.length)
  const sums = new Float64Array(differences.length)
  return {
    add(row, far) {
      const own = codes[row]!
      members.forEach((rows, other) => {
        const near = nearest(rows, far, { row, neighbours })
        if (near.length === 0) return
        const share = other === own ? -1 : priors[other]! / (1 - priors[own]!)
        differences.forEach((difference, j) => {
          for (const place of near) sums[j]! += (share * difference(row, place)) / near.length
        })
      })
    },
    scores: (asked) => sums.map((sum) => sum / asked),
  }
}

function numberJudge(
  { values }: Extract<FilterTarget, { kind: 'number' }>,
  differences: readonly Difference[],
  { neighbours }: ReliefOptions,
): Judge {
  const range = rangeOf(values)
  const all = Array.from(values, (_, row) => row)
  // The chances that near rows differ in the target, in a column, and in both.
  let targets = 0
  const own = new Float64Array(differences.length)
  const both = new Float64Array(differences.length)
  return {
    add(row, far) {
      const near = nearest(all, far, { row, neighbours })
      for (const place of near) {
        const apart = Math.abs(values[row]! - values[place]!) / range / near.length
        targets += apart
        differences.forEach((difference, j) => {
          const away = difference(row, place)
          own[j]! += away / near.length
          both[j]! += apart * away
        })
      }
    },
    scores: (asked) =>
      own.map((sum, j) => (targets > 0 ? both[j]! / targets : 0) - (asked - targets > 0 ? (sum - both[j]!) / (asked - targets) : 0)),
  }
}

/** The nearest of these rows but the row itself. */
function nearest(rows: readonly number[], far: Float64Array, { row, neighbours }: { row: number; neighbours: number }): readonly number[] {
  const kept: number[] = []
  for (const place of rows) {
    if (place === row || (kept.length === neighbours && far[place]! >= far[kept.at(-1)!]!)) continue
    let at = kept.length
    while (at > 0 && far[kept[at - 1]!]! > far[place]!) at--
    kept.splice(at, 0, place)
    if (kept.length > neighbours) kept.pop()
  }
  return kept
}
