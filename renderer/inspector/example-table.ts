import type { CatalogueEntry } from '../../engine/protocol/catalogue.ts'
import type { Cell } from '../../engine/protocol/table.ts'
import type { Json } from './form-model.ts'

export interface SmallTable {
  readonly port: string
  readonly columns: readonly { readonly name: string; readonly type: string }[]
  readonly rows: readonly (readonly Cell[])[]
}

function isRecord(value: Json | undefined): value is Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function readTable(port: string, value: Json): SmallTable | null {
  if (!isRecord(value) || !Array.isArray(value['columns']) || !Array.isArray(value['rows'])) return null
  const columns = value['columns'].flatMap((column) =>
    isRecord(column) && typeof column['name'] === 'string'
      ? [{ name: column['name'], type: typeof column['type'] === 'string' ? column['type'] : 'text' }]
      : [],
  )
  const rows = value['rows']
    .filter((row) => Array.isArray(row))
    .map((row) => row.map((cell) => (isRecord(cell) ? JSON.stringify(cell) : (cell as Cell))))
  return { port, columns, rows }
}

/** The small tables of an example by port; a port that takes many gives several. */
export function exampleTables(tables: CatalogueEntry['examples'][number]['inputs']): SmallTable[] {
  if (!isRecord(tables)) return []
  return Object.entries(tables).flatMap(([port, value]) =>
    (Array.isArray(value) ? value : [value]).flatMap((one) => readTable(port, one) ?? []),
  )
}
