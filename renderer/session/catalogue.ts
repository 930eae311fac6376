import { create } from 'zustand'
import type { CatalogueEntry, ColumnStep } from '../../engine/protocol/catalogue.ts'
import { getClient } from './client.ts'

export interface Catalogue {
  /** Nodes by their id (the `type` of a document's node), in the order of the engine. Empty until it has been read. */
  readonly byType: Readonly<Record<string, CatalogueEntry>>
  /** What can be done from a column or a cell in one act. */
  readonly columnSteps: readonly ColumnStep[]
  readonly loaded: boolean
  /** Throws EngineFailure when the engine does not answer. */
  load(): Promise<void>
}

/** The nodes that there are, read once from the engine. */
export const useCatalogue = create<Catalogue>()((set) => ({
  byType: {},
  columnSteps: [],
  loaded: false,
  load: async () => {
    const { nodes, columnSteps } = await getClient()('catalogue', {})
    set({ byType: Object.fromEntries(nodes.map((node) => [node.id, node])), columnSteps, loaded: true })
  },
}))

export function useCatalogueEntry(type: string | undefined): CatalogueEntry | undefined {
  return useCatalogue((state) => (type === undefined ? undefined : state.byType[type]))
}
