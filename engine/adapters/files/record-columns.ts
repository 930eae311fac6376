import type { ScalarType } from '../../relation/types.ts'
import type { FlatRecord } from './flatten-record.ts'
import type { JsonValue } from './record-shape.ts'

/** Finds the columns of records and their types while they pass: every record counts, so that no late key and no odd value is lost. */
export interface ColumnFinder {
  see(record: FlatRecord): void
  columns(): readonly { readonly name: string; readonly type: ScalarType }[]
}

type Kind = 'bool' | 'int' | 'float' | 'text' | 'date' | 'timestamp' | 'nested'

/**
 * `textTypes`: texts that are numbers and yes-or-no words get those types, for formats that know nothing but texts. `known`: columns that
 * the file itself declares, with their types where it does.
 */
export function findColumns(options: {
  readonly textTypes: boolean
  readonly known?: ReadonlyMap<string, ScalarType | null>
}): ColumnFinder {
  const found = new Map<string, Set<Kind>>()
  for (const name of options.known?.keys() ?? []) found.set(name, new Set())
  return {
    see(record) {
      for (const [name, value] of record) {
        let seen = found.get(name)
        if (!seen) {
          seen = new Set()
          found.set(name, seen)
        }
        const kind = kindOf(value, options.textTypes)
        if (kind) seen.add(kind)
      }
    },
    columns: () => [...found].map(([name, kinds]) => ({ name, type: typeOf(kinds, options.known?.get(name) ?? null) })),
  }
}

function typeOf(kinds: ReadonlySet<Kind>, declared: ScalarType | null): ScalarType {
  if (declared === 'text') return declared
  if (declared !== null && [...kinds].every((kind) => kind === declared || (declared === 'float' && kind === 'int'))) return declared
  if (kinds.size === 2 && kinds.has('int') && kinds.has('float')) return 'float'
  if (kinds.size === 2 && kinds.has('date') && kinds.has('timestamp')) return 'timestamp'
  const [only] = kinds
  return kinds.size === 1 && only !== undefined && only !== 'nested' ? only : 'text'
}

function kindOf(value: JsonValue, textTypes: boolean): Kind | null {
  if (value === null) return null
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'number') return Number.isSafeInteger(value) && !Object.is(value, -0) ? 'int' : 'float'
  if (typeof value === 'bigint') return fitsInt(String(value)) ? 'int' : 'text'
  if (typeof value === 'string') return textKind(value, textTypes)
  return 'nested'
}

function textKind(text: string, textTypes: boolean): Kind {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return isDay(text) ? 'date' : 'text'
  if (/^\d{4}-\d{2}-\d{2}[T ]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?(Z|[+-]\d{2}:?\d{2})?$/.test(text))
    return isDay(text.slice(0, 10)) ? 'timestamp' : 'text'
  if (!textTypes) return 'text'
  // 007 and 1e5 are codes more often than numbers.
  if (/^-?(0|[1-9]\d{0,18})$/.test(text)) return fitsInt(text) ? 'int' : 'text'
  if (/^-?(0|[1-9]\d{0,15})\.\d{1,15}$/.test(text)) return 'float'
  return text === 'true' || text === 'false' ? 'bool' : 'text'
}

function isDay(text: string): boolean {
  return new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text
}

function fitsInt(digits: string): boolean {
  if (!/^-?\d{1,19}$/.test(digits)) return false
  const value = BigInt(digits)
  return value >= -(2n ** 63n) && value < 2n ** 63n
}
