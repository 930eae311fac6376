import type { LiteralValue } from '../../engine/relation/types.ts'

/** How far apart the moments of a series should be. `number`: of whole numbers; `weekday`: Monday to Friday. */
export type StepUnit = 'number' | 'second' | 'minute' | 'hour' | 'day' | 'weekday' | 'week' | 'month' | 'year'

export interface SeriesStep {
  readonly count: number
  readonly unit: StepUnit
}

/** How often two moments that follow each other are this far apart: in seconds, or as numbers. */
export interface Distance {
  readonly size: number
  readonly times: number
}

const day = 86_400
/** Calendar steps by the days that they can take. */
const calendar: readonly { readonly low: number; readonly high: number; readonly step: SeriesStep }[] = [
  { low: 28, high: 31, step: { count: 1, unit: 'month' } },
  { low: 59, high: 62, step: { count: 2, unit: 'month' } },
  { low: 89, high: 92, step: { count: 3, unit: 'month' } },
  { low: 181, high: 184, step: { count: 6, unit: 'month' } },
  { low: 365, high: 366, step: { count: 1, unit: 'year' } },
]

/** Of all distances at least this share has to be one calendar step, or one plain distance be the most frequent. */
const most = 0.5

function plain(seconds: number): SeriesStep {
  for (const [unit, size] of [
    ['week', 7 * day],
    ['day', day],
    ['hour', 3600],
    ['minute', 60],
  ] as const)
    if (seconds % size === 0) return { count: seconds / size, unit }
  return { count: seconds, unit: 'second' }
}

/**
 * The step of a series by the distances between its moments: the most frequent one, unless months or years of different length say more.
 * `weekends`: rows on a Saturday or Sunday. Null without two moments.
 */
export function findStep(
  distances: readonly Distance[],
  options: { readonly numbers: boolean; readonly weekends: number },
): SeriesStep | null {
  const known = distances.filter(({ size }) => size > 0)
  const [first] = known.toSorted((a, b) => b.times - a.times || a.size - b.size)
  if (first === undefined) return null
  if (options.numbers) return { count: first.size, unit: 'number' }
  const total = known.reduce((sum, { times }) => sum + times, 0)
  for (const { low, high, step } of calendar) {
    const within = known.filter(({ size }) => size >= low * day && size <= high * day)
    const different = new Set(within.map(({ size }) => size)).size
    // Twenty-eight days again and again are four weeks; a single 31 is a month.
    const regular = different > 1 || within.some(({ size }) => size % day === 0 && [31, 365].includes(size / day))
    if (regular && within.reduce((sum, { times }) => sum + times, 0) >= most * total) return step
  }
  const threes = known.find(({ size }) => size === 3 * day)?.times ?? 0
  if (first.size === day && options.weekends === 0 && threes * 10 >= total) return { count: 1, unit: 'weekday' }
  return plain(first.size)
}

const words: Readonly<Record<StepUnit, { readonly en: string; readonly fr: string }>> = {
  number: { en: 'in numbers', fr: 'en nombres' },
  second: { en: 'seconds', fr: 'secondes' },
  minute: { en: 'minutes', fr: 'minutes' },
  hour: { en: 'hours', fr: 'heures' },
  day: { en: 'days', fr: 'jours' },
  weekday: { en: 'working days', fr: 'jours ouvrés' },
  week: { en: 'weeks', fr: 'semaines' },
  month: { en: 'months', fr: 'mois' },
  year: { en: 'years', fr: 'années' },
}

/** A step in words. */
export const stepWords = ({ count, unit }: SeriesStep) => ({ en: `${count} ${words[unit].en}`, fr: `${count} ${words[unit].fr}` })

/** A step as a cell of a table: `1 month`. */
export const stepCell = ({ count, unit }: SeriesStep): LiteralValue => `${count} ${unit}`

export const unitChoices = (['second', 'minute', 'hour', 'day', 'weekday', 'week', 'month', 'year'] as const).map((value) => ({
  value,
  label: words[value],
}))
