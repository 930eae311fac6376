import { randomBytes } from 'node:crypto'
import type { Database } from '../adapters/duckdb/database.ts'
import type { Profile } from '../protocol/profile.ts'
import { dropMarks } from '../relation/optimise/drop-marks.ts'
import { printNumberedScan } from '../relation/print/numbered-scan.ts'
import { printRelation } from '../relation/print/duckdb.ts'
import type { Relation } from '../relation/relation.ts'
import { profileTable, type ProfileOptions } from './profile-table.ts'

export interface RelationProfiled extends ProfileOptions {
  readonly db: Database
  /** The column to relate the others to; none: the one whose role is target. */
  readonly target?: string
  /** Whether everything that can be counted over all rows is. */
  readonly exact?: boolean
}

/**
 * The profile of all rows of a relation. One Parquet file is read column by column as it lies; everything else is computed once and kept in a
 * table, which spills to disk, while it is counted: a CSV is read once.
 */
export async function profileRelation(relation: Relation, { db, target, exact, ...options }: RelationProfiled): Promise<Profile> {
  const table = `profiled_${randomBytes(6).toString('hex')}`
  const started = performance.now()
  const wanted = { columns: relation.columns, ...(target !== undefined && { target }), ...(exact !== undefined && { exact }) }
  const plain = dropMarks(relation)
  const lying = plain.op === 'scan' ? printNumberedScan(plain.source, plain.columns, 'r') : null
  if (lying !== null) return profileTable(db, { ...wanted, from: `(${lying})`, row: 'r' }, options)
  options.onStage?.(0, { en: 'computing the rows', fr: 'calcul des lignes' })
  try {
    await db.execute(`CREATE TABLE ${table} AS ${printRelation(relation)}`, options.signal ? { signal: options.signal } : {})
    const profile = await profileTable(db, { ...wanted, from: table, row: 'rowid' }, options)
    return { ...profile, seconds: (performance.now() - started) / 1000 }
  } finally {
    await db.execute(`DROP TABLE IF EXISTS ${table}`)
  }
}
