import type { CatalogueEntry } from '../../engine/protocol/catalogue.ts'
import type { DocumentNode } from '../../engine/protocol/document.ts'
import type { Text } from '../../engine/protocol/text.ts'
import type { NodeInspection } from '../../engine/protocol/inspection.ts'
import { useActiveDocument } from '../document/store.ts'
import type { PipelineDocument } from '../document/pipeline-document.ts'
import { useCatalogueEntry } from '../session/catalogue.ts'
import { useSession } from '../session/store.ts'
import { useText } from '../session/use-text.ts'
import { useDock } from './dock-state.ts'
import { portChoices, shownPort, type PortChoice } from './shown-port.ts'

export interface ShownNode {
  readonly pipeline: PipelineDocument
  readonly id: string
  readonly node: DocumentNode
  readonly entry: CatalogueEntry | undefined
  readonly title: string
  /** The title in both languages, for a page tab. */
  readonly titleText: Text
  readonly inspection: NodeInspection | undefined
  readonly choices: readonly PortChoice[]
  readonly shown: PortChoice | undefined
  readonly pinned: boolean
}

/** The node that the dock looks into: the pinned one, else the one that is selected (the last of several). */
export function useShownNode(): ShownNode | null {
  const text = useText()
  const pipeline = useActiveDocument()
  const selected = useSession((state) => state.selection.nodes.at(-1))
  const previewPort = useSession((state) => state.previewPort)
  const pin = useDock((state) => state.pinned)
  const pinned = pin && pipeline?.document.nodes[pin.node] ? pin : null
  const id = pinned?.node ?? previewPort?.node ?? selected
  const node = id === undefined ? undefined : pipeline?.document.nodes[id]
  const entry = useCatalogueEntry(node?.type)
  if (!pipeline || id === undefined || !node) return null
  const choices = entry ? portChoices(entry) : []
  const own = node.title ?? (entry ? undefined : node.type)
  const titleText = own === undefined && entry ? entry.title : { en: own ?? id, fr: own ?? id }
  return {
    pipeline,
    id,
    node,
    entry,
    title: text(titleText),
    titleText,
    inspection: pipeline.inspection?.nodes[id],
    choices,
    shown: shownPort(choices, pinned ?? (previewPort?.node === id ? previewPort : null)),
    pinned: pinned !== null,
  }
}
