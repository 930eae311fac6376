import { averagePrecision } from './curves.ts'
import type { FurtherFigure } from './deviance-figures.ts'
import { fallingOrder } from './falling-order.ts'
import { meanFigure, type Measured } from './measured.ts'
import { rankScores } from './rank-scores.ts'

/** Places of a list that are looked at unless said otherwise. */
export const usualPlaces = 10

export interface RankedRows {
  /** What it is worth to have the row at the top; not below 0. */
  readonly gain: Float64Array
  readonly score: Float64Array
  /** Which list a row belongs to: a whole number, NaN for none. */
  readonly group: Float64Array
  /** The first so many places of a list are looked at by the figures that say so. */
  readonly places: number
}

/**
 * How well rows are ranked within lists: NDCG of the whole list and of its first places (McSherry and Najork 2008: equal scores share their places,
 * as in scikit-learn), and where some rows are worth nothing, mean average precision and precision of the first places. Each is the mean over the
 * lists of two rows or more with a gain; its interval is that of the lists. Weights of rows play no part. None without such a list, or with a gain
 * below 0.
 */
export function listFigures({ gain, score, group, places }: RankedRows): FurtherFigure[] {
  if (gain.some((value) => value < 0)) return []
  const lists = listsOf(group).flatMap((rows) => {
    const own = Float64Array.from(rows, (i) => gain[i]!)
    return rows.length < 2 || !own.some((value) => value > 0) ? [] : [{ gain: own, score: Float64Array.from(rows, (i) => score[i]!) }]
  })
  if (lists.length === 0) return []
  const mean = (id: string, of: (list: List) => number): FurtherFigure => {
    const figure = (score: (list: List) => Float64Array) =>
      meanFigure(
        id,
        Float64Array.from(lists, (list) => of({ gain: list.gain, score: score(list) })),
        new Float64Array(lists.length).fill(1),
      )
    const own = figure((list) => list.score)
    return { figure: withPlaces(own, places), baseline: figure((list) => new Float64Array(list.gain.length)).value }
  }
  const selective = lists.some((list) => list.gain.some((value) => value === 0))
  return [
    mean('ndcg', (list) => normalisedGain(list, Number.POSITIVE_INFINITY)),
    mean('ndcg-first', (list) => normalisedGain(list, places)),
    ...(selective ? [mean('list-precision', listPrecision), mean('precision-first', (list) => precisionOfFirst(list, places))] : []),
  ]
}

interface List {
  readonly gain: Float64Array
  readonly score: Float64Array
}

/** A mean of shares ends at 1, and its interval with it. */
function withPlaces({ interval, ...rest }: Measured, places: number): Measured {
  return { ...rest, interval: interval && [interval[0], Math.min(1, interval[1])], places }
}

function listsOf(group: Float64Array): readonly (readonly number[])[] {
  const members = new Map<number, number[]>()
  for (let i = 0; i < group.length; i++) {
    if (Number.isNaN(group[i]!)) continue
    const rows = members.get(group[i]!)
    if (rows) rows.push(i)
    else members.set(group[i]!, [i])
  }
  return [...members.values()]
}

function normalisedGain({ gain, score }: List, places: number): number {
  return discounted(gain, score, places) / discounted(gain, gain, places)
}

/** Sum of the gains over log2 of the place + 1, rows with equal scores at the mean of their places' weights; later places weigh nothing. */
function discounted(gain: Float64Array, score: Float64Array, places: number): number {
  return overTies(gain, score, (from, to) => {
    let weight = 0
    for (let place = from; place < Math.min(to, places); place++) weight += 1 / Math.log2(place + 2)
    return weight
  })
}

function listPrecision({ gain, score }: List): number {
  const relevant = Uint8Array.from(gain, (value) => (value > 0 ? 1 : 0))
  return averagePrecision(rankScores(score, relevant, new Float64Array(gain.length).fill(1)))!
}

/** Share of the first places (of all, where the list is shorter) that hold a row with a gain, on average over the orders of equal scores. */
function precisionOfFirst({ gain, score }: List, places: number): number {
  const first = Math.min(places, gain.length)
  const relevant = gain.map((value) => (value > 0 ? 1 : 0))
  return overTies(relevant, score, (from, to) => Math.max(0, Math.min(to, first) - from)) / first
}

/** Sum over groups of equal scores of their mean value times the weight of the places from `from` to before `to` that they fill. */
function overTies(values: Float64Array, score: Float64Array, weightOf: (from: number, to: number) => number): number {
  const order = fallingOrder(score)
  let sum = 0
  for (let start = 0; start < order.length;) {
    let end = start
    let together = 0
    while (end < order.length && score[order[end]!] === score[order[start]!]) together += values[order[end++]!]!
    sum += (together * weightOf(start, end)) / (end - start)
    start = end
  }
  return sum
}
