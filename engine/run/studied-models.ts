import type { StudiedModel } from '../../nodes/kit/study.ts'
import { nodeSettings } from '../../nodes/kit/node-settings.ts'
import { tunableParams, type TunableNode } from '../../nodes/kit/tunable.ts'
import type { Text } from '../protocol/text.ts'
import type { Resolved, ResolvedNode } from './resolve.ts'
import { refitPorts, studyCut, type StudyCut } from './study-cut.ts'

/** The learners that a node would learn anew; undefined where it learns none, or nobody can say which. */
export function studiedBy(node: ResolvedNode, resolved: Resolved): readonly StudiedModel[] | undefined {
  if (refitPorts(node).length === 0) return undefined
  const cut = studyCut(resolved, node.id)
  return 'code' in cut ? undefined : studiedModels(resolved, cut)
}

/** The learners of a study, and what can be looked for in them and in the nodes that are learned anew with them. */
export function studiedModels({ nodes }: Pick<Resolved, 'nodes'>, cut: StudyCut): readonly StudiedModel[] {
  return cut.models.map(({ node: id, inside }): StudiedModel => {
    const learner = nodes.get(id)
    const before = inside.flatMap((other) => (other === id ? [] : (tunableNode(nodes.get(other)) ?? [])))
    return {
      node: id,
      title: titleOf(learner, id),
      type: learner?.node.type ?? '',
      fingerprint: learner?.fingerprint ?? '',
      params: learner?.params ?? {},
      tunable: tunableNode(learner)?.tunable ?? [],
      settings: tunableNode(learner)?.settings ?? [],
      before,
    }
  })
}

function tunableNode(node: ResolvedNode | undefined): TunableNode | undefined {
  if (!node?.definition || !node.params || node.node.disabled) return undefined
  const { definition, params } = node
  return {
    node: node.id,
    title: titleOf(node, node.id),
    params,
    tunable: tunableParams(definition.params, params),
    settings: nodeSettings(definition.params, params),
  }
}

/** A title of its own stays in every language. */
function titleOf(node: ResolvedNode | undefined, id: string): Text {
  const own = node?.node.title ?? id
  return node?.node.title === undefined && node?.definition ? node.definition.title : { en: own, fr: own }
}
