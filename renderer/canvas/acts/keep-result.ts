import { componentOf } from '../../../engine/protocol/document.ts'
import { splitInside } from '../../components/inside-path.ts'
import { getClient } from '../../session/client.ts'
import { announce } from '../announce.ts'
import { editable, titleOf, type Target } from './target.ts'

/** The selected node whose result can be kept: one of the pipeline itself, since a component has many uses, that gives something. */
function keepable(): { readonly found: Target; readonly id: string } | undefined {
  const found = editable()
  const [id] = found?.nodes ?? []
  if (!found || found.nodes.length !== 1 || id === undefined || splitInside(found.pipeline.path)) return undefined
  const node = found.document.nodes[id]
  const outputs = Object.keys(found.catalogue.get(node?.type ?? '')?.outputs ?? {})
  return node && outputs.length > 0 && !componentOf(node, found.document) ? { found, id } : undefined
}

/** Whether the selected node has a result that can be kept, or let go. */
export function canKeep(): 'keep' | 'release' | undefined {
  const it = keepable()
  return it && (it.found.document.nodes[it.id]?.kept ? 'release' : 'keep')
}

/** Keeps the result of the selected node, which runs first where it has none. Throws EngineFailure. */
export async function keepSelected(): Promise<void> {
  const it = keepable()
  if (!it) return
  const { pipeline, document } = it.found
  const kept = await getClient()('keepResult', { path: pipeline.path, document, node: it.id })
  const { en, fr } = titleOf(it.found, it.id)
  if (!pipeline.apply({ type: 'set-node', id: it.id, kept }, { en: `keep the result of ${en}`, fr: `conserver le résultat de ${fr}` }))
    return
  announce({ en: `The result of ${en} is kept.`, fr: `Le résultat de ${fr} est conservé.` })
}

export function releaseSelected(): void {
  const it = keepable()
  if (!it) return
  const { en, fr } = titleOf(it.found, it.id)
  it.found.pipeline.apply(
    { type: 'set-node', id: it.id, kept: null },
    { en: `let the result of ${en} go`, fr: `libérer le résultat de ${fr}` },
  )
}
