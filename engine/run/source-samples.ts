import { randomBytes } from 'node:crypto'
import { open, stat } from 'node:fs/promises'
import type { Database } from '../adapters/duckdb/database.ts'
import type { RowCount } from '../protocol/table.ts'
import { rewrite } from '../relation/lineage.ts'
import { duckdbType } from '../relation/print/duckdb-type.ts'
import { printRelation } from '../relation/print/duckdb.ts'
import type { Relation, ScanRelation } from '../relation/relation.ts'
import { countScan, scansOf } from './source-rows.ts'

/** Rows of each source that previews and estimates before a run are made from. */
export const estimateRows = 10_000

/** Fewer rows of a wide source: at most about this many cells are kept. */
const cellsOfOne = 2_000_000
/** Cells that lie in memory of samples that no preview at work reads; DuckDB needs about 11 bytes for each, and room for so many rows at least. */
const cellsOfAll = 16_000_000
const fewestRowsInMemory = 2048

/** The rows of a source of so many columns that a sample of it has. */
export function sampleRows(columns: number): number {
  return Math.max(200, Math.min(estimateRows, Math.floor(cellsOfOne / Math.max(1, columns))))
}

/** Sources whose first rows are at hand without keeping them. */
const keptFormats: ReadonlySet<string> = new Set(['parquet', 'table', 'range'])

/** A small source is kept whole: joins find their partners, and what is seen is exact. */
const wholeBytes = 8_000_000
const wholeRows = 100_000

function mostWhole(columns: number): number {
  return Math.max(sampleRows(columns), Math.min(wholeRows, Math.floor(cellsOfOne / Math.max(1, columns))))
}

/** A relation over the first rows of its sources. */
export interface Sampled {
  readonly relation: Relation
  /** Rows of each whole source. */
  readonly counts: readonly RowCount[]
  /** The samples are the whole sources: what is computed from them is exact. */
  readonly complete: boolean
  /** Rows at most that were taken of each source. */
  readonly rows: number
}

/**
 * Hands `use` the relation over the first rows of each source. Rows of text files are parsed once and stay in the database, so that the next
 * preview of the same file reads no text; the samples used longest ago go first. They are not dropped while `use` works.
 */
export async function withSamples<T>(db: Database, relation: Relation, use: (sampled: Sampled) => Promise<T>): Promise<T> {
  const shelf = shelfOf(db)
  const scans = [...scansOf(relation)]
  const held = scans.map((scan) => (keptFormats.has(scan.source.format) ? null : take(shelf, scan)))
  try {
    const counts: RowCount[] = []
    let complete = true
    const replaced = new Map<Relation, Relation>()
    for (const [index, scan] of scans.entries()) {
      const kept = await held[index]?.ready
      const count = kept?.count ?? (await countScan(db, scan, sampleRows(scan.columns.length)))
      counts.push(count)
      const whole = isWhole(count, scan)
      complete &&= whole
      const rows = kept ? tableScan(scan, kept.table) : scan
      replaced.set(scan, whole ? rows : firstOf(rows, sampleRows(scan.columns.length)))
    }
    const shortened = (part: Relation) =>
      part.op === 'values' && !complete && part.rows.length > estimateRows ? firstOf(part, estimateRows) : part
    return await use({
      relation: rewrite(relation, (part) => replaced.get(part) ?? shortened(part)),
      counts,
      complete,
      rows: Math.min(estimateRows, ...scans.map((scan) => sampleRows(scan.columns.length))),
    })
  } finally {
    for (const entry of held) if (entry) entry.users--
    await tidy(shelf, held)
  }
}

function isWhole(count: RowCount, scan: ScanRelation): boolean {
  return count.rows !== null && count.exact && count.rows <= mostWhole(scan.columns.length)
}

function firstOf(input: Relation, count: number): Relation {
  return { op: 'limit', input, count, offset: 0, columns: input.columns, ...(input.part && { part: input.part }) }
}

function tableScan(scan: ScanRelation, table: string): ScanRelation {
  const physical = scan.columns.map((column, index) => ({ name: `c${index}`, duckdb: duckdbType(column.type) }))
  return { ...scan, source: { format: 'table', table, paths: [], physical } }
}

interface Kept {
  readonly table: string
  readonly count: RowCount
}

interface Entry {
  /** Null: the first rows cannot all be read; a query that needs fewer columns may still work, or says what is wrong. */
  readonly ready: Promise<Kept | null>
  readonly cells: number
  users: number
}

interface Shelf {
  readonly db: Database
  readonly entries: Map<ScanRelation['source'], Entry>
}

const shelves = new WeakMap<Database, Shelf>()

function shelfOf(db: Database): Shelf {
  const known = shelves.get(db)
  if (known) return known
  const shelf: Shelf = { db, entries: new Map() }
  shelves.set(db, shelf)
  return shelf
}

function take(shelf: Shelf, scan: ScanRelation): Entry {
  const known = shelf.entries.get(scan.source)
  if (known) {
    // The last used one goes to the end of the map.
    shelf.entries.delete(scan.source)
    shelf.entries.set(scan.source, known)
    known.users++
    return known
  }
  const entry: Entry = {
    ready: keep(shelf.db, scan),
    cells: Math.max(fewestRowsInMemory, mostWhole(scan.columns.length)) * scan.columns.length,
    users: 1,
  }
  shelf.entries.set(scan.source, entry)
  return entry
}

async function keep(db: Database, scan: ScanRelation): Promise<Kept | null> {
  const limit = await rowsToKeep(scan)
  const table = `sample_${randomBytes(6).toString('hex')}`
  const fill = async (from: ScanRelation): Promise<boolean> => {
    try {
      await db.execute(`CREATE TABLE ${table} AS ${printRelation(firstOf(from, limit + 1))}`)
      return true
    } catch {
      // The reader of this sample is told by the query over the file itself, which names line and column.
      return false
    }
  }
  const lines = await asLines(scan)
  if (!(lines && (await fill(lines))) && !(await fill(scan))) return null
  const [row] = await db.rows(`SELECT count(*) FROM ${table}`)
  const seen = Number(row?.[0] ?? 0)
  return { table, count: seen <= limit ? { rows: seen, exact: true } : await countScan(db, scan, limit, seen) }
}

async function rowsToKeep({ source, columns }: ScanRelation): Promise<number> {
  if (source.format === 'database') {
    const { rows } = source.database
    return rows !== null && rows <= mostWhole(columns.length) / 2 ? mostWhole(columns.length) : sampleRows(columns.length)
  }
  // A file that is not there is told by the query over it.
  const sizes = await Promise.all(
    source.paths.map((path) =>
      stat(path).then(
        ({ size }) => size,
        () => Infinity,
      ),
    ),
  )
  const compressed = source.paths.some((path) => /\.(gz|zst)$/i.test(path))
  const isSmall = !compressed && sizes.reduce((sum, size) => sum + size, 0) <= wholeBytes
  return isSmall ? mostWhole(columns.length) : sampleRows(columns.length)
}

/** JSON that starts like lines of JSON, read with the types that are known: finding them out again costs more than reading the rows. */
async function asLines(scan: ScanRelation): Promise<ScanRelation | null> {
  const { source } = scan
  const [path] = source.paths
  if (source.format !== 'json' || source.pinned || path === undefined || source.paths.length > 1 || /\.(gz|zst)$/i.test(path)) return null
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1024), 0, 1024, 0)
    return buffer.toString('utf8', 0, bytesRead).trimStart().startsWith('{') ? { ...scan, source: { ...source, pinned: true } } : null
  } finally {
    await file.close()
  }
}

/** Drops the samples used longest ago, but for those that were just used: the next edit needs them again. */
async function tidy({ db, entries }: Shelf, used: readonly (Entry | null)[]): Promise<void> {
  let cells = [...entries.values()].reduce((sum, entry) => sum + entry.cells, 0)
  for (const [source, entry] of entries) {
    if (cells <= cellsOfAll) return
    if (entry.users > 0 || used.includes(entry)) continue
    entries.delete(source)
    cells -= entry.cells
    const kept = await entry.ready
    if (kept) await db.execute(`DROP TABLE IF EXISTS ${kept.table}`)
  }
}
