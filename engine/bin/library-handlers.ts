import type { Handlers } from '../http/handlers.ts'
import type { libraryMethods } from '../protocol/library-methods.ts'
import { openComponentStore } from '../store/component-store.ts'
import type { Engine } from './create-engine.ts'

/** The use cases behind the methods about components of the workspace. */
export function libraryHandlers({ workspace, emit }: Pick<Engine, 'workspace' | 'emit'>): Pick<Handlers, keyof typeof libraryMethods> {
  const store = openComponentStore(workspace.components)
  return {
    listLibrary: async () => ({ components: [...(await store.list())] }),
    async saveToLibrary({ over, ...entry }) {
      const version = await store.save(entry, over)
      emit({ type: 'workspace.changed', what: 'components' })
      return { version }
    },
  }
}
