import type { Params } from '../../protocol/document.ts'
import { renameInFormula } from '../../relation/formula/formula.ts'
import { columnsNamed } from '../../relation/formula/columns-named.ts'
import type { NamingField } from './param-fields.ts'

type Json = Params[string]
type JsonRecord = Readonly<Record<string, Json>>

/** Where a name stands: the param, the port whose columns it means, and the types that fit there. */
export interface NamePlace {
  readonly field: NamingField
  readonly port: string
  readonly accepts: readonly string[] | undefined
}

/** What a name is to become; the same name to leave it. */
export type Rename = (name: string, place: NamePlace) => string

/** The params that name columns, with other names; params in which nothing changes are left out. */
export function rewriteNames(fields: readonly NamingField[], params: Params, rename: Rename): Params {
  const changed: Params = {}
  for (const field of fields) {
    const value = params[field.name]
    if (value === undefined) continue
    const next = rewritten(field, value, rename)
    if (JSON.stringify(next) !== JSON.stringify(value)) changed[field.name] = next
  }
  return changed
}

const isRecord = (value: Json | undefined): value is Record<string, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function rewritten(field: NamingField, value: Json, rename: Rename): Json {
  if (field.kind === 'list') return inList(field, value, rename)
  const { port } = field
  if (port === undefined) return value
  const place: NamePlace = { field, port, accepts: field.accepts }
  const named = (name: string) => (name === '' ? name : rename(name, place))
  switch (field.kind) {
    case 'column':
      return typeof value === 'string' ? named(value) : value
    case 'columns':
      return isRecord(value) ? inRule(value, named) : value
    case 'formula': {
      if (typeof value !== 'string') return value
      const names = columnsNamed(value)
      return renameInFormula(value, new Map(names.map((name) => [name, rename(name, { ...place, accepts: undefined })])))
    }
    case 'conditions':
      return inConditions(value, (name) => (name === '' ? name : rename(name, { ...place, accepts: undefined })))
    case 'key-value':
      return Array.isArray(value)
        ? value.map((pair) => (isRecord(pair) && typeof pair['key'] === 'string' ? { ...pair, key: named(pair['key']) } : pair))
        : value
    default:
      return value
  }
}

function inList(field: NamingField, value: Json, rename: Rename): Json {
  if (!Array.isArray(value)) return value
  return value.map((entry) => (isRecord(entry) ? { ...entry, ...rewriteNames(field.item, entry, rename) } : entry))
}

function inRule(rule: JsonRecord, named: (name: string) => string): Json {
  const all = (names: Json | undefined): Json => {
    if (!Array.isArray(names)) return []
    return [...new Set(names.map((name) => (typeof name === 'string' ? named(name) : name)))]
  }
  return { ...rule, ...('names' in rule && { names: all(rule['names']) }), ...('except' in rule && { except: all(rule['except']) }) }
}

function inConditions(value: Json, named: (name: string) => string): Json {
  if (!isRecord(value)) return value
  if (typeof value['column'] === 'string') return { ...value, column: named(value['column']) }
  return Object.fromEntries(
    Object.entries(value).map(([key, parts]) => [key, Array.isArray(parts) ? parts.map((part) => inConditions(part, named)) : parts]),
  )
}
