import type { NodeDefinition, Relations } from '../../nodes/kit/define-node.ts'
import { NodeProblem } from '../../nodes/kit/problem.ts'
import type { Relation } from '../relation/relation.ts'

/** The relations at a node's table inputs, as its body asks for them. */
export function relationsOf(
  definition: NodeDefinition,
  inputs: ReadonlyMap<string, readonly { readonly relation: Relation | null }[]>,
): Relations {
  const at = (port: string) => (inputs.get(port) ?? []).flatMap((table) => table.relation ?? [])
  return {
    one(port) {
      const [relation] = at(port)
      if (!relation) {
        const label = definition.inputs[port]?.label ?? { en: port, fr: port }
        throw new NodeProblem({
          code: 'input-missing',
          port,
          text: { en: `Nothing is connected to “${label.en}”.`, fr: `Rien n’est relié à « ${label.fr} ».` },
        })
      }
      return relation
    },
    optional: (port) => at(port)[0],
    many: at,
  }
}
