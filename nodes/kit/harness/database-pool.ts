import { openDatabase, type Database } from '../../../engine/adapters/duckdb/database.ts'

export interface DatabasePool {
  readonly open: typeof openDatabase
  /** Closes all for good. */
  close(): void
}

/** Databases that are opened once and lent again after they were closed: to open one takes longer than most examples. */
export function databasePool(): DatabasePool {
  const idle = new Map<string, Database[]>()
  const opened: Database[] = []
  return {
    async open(options) {
      const kind = JSON.stringify(options)
      const free = idle.get(kind) ?? []
      idle.set(kind, free)
      const known = free.pop()
      const db = known ?? (await openDatabase(options))
      if (!known) opened.push(db)
      return { ...db, close: () => void free.push(db) }
    },
    close() {
      for (const db of opened) db.close()
    },
  }
}
