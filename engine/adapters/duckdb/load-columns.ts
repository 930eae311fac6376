import { DuckDBDoubleVector, DuckDBVarCharVector } from '@duckdb/node-api'
import type { ColumnData } from '../../../nodes/kit/context.ts'
import { printRelation } from '../../relation/print/duckdb.ts'
import { duckdbType } from '../../relation/print/duckdb-type.ts'
import type { Relation } from '../../relation/relation.ts'
import type { Column } from '../../relation/types.ts'
import type { Database } from './database.ts'

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
  const cells = columns.map((column, index) => {
    const cell = `c${places.get(column.name) ?? -1}`
    return `${isCategory(column) ? `CAST(${cell} AS VARCHAR)` : `coalesce(${asNumber(cell, column)}, 'NaN'::DOUBLE)`} AS v${index}`
  })
  const sql = printRelation(relation)
  const [total] = await db.rows(`SELECT count(*) FROM (${sql})`, { signal })
  const rows = Number(total?.[0] ?? 0)
  const numbers = columns.map((column) => (isCategory(column) ? null : new Float64Array(rows)))
  const codes = columns.map((column) => (isCategory(column) ? new Int32Array(rows) : null))
  const levels = columns.map(() => new Map<string, number>())
  let at = 0
  if (cells.length > 0 && rows > 0)
    for await (const chunk of db.chunks(`SELECT ${cells.join(', ')} FROM (${sql})`, { signal })) {
      // Asks the database each time.
      const { rowCount } = chunk
      columns.forEach((_, index) => {
        const vector = chunk.getColumnVector(index)
        const into = numbers[index]
        if (into && vector instanceof DuckDBDoubleVector) into.set(itemsOf(vector), at)
        else if (vector instanceof DuckDBVarCharVector) {
          const target = codes[index] as Int32Array
          const known = levels[index] as Map<string, number>
          for (let row = 0; row < rowCount; row++) {
            const text = vector.getItem(row)
            if (text === null) target[at + row] = -1
            else {
              let code = known.get(text)
              if (code === undefined) known.set(text, (code = known.size))
              target[at + row] = code
            }
          }
        } else throw new Error(`unexpected vector ${vector.constructor.name}`)
      })
      at += rowCount
    }
  return {
    rows,
    numbers: new Map(columns.flatMap((column, index) => (numbers[index] ? [[column.name, numbers[index]] as const] : []))),
    categories: new Map(
      columns.flatMap((column, index) => (codes[index] ? [[column.name, sorted(codes[index], levels[index] ?? new Map())] as const] : [])),
    ),
  }
}

/** Its numbers as one piece: asked for one by one, missing ones take three times as long. */
function itemsOf(vector: DuckDBDoubleVector): Float64Array {
  const items: unknown = vector['items']
  if (!(items instanceof Float64Array)) throw new Error('this version of DuckDB for Node keeps its numbers in another way')
  return items
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

/** Codes renumbered so that levels are in code-point order, whatever order the rows came in. */
function sorted(codes: Int32Array, known: ReadonlyMap<string, number>): { codes: Int32Array; levels: readonly string[] } {
  const levels = [...known.keys()].sort((a, b) => (a < b ? -1 : 1))
  const moved = new Int32Array(known.size)
  levels.forEach((level, index) => (moved[known.get(level) as number] = index))
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] as number
    if (code >= 0) codes[row] = moved[code] as number
  }
  return { codes, levels }
}
