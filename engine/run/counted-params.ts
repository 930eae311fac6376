import { z } from 'zod'
import type { NodeDefinition } from '../../nodes/kit/define-node.ts'
import type { FieldMeta } from '../../nodes/kit/fields.ts'

/** The params that a result hangs on: without those whose field says that they are aside. */
export function countedParams(definition: NodeDefinition, params: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const isAside = (name: string) => {
    const schema: unknown = definition.params.shape[name]
    return schema instanceof z.ZodType && (z.globalRegistry.get(schema)?.['x-field'] as FieldMeta | undefined)?.aside === true
  }
  return Object.fromEntries(Object.entries(params).filter(([name]) => !isAside(name)))
}
