import { z } from 'zod'
import type { TunedNumber } from '../../engine/learn/tune/space.ts'
import type { Text } from '../../engine/protocol/text.ts'
import type { FieldMeta, When } from './fields.ts'

/** A number of a learner that is worth looking for, as its node proposes it. */
export interface Tunable extends TunedNumber {
  readonly label: Text
}

type Params = Readonly<Record<string, unknown>>

/** The numbers that a learner's node proposes to look for, of those that count with these params. */
export function tunableParams(schema: z.ZodObject, params: Params): readonly Tunable[] {
  return Object.entries(schema.shape as Readonly<Record<string, z.ZodType>>).flatMap(([name, field]): Tunable[] => {
    const meta = z.globalRegistry.get(field)?.['x-field'] as FieldMeta | undefined
    if (!meta?.tune || (meta.when && !counts(meta.when, params))) return []
    const { from, to, log = false } = meta.tune
    // A number between whole ones is refused by its own schema.
    const integer = !field.safeParse((from + to) / 2 + 0.123).success
    return [{ name, label: meta.label, from, to, log, integer }]
  })
}

function counts(when: When, params: Params): boolean {
  if ('any' in when) return when.any.some((part) => counts(part, params))
  if ('all' in when) return when.all.every((part) => counts(part, params))
  return !('in' in when) || when.in.includes(params[when.param] as string | number | boolean)
}
