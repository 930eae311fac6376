// Served models: answering requests, remembering them, saying how they drift.

import { appendFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { JsonValue } from '../relation/read-value.ts'

/** One row that was scored. Kept as JSON lines, so that DuckDB reads the log as a table. */
export interface LoggedRow {
  readonly at: string
  readonly ms: number
  readonly status: number
  /** Id of the model that answered: an endpoint outlives its models. */
  readonly model: string
  readonly input: Readonly<Record<string, JsonValue>>
  readonly output: Readonly<Record<string, JsonValue>> | null
}

export interface RequestLog {
  readonly path: string
  add(rows: readonly LoggedRow[]): void
  /** Everything handed to `add` is on disk. Rejects when it cannot be written. */
  flush(): Promise<void>
}

/** Rows that wait for a disk that does not take them; beyond these the oldest are given up. */
const mostWaiting = 100_000

/**
 * Opens the log of an endpoint. Rows are written in batches, four times a second, so that answering never waits for the disk. What a full
 * disk refuses is tried again with the next rows.
 */
export async function openRequestLog(folder: string): Promise<RequestLog> {
  await mkdir(folder, { recursive: true })
  const path = join(folder, 'requests.jsonl')
  let waiting: string[] = []
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<Error | null> = Promise.resolve(null)

  const append = async (): Promise<Error | null> => {
    const lines = waiting
    if (lines.length === 0) return null
    waiting = []
    try {
      await appendFile(path, lines.join(''))
      return null
    } catch (error) {
      waiting = [...lines, ...waiting].slice(-mostWaiting)
      return error instanceof Error ? error : new Error(String(error))
    }
  }
  const write = () => {
    timer = undefined
    writing = writing.then(append)
    return writing
  }
  return {
    path,
    add(rows) {
      for (const row of rows) waiting.push(`${JSON.stringify(row)}\n`)
      timer ??= setTimeout(() => void write(), 250)
    },
    async flush() {
      clearTimeout(timer)
      const failed = await write()
      if (failed) throw failed
    },
  }
}
