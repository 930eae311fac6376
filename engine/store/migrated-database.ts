import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { ProblemError } from '../protocol/problem-error.ts'
import { databaseProblem } from './database-problem.ts'

/** Milliseconds that a call waits for another program to let go. It blocks: nothing else goes on meanwhile. */
const patience = 1000

/**
 * Opens a SQLite file and brings it to the version that this Millrace knows: migration n leads from version n to n + 1, all of them or none.
 * What was written stays when the process is killed. Throws ProblemError `database-newer` for a file of a newer Millrace, and those of
 * `databaseProblem`; all leave the file as it is.
 */
export function openMigrated(path: string, migrations: readonly string[]): DatabaseSync {
  mkdirSync(dirname(path), { recursive: true })
  const db = opened(path)
  try {
    const version = versionOf(db)
    if (version > migrations.length) throw newer(path, version, migrations.length)
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON')
    if (version < migrations.length) inTransaction(db, () => migrate(db, migrations))
    return db
  } catch (error) {
    db.close()
    throw databaseProblem(error, path) ?? error
  }
}

function opened(path: string): DatabaseSync {
  try {
    return new DatabaseSync(path, { timeout: patience })
  } catch (error) {
    throw databaseProblem(error, path) ?? error
  }
}

/** The version is read again: another engine may have been quicker. */
function migrate(db: DatabaseSync, migrations: readonly string[]): void {
  const version = versionOf(db)
  for (const [at, sql] of migrations.entries()) if (at >= version) db.exec(`${sql}; PRAGMA user_version = ${at + 1}`)
}

function versionOf(db: DatabaseSync): number {
  return Number(db.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0)
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
