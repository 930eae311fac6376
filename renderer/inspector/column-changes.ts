import type { TableColumn } from '../../engine/protocol/table.ts'

export type ColumnChange = 'same' | 'new' | 'type' | 'role' | 'gone'

export interface ListedColumn {
  readonly column: TableColumn
  readonly change: ColumnChange
  /** The type that it came in with, where that changed. */
  readonly before?: string
}

/** The columns that come out of a node, with what became of those that went in; those that are gone stand last. */
export function columnChanges(input: readonly TableColumn[] | null, output: readonly TableColumn[]): ListedColumn[] {
  if (!input) return output.map((column) => ({ column, change: 'same' }))
  const before = new Map(input.map((column) => [column.name, column]))
  const after = new Set(output.map(({ name }) => name))
  const listed = output.map((column): ListedColumn => {
    const was = before.get(column.name)
    if (!was) return { column, change: 'new' }
    if (was.type !== column.type) return { column, change: 'type', before: was.type }
    return { column, change: was.role === column.role ? 'same' : 'role' }
  })
  return [...listed, ...input.filter(({ name }) => !after.has(name)).map((column): ListedColumn => ({ column, change: 'gone' }))]
}
