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
  const loading = columns.map((column): Loading => {
    const cell = `c${places.get(column.name) ?? -1}`
    if (isCategory(column)) {
      const text = `CAST(${cell} AS VARCHAR)`
      const codes = new Int32Array(rows)
      const known = createTextCodes()
      categories.set(column.name, { codes, known })
      return {
        cells: [`hash(${text})`, text],
        read: (chunk, from, place) => known.add(wordsOf(chunk, from, place.rows), codes, place, (row) => textOf(chunk, from + 1, row)),
      }
    }
    const values = new Float64Array(rows)
    numbers.set(column.name, values)
    return { cells: [asNumber(cell, column)], read: (chunk, from, place) => copyDoubles(chunk, from, values, place) }
  })
  // Columns of a file cost no more when they are read by two queries, and one is read while the other waits for its rows.
  const isLarge = relation.op === 'scan' && rows * loading.length > largeCells
  const parts = isLarge ? [0, 1].map((part) => loading.filter((_, at) => at % 2 === part)) : [loading]
  if (rows > 0) await allOrNone(parts, (part, stop) => readPart(db, { part, sql, rows }, AbortSignal.any([signal, stop])))
  return {
    rows,
    numbers,
    categories: new Map([...categories].map(([name, { codes, known }]) => [name, { levels: known.sort(codes), codes }])),
  }
}

/** A column on its way: the cells that are asked for, and how those of a chunk are read, of which its first is the `from`th. */
interface Loading {
  readonly cells: readonly string[]
  readonly read: (chunk: DuckDBDataChunk, from: number, place: Place) => void
}

/** Below it a query more takes longer than it saves. */
const largeCells = 1_000_000

interface Part {
  readonly part: readonly Loading[]
  readonly sql: string
  readonly rows: number
}

async function readPart(db: Database, { part, sql, rows }: Part, signal: AbortSignal): Promise<void> {
  if (part.length === 0) return
  const cells = part.flatMap((one) => one.cells)
  const from = part.map((_, at) => part.slice(0, at).reduce((sum, one) => sum + one.cells.length, 0))
  let at = 0
  for await (const chunk of db.chunks(`SELECT ${cells.map((cell, place) => `${cell} AS v${place}`).join(', ')} FROM (${sql})`, {
    signal,
  })) {
    // Asks the database each time.
    const place = { at, rows: chunk.rowCount }
    part.forEach((one, index) => one.read(chunk, from[index] as number, place))
    at += place.rows
  }
  if (at !== rows) throw new Error(`${at} of ${rows} rows came out of the database`)
}

/** Does all at once; when one fails, the others are stopped, and have ended, before its error goes on. */
async function allOrNone<T>(items: readonly T[], work: (item: T, stop: AbortSignal) => Promise<void>): Promise<void> {
  const stop = new AbortController()
  let failed: { readonly error: unknown } | undefined
  const guarded = async (item: T) => {
    try {
      await work(item, stop.signal)
    } catch (error) {
      failed ??= { error }
      stop.abort()
    }
  }
  await Promise.all(items.map(guarded))
  if (failed) throw failed.error
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
