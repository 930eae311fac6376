import type { Text } from '../../engine/protocol/text.ts'
import type { Artifact } from './use-artifact.ts'

/**
 * An artifact whose models are called as the studio's language has it. A model is named when it learns: by its node's own title, which
 * stays, or by the English title of its kind of node, which every language has a word for.
 *
 * @param titles The titles of the kinds of nodes that train.
 */
export function withModelNames(artifact: Artifact, titles: readonly Text[], text: (title: Text) => string): Artifact {
  const named = (name: string) => {
    const title = titles.find(({ en }) => en === name)
    return title ? text(title) : name
  }
  switch (artifact.kind) {
    case 'model':
      return { ...artifact, name: named(artifact.name) }
    case 'metrics':
      return { ...artifact, evaluations: artifact.evaluations.map((each) => ({ ...each, model: named(each.model) })) }
    case 'report':
      return artifact.groups ? { ...artifact, groups: artifact.groups.map((each) => ({ ...each, model: named(each.model) })) } : artifact
    default:
      return artifact
  }
}
