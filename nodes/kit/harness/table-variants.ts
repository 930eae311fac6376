import { scalarTypes, type DataType, type LiteralValue } from '../../../engine/relation/types.ts'
import type { ExampleTable } from '../define-node.ts'

const sampleValue: Readonly<Record<string, LiteralValue>> = {
  bool: true,
  int: 7,
  float: 2.5,
  text: 'x',
  date: '2024-02-29',
  timestamp: '2024-02-29 12:30:00',
  'list<int>': [1, null],
}

/** The table without rows, with one row, and with nothing but missing values. */
export function thinTables(table: ExampleTable): Readonly<Record<'empty' | 'one row' | 'all missing', ExampleTable>> {
  return {
    empty: { ...table, rows: [] },
    'one row': { ...table, rows: table.rows.slice(0, 1) },
    'all missing': { ...table, rows: table.rows.map((row) => row.map(() => null)) },
  }
}

/** The table with all columns of one type, a value and a missing one in each; one table for each type. */
export function retyped(table: ExampleTable): readonly ExampleTable[] {
  return [...scalarTypes, 'list<int>' as const].map((type: DataType) => ({
    columns: table.columns.map((column) => ({ ...column, type })),
    rows: [table.columns.map(() => sampleValue[type] ?? null), table.columns.map(() => null)],
  }))
}

/** The table without each of its columns in turn. */
export function withoutOne(table: ExampleTable): readonly ExampleTable[] {
  if (table.columns.length < 2) return []
  return table.columns.map((_, gone) => ({
    columns: table.columns.filter((__, index) => index !== gone),
    rows: table.rows.map((row) => row.filter((__, index) => index !== gone)),
  }))
}
