import type { ScalarType } from '../../engine/relation/types.ts'
import type { ScriptCell } from '../kit/context.ts'

/** A value for a column of a type, as it is collected: whole numbers, days and times as text, true and false as 1 and 0. */
export type Collected = { readonly value: string | number | null } | { readonly wrong: string }

const day = /^\d{4}-\d{2}-\d{2}$/
const time = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)Z?$/

/** Brings what a script gave to a column's type; only what means the same there. */
export function collected(cell: ScriptCell, type: ScalarType): Collected {
  if (cell === null) return { value: null }
  const wrong = { wrong: shown(cell) }
  switch (type) {
    case 'bool':
      return typeof cell === 'boolean' ? { value: cell ? 1 : 0 } : wrong
    case 'int':
      if (typeof cell === 'number' && Number.isInteger(cell) && inRange(BigInt(cell))) return { value: BigInt(cell).toString() }
      return typeof cell === 'object' && 'i' in cell && inRange(BigInt(cell.i)) ? { value: cell.i } : wrong
    case 'float':
      if (typeof cell === 'number') return { value: cell }
      if (typeof cell !== 'object') return wrong
      return 'f' in cell ? { value: Number(cell.f) } : 'i' in cell ? { value: Number(cell.i) } : wrong
    case 'date': {
      const text = typeof cell === 'string' ? cell : typeof cell === 'object' && 't' in cell ? cell.t.slice(0, 10) : ''
      return day.test(text) && isDay(text) ? { value: text } : wrong
    }
    case 'timestamp': {
      const text = typeof cell === 'string' ? cell : typeof cell === 'object' && 't' in cell ? cell.t : ''
      const parts = time.exec(day.test(text) ? `${text} 00:00` : text)
      return parts && isDay(parts[1] ?? '') ? { value: `${parts[1]} ${parts[2]}` } : wrong
    }
    case 'text':
      return { value: shown(cell) }
  }
}

/** The type that fits all values of a column; text for a column without any. */
export function fittingType(cells: readonly ScriptCell[]): ScalarType {
  const there = cells.filter((cell) => cell !== null)
  const all = (test: (cell: Exclude<ScriptCell, null>) => boolean) => there.length > 0 && there.every(test)
  if (all((cell) => typeof cell === 'boolean')) return 'bool'
  if (all((cell) => Number.isInteger(cell) || (typeof cell === 'object' && 'i' in cell))) return 'int'
  if (all((cell) => typeof cell === 'number' || (typeof cell === 'object' && ('f' in cell || 'i' in cell)))) return 'float'
  if (all((cell) => typeof cell === 'object' && 't' in cell)) return 'timestamp'
  return 'text'
}

function shown(cell: Exclude<ScriptCell, null>): string {
  return typeof cell === 'object' ? (Object.values(cell)[0] as string) : String(cell)
}

const inRange = (value: bigint) => BigInt.asIntN(64, value) === value

function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}
