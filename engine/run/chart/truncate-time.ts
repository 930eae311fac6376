import type { TimeUnit } from './chart-source.ts'

const second = 1000
const day = 86_400 * second

const lengths: Readonly<Record<TimeUnit, number>> = {
  second,
  minute: 60 * second,
  hour: 3600 * second,
  day,
  week: 7 * day,
  month: 30.44 * day,
  quarter: 91.31 * day,
  year: 365.25 * day,
}

/** The smallest unit of which a span of milliseconds holds no more than so many; dates alone have nothing below days. */
export function unitFor(span: number, most: number, wholeDays: boolean): TimeUnit {
  const units = Object.keys(lengths) as TimeUnit[]
  return units.find((unit) => (!wholeDays || lengths[unit] >= day) && span / lengths[unit] <= most) ?? 'year'
}

/** Where the unit of time that holds a moment begins; milliseconds since 1970 in UTC. Weeks begin on Monday. */
export function truncateTime(at: number, unit: TimeUnit): number {
  const date = new Date(at)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()]
  switch (unit) {
    case 'year':
      return utc(year, 0)
    case 'quarter':
      return utc(year, month - (month % 3))
    case 'month':
      return utc(year, month)
    case 'week': {
      const days = Math.floor(at / day)
      // 1 January 1970 was a Thursday.
      return (days - ((((days + 3) % 7) + 7) % 7)) * day
    }
    default:
      return Math.floor(at / lengths[unit]) * lengths[unit]
  }
}

/** Where the unit of time after the one that begins here begins. */
export function nextTime(start: number, unit: TimeUnit): number {
  const date = new Date(start)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()]
  if (unit === 'year') return utc(year + 1, 0)
  if (unit === 'quarter') return utc(year, month + 3)
  if (unit === 'month') return utc(year, month + 1)
  return start + lengths[unit]
}

/** Date.UTC takes the years 0 to 99 for 1900 to 1999. */
function utc(year: number, month: number): number {
  const date = new Date(0)
  date.setUTCFullYear(year, month, 1)
  return date.getTime()
}
