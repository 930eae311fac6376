// The settings of what is selected: a form drawn from the catalogue, its columns, notes and help.
import type { CatalogueEntry } from '../../engine/protocol/catalogue.ts'
import type { Params } from '../../engine/protocol/document.ts'
import type { FieldKind, FieldMeta, When } from '../../nodes/kit/fields.ts'

export type Json = Params[string]

/** A field of a form as the catalogue describes it. */
export interface FormField {
  readonly name: string
  readonly meta: FieldMeta
  /** The value while nothing else is chosen. */
  readonly fallback: Json
  readonly min?: number
  readonly max?: number
  readonly integer: boolean
  /** Fields of one entry of a list. */
  readonly item: readonly FormField[]
}

type Schema = Readonly<Record<string, unknown>>

const kinds: ReadonlySet<string> = new Set<FieldKind>([
  'column',
  'columns',
  'text',
  'number',
  'slider',
  'choice',
  'flag',
  'formula',
  'conditions',
  'key-value',
  'file',
  'connection',
  'database-table',
  'registered-model',
  'setting',
  'date',
  'list',
  'json',
  'code',
  'clusters',
])

function isRecord(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function metaOf(name: string, schema: Schema): FieldMeta {
  const meta = schema['x-field']
  if (isRecord(meta) && typeof meta['kind'] === 'string' && kinds.has(meta['kind'])) return meta as unknown as FieldMeta
  // A param that does not say how to draw it can still be edited as what it is in the file.
  return { kind: 'json', label: { en: name, fr: name } }
}

/** The schema of a number, also where it may be null. */
function numberSchema(schema: Schema): Schema {
  const parts = Array.isArray(schema['anyOf']) ? schema['anyOf'].filter(isRecord) : []
  return parts.find((part) => part['type'] === 'number' || part['type'] === 'integer') ?? schema
}

/** A whole number without limits of its own gets those of JavaScript, which nobody wants to read. */
function limit(value: unknown): number | undefined {
  return typeof value === 'number' && Math.abs(value) < Number.MAX_SAFE_INTEGER ? value : undefined
}

function fieldsOf(properties: unknown, defaults: Readonly<Record<string, Json>>): FormField[] {
  if (!isRecord(properties)) return []
  return Object.entries(properties).flatMap(([name, schema]) => {
    if (!isRecord(schema)) return []
    const number = numberSchema(schema)
    const [min, max] = [limit(number['minimum']), limit(number['maximum'])]
    const items = isRecord(schema['items']) ? schema['items'] : {}
    return [
      {
        name,
        meta: metaOf(name, schema),
        fallback: defaults[name] ?? (schema['default'] as Json | undefined) ?? null,
        ...(min !== undefined && { min }),
        ...(max !== undefined && { max }),
        integer: number['type'] === 'integer',
        item: fieldsOf(items['properties'], {}),
      },
    ]
  })
}

/** The fields of a node's form in the order of its params. */
export function formFields({ params, defaults }: Pick<CatalogueEntry, 'params' | 'defaults'>): FormField[] {
  return fieldsOf(params['properties'], defaults)
}

export function valueOf({ name, fallback }: FormField, params: Readonly<Record<string, Json>>): Json {
  return params[name] ?? fallback
}

/** Whether the params let a field be seen: a field that hangs on a hidden one is hidden too. */
export function isVisible(field: FormField, fields: readonly FormField[], params: Readonly<Record<string, Json>>): boolean {
  const holds = (rule: When): boolean => {
    if ('any' in rule) return rule.any.some(holds)
    if ('all' in rule) return rule.all.every(holds)
    const other = fields.find(({ name }) => name === rule.param)
    if (!other || other === field) return true
    const value = valueOf(other, params)
    if (!isVisible(other, fields, params)) return false
    return 'in' in rule ? rule.in.some((wanted) => wanted === value) : endsSo(value, rule.ends) !== (rule.not ?? false)
  }
  return field.meta.when === undefined || holds(field.meta.when)
}

function endsSo(value: Json, ends: readonly string[]): boolean {
  const text =
    typeof value === 'string'
      ? value
          .trim()
          .toLowerCase()
          .replace(/\.(gz|zst)$/, '')
      : ''
  return ends.some((ending) => (ending === '' ? text === '' : text.endsWith(ending)))
}

/** Whether two values are the same as JSON, whatever the order of their keys. */
export function sameValue(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => sameValue(item, b[i]))
  if (!isRecord(a) || !isRecord(b)) return false
  const keys = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...keys].every((key) => sameValue(a[key] as Json | undefined, b[key] as Json | undefined))
}

export function isChanged(field: FormField, params: Readonly<Record<string, Json>>): boolean {
  return !sameValue(valueOf(field, params), field.fallback)
}

/** One new entry of a list, each field at its default. */
export function newEntry(fields: readonly FormField[]): Record<string, Json> {
  return Object.fromEntries(fields.map(({ name, fallback }) => [name, fallback]))
}
