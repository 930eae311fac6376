import type { CatalogueEntry } from '../../engine/protocol/catalogue.ts'
import type { DocumentNode, Params } from '../../engine/protocol/document.ts'
import type { FieldMeta } from '../../nodes/kit/fields.ts'

interface FileParam {
  readonly name: string
  readonly extensions: readonly string[]
  readonly save: boolean
  readonly folder: boolean
  /** The other params that must be so for this one to count. */
  readonly beside: Params
}

/** The params of a node that name files, to be read or to be written, or a folder. */
export function fileParams(entry: CatalogueEntry): FileParam[] {
  const properties = entry.params['properties']
  if (typeof properties !== 'object' || properties === null) return []
  return Object.entries(properties).flatMap(([name, property]) => {
    const meta = (property as { 'x-field'?: Partial<FieldMeta> })['x-field']
    if (meta?.kind !== 'file') return []
    const { extensions = [], save = false, folder = false, when } = meta
    const needed = when && 'in' in when ? when.in[0] : undefined
    return [{ name, extensions, save, folder, beside: when && 'in' in when && needed !== undefined ? { [when.param]: needed } : {} }]
  })
}

/**
 * A node that reads the file: the source of the catalogue that names its ending, or else the first that reads files at all.
 * Undefined when the catalogue has none.
 */
export function fileSource(catalogue: readonly CatalogueEntry[], path: string): DocumentNode | undefined {
  const sources = catalogue.flatMap((entry) => {
    const param = Object.keys(entry.inputs).length === 0 ? fileParams(entry).find(({ save, folder }) => !save && !folder) : undefined
    return param ? [{ entry, param }] : []
  })
  const ending = path.slice(path.lastIndexOf('.') + 1).toLowerCase()
  const chosen = sources.find(({ param }) => param.extensions.includes(ending)) ?? sources[0]
  if (!chosen) return undefined
  const { entry, param } = chosen
  return { type: entry.id, version: entry.version, params: { ...entry.defaults, ...param.beside, [param.name]: path } }
}
