import { specTable } from './spec-table.ts'

/** Room for a bar with its name, and for the axis under the bars. */
const [pitch, axis] = [24, 36]

type Part = Readonly<Record<string, unknown>>

const isPart = (value: unknown): value is Part => typeof value === 'object' && value !== null && !Array.isArray(value)

const parts = (spec: Part): readonly Part[] => [spec, ...(Array.isArray(spec['layer']) ? spec['layer'].filter(isPart) : [])]

const isBar = ({ mark }: Part) => mark === 'bar' || (isPart(mark) && mark['type'] === 'bar')

/** The height of a chart with a horizontal bar for each name, so that few bars are not fat and many names do not collide; null for any other. */
export function barsHeight(spec: Part): number | null {
  const all = parts(spec)
  const named = all.flatMap(({ encoding }) => {
    const y = isPart(encoding) ? encoding['y'] : undefined
    return isPart(y) && (y['type'] === 'nominal' || y['type'] === 'ordinal') && typeof y['field'] === 'string' ? [y['field']] : []
  })
  const [field] = named
  if (field === undefined || !all.some(isBar)) return null
  const names = new Set(specTable({ ...spec, usermeta: undefined }).rows.map((row) => row[field]))
  return names.size * pitch + axis
}
