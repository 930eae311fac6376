// Components in the studio: their entries in the catalogue, the view inside, their runs, the acts on them.
import type { CatalogueEntry } from '../../engine/protocol/catalogue.ts'
import type { Component, Document } from '../../engine/protocol/document.ts'
import type { LibraryComponent } from '../../engine/protocol/library-methods.ts'
import { libraryType, typeOfLinked } from './bring-library.ts'

type Schema = CatalogueEntry['params'][string]

/** The catalogue's entries for the components of a document: ports and form as those of any other node. */
export function componentEntries(
  document: Document,
  byType: Readonly<Record<string, CatalogueEntry>>,
): Readonly<Record<string, CatalogueEntry>> {
  const entries: Record<string, CatalogueEntry> = {}
  const typesOf = (type: string): CatalogueEntry | undefined => byType[type] ?? entries[type]
  // One may use another: those that are used come first, at the second or a later look.
  for (let look = 0; look < 8; look++)
    for (const [type, component] of Object.entries(document.components ?? {}))
      entries[type] = { ...componentEntry(type, component, typesOf), shelf: ownShelf }
  return entries
}

/** The same for the components of the workspace that the pipeline does not use yet. */
export function libraryEntries(
  { components = {} }: Document,
  library: Readonly<Record<string, LibraryComponent>>,
  byType: Readonly<Record<string, CatalogueEntry>>,
): Readonly<Record<string, CatalogueEntry>> {
  return Object.fromEntries(
    Object.values(library).flatMap((entry): [string, CatalogueEntry][] => {
      if (typeOfLinked(components, entry.name) !== undefined) return []
      const inner = Object.entries(entry.needs).map(
        ([type, needed]) => [type, componentEntry(type, needed, (known) => byType[known])] as const,
      )
      const typesOf = new Map([...Object.entries(byType), ...inner])
      const type = libraryType(entry.name)
      return [[type, { ...componentEntry(type, entry.component, (known) => typesOf.get(known)), shelf: libraryShelf }]]
    }),
  )
}

const ownShelf = { place: 1, name: { en: 'Components of this pipeline', fr: 'Composants de ce pipeline' } }
const libraryShelf = { place: 2, name: { en: 'Components of the workspace', fr: 'Composants de l’espace de travail' } }

function componentEntry(type: string, component: Component, typesOf: (type: string) => CatalogueEntry | undefined): CatalogueEntry {
  const both = (text: string) => ({ en: text, fr: text })
  const named = component.description ?? ''
  const properties: Record<string, Schema> = {}
  for (const [name, { label, node, param }] of Object.entries(component.settings)) {
    const inner = component.nodes[node]
    const entry = inner && typesOf(inner.type)
    const known = (entry?.params['properties'] as Readonly<Record<string, Schema>> | undefined)?.[param]
    if (!inner || !entry || !isRecord(known)) continue
    const {
      when: _when,
      group: _group,
      from,
      ...field
    } = (isRecord(known['x-field']) ? known['x-field'] : {}) as Readonly<Record<string, Schema>>
    const wanted = typeof from === 'string' ? from : Object.keys(entry.inputs)[0]
    const port = Object.entries(component.inputs).find(([, { to }]) => to.includes(`${node}.${wanted}`))?.[0]
    properties[name] = {
      ...known,
      default: inner.params[param] ?? entry.defaults[param] ?? null,
      'x-field': { ...field, label: both(label), ...(port !== undefined && { from: port }) },
    }
  }
  const count = Object.keys(component.nodes).length
  const many = {
    en: `A component of ${count} ${count === 1 ? 'node' : 'nodes'}.`,
    fr: `Un composant de ${count} ${count < 2 ? 'nœud' : 'nœuds'}.`,
  }
  return {
    id: type,
    version: component.version,
    category: 'component',
    family: 'utility',
    icon: 'boxes',
    title: both(component.title),
    summary: named === '' ? many : both(named),
    help: named === '' ? { en: 'A component of this pipeline.', fr: 'Un composant de ce pipeline.' } : both(named),
    keywords: { en: ['component'], fr: ['composant'] },
    inputs: Object.fromEntries(
      Object.entries(component.inputs).map(([port, { kind, label, to }]) => [
        port,
        { kind, label: both(label), ...(to.length === 0 && { optional: true }) },
      ]),
    ),
    outputs: Object.fromEntries(Object.entries(component.outputs).map(([port, { kind, label }]) => [port, { kind, label: both(label) }])),
    params: { type: 'object', properties },
    defaults: {},
    examples: [],
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, Schema>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
