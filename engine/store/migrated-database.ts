import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { ProblemError } from '../protocol/problem-error.ts'

/**
 * Opens a SQLite file and brings it to the version that this Millrace knows: migration n leads from version n to n + 1, each as a whole or not at all.
 * What was written stays when the process is killed. Throws ProblemError `database-newer` for a file of a newer Millrace, `database-broken`
 * for what is no database; both leave the file as it is.
 */
export function openMigrated(path: string, migrations: readonly string[]): DatabaseSync {
  mkdirSync(dirname(path), { recursive: true })
  const db = new DatabaseSync(path)
  try {
    const version = Number(db.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0)
    if (version > migrations.length) throw newer(path, version, migrations.length)
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 2000')
    for (const [at, sql] of migrations.entries())
      if (at >= version) inTransaction(db, () => db.exec(`${sql}; PRAGMA user_version = ${at + 1}`))
    return db
  } catch (error) {
    db.close()
    // SQLITE_CORRUPT and SQLITE_NOTADB.
    if (error instanceof Error && 'errcode' in error && (error.errcode === 11 || error.errcode === 26)) throw broken(path)
    throw error
  }
}

/** Does all of it or nothing. */
export function inTransaction<T>(db: DatabaseSync, act: () => T): T {
  db.exec('BEGIN IMMEDIATE')
  try {
    const result = act()
    db.exec('COMMIT')
    return result
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK')
    throw error
  }
}

function newer(path: string, version: number, known: number): ProblemError {
  return new ProblemError(
    {
      code: 'database-newer',
      severity: 'error',
      place: {},
      text: {
        en: `${path} was written by a newer Millrace (version ${version} of its tables; this one knows ${known}).`,
        fr: `${path} a été écrit par un Millrace plus récent (version ${version} de ses tables ; celui-ci connaît la ${known}).`,
      },
      action: { en: 'Open the workspace with the newer Millrace.', fr: 'Ouvrez l’espace de travail avec le Millrace plus récent.' },
    },
    409,
  )
}

function broken(path: string): ProblemError {
  return new ProblemError(
    {
      code: 'database-broken',
      severity: 'error',
      place: {},
      text: { en: `${path} is damaged or is no database.`, fr: `${path} est endommagé ou n’est pas une base de données.` },
      action: { en: 'Put a copy of it back.', fr: 'Remettez-en une copie.' },
    },
    500,
  )
}
