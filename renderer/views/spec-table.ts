export interface SpecTable {
  readonly columns: readonly string[]
  readonly rows: readonly Readonly<Record<string, unknown>>[]
}

function valuesOf(part: Readonly<Record<string, unknown>>): readonly Readonly<Record<string, unknown>>[] | null {
  const data = part['data']
  if (typeof data !== 'object' || data === null || !('values' in data) || !Array.isArray(data.values)) return null
  return data.values.map((value: unknown) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : { value }))
}

const nested = ['layer', 'concat', 'hconcat', 'vconcat'] as const

/** The data inside a Vega-Lite spec as one table: its own values, else those of its parts one after the other. */
export function specTable(spec: Readonly<Record<string, unknown>>): SpecTable {
  const collect = (part: Readonly<Record<string, unknown>>): readonly Readonly<Record<string, unknown>>[] => {
    const own = valuesOf(part)
    if (own) return own
    const inner = nested.flatMap((key) => (Array.isArray(part[key]) ? (part[key] as Record<string, unknown>[]) : []))
    const single = typeof part['spec'] === 'object' && part['spec'] !== null ? [part['spec'] as Record<string, unknown>] : []
    return [...inner, ...single].flatMap(collect)
  }
  const rows = collect(spec)
  return { columns: [...new Set(rows.flatMap((row) => Object.keys(row)))], rows }
}
