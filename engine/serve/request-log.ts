// Served models: answering requests, remembering them, saying how they drift.

import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
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
  add(rows: readonly LoggedRow[]): void
  /** Everything handed to `add` is on disk. Rejects when it cannot be written. */
  flush(): Promise<void>
  /** The files that hold something, oldest first. */
  paths(): Promise<readonly string[]>
  /** Why rows wait, and how many; null while the disk takes them. */
  trouble(): { readonly error: Error; readonly waiting: number } | null
}

export interface RequestLogLimits {
  /** A file that has grown to this size is put aside and a new one begun. */
  readonly fileBytes: number
  /** Files put aside that are kept, the newest. */
  readonly files: number
}

const usualLimits: RequestLogLimits = { fileBytes: 64 * 1024 * 1024, files: 15 }

/** Rows that wait for a disk that does not take them; beyond these the oldest are given up. */
const mostWaiting = 100_000

const current = 'requests.jsonl'
const aside = /^requests-(\d{6})\.jsonl$/

/**
 * Opens the log of an endpoint. Rows are written in batches, four times a second, so that answering never waits for the disk. What a full
 * disk refuses is tried again with the next rows. The files hold whole lines only: what a full disk took of a line, and a last line that a
 * killed engine left half, is cut off.
 */
export async function openRequestLog(folder: string, limits: RequestLogLimits = usualLimits): Promise<RequestLog> {
  await mkdir(folder, { recursive: true })
  const path = join(folder, current)
  await cutTornLine(path)
  let waiting: Buffer[] = []
  let failed: Error | null = null
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<Error | null> = Promise.resolve(null)

  const append = async (): Promise<Error | null> => {
    const lines = waiting
    if (lines.length === 0) return failed
    waiting = []
    const { written, error } = await appendLines(path, lines)
    if (error) waiting = [...lines.slice(written), ...waiting].slice(-mostWaiting)
    else await rotate(folder, limits)
    failed = error
    return error
  }
  const write = () => {
    timer = undefined
    writing = writing.then(append).catch((error: unknown) => {
      failed = error instanceof Error ? error : new Error(String(error))
      return failed
    })
    return writing
  }
  return {
    add(rows) {
      for (const row of rows) waiting.push(Buffer.from(`${JSON.stringify(row)}\n`))
      timer ??= setTimeout(() => void write(), 250)
    },
    async flush() {
      clearTimeout(timer)
      const error = await write()
      if (error) throw error
    },
    async paths() {
      const names = [...(await namesAside(folder)), current].map((name) => join(folder, name))
      const sizes = await Promise.all(
        names.map((name) =>
          stat(name).then(
            (info) => info.size,
            () => 0,
          ),
        ),
      )
      return names.filter((_, index) => (sizes[index] ?? 0) > 0)
    },
    trouble: () => (failed ? { error: failed, waiting: waiting.length } : null),
  }
}

/** Says how many of the lines are in the file; never fewer of their bytes, nor more. */
async function appendLines(path: string, lines: readonly Buffer[]): Promise<{ written: number; error: Error | null }> {
  const bytes = Buffer.concat(lines)
  let at = 0
  let whole = 0
  try {
    const file = await open(path, 'a')
    try {
      while (at < bytes.length) at += (await file.write(bytes, at)).bytesWritten
      return { written: lines.length, error: null }
    } catch (error) {
      let end = 0
      for (const line of lines) {
        if (end + line.length > at) break
        end += line.length
        whole++
      }
      await file.truncate((await file.stat()).size - (at - end))
      throw error
    } finally {
      await file.close()
    }
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return { written: whole, error: Object.assign(error, { path }) }
  }
}

async function namesAside(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => aside.test(name)).toSorted()
}

async function rotate(folder: string, { fileBytes, files }: RequestLogLimits): Promise<void> {
  const path = join(folder, current)
  if ((await stat(path)).size < fileBytes) return
  const names = await namesAside(folder)
  const number = Number(aside.exec(names.at(-1) ?? '')?.[1] ?? 0) + 1
  await rename(path, join(folder, `requests-${String(number).padStart(6, '0')}.jsonl`))
  for (const name of names.slice(0, Math.max(0, names.length + 1 - files))) await rm(join(folder, name), { force: true })
}

async function cutTornLine(path: string): Promise<void> {
  const { size } = await stat(path).catch(() => ({ size: 0 }))
  if (size === 0) return
  const file = await open(path, 'r+')
  try {
    const block = Buffer.alloc(64 * 1024)
    for (let end = size; ; end = Math.max(0, end - block.length)) {
      const start = Math.max(0, end - block.length)
      const { bytesRead } = await file.read(block, 0, end - start, start)
      const newline = block.subarray(0, bytesRead).lastIndexOf(10)
      if (newline < 0 && start > 0) continue
      const kept = newline < 0 ? 0 : start + newline + 1
      if (kept < size) await file.truncate(kept)
      return
    }
  } finally {
    await file.close()
  }
}
