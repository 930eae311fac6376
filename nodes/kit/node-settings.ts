import { z } from 'zod'
import type { SettingValue } from '../../engine/learn/tune/space.ts'
import type { Text } from '../../engine/protocol/text.ts'
import type { FieldMeta } from './fields.ts'
import { counts, valueTextsOf, type ValueTexts } from './tunable.ts'

/** A setting of a node that a study can give other values. */
export interface NodeSetting extends ValueTexts {
  readonly name: string
  readonly label: Text
  /** All that a choice knows; absent of a number. */
  readonly values?: readonly SettingValue[]
  readonly integer: boolean
  /** Where a number ends. */
  readonly least?: number
  readonly most?: number
}

const kinds: ReadonlySet<string> = new Set(['number', 'slider', 'choice', 'flag'])

/** The numbers, choices and flags that count with these params, in the order of the form; a seed is none. */
export function nodeSettings(schema: z.ZodObject, params: Readonly<Record<string, unknown>>): readonly NodeSetting[] {
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return Object.entries(properties).flatMap(([name, property]): NodeSetting[] => {
    if (typeof property === 'boolean' || name === 'seed') return []
    const meta = property['x-field'] as FieldMeta | undefined
    if (!meta || !kinds.has(meta.kind) || (meta.when && !counts(meta.when, params))) return []
    const own = { name, label: meta.label }
    if (meta.kind === 'flag') return [{ ...own, values: [false, true], valueTexts: valueTextsOf(meta), integer: false }]
    if (meta.kind === 'choice')
      return [{ ...own, values: (meta.choices ?? []).map(({ value }) => value), valueTexts: valueTextsOf(meta), integer: false }]
    // A number that may be left open is one of two.
    const parts = [property, ...(property.anyOf ?? [])].filter((part) => typeof part !== 'boolean')
    const number = parts.find(({ type }) => type === 'number' || type === 'integer')
    const [least, most] = [limit(number?.minimum), limit(number?.maximum)]
    return [{ ...own, integer: number?.type === 'integer', ...(least !== undefined && { least }), ...(most !== undefined && { most }) }]
  })
}

/** The limits that any whole number has are none. */
const limit = (value: unknown): number | undefined =>
  typeof value === 'number' && Math.abs(value) < Number.MAX_SAFE_INTEGER ? value : undefined
