// The one home of DuckDB: everything else sees SQL text going in and plain values or typed arrays coming out.

import { DuckDBInstance, type DuckDBConnection, type DuckDBDataChunk } from '@duckdb/node-api'
import type { Value } from '../../relation/types.ts'
import { createTable, type AppendedColumn } from './create-table.ts'
import { hashMacros, type HashKey } from './hash-macros.ts'
import { presentValues, type PresentValues } from './present-values.ts'
import { toRows } from './to-rows.ts'

export interface DatabaseOptions {
  readonly memoryLimitBytes: number
  readonly threads: number
  /** Where DuckDB spills what does not fit into memory. */
  readonly tempDirectory: string
  /** The keys that queries hash with; without it such a query fails. */
  readonly hashKey?: HashKey
}

export interface QueryOptions {
  readonly signal?: AbortSignal
  /** Share done from 0 to 1, about five times a second; DuckDB does not know it for every query. */
  readonly onProgress?: (share: number, rows: number) => void
}

/** A statement that was cancelled and has not ended: it waits for something outside, such as a server. Times in seconds. */
export interface AbandonedStatement {
  readonly sql: string
  readonly age: number
  readonly sinceCancelled: number
  /** What else is running, and is wanted. */
  readonly others: readonly string[]
}

export interface Database {
  /** Rows that a thread holds of an artifact that it writes. */
  readonly groupRows: number
  /** Runs a statement; gives the number of rows it changed or copied. */
  execute(sql: string, options?: QueryOptions): Promise<number>
  /** All rows of a query that is known to be small. */
  rows(sql: string, options?: QueryOptions): Promise<readonly (readonly Value[])[]>
  /** What is not missing in each column of a query that is known to be small: only BIGINT, DOUBLE, DATE and TIMESTAMP. */
  present(sql: string, options?: QueryOptions): Promise<readonly PresentValues[]>
  /** The chunks of a query one after the other, never all at once. */
  chunks(sql: string, options?: QueryOptions): AsyncIterable<DuckDBDataChunk>
  /** Column names and DuckDB types of a query, without running it. */
  describe(sql: string): Promise<readonly { name: string; type: string }[]>
  /** Makes a table of these columns; all arrays have the same length. */
  createTable(name: string, columns: readonly AppendedColumn[]): Promise<void>
  setThreads(threads: number): Promise<void>
  /** Calls `listen` each second for each statement that goes on after it was cancelled. */
  onAbandoned(listen: (statement: AbandonedStatement) => void): void
  close(): void
}

/** A statement was stopped because its signal was aborted. */
export class QueryCancelled extends Error {
  constructor() {
    super('cancelled')
    this.name = 'QueryCancelled'
  }
}

/** Whole numbers in a range of so many bits are grouped by their place in it, which takes half the time of hashing them. */
const bits = { usual: '12', roomy: '17' }
const groupRows = { usual: 30_720, roomy: 122_880 }
/** The share of the memory that DuckDB is told of: what its allocator and its writers hold beside that is not in its count. */
const counted = { usual: 0.8, roomy: 0.95 }
/** Rows that wait to be read, in bytes: with DuckDB's own megabyte its threads wait for the reader, and each chunk takes half as long again. */
const mostWaiting = 32 * 1024 ** 2
/** DuckDB counts neither what such a table takes (a few bytes for each place, measure and thread) nor rows that wait to be written. */
const roomyThread = 512 * 1024 ** 2

/** Opens an in-memory database whose large intermediate results spill to disk. Insertion order is kept; nothing is fetched from a network. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const room = options.memoryLimitBytes / options.threads >= roomyThread ? 'roomy' : 'usual'
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: `${Math.max(64, Math.floor((options.memoryLimitBytes * counted[room]) / 1024 / 1024))}MiB`,
    threads: String(options.threads),
    temp_directory: options.tempDirectory,
    preserve_insertion_order: 'true',
    perfect_ht_threshold: bits[room],
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
  })
  const waiting = Math.floor(Math.min(mostWaiting, options.memoryLimitBytes / 16) / 1024)
  const idle: DuckDBConnection[] = []
  const running = new Set<{ readonly sql: string; readonly signal: AbortSignal | undefined }>()
  const listeners: ((statement: AbandonedStatement) => void)[] = []

  const withConnection = async <T>(
    settings: QueryOptions | undefined,
    use: (connection: DuckDBConnection) => Promise<T>,
    sql = '',
  ): Promise<T> => {
    const { signal, onProgress } = settings ?? {}
    if (signal?.aborted) throw new QueryCancelled()
    const connection = idle.pop() ?? (await instance.connect())
    const statement = { sql, signal }
    running.add(statement)
    const started = performance.now()
    let cancelled = Infinity
    const interrupt = () => {
      cancelled = performance.now()
      connection.interrupt()
    }
    signal?.addEventListener('abort', interrupt)
    let told = 0
    // An interrupt that arrives between two statements is lost, so it is repeated until the query has ended.
    const again = signal ? setInterval(() => signal.aborted && insist(), 50) : undefined
    const insist = () => {
      connection.interrupt()
      const sinceCancelled = (performance.now() - cancelled) / 1000
      if (sinceCancelled < told + 0.9) return
      told++
      const others = [...running].flatMap((other) => (other === statement || other.signal?.aborted ? [] : [other.sql]))
      for (const listen of listeners) listen({ sql, age: (performance.now() - started) / 1000, sinceCancelled, others })
    }
    const watch = onProgress
      ? setInterval(() => {
          const { percentage, rows_processed } = connection.progress
          if (percentage >= 0) onProgress(Math.min(1, percentage / 100), Number(rows_processed))
        }, 200)
      : undefined
    try {
      const result = await use(connection)
      if (signal?.aborted) throw new QueryCancelled()
      return result
    } catch (error) {
      throw signal?.aborted ? new QueryCancelled() : error
    } finally {
      running.delete(statement)
      signal?.removeEventListener('abort', interrupt)
      clearInterval(again)
      clearInterval(watch)
      idle.push(connection)
    }
  }

  // Zoned timestamps of files become plain ones in UTC, whatever the machine's zone.
  await withConnection(undefined, (connection) => connection.run("SET GLOBAL TimeZone = 'UTC'"))

  const noKey: HashKey = () => Promise.reject(new Error('this database has no keys'))
  const ready = hashMacros(options.hashKey ?? noKey, (sql) => withConnection(undefined, (connection) => connection.run(sql)))

  return {
    groupRows: groupRows[room],
    execute: (sql, settings) =>
      withConnection(
        settings,
        async (connection) => {
          await ready(sql)
          const result = await connection.run(sql)
          return result.rowsChanged
        },
        sql,
      ),
    rows: (sql, settings) =>
      withConnection(
        settings,
        async (connection) => {
          await ready(sql)
          const result = await connection.run(sql)
          return toRows(result)
        },
        sql,
      ),
    present: (sql, settings) =>
      withConnection(
        settings,
        async (connection) => {
          await ready(sql)
          return presentValues(await connection.run(sql))
        },
        sql,
      ),
    async *chunks(sql, settings) {
      if (settings?.signal?.aborted) throw new QueryCancelled()
      await ready(sql)
      const connection = await instance.connect()
      const interrupt = () => connection.interrupt()
      settings?.signal?.addEventListener('abort', interrupt)
      let next: Promise<DuckDBDataChunk | null> = Promise.resolve(null)
      try {
        await connection.run(`SET streaming_buffer_size = '${waiting}KiB'`)
        const result = await connection.stream(sql)
        next = result.fetchChunk()
        for (;;) {
          const chunk = await next
          // A stream that was interrupted may end as if there were no more.
          if (settings?.signal?.aborted) throw new QueryCancelled()
          if (!chunk || chunk.rowCount === 0) return
          // The database works on the next one while this one is read; should it fail, that is met at the next turn.
          next = result.fetchChunk()
          next.catch(() => undefined)
          yield chunk
        }
      } catch (error) {
        throw settings?.signal?.aborted ? new QueryCancelled() : error
      } finally {
        settings?.signal?.removeEventListener('abort', interrupt)
        // A connection must not be closed under a chunk that is on its way; how that ends is of no interest to whoever has left.
        connection.interrupt()
        await next.catch(() => undefined)
        connection.closeSync()
      }
    },
    describe: (sql) =>
      withConnection(undefined, async (connection) => {
        await ready(sql)
        const prepared = await connection.prepare(sql)
        const count = prepared.columnCount
        return Array.from({ length: count }, (_, index) => ({ name: prepared.columnName(index), type: String(prepared.columnType(index)) }))
      }),
    createTable: (name, columns) => withConnection(undefined, (connection) => createTable(connection, name, columns)),
    async setThreads(threads) {
      await withConnection(undefined, (connection) => connection.run(`SET threads = ${threads}`))
    },
    onAbandoned: (listen) => void listeners.push(listen),
    close() {
      for (const connection of idle) connection.closeSync()
      instance.closeSync()
    },
  }
}
