import { betaRegularized } from '../statistics/beta.ts'
import { correctPValues } from '../statistics/correct-p-values.ts'
import { normalCdf } from '../statistics/normal.ts'
import { cellsOf, sumsOf, type SliceRows, type Sums } from './group-sums.ts'
import type { SliceColumn, SliceCondition, SliceGroup } from './slice-column.ts'

export interface SliceSearch {
  readonly columns: readonly SliceColumn[]
  /** `share`: the tested value is 0 or 1, a wrong row is 1. `rank`: it lies evenly between 0 and 1, as the place of an error among all. */
  readonly kind: 'share' | 'rank'
  readonly tested: Float64Array
  readonly weights: Float64Array
  /** Rows that say as much as one row of weight 1 does, over the number of rows; 1 without weights. */
  readonly efficiency: number
  /** Groups with fewer rows are not looked at. */
  readonly fewest: number
}

export interface FoundSlice {
  readonly conditions: readonly SliceCondition[]
  /** 1 where a row belongs to it. */
  readonly member: Uint8Array
  readonly pValue: number
}

const mostColumns = 24
const mostSlices = 5
/** What most rows share is no weak spot. */
const mostShare = 0.5
/** At least so much of a group must lie outside of those that were found before. */
const newShare = 0.5
/** So many are tried before the search ends. */
const mostTries = 60
const mostPairsAgain = 30
const significance = 0.05
/** A group of two columns must be worse than each of its halves by more than this much chance. */
const beyondHalf = 0.001
/** By how much the share (or the mean rank) of a group must at least lie above that of the rest, and how many times. */
const least = { share: { by: 0.02, times: 1.2 }, rank: { by: 0.05, times: 1.05 } }

interface Candidate {
  readonly columns: readonly number[]
  readonly groups: readonly SliceGroup[]
  readonly sums: Sums
  /** How many standard errors above the rest. */
  readonly score: number
  readonly pValue: number
}

/**
 * Groups of rows by one column or two whose tested value is higher than that of all other rows beyond chance: exact binomial tail for shares,
 * normal for ranks, corrected for every group that was looked at (Benjamini and Hochberg 1995), and higher by an amount that matters. The one that
 * stands out most comes first; the next is looked for among the rows that are left. At most five; none where nothing stands out.
 */
export async function findSlices(search: SliceSearch, breathe: () => Promise<void>): Promise<FoundSlice[]> {
  const used = new Uint8Array(search.tested.length).fill(1)
  const rows: SliceRows = { used, weights: search.weights, tested: search.tested }
  const columns = await promising(search, rows, breathe)
  let pairs = pairsOf(columns.length)
  const found: FoundSlice[] = []
  let looked = 0
  while (found.length < mostSlices) {
    const all = await candidates({ search, rows, columns, pairs }, breathe)
    // Later rounds look at fewer groups, but the choice of these hangs on all of the first one.
    looked = Math.max(looked, all.looked)
    const corrected = correctPValues(
      [...all.candidates.map(({ pValue }) => pValue), ...new Array<number>(looked - all.candidates.length).fill(1)],
      'benjamini-hochberg',
    )
    const sure = all.candidates
      .map((candidate, k) => ({ ...candidate, pValue: corrected[k] ?? 1 }))
      .filter(({ pValue }) => pValue <= significance)
      .toSorted((a, b) => b.score - a.score)
    const worst = firstNew(sure, columns, used)
    if (!worst) break
    if (found.length === 0) pairs = againOf(sure)
    const { member } = worst
    found.push({ conditions: worst.groups.flatMap(({ conditions }) => conditions), member, pValue: worst.pValue })
    for (let i = 0; i < used.length; i++) if (member[i] === 1) used[i] = 0
  }
  return found
}

/** The group that stands out most of those that are not too large and not for the most part found already. */
function firstNew(
  sure: readonly Candidate[],
  columns: readonly SliceColumn[],
  used: Uint8Array,
): (Candidate & { readonly member: Uint8Array }) | null {
  const fitting = sure.filter(({ sums }) => sums.rows <= used.length * mostShare)
  for (const candidate of fitting.slice(0, mostTries)) {
    const member = membersOf(candidate, columns)
    let rows = 0
    for (const one of member) rows += one
    if (rows <= used.length * mostShare && candidate.sums.rows >= rows * newShare) return { ...candidate, member }
  }
  return null
}

type Pair = readonly [number, number | null]

function pairsOf(count: number): Pair[] {
  const singles = Array.from({ length: count }, (_, k): Pair => [k, null])
  return [...singles, ...singles.flatMap(([a]) => Array.from({ length: count - a - 1 }, (_, k): Pair => [a, a + 1 + k]))]
}

/** The columns and pairs in which something stood out, those that stood out most first. */
function againOf(sure: readonly Candidate[]): Pair[] {
  const chosen = new Map<string, Pair>()
  for (const { columns } of sure) {
    const [a, b] = columns
    if (chosen.size >= mostPairsAgain) break
    for (const pair of [[a!, null] as const, ...(b === undefined ? [] : [[b, null] as const, [a!, b] as const])])
      chosen.set(pair.join(), pair)
  }
  return [...chosen.values()]
}

/** Of many columns those in which one group by itself stands out most. */
async function promising(search: SliceSearch, rows: SliceRows, breathe: () => Promise<void>): Promise<readonly SliceColumn[]> {
  const { columns } = search
  if (columns.length <= mostColumns) return columns
  const scores: number[] = []
  for (const column of columns) {
    const cells = cellsOf(column, null, rows)
    const whole = totalOf(cells)
    scores.push(Math.max(...column.groups.map((group) => scoreOf(sumsOf(cells, group, null), whole, search)), 0))
    await breathe()
  }
  const order = [...columns.keys()].toSorted((a, b) => scores[b]! - scores[a]!).slice(0, mostColumns)
  return order.toSorted((a, b) => a - b).map((k) => columns[k]!)
}

interface Round {
  readonly search: SliceSearch
  readonly rows: SliceRows
  readonly columns: readonly SliceColumn[]
  readonly pairs: readonly Pair[]
}

async function candidates(round: Round, breathe: () => Promise<void>): Promise<{ looked: number; candidates: Candidate[] }> {
  const { search, rows, columns, pairs } = round
  const single = new Map<number, { readonly cells: ReturnType<typeof cellsOf>; readonly sums: readonly Sums[] }>()
  const alone = (k: number) => {
    const known = single.get(k)
    if (known) return known
    const cells = cellsOf(columns[k]!, null, rows)
    const made = { cells, sums: columns[k]!.groups.map((group) => sumsOf(cells, group, null)) }
    single.set(k, made)
    return made
  }
  const kept: Candidate[] = []
  let looked = 0
  for (const [a, b] of pairs) {
    const first = columns[a]!
    const own = alone(a)
    const whole = totalOf(own.cells)
    const tell = (sums: Sums, groups: readonly SliceGroup[], halves: readonly Sums[]) => {
      if (sums.rows < search.fewest || sums.rows > whole.rows * mostShare) return
      looked++
      const score = scoreOf(sums, whole, search)
      if (score < 2 || !matters(sums, whole, search) || !halves.every((half) => beyond(sums, half, search))) return
      kept.push({ columns: b === null ? [a] : [a, b], groups, sums, score, pValue: chanceOf(sums, whole, search) })
    }
    if (b === null) {
      first.groups.forEach((group, k) => tell(own.sums[k]!, [group], []))
      continue
    }
    const second = columns[b]!
    const other = alone(b)
    const cells = cellsOf(first, second, rows)
    first.groups.forEach((group, k) =>
      second.groups.forEach((beside, l) =>
        tell(sumsOf(cells, group, { group: beside, bins: second.bins }), [group, beside], [own.sums[k]!, other.sums[l]!]),
      ),
    )
    await breathe()
  }
  return { looked, candidates: kept }
}

function totalOf(cells: ReturnType<typeof cellsOf>): Sums {
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0)
  return { rows: sum(cells.rows), weight: sum(cells.weight), tested: sum(cells.tested) }
}

const meanOf = ({ weight, tested }: Sums) => (weight > 0 ? tested / weight : 0)
const variance = (mean: number, kind: SliceSearch['kind']) => (kind === 'share' ? mean * (1 - mean) : 1 / 12)

function without(whole: Sums, part: Sums): Sums {
  return { rows: whole.rows - part.rows, weight: whole.weight - part.weight, tested: whole.tested - part.tested }
}

/** Standard errors between the group and the rest, by the spread of all rows. */
function scoreOf(group: Sums, whole: Sums, { kind, efficiency }: SliceSearch): number {
  const rest = without(whole, group)
  const spread = variance(meanOf(whole), kind)
  if (group.rows === 0 || rest.rows === 0 || spread === 0) return 0
  return (meanOf(group) - meanOf(rest)) / Math.sqrt((spread / efficiency) * (1 / group.rows + 1 / rest.rows))
}

function matters(group: Sums, whole: Sums, { kind }: SliceSearch): boolean {
  const [own, rest] = [meanOf(group), meanOf(without(whole, group))]
  return own - rest >= least[kind].by && own >= rest * least[kind].times
}

/** The chance that so many of these rows are wrong (or their errors so large) when they are drawn from all. */
function chanceOf(group: Sums, whole: Sums, search: SliceSearch): number {
  if (search.kind === 'rank') return 1 - normalCdf(scoreOf(group, whole, search))
  return binomialTail(group, meanOf(whole), search.efficiency)
}

/** P(X >= hits) of n rows that are each wrong with the given share; rows count by what they say. */
function binomialTail(group: Sums, share: number, efficiency: number): number {
  const rows = group.rows * efficiency
  const hits = meanOf(group) * rows
  return hits <= 0 ? 1 : betaRegularized(share, hits, rows - hits + 1)
}

/** Whether a group of two columns is worse than what one of them alone selects. */
function beyond(group: Sums, half: Sums, search: SliceSearch): boolean {
  const others = without(half, group)
  if (others.rows === 0) return false
  if (search.kind === 'share') return meanOf(group) > meanOf(others) && binomialTail(group, meanOf(half), search.efficiency) < beyondHalf
  return 1 - normalCdf(scoreOf(group, half, search)) < beyondHalf
}

function membersOf({ columns: places, groups }: Candidate, columns: readonly SliceColumn[]): Uint8Array {
  const [first, second] = places.map((place) => columns[place]!)
  const [own, beside] = groups
  return Uint8Array.from(first!.codes, (code, i) => {
    const inFirst = code >= own!.first && code <= own!.last
    const other = second?.codes[i]
    return inFirst && (other === undefined || (other >= beside!.first && other <= beside!.last)) ? 1 : 0
  })
}
