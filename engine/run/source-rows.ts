import { open, stat } from 'node:fs/promises'
import type { Database } from '../adapters/duckdb/database.ts'
import type { RowCount } from '../protocol/table.ts'
import { quoteText } from '../relation/print/duckdb-quote.ts'
import { inputsOf, printRelation } from '../relation/print/duckdb.ts'
import type { Relation, ScanRelation } from '../relation/relation.ts'

/** How many rows a scan has: exact for Parquet (from its metadata) and for sources no longer than `limit`, else estimated from the first megabyte. */
export async function scanRows(db: Database, scan: ScanRelation, limit: number): Promise<RowCount> {
  const known = counted.get(scan.source)
  if (known) return known
  const count = await countScan(db, scan, limit)
  counted.set(scan.source, count)
  return count
}

const counted = new WeakMap<ScanRelation['source'], RowCount>()

async function countScan(db: Database, scan: ScanRelation, limit: number): Promise<RowCount> {
  if (scan.source.format === 'parquet') {
    const paths = `[${scan.source.paths.map(quoteText).join(', ')}]`
    const [row] = await db.rows(`SELECT sum(num_rows) FROM parquet_file_metadata(${paths})`)
    return { rows: Number(row?.[0] ?? 0), exact: true }
  }
  const [row] = await db.rows(`SELECT count(*) FROM (SELECT 1 FROM (${printRelation(scan)}) LIMIT ${limit + 1})`)
  const few = Number(row?.[0] ?? 0)
  if (few <= limit) return { rows: few, exact: true }
  return { rows: Math.max(few, await estimateLines(scan.source.paths)), exact: false }
}

async function estimateLines(paths: readonly string[]): Promise<number> {
  let total = 0
  for (const path of paths) {
    const { size } = await stat(path)
    const file = await open(path, 'r')
    try {
      const buffer = Buffer.alloc(Math.min(size, 1 << 20))
      const { bytesRead } = await file.read(buffer, 0, buffer.length, 0)
      let lines = 0
      for (let at = buffer.indexOf(10); at >= 0 && at < bytesRead; at = buffer.indexOf(10, at + 1)) lines++
      total += lines === 0 ? 1 : Math.round((size / bytesRead) * lines)
    } finally {
      await file.close()
    }
  }
  return total
}

/** The scans under a relation. */
export function scansOf(relation: Relation, into: Set<ScanRelation> = new Set()): Set<ScanRelation> {
  if (relation.op === 'scan') into.add(relation)
  for (const input of inputsOf(relation)) scansOf(input, into)
  return into
}

/** Whether every row of the relation stands for exactly one row of its only source, in whatever order. */
export function keepsRows(relation: Relation): boolean {
  switch (relation.op) {
    case 'scan':
    case 'values':
      return true
    case 'project':
    case 'sort':
    case 'number':
    case 'mark':
      return keepsRows(relation.input)
    default:
      return false
  }
}
