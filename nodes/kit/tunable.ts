import { z } from 'zod'
import { isChoice, type SettingValue, type Tuned } from '../../engine/learn/tune/space.ts'
import type { Text } from '../../engine/protocol/text.ts'
import type { FieldMeta, When } from './fields.ts'
import type { NodeSetting } from './node-settings.ts'

/** What the values of a choice are called in its field, by the values as text. */
export interface ValueTexts {
  readonly valueTexts?: Readonly<Record<string, Text>>
}

/** A setting that is worth looking for, as its node proposes it. */
export type Tunable = Tuned & { readonly label: Text } & ValueTexts

/** A node on the way to a model, with what can be looked for in it. */
export interface TunableNode {
  readonly node: string
  /** Its name on the canvas. */
  readonly title: Text
  readonly params: Readonly<Record<string, unknown>>
  readonly tunable: readonly Tunable[]
  /** All that can be given other values, proposed or not. */
  readonly settings: readonly NodeSetting[]
}

type Params = Readonly<Record<string, unknown>>

/** The settings that a node proposes to look for, of those that count with these params, or with another choice that it proposes too. */
export function tunableParams(schema: z.ZodObject, params: Params): readonly Tunable[] {
  const fields = Object.entries(schema.shape as Readonly<Record<string, z.ZodType>>).flatMap(([name, field]) => {
    const meta = z.globalRegistry.get(field)?.['x-field'] as FieldMeta | undefined
    return meta?.tune ? [{ name, field, meta, tune: meta.tune }] : []
  })
  const found: Tunable[] = []
  for (const { name, field, meta, tune } of fields) {
    const when = conditionOn(meta.when, found)
    if (!when && meta.when && !counts(meta.when, params)) continue
    const own = { name, label: meta.label, ...(when && { when }) }
    if (tune === true || !('from' in tune)) found.push({ ...own, values: valuesOf(meta, tune), valueTexts: valueTextsOf(meta) })
    else {
      const { from, to, log = false } = tune
      // A number between whole ones is refused by its own schema.
      const integer = !field.safeParse((from + to) / 2 + 0.123).success
      const beyond = integer ? 1 : (to - from) / 1000
      found.push({
        ...own,
        from,
        to,
        log,
        integer,
        ...(!field.safeParse(from - beyond).success && { least: from }),
        ...(!field.safeParse(to + beyond).success && { most: to }),
      })
    }
  }
  return found
}

function valuesOf({ kind, choices = [] }: FieldMeta, tune: true | readonly string[]): readonly SettingValue[] {
  if (tune !== true) return tune
  return kind === 'flag' ? [false, true] : choices.map(({ value }) => value)
}

/** What the values of a choice or a flag are called, by the values as text. */
export function valueTextsOf({ kind, choices = [] }: FieldMeta): Readonly<Record<string, Text>> {
  if (kind === 'flag') return { true: { en: 'yes', fr: 'oui' }, false: { en: 'no', fr: 'non' } }
  return Object.fromEntries(choices.map(({ value, label }) => [value, { en: bare(label.en), fr: bare(label.fr) }]))
}

/** Without what stands in brackets behind: values stand in brackets themselves. */
const bare = (label: string): string => label.replace(/ \(.*\)$/, '')

/** A condition on a choice that is proposed itself is one of the search. */
function conditionOn(when: When | undefined, found: readonly Tunable[]): Tuned['when'] {
  if (!when || !('in' in when)) return undefined
  return found.some((other) => isChoice(other) && other.name === when.param) ? { name: when.param, in: when.in } : undefined
}

/** Whether a field counts with these params. */
export function counts(when: When, params: Params): boolean {
  if ('any' in when) return when.any.some((part) => counts(part, params))
  if ('all' in when) return when.all.every((part) => counts(part, params))
  return !('in' in when) || when.in.includes(params[when.param] as string | number | boolean)
}
