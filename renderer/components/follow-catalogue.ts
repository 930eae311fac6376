import { useDocuments } from '../document/store.ts'
import type { Component } from '../../engine/protocol/document.ts'
import { useCatalogue } from '../session/catalogue.ts'
import { activePath, useSession } from '../session/store.ts'
import { componentEntries } from './component-entry.ts'

let shown: Readonly<Record<string, Component>> | undefined

/** Keeps the components of the pipeline that is seen in the catalogue: in the palette, on the canvas, in the lists of what fits. */
export function followComponents(): void {
  const refresh = () => {
    const path = activePath(useSession.getState())
    const document = path === null ? undefined : useDocuments.getState().byPath[path]?.document
    const { byType, loaded } = useCatalogue.getState()
    if (!loaded || !document || document.components === shown) return
    shown = document.components
    const own = Object.fromEntries(Object.entries(byType).filter(([, entry]) => entry.category !== 'component'))
    useCatalogue.setState({ byType: { ...own, ...componentEntries(document, own) } })
  }
  useSession.subscribe(refresh)
  useDocuments.subscribe(refresh)
  useCatalogue.subscribe((now, before) => {
    if (now.loaded && !before.loaded) refresh()
  })
}
