import type { ColumnStep } from './catalogue.ts'
import type { Params } from './document.ts'

type Json = Params[string]

/** What a step is taken from: a column, and for cells their value. */
export interface PointedAt {
  readonly column: string
  readonly value?: string | number | boolean
}

/** The params of a step (`columnStepSchema`) with what a person points at in its places. */
export function fillStep(params: ColumnStep['params'], at: PointedAt): Params {
  const fill = (json: Json): Json => {
    if (Array.isArray(json)) return json.map(fill)
    if (typeof json !== 'object' || json === null) return json
    const place = json['$']
    if (place === 'column') return at.column
    if (place === 'formula') return `[${at.column.replaceAll(']', ']]')}]`
    if (place === 'new') return `${at.column} 2`
    if (place === 'value') return at.value ?? null
    if (place === 'text') return String(at.value ?? '')
    return Object.fromEntries(Object.entries(json).map(([key, inner]) => [key, fill(inner)]))
  }
  return Object.fromEntries(Object.entries(params).map(([key, json]) => [key, fill(json)]))
}
