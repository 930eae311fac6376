export interface SpecTable {
  readonly columns: readonly string[]
  readonly rows: readonly Readonly<Record<string, unknown>>[]
  /** What columns are called, where the chart says it. */
  readonly headings: Readonly<Record<string, string>>
}

function valuesOf(part: Readonly<Record<string, unknown>>): readonly Readonly<Record<string, unknown>>[] | null {
  const data = part['data']
  if (typeof data !== 'object' || data === null || !('values' in data) || !Array.isArray(data.values)) return null
  return data.values.map((value: unknown) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : { value }))
}

const nested = ['layer', 'concat', 'hconcat', 'vconcat'] as const

/** What a chart calls the columns of its data, in `usermeta.columns`. */
function headingsOf({ usermeta }: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  if (typeof usermeta !== 'object' || usermeta === null || !('columns' in usermeta)) return {}
  return typeof usermeta.columns === 'object' && usermeta.columns !== null ? (usermeta.columns as Record<string, string>) : {}
}

/**
 * The data inside a Vega-Lite spec as one table: its own values, else those of its parts one after the other. Where the chart names columns, those
 * alone, and the rows that have them all.
 */
export function specTable(spec: Readonly<Record<string, unknown>>): SpecTable {
  const collect = (part: Readonly<Record<string, unknown>>): readonly Readonly<Record<string, unknown>>[] => {
    const own = valuesOf(part)
    if (own) return own
    const inner = nested.flatMap((key) => (Array.isArray(part[key]) ? (part[key] as Record<string, unknown>[]) : []))
    const single = typeof part['spec'] === 'object' && part['spec'] !== null ? [part['spec'] as Record<string, unknown>] : []
    return [...inner, ...single].flatMap(collect)
  }
  const rows = collect(spec)
  const headings = headingsOf(spec)
  const named = Object.keys(headings)
  if (named.length === 0) return { columns: [...new Set(rows.flatMap((row) => Object.keys(row)))], rows, headings }
  return { columns: named, rows: rows.filter((row) => named.every((column) => column in row)), headings }
}
