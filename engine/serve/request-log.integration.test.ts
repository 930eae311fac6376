import { mkdir, mkdtemp, readFile, rm, rmdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase, type Database } from '../adapters/duckdb/database.ts'
import { openRequestLog, type LoggedRow } from './request-log.ts'
import { readRequests } from './request-table.ts'

let folder: string
let db: Database
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-log-'))
  db = await openDatabase({ memoryLimitBytes: 1024 ** 3, threads: 1, tempDirectory: folder })
})
afterAll(async () => {
  db.close()
  await rm(folder, { recursive: true, force: true })
})

const row = (number: number, status = 200): LoggedRow => ({
  at: `2026-01-01T00:00:${String(number % 60).padStart(2, '0')}.000Z`,
  ms: number / 2,
  status,
  model: 'm',
  input: { n: number, '"; drop': 'é\n🦊', nothing: null },
  output: status === 200 ? { prediction: number } : null,
})

describe('request log', () => {
  it('keeps rows in the order in which they came, and reads them newest first', async () => {
    const log = await openRequestLog(join(folder, 'order'))
    expect(await readRequests(db, await log.paths(), 10, 0)).toEqual({ total: 0, requests: [] })
    for (let number = 0; number < 250; number++) log.add([row(number, number === 249 ? 422 : 200)])
    await log.flush()
    const { total, requests } = await readRequests(db, await log.paths(), 3, 0)
    expect(total).toBe(250)
    expect(requests[0]).toMatchObject({ status: 422, output: null, input: row(249).input })
    expect(requests.map(({ ms }) => ms)).toEqual([124.5, 124, 123.5])
    expect((await readRequests(db, await log.paths(), 2, 249)).requests.map(({ ms }) => ms)).toEqual([0])
    expect((await readRequests(db, await log.paths(), 2, 250)).requests).toEqual([])
  })

  it('writes by itself after a moment, and goes on where it stopped', async () => {
    const first = await openRequestLog(join(folder, 'again'))
    first.add([row(1)])
    await expect.poll(() => readFile(join(folder, 'again', 'requests.jsonl'), 'utf8').catch(() => ''), { timeout: 5000 }).toContain('"n":1')
    const second = await openRequestLog(join(folder, 'again'))
    second.add([row(2)])
    await second.flush()
    expect((await readRequests(db, await second.paths(), 10, 0)).total).toBe(2)
  })

  it('survives a disk that takes nothing for a while, and loses no row by it', async () => {
    const place = join(folder, 'full')
    const log = await openRequestLog(place)
    await rmdir(place)
    log.add([row(1)])
    await expect(log.flush()).rejects.toThrow('ENOENT')
    log.add([row(2)])
    await mkdir(place)
    await log.flush()
    expect((await readRequests(db, await log.paths(), 10, 0)).requests.map(({ ms }) => ms)).toEqual([1, 0.5])
  })
})
