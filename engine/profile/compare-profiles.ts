import { kolmogorovSmirnov, stabilityIndex } from '../monitor/distances.ts'
import type { Profile, ProfiledColumn } from '../protocol/profile.ts'
import type { ComparedColumn, ProfileComparison } from '../protocol/profile-comparison.ts'
import type { Cell } from '../protocol/table.ts'
import type { Text } from '../protocol/text.ts'
import { numberText, percentText } from './number-words.ts'
import { namesText } from './warning.ts'

const bins = 20
/** The usual limits of the population stability index: from 0.1 a distribution has moved, from 0.25 it is another one. */
const moved = 0.1
const another = 0.25
/** Shares of missing cells that differ by less are the same. */
const missingMoves = 0.02

/**
 * What differs between two profiles, from their figures alone: one may be a saved file. Distributions are compared on common bins into which the 20
 * bins of each are spread, or by the most frequent values; a few rows make large distances by chance, so that nothing is said of fewer than 30.
 */
export function compareProfiles(before: Profile, after: Profile): ProfileComparison {
  const [first, second] = [byName(before), byName(after)]
  const names = [...new Set([...first.keys(), ...second.keys()])]
  const columns = names.map((name) => compareColumn(name, side(before, first.get(name)), side(after, second.get(name))))
  const missingShare = ({ rows, columnsSeen, missingCells }: Profile) =>
    rows * columnsSeen === 0 ? 0 : missingCells / (rows * columnsSeen)
  return {
    rows: [before.rows, after.rows],
    duplicates: [before.duplicates.rows, after.duplicates.rows],
    missingShare: [missingShare(before), missingShare(after)],
    columns: columns.toSorted((a, b) => b.weight - a.weight),
  }
}

interface Side {
  readonly column: ProfiledColumn | undefined
  readonly rows: number
  readonly present: number
}

const byName = ({ columns }: Profile) => new Map(columns.map((column) => [column.name, column]))
const side = ({ rows }: Profile, column: ProfiledColumn | undefined): Side => ({
  column,
  rows,
  present: column ? rows - column.missing.total : 0,
})

function compareColumn(name: string, a: Side, b: Side): ComparedColumn {
  const missing = [a, b].map(({ column, rows }) => (column && rows > 0 ? column.missing.total / rows : null))
  const enough = Math.min(a.present, b.present) >= 30
  const spread = a.column && b.column && a.column.type === b.column.type ? distributions(a, b) : null
  const [p, q] = spread?.counts ?? [[], []]
  // Numbers of few values have both; their distribution says more than which of them are there.
  const known = (column: ProfiledColumn | undefined) =>
    new Set(column?.top?.exact && !column.histogram ? column.top.values.map(({ value }) => value) : [])
  const whole = (column: ProfiledColumn | undefined) => column?.top?.exact === true && column.distinct.values <= column.top.values.length
  const newValues = whole(a.column) ? [...known(b.column)].filter((value) => !known(a.column).has(value)) : []
  const goneValues = whole(b.column) ? [...known(a.column)].filter((value) => !known(b.column).has(value)) : []
  const facts = {
    name,
    types: [a.column?.type ?? null, b.column?.type ?? null] as [string | null, string | null],
    missing: [missing[0] ?? null, missing[1] ?? null] as [number | null, number | null],
    distinct: [a.column?.distinct.values ?? null, b.column?.distinct.values ?? null] as [number | null, number | null],
    middle: [a.column?.quantiles?.p50 ?? null, b.column?.quantiles?.p50 ?? null] as [Cell, Cell],
    mean: [a.column?.number?.mean ?? null, b.column?.number?.mean ?? null] as [number | null, number | null],
    psi: spread && enough ? stabilityIndex(spread.spread[0], spread.spread[1]) : null,
    ks: spread && enough && spread.ordered ? kolmogorovSmirnov(spread.spread[0], spread.spread[1]) : null,
    newValues,
    goneValues,
    bins: (spread?.labels ?? []).map((label, i) => ({
      label,
      shares: [(p[i] ?? 0) / Math.max(1, a.present), (q[i] ?? 0) / Math.max(1, b.present)] as [number, number],
    })),
  }
  return { ...facts, ...judged(facts) }
}

type Facts = Omit<ComparedColumn, 'change' | 'text' | 'weight'>

function judged({
  types,
  missing,
  middle,
  mean,
  psi,
  ks,
  newValues,
  goneValues,
  distinct,
}: Facts): Pick<ComparedColumn, 'change' | 'text' | 'weight'> {
  const [a, b] = types
  if (b === null) return { change: 'gone', weight: 100, text: { en: 'Only in the first.', fr: 'Seulement dans le premier.' } }
  if (a === null) return { change: 'new', weight: 99, text: { en: 'Only in the second.', fr: 'Seulement dans le second.' } }
  if (a !== b) return { change: 'type', weight: 98, text: { en: `It was ${a} and is ${b}.`, fr: `Elle était ${a} et devient ${b}.` } }
  const [was, is] = [missing[0] ?? 0, missing[1] ?? 0]
  const found: { change: ComparedColumn['change']; weight: number; text: Text }[] = []
  if (Math.abs(is - was) >= missingMoves || (is === 0) !== (was === 0))
    found.push({
      change: 'missing',
      weight: 10 * Math.abs(is - was) + 0.5,
      text: {
        en: `Missing in ${percentText(was).en}, then in ${percentText(is).en}.`,
        fr: `Manque dans ${percentText(was).fr}, puis dans ${percentText(is).fr}.`,
      },
    })
  if (newValues.length > 0 || goneValues.length > 0)
    found.push({
      change: 'values',
      weight: 3 + (newValues.length > 0 ? 1 : 0) + 8 * (psi ?? 0),
      text: {
        en: [
          ...(newValues.length > 0 ? [`New: ${namesText(newValues).en}.`] : []),
          ...(goneValues.length > 0 ? [`Gone: ${namesText(goneValues).en}.`] : []),
        ].join(' '),
        fr: [
          ...(newValues.length > 0 ? [`Nouvelles : ${namesText(newValues).fr}.`] : []),
          ...(goneValues.length > 0 ? [`Disparues : ${namesText(goneValues).fr}.`] : []),
        ].join(' '),
      },
    })
  if (psi !== null && psi >= moved)
    found.push({ change: 'shifted', weight: 1 + 8 * psi, text: shiftText({ psi, ks, middle, mean, distinct }) })
  const [most, ...others] = found.toSorted((x, y) => y.weight - x.weight)
  if (!most) return { change: 'same', weight: psi ?? 0, text: { en: 'Nothing of note.', fr: 'Rien de notable.' } }
  const all = [most, ...others].map(({ text }) => text)
  return { ...most, text: { en: all.map(({ en }) => en).join(' '), fr: all.map(({ fr }) => fr).join(' ') } }
}

function shiftText({ psi, ks, middle, mean }: Pick<Facts, 'psi' | 'ks' | 'middle' | 'mean' | 'distinct'>): Text {
  const [size, distance] = [numberText(psi ?? 0, 2), numberText(ks ?? 0, 2)]
  const far = (psi ?? 0) >= another
  const what = far
    ? { en: 'Another distribution', fr: 'Une autre répartition' }
    : { en: 'The distribution has moved', fr: 'La répartition a bougé' }
  const apart = ks === null ? { en: '', fr: '' } : { en: `, KS ${distance.en}`, fr: `, KS ${distance.fr}` }
  const ends = ([a, b]: readonly [Cell, Cell]): Text | null => {
    const say = (cell: Cell) => (typeof cell === 'number' ? numberText(cell) : { en: String(cell), fr: String(cell) })
    return a === null || b === null || a === b ? null : { en: `from ${say(a).en} to ${say(b).en}`, fr: `de ${say(a).fr} à ${say(b).fr}` }
  }
  const [byMiddle, byMean] = [ends(middle), ends(mean)]
  const from = byMiddle
    ? { en: `, median ${byMiddle.en}`, fr: `, médiane ${byMiddle.fr}` }
    : byMean
      ? { en: `, mean ${byMean.en}`, fr: `, moyenne ${byMean.fr}` }
      : { en: '', fr: '' }
  return { en: `${what.en}: PSI ≈ ${size.en}${apart.en}${from.en}.`, fr: `${what.fr} : PSI ≈ ${size.fr}${apart.fr}${from.fr}.` }
}

interface Distributions {
  readonly labels: readonly string[]
  readonly counts: readonly [readonly number[], readonly number[]]
  /** Those that distances are taken of: bins that both leave empty are no part of them. */
  readonly spread: readonly [readonly number[], readonly number[]]
  readonly ordered: boolean
}

function distributions(a: Side, b: Side): Distributions | null {
  if (!a.column || !b.column) return null
  const [x, y] = [axis(a.column), axis(b.column)]
  if (x && y) {
    const [low, high] = [Math.min(x.low, y.low), Math.max(x.high, y.high)]
    const counts = [respread(x, low, high), respread(y, low, high)] as const
    const width = (high - low) / bins
    const dated = a.column.type === 'date' || a.column.type === 'timestamp'
    const labels = counts[0].map((_, i) => {
      const edge = low + i * width
      return dated ? new Date(edge).toISOString().slice(0, 10) : String(Number(edge.toPrecision(6)))
    })
    const used = labels.map((_, i) => i).filter((i) => (counts[0][i] ?? 0) + (counts[1][i] ?? 0) > 0)
    const of = (list: readonly number[]) => used.map((i) => list[i] ?? 0)
    return { labels, counts, spread: [of(counts[0]), of(counts[1])], ordered: true }
  }
  const [top, other] = [shownValues(a), shownValues(b)]
  if (!top || !other) return null
  // Only values that both profiles tell of can be compared: what one leaves among its many others is not known to be new.
  const values = [...new Set([...top.keys(), ...other.keys()])].filter(
    (value) => tells(a.column, top, value) && tells(b.column, other, value),
  )
  const rest = (s: Side, counts: ReadonlyMap<string, number>) =>
    Math.max(0, s.present - values.reduce((sum, value) => sum + (counts.get(value) ?? 0), 0))
  const counts = [
    [...values.map((value) => top.get(value) ?? 0), rest(a, top)],
    [...values.map((value) => other.get(value) ?? 0), rest(b, other)],
  ] as const
  return { labels: [...values, '…'], counts, spread: counts, ordered: false }
}

/** The most frequent values with their rows; null where only a sample was counted. */
function shownValues({ column }: Side): ReadonlyMap<string, number> | null {
  if (!column?.top || column.top.values.length === 0 || column.histogram) return null
  return column.top.exact ? new Map(column.top.values.map(({ value, rows }) => [value, rows])) : null
}

const tells = (column: ProfiledColumn | undefined, counts: ReadonlyMap<string, number>, value: string) =>
  counts.has(value) || (column?.distinct.values ?? Infinity) <= counts.size

interface Axis {
  readonly low: number
  readonly high: number
  readonly counts: readonly number[]
}

function axis({ histogram, min, max, type }: ProfiledColumn): Axis | null {
  if (!histogram) return null
  const place = (cell: Cell) =>
    typeof cell === 'number'
      ? cell
      : typeof cell === 'string' && /date|timestamp/.test(type)
        ? Date.parse(cell.includes(' ') || cell.includes('T') ? `${cell.replace(' ', 'T').replace(/Z?$/, '')}Z` : cell)
        : NaN
  const [low, high] = [place(min), place(max)]
  return Number.isFinite(low) && Number.isFinite(high) ? { low, high, counts: histogram } : null
}

/** Counts on equal bins of a wider axis: each old bin is spread evenly over the new ones that it covers. */
function respread({ low, high, counts }: Axis, from: number, to: number): number[] {
  const result = Array.from({ length: bins }, () => 0)
  const width = (to - from) / bins
  const own = (high - low) / Math.max(1, counts.length)
  const at = (value: number) => Math.max(0, Math.min(bins - 1, Math.floor((value - from) / width)))
  counts.forEach((count, i) => {
    if (count === 0) return
    if (width <= 0) return void (result[0] = (result[0] ?? 0) + count)
    const [start, end] = [low + i * own, low + (i + 1) * own]
    if (own <= 0) return void (result[at(low)] = (result[at(low)] ?? 0) + count)
    for (let k = at(start); k <= at(end); k++) {
      const covered = Math.min(end, from + (k + 1) * width) - Math.max(start, from + k * width)
      if (covered > 0) result[k] = (result[k] ?? 0) + (count * covered) / own
    }
  })
  return result
}
