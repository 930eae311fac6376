// Search for the settings of a learner and of the steps before it: pure and seeded; who tries them is somebody else.

import type { Random } from '../random.ts'

export type SettingValue = number | string | boolean

/** A setting that counts only while another one, earlier in the space, has one of these values. */
interface Conditional {
  readonly when?: { readonly name: string; readonly in: readonly SettingValue[] }
}

/** A number that is looked for between two values. */
export interface TunedNumber extends Conditional {
  readonly name: string
  readonly from: number
  readonly to: number
  /** Equal factors are equal steps; both ends are above 0 then. */
  readonly log: boolean
  readonly integer: boolean
  /** Where the setting itself ends, when its range reaches so far: nothing lies beyond. */
  readonly least?: number
  readonly most?: number
}

/** One of several values, in no order. */
export interface TunedChoice extends Conditional {
  readonly name: string
  readonly values: readonly SettingValue[]
}

export type Tuned = TunedNumber | TunedChoice

/** By name; those that do not count beside the others are absent. */
export type Settings = Readonly<Record<string, SettingValue>>

/** What was tried; `loss` is smaller where it is better, null where it failed. */
export interface Trial {
  readonly settings: Settings
  readonly loss: number | null
}

export const isChoice = (tuned: Tuned): tuned is TunedChoice => 'values' in tuned
const isNumber = <T extends Tuned>(tuned: T): tuned is T & TunedNumber => !isChoice(tuned)

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

/** Settings drawn one after the other, each by `draw`; those whose condition does not hold are left out. */
export function settingsBy(space: readonly Tuned[], draw: (tuned: Tuned) => SettingValue): Settings {
  const settings: Record<string, SettingValue> = {}
  for (const tuned of space) if (counts(tuned, settings)) settings[tuned.name] = draw(tuned)
  return settings
}

/** Whether a setting counts beside these. */
export function counts({ when }: Tuned, settings: Settings): boolean {
  const value = when && settings[when.name]
  return !when || (value !== undefined && when.in.includes(value))
}

/** Any settings of the space, each number evenly over its range, each choice alike. */
export function anySettings(space: readonly Tuned[], random: Random): Settings {
  return settingsBy(space, (tuned) =>
    isChoice(tuned) ? (tuned.values[random.below(tuned.values.length)] as SettingValue) : fromUnit(tuned, random.next()),
  )
}

/** A place this near to an end is at the edge. */
const edge = 0.02

/** The numbers that stand at an end of their range, where the setting goes on: what is better may lie beyond. */
export function atEdges<T extends Tuned>(
  space: readonly T[],
  settings: Settings,
): readonly { readonly param: T & TunedNumber; readonly end: 'from' | 'to' }[] {
  return space.flatMap((param): { param: T & TunedNumber; end: 'from' | 'to' }[] => {
    const value = settings[param.name]
    if (!isNumber(param) || typeof value !== 'number') return []
    const place = toUnit(param, value)
    if (place <= edge) return param.from === param.least ? [] : [{ param, end: 'from' }]
    return place < 1 - edge || param.to === param.most ? [] : [{ param, end: 'to' }]
  })
}
