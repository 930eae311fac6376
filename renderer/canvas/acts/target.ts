// What a person does with what is selected: commands on the document of the active tab, with their words for the history.
import type { CatalogueEntry } from '../../../engine/protocol/catalogue.ts'
import type { Document } from '../../../engine/protocol/document.ts'
import type { Text } from '../../../engine/protocol/text.ts'
import { catalogueMap } from '../../document/port-catalogue.ts'
import type { PipelineDocument } from '../../document/pipeline-document.ts'
import { getDocument } from '../../document/store.ts'
import { useCatalogue } from '../../session/catalogue.ts'
import { activePath, useSession } from '../../session/store.ts'
import { nodeTitle } from '../node-title.ts'
import { useCanvas } from '../store.ts'

export interface Target {
  readonly pipeline: PipelineDocument
  readonly document: Document
  readonly catalogue: ReadonlyMap<string, CatalogueEntry>
  /** What is selected and still there. */
  readonly nodes: readonly string[]
  readonly notes: readonly string[]
  readonly frames: readonly string[]
}

/** The pipeline of the active tab with what is selected in it; undefined on another page. */
export function target(): Target | undefined {
  const pipeline = getDocument(activePath(useSession.getState()))
  if (!pipeline) return undefined
  const { document } = pipeline
  const { marks } = useCanvas.getState()
  return {
    pipeline,
    document,
    catalogue: catalogueMap(useCatalogue.getState().byType),
    nodes: useSession.getState().selection.nodes.filter((id) => Object.hasOwn(document.nodes, id)),
    notes: marks.notes.filter((id) => Object.hasOwn(document.notes, id)),
    frames: marks.frames.filter((id) => Object.hasOwn(document.frames, id)),
  }
}

/** The same, when it can be edited. */
export function editable(): Target | undefined {
  const found = target()
  return found && !found.pipeline.readOnly ? found : undefined
}

export function titleOf({ document, catalogue }: Target, id: string): Text {
  return nodeTitle(document, catalogue, id)
}

/** "Clean", "3 nodes", "2 notes": what an edit is about. */
export function nameThem(found: Target, nodes: readonly string[], others = 0): Text {
  const [only] = nodes
  if (nodes.length === 1 && only !== undefined && others === 0) return titleOf(found, only)
  if (nodes.length === 0) return others === 1 ? { en: 'a note', fr: 'une note' } : { en: `${others} things`, fr: `${others} éléments` }
  const count = nodes.length + others
  return others === 0 ? { en: `${count} nodes`, fr: `${count} nœuds` } : { en: `${count} things`, fr: `${count} éléments` }
}

export function selectOnly(
  nodes: readonly string[],
  marks: { readonly notes?: readonly string[]; readonly frames?: readonly string[] } = {},
): void {
  const [only] = nodes
  useSession.getState().select({ nodes })
  useCanvas.setState(({ focused }) => ({
    marks: { notes: [], frames: [], ...marks },
    focused: nodes.length === 1 && only !== undefined ? only : focused,
  }))
}
