import { randomBytes } from 'node:crypto'
import type { Database } from '../adapters/duckdb/database.ts'
import { toCell } from '../relation/to-cell.ts'
import type { Preview } from '../protocol/table.ts'
import { lineageOf, replaceMarks } from '../relation/lineage.ts'
import { inputsOf, printRelation } from '../relation/print/duckdb.ts'
import type { Relation } from '../relation/relation.ts'
import type { ArtifactStore } from '../store/artifact-store.ts'
import { columnStatistics, mostColumns } from './column-statistics.ts'
import { estimateCount } from './estimate-count.ts'
import { sampleRows, withSamples } from './source-samples.ts'

export interface PreviewTools {
  readonly db: Database
  readonly store: ArtifactStore
  readonly signal: AbortSignal
}

/** By which column rows stand. */
export interface PreviewOrder {
  readonly column: string
  readonly descending: boolean
}

/**
 * The first rows of a table with header statistics, from the first rows of each source; from its artifact when the step has run. Says what
 * is exact: when all sources are no longer than the sample, everything is. A wide table gives fewer rows than asked for. `order` counts only
 * where everything is exact: the first rows of a sample would not be the first of the table. Missing values stand last, equal ones as they came.
 */
export async function previewTable(
  relation: Relation,
  rows: number,
  { db, store, signal }: PreviewTools,
  order?: PreviewOrder,
): Promise<Preview> {
  const options = { signal }
  const stored = relation.op === 'mark' ? await storedAt(relation.fingerprint, store) : undefined
  const physical = stored?.table ?? (await onDisk(relation, store))
  return withSamples(db, physical, async (sampled) => {
    const kept = keptTable(sampled.relation)
    const table = kept ?? `preview_${randomBytes(6).toString('hex')}`
    const most = sampled.complete ? 1_000_000 : sampleRows(relation.columns.length)
    if (!kept) await db.execute(`CREATE TABLE ${table} AS SELECT * FROM (${printRelation(sampled.relation)}) LIMIT ${most}`, options)
    // A kept sample has one row more than it stands for.
    const seenOf = (count: number) => (kept && !sampled.complete ? Math.min(count, most) : count)
    // Naming the columns that are looked at spares DuckDB the thousands of others.
    const looked = relation.columns.slice(0, mostColumns).map((_, index) => `c${index}`)
    const from = kept && !sampled.complete ? `(SELECT ${looked.join(', ')} FROM ${table} LIMIT ${most})` : table
    try {
      const shown = Math.min(rows, most, Math.max(fewestRows, Math.floor(mostCells / Math.max(1, relation.columns.length))))
      const [head, statistics, [size]] = await Promise.all([
        db.rows(`SELECT * FROM ${table}${sampled.complete ? orderBy(relation, order) : ''} LIMIT ${shown}`, options),
        columnStatistics(db, from, relation.columns, options),
        db.rows(`SELECT count(*) FROM ${table}`, options),
      ])
      const seen = seenOf(Number(size?.[0] ?? 0))
      return {
        columns: relation.columns.map((column) => ({ ...column })),
        rows: head.map((row) => row.map((value, index) => toCell(value, relation.columns[index]?.type ?? 'text'))),
        count: sampled.complete ? { rows: seen, exact: true } : estimateCount(physical, sampled.counts, { seen, sampled: sampled.rows }),
        statistics,
        sampled: sampled.complete ? null : seen,
        ...(stored && { artifact: stored.place }),
      }
    } finally {
      if (!kept) await db.execute(`DROP TABLE IF EXISTS ${table}`)
    }
  })
}

function orderBy({ columns }: Relation, order: PreviewOrder | undefined): string {
  const place = columns.findIndex(({ name }) => name === order?.column)
  return place < 0 ? '' : ` ORDER BY c${place} ${order?.descending ? 'DESC' : 'ASC'} NULLS LAST, rowid`
}

/** Cells that one answer carries at most, and the rows that even the widest table gives. */
const mostCells = 60_000
const fewestRows = 10

/** The name of the table that already holds the relation's rows, when nothing is computed from them. */
function keptTable(relation: Relation): string | undefined {
  if (relation.op === 'mark') return keptTable(relation.input)
  if (relation.op === 'limit' && relation.offset === 0 && relation.count === sampleRows(relation.columns.length))
    return keptTable(relation.input)
  return relation.op === 'scan' && relation.source.format === 'table' ? relation.source.table : undefined
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

// Relations never change, and branches share them: each is looked at once.
const known = new WeakMap<Relation, boolean>()

/** Whether part of the relation comes out of a step that has not run: a prediction, say. */
export function needsRun(relation: Relation): boolean {
  const before = known.get(relation)
  if (before !== undefined) return before
  const needs = relation.op === 'input' || inputsOf(relation).some(needsRun)
  known.set(relation, needs)
  return needs
}
