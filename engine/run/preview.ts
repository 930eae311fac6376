import { randomBytes } from 'node:crypto'
import type { Database } from '../adapters/duckdb/database.ts'
import { toCell } from '../relation/to-cell.ts'
import type { Preview, RowCount } from '../protocol/table.ts'
import { firstRowsOnly, lineageOf, replaceMarks } from '../relation/lineage.ts'
import { inputsOf, printRelation } from '../relation/print/duckdb.ts'
import type { Relation } from '../relation/relation.ts'
import type { ArtifactStore } from '../store/artifact-store.ts'
import { columnStatistics } from './column-statistics.ts'
import { estimateRows } from './resolve-tools.ts'
import { keepsRows, scanRows, scansOf } from './source-rows.ts'

export interface PreviewTools {
  readonly db: Database
  readonly store: ArtifactStore
  readonly signal: AbortSignal
}

/**
 * The first rows of a table with header statistics, from the first rows of each source; from its artifact when the step has run. Says what
 * is exact: when all sources are no longer than the sample, everything is.
 */
export async function previewTable(relation: Relation, rows: number, { db, store, signal }: PreviewTools): Promise<Preview> {
  const options = { signal }
  const stored = relation.op === 'mark' ? await storedAt(relation.fingerprint, store) : undefined
  const physical = stored?.table ?? (await onDisk(relation, store))
  const scans = [...scansOf(physical)]
  const counts = await Promise.all(scans.map((scan) => scanRows(db, scan, estimateRows)))
  const complete = counts.every((count) => count.rows !== null && count.exact && count.rows <= estimateRows)
  const table = `preview_${randomBytes(6).toString('hex')}`
  const sampled = complete ? physical : firstRowsOnly(physical, estimateRows)
  await db.execute(
    `CREATE TABLE ${table} AS SELECT * FROM (${printRelation(sampled)}) LIMIT ${complete ? 1_000_000 : estimateRows}`,
    options,
  )
  try {
    const head = await db.rows(`SELECT * FROM ${table} LIMIT ${rows}`, options)
    const statistics = await columnStatistics(db, table, relation.columns, options)
    const [size] = await db.rows(`SELECT count(*) FROM ${table}`, options)
    const seen = Number(size?.[0] ?? 0)
    return {
      columns: relation.columns.map((column) => ({ ...column })),
      rows: head.map((row) => row.map((value, index) => toCell(value, relation.columns[index]?.type ?? 'text'))),
      count: complete ? { rows: seen, exact: true } : guess(physical, counts, seen),
      statistics,
      sampled: complete ? null : seen,
      ...(stored && { artifact: stored.place }),
    }
  } finally {
    await db.execute(`DROP TABLE IF EXISTS ${table}`)
  }
}

/** Rows of the whole table: known when each row keeps its source row; else from the share of the sample that was left. */
function guess(relation: Relation, counts: readonly RowCount[], seen: number): RowCount {
  const [only] = counts
  if (counts.length !== 1 || !only || only.rows === null) return { rows: null, exact: false }
  if (keepsRows(relation)) return only
  return only.rows > 0
    ? { rows: Math.round((seen / Math.min(estimateRows, only.rows)) * only.rows), exact: false }
    : { rows: 0, exact: only.exact }
}

async function storedAt(
  fingerprint: string,
  store: ArtifactStore,
): Promise<{ table: Relation; place: { fingerprint: string; port: string } } | undefined> {
  const dot = fingerprint.lastIndexOf('.')
  const place = { fingerprint: fingerprint.slice(0, dot), port: fingerprint.slice(dot + 1) }
  const table = await store.table(place.fingerprint, place.port)
  return table ? { table, place } : undefined
}

/** The relation with what earlier runs left on disk read from there. */
export async function onDisk(relation: Relation, store: ArtifactStore): Promise<Relation> {
  const tables = new Map<string, Relation>()
  for (const fingerprint of lineageOf(relation)) {
    const found = await storedAt(fingerprint, store)
    if (found) tables.set(fingerprint, found.table)
  }
  return replaceMarks(relation, (part) => tables.get(part.fingerprint))
}

/** Whether part of the relation comes out of a step that has not run: a prediction, say. */
export function needsRun(relation: Relation): boolean {
  return relation.op === 'input' || inputsOf(relation).some(needsRun)
}
