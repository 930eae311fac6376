import { randomBytes } from 'node:crypto'
import type { Database } from '../adapters/duckdb/database.ts'
import type { Profile } from '../protocol/profile.ts'
import { printRelation } from '../relation/print/duckdb.ts'
import type { Relation } from '../relation/relation.ts'
import { profileTable, type ProfileOptions } from './profile-table.ts'

export interface RelationProfiled extends ProfileOptions {
  readonly db: Database
  /** The column to relate the others to; none: the one whose role is target. */
  readonly target?: string
}

/** The profile of all rows of a relation. They are computed once and kept in a table, which spills to disk, while they are counted. */
export async function profileRelation(relation: Relation, { db, target, ...options }: RelationProfiled): Promise<Profile> {
  const table = `profiled_${randomBytes(6).toString('hex')}`
  const started = performance.now()
  options.onStage?.(0, { en: 'computing the rows', fr: 'calcul des lignes' })
  try {
    await db.execute(`CREATE TABLE ${table} AS ${printRelation(relation)}`, options.signal ? { signal: options.signal } : {})
    const request = { from: table, columns: relation.columns, ...(target !== undefined && { target }) }
    const profile = await profileTable(db, request, options)
    return { ...profile, seconds: (performance.now() - started) / 1000 }
  } finally {
    await db.execute(`DROP TABLE IF EXISTS ${table}`)
  }
}
