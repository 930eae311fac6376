import type { ProfileSeries } from '../protocol/profile-further.ts'

const units = [
  ['week', 7],
  ['day', 1],
  ['hour', 1 / 24],
  ['minute', 1 / 1440],
  ['second', 1 / 86_400],
] as const

/** A distance in days as a step of the calendar: 30 or 31 days are a month, 365 or 366 a year. */
export function stepName(days: number): ProfileSeries['step'] {
  if (days >= 360 && days <= 370) return { count: 1, unit: 'year' }
  const months = Math.round(days / 30.44)
  if (months >= 1 && months < 12 && Math.abs(days / months - 30.44) <= 1.6) return { count: months, unit: 'month' }
  const [unit, size] = units.find(([, one]) => Math.abs(days / one - Math.round(days / one)) < 1e-6 && days >= one * 0.999) ?? [
    'second',
    1 / 86_400,
  ]
  return { count: Math.max(unit === 'second' ? 1e-6 : 1, Number((days / size).toPrecision(6))), unit }
}
