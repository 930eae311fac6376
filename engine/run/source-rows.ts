import { open, stat } from 'node:fs/promises'
import type { Database } from '../adapters/duckdb/database.ts'
import type { RowCount } from '../protocol/table.ts'
import { quoteText } from '../relation/print/duckdb-quote.ts'
import { inputsOf, printRelation } from '../relation/print/duckdb.ts'
import type { Relation, ScanRelation } from '../relation/relation.ts'

/**
 * How many rows a scan has: exact for Parquet (from its metadata) and for sources no longer than `limit`, else estimated from how often a
 * line ends in four places of the file, or by the server of a database; unknown for compressed files. `seen`: rows that were met already, more than `limit`.
 */
export async function countScan(db: Database, scan: ScanRelation, limit: number, seen = 0): Promise<RowCount> {
  if (scan.source.format === 'parquet') {
    const paths = `[${scan.source.paths.map(quoteText).join(', ')}]`
    const [row] = await db.rows(`SELECT sum(num_rows) FROM parquet_file_metadata(${paths})`)
    return { rows: Number(row?.[0] ?? 0), exact: true }
  }
  if (scan.source.format === 'range') return { rows: scan.source.rows, exact: true }
  let few = seen
  if (few === 0) {
    const [row] = await db.rows(`SELECT count(*) FROM (SELECT 1 FROM (${printRelation(scan)}) LIMIT ${limit + 1})`)
    few = Number(row?.[0] ?? 0)
  }
  if (few <= limit) return { rows: few, exact: true }
  if (scan.source.format === 'database') {
    const { rows } = scan.source.database
    return { rows: rows === null ? null : Math.max(few, rows), exact: false }
  }
  const lines = await estimateLines(scan.source.paths)
  return { rows: lines === null ? null : Math.max(few, lines), exact: false }
}

const stripe = 1 << 18
const stripes = 4

async function estimateLines(paths: readonly string[]): Promise<number | null> {
  let total = 0
  for (const path of paths) {
    if (/\.(gz|zst)$/i.test(path)) return null
    const { size } = await stat(path)
    const file = await open(path, 'r')
    try {
      const buffer = Buffer.alloc(Math.min(size, stripe))
      const count = size <= stripe * stripes ? Math.ceil(size / stripe) : stripes
      let lines = 0
      let read = 0
      for (let index = 0; index < count; index++) {
        const at = count < stripes ? index * stripe : Math.floor(((size - stripe) * index) / (stripes - 1))
        const { bytesRead } = await file.read(buffer, 0, buffer.length, at)
        read += bytesRead
        for (let end = buffer.indexOf(10); end >= 0 && end < bytesRead; end = buffer.indexOf(10, end + 1)) lines++
      }
      if (lines === 0) return null
      total += Math.round((size / read) * lines)
    } finally {
      await file.close()
    }
  }
  return total
}

/** The scans under a relation. Parts that are shared are looked at once: there may be millions of ways to them. */
export function scansOf(relation: Relation, into: Set<ScanRelation> = new Set(), seen: Set<Relation> = new Set()): Set<ScanRelation> {
  if (seen.has(relation)) return into
  seen.add(relation)
  if (relation.op === 'scan') into.add(relation)
  for (const input of inputsOf(relation)) scansOf(input, into, seen)
  return into
}

/** Bytes of the files under a relation, by path; those that cannot be found are left out. */
export async function fileSizes(relation: Relation): Promise<ReadonlyMap<string, number>> {
  const paths = new Set([...scansOf(relation)].flatMap(({ source }) => source.paths))
  const sizes = await Promise.all(
    [...paths].map((path) =>
      stat(path).then(
        ({ size }) => [[path, size] as const],
        () => [],
      ),
    ),
  )
  return new Map(sizes.flat())
}
