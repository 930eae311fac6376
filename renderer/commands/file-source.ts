import type { CatalogueEntry } from '../../engine/protocol/catalogue.ts'
import type { DocumentNode } from '../../engine/protocol/document.ts'

interface FileParam {
  readonly name: string
  readonly extensions: readonly string[]
  readonly save: boolean
}

/** The params of a node that name files, to be read or to be written. */
export function fileParams(entry: CatalogueEntry): FileParam[] {
  const properties = entry.params['properties']
  if (typeof properties !== 'object' || properties === null) return []
  return Object.entries(properties).flatMap(([name, property]) => {
    const meta = (property as { 'x-field'?: { kind?: string; save?: boolean; extensions?: readonly string[] } })['x-field']
    return meta?.kind === 'file' ? [{ name, extensions: meta.extensions ?? [], save: meta.save ?? false }] : []
  })
}

/**
 * A node that reads the file: the source of the catalogue that names its ending, or else the first that reads files at all.
 * Undefined when the catalogue has none.
 */
export function fileSource(catalogue: readonly CatalogueEntry[], path: string): DocumentNode | undefined {
  const sources = catalogue.flatMap((entry) => {
    const param = Object.keys(entry.inputs).length === 0 ? fileParams(entry).find(({ save }) => !save) : undefined
    return param ? [{ entry, param }] : []
  })
  const ending = path.slice(path.lastIndexOf('.') + 1).toLowerCase()
  const chosen = sources.find(({ param }) => param.extensions.includes(ending)) ?? sources[0]
  if (!chosen) return undefined
  const { entry, param } = chosen
  return { type: entry.id, version: entry.version, params: { ...entry.defaults, [param.name]: path } }
}
