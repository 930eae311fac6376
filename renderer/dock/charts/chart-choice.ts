import type { ColumnStatistics, TableColumn } from '../../../engine/protocol/table.ts'
import { allDiffer } from '../data/header-words.ts'

export type ChartKind = 'histogram' | 'bar' | 'scatter' | 'line' | 'box'

export interface ChartChoice {
  readonly kind: ChartKind
  readonly x: string | null
  readonly y: string | null
  readonly colour: string | null
}

const isNumber = ({ type }: TableColumn) => type === 'int' || type === 'float'
const isTime = ({ type }: TableColumn) => type === 'date' || type === 'timestamp'
const isCategory = ({ type }: TableColumn) => type === 'text' || type === 'bool'

export type ChartSlot = 'x' | 'y' | 'colour'

/** Which columns a chart takes in a slot; null when it has no such slot. */
export function slotColumns(kind: ChartKind, slot: ChartSlot, columns: readonly TableColumn[]): TableColumn[] | null {
  if (slot === 'colour') return kind === 'scatter' || kind === 'line' ? columns.filter(isCategory) : null
  if (slot === 'y') return kind === 'histogram' || kind === 'bar' ? null : columns.filter(isNumber)
  switch (kind) {
    case 'histogram':
      return columns.filter((column) => isNumber(column) || isTime(column))
    case 'bar':
    case 'box':
      return columns.filter(isCategory)
    case 'scatter':
      return columns.filter(isNumber)
    case 'line':
      return columns.filter((column) => isNumber(column) || isTime(column))
  }
}

/** Columns may be left open in these slots. */
export function isOptional(kind: ChartKind, slot: ChartSlot): boolean {
  return slot === 'colour' || (kind === 'box' && slot === 'x')
}

/** A first chart: of the target, else of the first column that is no id, by its role or since all its values differ. */
export function firstChoice(columns: readonly TableColumn[], statistics: readonly ColumnStatistics[] = []): ChartChoice {
  const differing = new Set(statistics.filter(allDiffer).map(({ name }) => name))
  const kept = columns.filter(({ role }) => role !== 'id' && role !== 'ignore')
  const column = columns.find(({ role }) => role === 'target') ?? kept.find(({ name }) => !differing.has(name)) ?? kept[0] ?? columns[0]
  const kind = column && isCategory(column) ? 'bar' : 'histogram'
  return { kind, x: column?.name ?? null, y: null, colour: null }
}

/** The choice with each slot holding a column that fits, keeping what does. */
export function settled(choice: ChartChoice, columns: readonly TableColumn[]): ChartChoice {
  const fit = (slot: ChartSlot, taken: readonly (string | null)[]): string | null => {
    const offered = slotColumns(choice.kind, slot, columns)
    if (!offered) return null
    if (offered.some(({ name }) => name === choice[slot])) return choice[slot]
    if (isOptional(choice.kind, slot)) return null
    const free = offered.filter(({ name, role }) => !taken.includes(name) && role !== 'id')
    return (free[0] ?? offered[0])?.name ?? null
  }
  const x = fit('x', [])
  const y = fit('y', [x])
  return { kind: choice.kind, x, y, colour: fit('colour', [x, y]) }
}
