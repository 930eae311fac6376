import type { CatalogueEntry } from '../../engine/protocol/catalogue.ts'
import type { PortCatalogue } from '../../engine/graph/port-catalogue.ts'
import { useCatalogue } from '../session/catalogue.ts'

const maps = new WeakMap<object, ReadonlyMap<string, CatalogueEntry>>()

/** The catalogue as a map, made once for each catalogue that was read. */
export function catalogueMap(byType: Readonly<Record<string, CatalogueEntry>>): ReadonlyMap<string, CatalogueEntry> {
  const known = maps.get(byType)
  if (known) return known
  const made = new Map(Object.entries(byType))
  maps.set(byType, made)
  return made
}

/** What wires are held to; undefined until the catalogue has been read, so that nothing is refused for not being known yet. */
export function getPortCatalogue(): PortCatalogue | undefined {
  const { byType, loaded } = useCatalogue.getState()
  return loaded ? catalogueMap(byType) : undefined
}

export function useCatalogueMap(): ReadonlyMap<string, CatalogueEntry> {
  return catalogueMap(useCatalogue((state) => state.byType))
}
