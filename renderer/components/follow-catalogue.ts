import { getDocument, useDocuments } from '../document/store.ts'
import type { Component } from '../../engine/protocol/document.ts'
import { useCatalogue } from '../session/catalogue.ts'
import { activePath, useSession } from '../session/store.ts'
import type { LibraryComponent } from '../../engine/protocol/library-methods.ts'
import { componentEntries, libraryEntries } from './component-entry.ts'
import { endEntries } from './end-entries.ts'
import { splitInside } from './inside-path.ts'
import { useLibrary } from './library-store.ts'

interface Shown {
  readonly components: Readonly<Record<string, Component>> | undefined
  readonly library: Readonly<Record<string, LibraryComponent>>
  readonly inside: boolean
}

let shown: Shown | undefined

const made: ReadonlySet<string> = new Set(['component', 'port'])

/** Keeps the components of the pipeline that is seen in the catalogue, and inside one its ports: in the palette, on the canvas, in the lists of what fits. */
export function followComponents(): void {
  const refresh = () => {
    const path = activePath(useSession.getState())
    const document = getDocument(path)?.document
    const { byType, loaded } = useCatalogue.getState()
    if (!loaded || path === null || !document) return
    const inside = splitInside(path) !== null
    const { byName: library } = useLibrary.getState()
    if (shown && document.components === shown.components && library === shown.library && inside === shown.inside) return
    shown = { components: document.components, library, inside }
    const own = Object.fromEntries(Object.entries(byType).filter(([, entry]) => !made.has(entry.category)))
    useCatalogue.setState({
      byType: { ...own, ...(inside && endEntries), ...componentEntries(document, own), ...libraryEntries(document, library, own) },
    })
  }
  useSession.subscribe(refresh)
  useDocuments.subscribe(refresh)
  useLibrary.subscribe(refresh)
  useCatalogue.subscribe((now, before) => {
    if (now.loaded && !before.loaded) refresh()
  })
}
