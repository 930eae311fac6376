import type { DateOrder, ShapeFamily } from './date-shape.ts'

/** How the dates of a column are read: one format, applied to every row. */
export interface DateFormat {
  /** In the words of the functions of formulas, such as D/M/YYYY; empty for numbers that count from 1970. */
  readonly date: string
  readonly epoch: ShapeFamily['epoch'] | 'days' | 'excel'
  /** The ways in which a time follows the date; the empty text is no time. */
  readonly times: readonly string[]
  /** Months, weekdays or half days are written as words. */
  readonly words: boolean
  readonly halfDays: boolean
  readonly offsets: boolean
}

/** Rows that decide between the orders: those that can only be one, and those that would be another day in another order. */
export interface OrderEvidence {
  readonly dayFirst: number
  readonly monthFirst: number
  readonly yearFirst: number
  readonly either: number
}

const sum = (family: ShapeFamily, count: (shape: ShapeFamily['shapes'][number]) => number) =>
  family.shapes.reduce((total, shape) => total + count(shape), 0)

/** What the values say of the order of day, month and year. */
export function orderEvidence(family: ShapeFamily): OrderEvidence {
  const yearFirst = family.yearPlace === null ? sum(family, (shape) => shape.firstAbove31) : 0
  return {
    yearFirst,
    dayFirst: sum(family, (shape) => shape.firstAbove12) - yearFirst,
    monthFirst: sum(family, (shape) => shape.secondAbove12),
    either: sum(family, (shape) => shape.either),
  }
}

/** Whether digits alone leave the order open: the month is no word, and the year does not come first. */
export function orderIsOpen(family: ShapeFamily): boolean {
  return family.epoch === null && family.separators !== null && family.monthWord === null && family.yearPlace !== 0
}

/** The order that all values allow; undefined when they allow several, or contradict each other. */
export function orderFrom(family: ShapeFamily, { dayFirst, monthFirst, yearFirst, either }: OrderEvidence): DateOrder | undefined {
  if (yearFirst > 0) return 'year-first'
  if (dayFirst > 0 && monthFirst > 0) return undefined
  if (dayFirst > 0) return 'day-first'
  if (monthFirst > 0) return 'month-first'
  // Every day is its own mirror (01/01, 02/02): both orders read the same.
  return either === 0 && family.yearDigits === 4 ? 'day-first' : undefined
}

/** The format that reads a family of shapes in an order. */
export function formatOf(family: ShapeFamily, order: DateOrder): DateFormat {
  return {
    date: dateFormat(family, order),
    epoch: family.epoch,
    times: family.times,
    words: family.monthWord !== null || family.shapes.some((item) => item.shape.includes('m') || item.shape.includes('z')),
    halfDays: family.halfDays,
    offsets: family.offsets,
  }
}

function dateFormat({ epoch, separators, monthWord, yearDigits, yearPlace }: ShapeFamily, order: DateOrder): string {
  if (epoch !== null) return ''
  if (separators === null) return 'YYYYMMDD'
  const year = yearDigits === 4 ? 'YYYY' : 'YY'
  const [a, b] = separators
  if (yearPlace === 0 || (yearPlace === null && order === 'year-first')) return `${year}${a}M${b}D`
  const monthLeads = monthWord === 0 || (monthWord === null && order === 'month-first')
  return monthLeads ? `M${a}D${b}${year}` : `D${a}M${b}${year}`
}
