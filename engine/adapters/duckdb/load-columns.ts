import { DuckDBVarCharVector, type DuckDBDataChunk } from '@duckdb/node-api'
import type { ColumnData } from '../../../nodes/kit/context.ts'
import { printRelation } from '../../relation/print/duckdb.ts'
import { duckdbType } from '../../relation/print/duckdb-type.ts'
import type { Relation } from '../../relation/relation.ts'
import type { Column } from '../../relation/types.ts'
import type { Database } from './database.ts'
import { createTextCodes, type TextCodes } from './text-codes.ts'
import { copyDoubles, wordsOf, type Place } from './vector-cells.ts'

/**
 * Reads columns of a relation into typed arrays, chunk by chunk. Text (and what `asCategories` names) becomes codes into sorted levels;
 * dates count days, timestamps seconds since 1970; null is NaN or code -1.
 */
export async function loadColumns(
  db: Database,
  relation: Relation,
  wanted: { readonly columns: readonly Column[]; readonly asCategories: readonly string[] },
  signal: AbortSignal,
): Promise<ColumnData> {
  const { columns, asCategories } = wanted
  const places = new Map(relation.columns.map((column, index) => [column.name, index]))
  const isCategory = (column: Column) => column.type === 'text' || column.type.startsWith('list') || asCategories.includes(column.name)
  const sql = printRelation(relation)
  const [total] = await db.rows(`SELECT count(*) FROM (${sql})`, { signal })
  const rows = Number(total?.[0] ?? 0)
  const numbers = new Map<string, Float64Array>()
  const categories = new Map<string, { readonly codes: Int32Array; readonly known: TextCodes }>()
  const cells: string[] = []
  const readers: ((chunk: DuckDBDataChunk, place: Place) => void)[] = []
  for (const column of columns) {
    const cell = `c${places.get(column.name) ?? -1}`
    const from = cells.length
    if (isCategory(column)) {
      const text = `CAST(${cell} AS VARCHAR)`
      const codes = new Int32Array(rows)
      const known = createTextCodes()
      categories.set(column.name, { codes, known })
      cells.push(`hash(${text}) AS v${from}`, `${text} AS v${from + 1}`)
      readers.push((chunk, place) => known.add(wordsOf(chunk, from, place.rows), codes, place, (row) => textOf(chunk, from + 1, row)))
    } else {
      const values = new Float64Array(rows)
      numbers.set(column.name, values)
      cells.push(`${asNumber(cell, column)} AS v${from}`)
      readers.push((chunk, place) => copyDoubles(chunk, from, values, place))
    }
  }
  let at = 0
  if (cells.length > 0 && rows > 0)
    for await (const chunk of db.chunks(`SELECT ${cells.join(', ')} FROM (${sql})`, { signal })) {
      const place = { at, rows: chunk.rowCount }
      for (const read of readers) read(chunk, place)
      at += place.rows
    }
  if (cells.length > 0 && at !== rows) throw new Error(`${at} of ${rows} rows came out of the database`)
  return {
    rows,
    numbers,
    categories: new Map([...categories].map(([name, { codes, known }]) => [name, { levels: known.sort(codes), codes }])),
  }
}

function textOf(chunk: DuckDBDataChunk, column: number, row: number): string | null {
  const vector = chunk.getColumnVector(column)
  if (!(vector instanceof DuckDBVarCharVector)) throw new Error(`unexpected vector ${vector.constructor.name}`)
  return vector.getItem(row)
}

function asNumber(cell: string, column: Column): string {
  switch (column.type) {
    case 'date':
      return `CAST(datediff('day', DATE '1970-01-01', ${cell}) AS DOUBLE)`
    case 'timestamp':
      return `epoch_us(${cell})::DOUBLE / 1e6`
    case 'bool':
      return `CAST(CAST(${cell} AS TINYINT) AS DOUBLE)`
    default:
      return `CAST(${cell} AS ${duckdbType('float')})`
  }
}
