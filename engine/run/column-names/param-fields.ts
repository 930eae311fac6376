// Names of columns in the params of nodes: finding them, giving them other names, and noticing which are lost.

import { z } from 'zod'
import type { NodeDefinition } from '../../../nodes/kit/define-node.ts'
import type { FieldMeta } from '../../../nodes/kit/fields.ts'

/** A param that may name columns, or an entry of one. */
export interface NamingField {
  readonly name: string
  readonly kind: FieldMeta['kind']
  /** The input port whose columns it names; undefined for pairs that name none. */
  readonly port: string | undefined
  readonly label: FieldMeta['label']
  readonly accepts: readonly string[] | undefined
  readonly item: readonly NamingField[]
}

const naming: ReadonlySet<string> = new Set<FieldMeta['kind']>(['column', 'columns', 'formula', 'conditions', 'key-value', 'list'])

const known = new WeakMap<NodeDefinition, readonly NamingField[]>()

/** The params of a node that may name columns, from what their fields say of themselves. */
export function namingFields(node: NodeDefinition): readonly NamingField[] {
  const before = known.get(node)
  if (before) return before
  const schema: unknown = z.toJSONSchema(node.params, { io: 'input', unrepresentable: 'any' })
  const tables = Object.entries(node.inputs).filter(([, port]) => port.kind === 'table')
  const found = fieldsIn(schema, tables[0]?.[0])
  known.set(node, found)
  return found
}

const recordOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : {}

function fieldsIn(schema: unknown, first: string | undefined): readonly NamingField[] {
  return Object.entries(recordOf(recordOf(schema)['properties'])).flatMap(([name, property]): NamingField[] => {
    const meta = recordOf(recordOf(property)['x-field']) as Partial<FieldMeta>
    if (meta.kind === undefined || meta.label === undefined || !naming.has(meta.kind)) return []
    const { kind, label, accepts, from } = meta
    const item = kind === 'list' ? fieldsIn(recordOf(property)['items'], first) : []
    if (kind === 'list' && item.length === 0) return []
    // The left side of pairs names columns only where the field says of which input.
    const port = from ?? (kind === 'key-value' ? undefined : first)
    return [{ name, kind, port, label, accepts, item }]
  })
}
