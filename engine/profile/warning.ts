import type { Profile, ProfileWarning } from '../protocol/profile.ts'
import type { Params } from '../protocol/document.ts'
import type { Text } from '../protocol/text.ts'

/** What warnings are made from. */
export type ProfileFacts = Omit<Profile, 'warnings' | 'seconds'>

/** A warning with the harm that it would do to a model or a report, by which warnings are ranked. */
export interface RankedWarning extends ProfileWarning {
  readonly harm: number
}

/** The node that mends a warning, and what the button says. */
export function remedy(label: Text, type: string, params: Params): ProfileWarning['remedy'] {
  return { label, type, params }
}

export function named(...names: readonly string[]): Params {
  return { by: 'names', names: [...names] }
}

/** A list of names as a person would say it; more than four are counted. */
export function namesText(names: readonly string[]): Text {
  const shown = names.slice(0, names.length > 4 ? 3 : 4)
  const rest = names.length - shown.length
  const join = (and: string, others: string) =>
    rest > 0
      ? `${shown.join(', ')} ${and} ${rest} ${others}`
      : shown.length < 2
        ? (shown[0] ?? '')
        : `${shown.slice(0, -1).join(', ')} ${and} ${shown.at(-1) ?? ''}`
  return { en: join('and', 'more'), fr: join('et', 'autres') }
}
