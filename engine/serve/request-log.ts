// Served models: answering requests, remembering them, saying how they drift.

import { appendFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { JsonValue } from '../relation/read-value.ts'

/** One row that was scored. Kept as JSON lines, so that DuckDB reads the log as a table. */
export interface LoggedRow {
  readonly at: string
  readonly ms: number
  readonly status: number
  readonly input: Readonly<Record<string, JsonValue>>
  readonly output: Readonly<Record<string, JsonValue>> | null
}

export interface RequestLog {
  readonly path: string
  add(rows: readonly LoggedRow[]): void
  /** Everything handed to `add` is on disk. */
  flush(): Promise<void>
}

/** Opens the log of an endpoint. Rows are written in batches, four times a second, so that answering never waits for the disk. */
export async function openRequestLog(folder: string): Promise<RequestLog> {
  await mkdir(folder, { recursive: true })
  const path = join(folder, 'requests.jsonl')
  let waiting: string[] = []
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> = Promise.resolve()
  const write = () => {
    timer = undefined
    if (waiting.length === 0) return writing
    const text = waiting.join('')
    waiting = []
    writing = writing.then(() => appendFile(path, text))
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
      await write()
    },
  }
}
