import { OrcError } from './orc-error.ts'

const quarter = 900

/**
 * The time on the wall of a zone at an instant, both in seconds as if in UTC. Zones change their offset at whole quarters of an hour, so that it is
 * looked up once for each. Throws OrcError for a zone that nobody knows.
 */
export function wallClock(zone: string): (seconds: number) => number {
  if (/^(UTC|GMT|Etc\/UTC|Etc\/GMT|)$/.test(zone)) return (seconds) => seconds
  let format: Intl.DateTimeFormat
  try {
    const parts = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' } as const
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', era: 'short', ...parts })
  } catch {
    throw new OrcError('zone')
  }
  const offsets = new Map<number, number>()
  const offsetAt = (seconds: number): number => {
    const instant = new Date(seconds * 1000)
    if (Number.isNaN(instant.getTime())) return 0
    const part = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value) || 0]))
    const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
    const wall = new Date(0)
    wall.setUTCFullYear(year, month - 1, day)
    wall.setUTCHours(hour, minute, second)
    // A year before the common era has no offset that anybody kept.
    return Math.abs(wall.getTime() / 1000 - seconds) > 86_400 ? 0 : Math.round(wall.getTime() / 1000 - seconds)
  }
  return (seconds) => {
    const key = Math.floor(seconds / quarter)
    let offset = offsets.get(key)
    if (offset === undefined) {
      if (offsets.size > 100_000) offsets.clear()
      offset = offsetAt(key * quarter)
      offsets.set(key, offset)
    }
    return seconds + offset
  }
}
