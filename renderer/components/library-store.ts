import { create } from 'zustand'
import type { LibraryComponent } from '../../engine/protocol/library-methods.ts'
import { useRuns } from '../runs/store.ts'
import { getClient } from '../session/client.ts'
import { attempt } from '../session/notices.ts'

/** The components of the workspace by name, as the engine told of them last. */
export const useLibrary = create<{ readonly byName: Readonly<Record<string, LibraryComponent>> }>()(() => ({ byName: {} }))

/** Reads them when the engine is there, and again whenever one was saved or removed, here or in another window. */
export function followLibrary(): void {
  const load = async () => {
    const { components } = await getClient()('listLibrary', {})
    useLibrary.setState({ byName: Object.fromEntries(components.map((entry) => [entry.name, entry])) })
  }
  useRuns.subscribe((now, before) => {
    const there = before.engine.connection !== 'open' && now.engine.connection === 'open'
    if (there || now.versions.components !== before.versions.components) void attempt(load())
  })
}
