import { createHash, randomBytes } from 'node:crypto'
import type { SampleColumn } from '../../adapters/arquero/group-figures.ts'
import type { Database } from '../../adapters/duckdb/database.ts'
import { scan } from '../../relation/build.ts'
import { printCountedSample } from '../../relation/print/duckdb-sample.ts'
import { duckdbType } from '../../relation/print/duckdb-type.ts'
import { printRelation } from '../../relation/print/duckdb.ts'
import type { Relation } from '../../relation/relation.ts'
import { valuesOf, type ChartValue } from './chart-values.ts'

/** Rows of a sample; fewer of a wide table. */
const sampleRows = 20_000
const mostCells = 2_000_000
/** Samples that are kept; that used longest ago goes first. */
const mostSamples = 6
/** Always the same rows of the same table. */
const seed = 20_260_101

/** Rows of a table's sample that charts are answered from; the whole table when it is no longer. */
export interface ChartSample {
  /** Rows of the whole table. */
  readonly of: number
  readonly rows: number
  /** The value of each row, read once and kept. */
  column(value: ChartValue): Promise<SampleColumn>
}

interface Kept {
  readonly made: Promise<ChartSample>
  readonly abort: AbortController
  readonly table: string
  users: number
  ready: boolean
}

const shelves = new WeakMap<Database, Map<string, Kept>>()

/**
 * Hands `use` a sample of all rows of a relation, made at the first question about it: rows by a seeded hash of their number. Making it stops
 * when all who wait for it have gone.
 */
export async function withChartSample<T>(
  db: Database,
  relation: Relation,
  signal: AbortSignal,
  use: (sample: ChartSample) => Promise<T>,
): Promise<T> {
  const shelf = shelves.get(db) ?? new Map<string, Kept>()
  shelves.set(db, shelf)
  const mark = relation.op === 'mark' ? relation.fingerprint : ''
  const key = createHash('sha256')
    .update(`${mark}\n${printRelation(relation)}`)
    .digest('hex')
  const kept = shelf.get(key) ?? begin(db, relation)
  // The last used one goes to the end.
  shelf.delete(key)
  shelf.set(key, kept)
  kept.users++
  let left = false
  const leave = () => {
    if (left) return
    left = true
    kept.users--
    if (kept.users > 0 || kept.ready) return
    shelf.delete(key)
    kept.abort.abort()
  }
  signal.addEventListener('abort', leave, { once: true })
  try {
    return await use(await kept.made)
  } catch (error) {
    if (!kept.ready) shelf.delete(key)
    throw error
  } finally {
    signal.removeEventListener('abort', leave)
    leave()
    await tidy(db, shelf)
  }
}

function begin(db: Database, relation: Relation): Kept {
  const abort = new AbortController()
  const table = `chart_${randomBytes(6).toString('hex')}`
  const made = make(db, relation, { table, signal: abort.signal })
  const kept: Kept = { made, abort, table, users: 0, ready: false }
  made.then(
    () => (kept.ready = true),
    () => (kept.ready = false),
  )
  return kept
}

async function make(
  db: Database,
  relation: Relation,
  { table, signal }: { readonly table: string; readonly signal: AbortSignal },
): Promise<ChartSample> {
  const width = Math.max(1, relation.columns.length)
  const most = Math.max(1000, Math.min(sampleRows, Math.floor(mostCells / width)))
  // Chosen and counted in one pass: what a preview of many steps costs is paid once.
  const chosen = printCountedSample(`(${printRelation(relation)})`, { columns: relation.columns.length, exact: most, seed })
  await db.execute(`CREATE TABLE ${table} AS ${chosen}`, { signal })
  const [counted] = await db.rows(`SELECT n FROM ${table} LIMIT 1`)
  const of = Number(counted?.[0] ?? 0)
  const physical = relation.columns.map((column, i) => ({ name: `c${i}`, duckdb: duckdbType(column.type) }))
  const held = scan({ format: 'table', table, paths: [], physical }, relation.columns)
  const rows = Math.min(of, most)
  const columns = new Map<string, Promise<SampleColumn>>()
  return {
    of,
    rows,
    column(value) {
      const name = `${value.as} ${value.column.name}`
      const known = columns.get(name) ?? readColumn(db, held, { value, rows })
      columns.set(name, known)
      return known
    },
  }
}

async function readColumn(
  db: Database,
  held: Relation,
  { value, rows }: { readonly value: ChartValue; readonly rows: number },
): Promise<SampleColumn> {
  const found = await db.rows(printRelation(valuesOf(held, [value])))
  if (value.as === 'category') return Array.from({ length: rows }, (_, row) => textOf(found[row]?.[0]))
  return Float64Array.from({ length: rows }, (_, row) => {
    const cell = found[row]?.[0]
    return cell === null || cell === undefined ? NaN : Number(cell)
  })
}

function textOf(cell: unknown): string | null {
  return typeof cell === 'string' ? cell : null
}

async function tidy(db: Database, shelf: Map<string, Kept>): Promise<void> {
  for (const [key, kept] of shelf) {
    if (shelf.size <= mostSamples) return
    if (kept.users > 0) continue
    shelf.delete(key)
    if (kept.ready) await db.execute(`DROP TABLE IF EXISTS ${kept.table}`)
  }
}
