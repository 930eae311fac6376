// Search for the params of a learner: pure and seeded; who tries them is somebody else.

import type { Random } from '../random.ts'

/** A number that is looked for between two values. */
export interface TunedNumber {
  readonly name: string
  readonly from: number
  readonly to: number
  /** Equal factors are equal steps; both ends are above 0 then. */
  readonly log: boolean
  readonly integer: boolean
}

export type Settings = Readonly<Record<string, number>>

/** What was tried; `loss` is smaller where it is better, null where it failed. */
export interface Trial {
  readonly settings: Settings
  readonly loss: number | null
}

/** The place of a value in its range, 0 to 1. */
export function toUnit({ from, to, log }: TunedNumber, value: number): number {
  const place = log ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from)
  return Math.min(1, Math.max(0, Number.isFinite(place) ? place : 0))
}

/** The value at a place; whole numbers are rounded. */
export function fromUnit({ from, to, log, integer }: TunedNumber, place: number): number {
  const value = log ? from * (to / from) ** place : from + (to - from) * place
  if (integer) return Math.min(to, Math.max(from, Math.round(value)))
  return Number(Math.min(to, Math.max(from, value)).toPrecision(6))
}

/** Any settings of the space, each number evenly over its range. */
export function anySettings(space: readonly TunedNumber[], random: Random): Settings {
  return Object.fromEntries(space.map((param) => [param.name, fromUnit(param, random.next())]))
}

/** A place this near to an end is at the edge. */
const edge = 0.02

/** The params that stand at an end of their range: what is better may lie beyond. */
export function atEdges(
  space: readonly TunedNumber[],
  settings: Settings,
): readonly { readonly param: TunedNumber; readonly end: 'from' | 'to' }[] {
  return space.flatMap((param): { param: TunedNumber; end: 'from' | 'to' }[] => {
    const place = toUnit(param, settings[param.name] ?? param.from)
    return place <= edge ? [{ param, end: 'from' }] : place >= 1 - edge ? [{ param, end: 'to' }] : []
  })
}
