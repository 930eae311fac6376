import type { View } from '../../engine/protocol/artifact.ts'

type TableView = Extract<View, { view: 'table' }>

export interface NamedBar {
  readonly name: string
  readonly value: number
}

/** A table of one name and one number per row, which reads better as bars; null for any other table. */
export function barsOf({
  columns,
  rows,
}: TableView): { readonly bars: readonly NamedBar[]; readonly format: 'number' | 'percent' | 'count' } | null {
  const [name, number] = columns
  if (columns.length !== 2 || !name || !number || name.format !== 'text' || number.format === 'text' || rows.length < 2) return null
  const bars: NamedBar[] = []
  for (const row of rows) {
    const value = row[number.key]
    if (typeof value !== 'number') return null
    bars.push({ name: String(row[name.key] ?? ''), value })
  }
  return { bars, format: number.format }
}
