import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, rmdir, writeFile } from 'node:fs/promises'
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

  it('cuts off a last line that was left half, and nothing else', async () => {
    const place = join(folder, 'torn')
    const log = await openRequestLog(place)
    log.add([row(1), row(2)])
    await log.flush()
    const path = join(place, 'requests.jsonl')
    const whole = await readFile(path, 'utf8')
    for (const torn of ['{"at":"2026-', `{"input":"${'x'.repeat(200_000)}`]) {
      await appendFile(path, torn)
      const again = await openRequestLog(place)
      expect(await readFile(path, 'utf8')).toBe(whole)
      expect((await readRequests(db, await again.paths(), 10, 0)).total).toBe(2)
    }
    await writeFile(path, '{"no end')
    await openRequestLog(place)
    expect(await readFile(path, 'utf8')).toBe('')
  })

  it('puts a large file aside, keeps the newest, and reads them all as one', async () => {
    const place = join(folder, 'aside')
    const log = await openRequestLog(place, { fileBytes: 2000, files: 3 })
    for (let number = 0; number < 100; number++) {
      log.add([row(number)])
      await log.flush()
    }
    const names = (await readdir(place)).filter((name) => name !== 'requests.jsonl')
    expect(names).toHaveLength(3)
    const { total, requests } = await readRequests(db, await log.paths(), 1000, 0)
    expect(total).toBeLessThan(100)
    expect(requests.map(({ ms }) => ms)).toEqual(Array.from({ length: total }, (_, index) => (99 - index) / 2))
    expect((await readRequests(db, await (await openRequestLog(place)).paths(), 1, 0)).total).toBe(total)
  })
})
