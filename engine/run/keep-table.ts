import { constants, setPriority } from 'node:os'
import { copyStatement } from '../relation/print/copy-statement.ts'
import { openDatabase } from '../adapters/duckdb/database.ts'
import { printRelation } from '../relation/print/duckdb.ts'
import type { KeepTableTask } from './worker-messages.ts'

/** Writes a table to disk in this process, which from now on takes only time that nobody else wants. Gives its number of rows. */
export async function keepTable({ relation, path, tempFolder, memoryLimitBytes, threads }: KeepTableTask): Promise<number> {
  setPriority(constants.priority.PRIORITY_LOW)
  const db = await openDatabase({ memoryLimitBytes, threads, tempDirectory: tempFolder })
  try {
    return await db.execute(copyStatement(printRelation(relation), path, db.groupRows))
  } finally {
    db.close()
  }
}
