import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { diskProblem } from '../../store/disk-problem.ts'
import { openDatabase, QueryCancelled, type Database } from './database.ts'

let folder: string
let db: Database
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-spill-'))
  db = await openDatabase({ memoryLimitBytes: 150e6, threads: 2, tempDirectory: folder })
})
afterAll(async () => {
  db.close()
  await rm(folder, { recursive: true, force: true })
})

const events = (rows: number) =>
  `(SELECT i, i % 1000 AS place, md5(i::VARCHAR) AS note, (i * 7 % 1000) / 4.0 AS price FROM range(${rows}) t(i))`

/** Work that takes far longer than anyone waits in a test. */
const long: readonly (readonly [string, string])[] = [
  ['sort', `SELECT count(*) FROM (SELECT * FROM ${events(100_000_000)} ORDER BY note LIMIT 10 OFFSET 5000000)`],
  ['join', `SELECT max(a.note || b.note) FROM ${events(1_000_000)} a JOIN ${events(1_000_000)} b USING (place)`],
  ['join by ranges', `SELECT count(*) FROM ${events(300_000)} a JOIN ${events(300_000)} b ON a.price < b.price`],
  [
    'window',
    `SELECT max(m) FROM (SELECT median(price) OVER (PARTITION BY place % 3 ORDER BY i ROWS 5000 PRECEDING) m FROM ${events(3_000_000)})`,
  ],
  ['group', `SELECT count(*) FROM (SELECT note, median(price), list(i) FROM ${events(100_000_000)} GROUP BY note)`],
  ['text', `SELECT sum(levenshtein(note, note || place)) FROM ${events(100_000_000)}`],
  ['patterns', `SELECT count(*) FROM ${events(100_000_000)} WHERE regexp_replace(note, '([a-f]+)', '<\\1>', 'g') = 'x'`],
]

describe('a query', () => {
  it.each(long)('ends when it is cancelled: %s', async (_, sql) => {
    const abort = new AbortController()
    let asked = Infinity
    setTimeout(() => {
      asked = performance.now()
      abort.abort()
    }, 700)
    await expect(db.rows(sql, { signal: abort.signal })).rejects.toThrow(QueryCancelled)
    expect(performance.now() - asked).toBeLessThan(20_000)
    expect(await readdir(folder)).toEqual([])
  })

  it('that finds no room to spill says so, leaves no temporary files, and the next one works', async () => {
    await db.execute("SET GLOBAL max_temp_directory_size = '30MB'")
    const queries = [
      `SELECT note FROM ${events(4_000_000)} ORDER BY note LIMIT 1 OFFSET 3000000`,
      `SELECT count(*) FROM (SELECT note, list(i) FROM ${events(4_000_000)} GROUP BY note)`,
      `SELECT count(*) FROM (SELECT row_number() OVER (PARTITION BY place % 3 ORDER BY note) FROM ${events(4_000_000)})`,
    ]
    for (const sql of queries) {
      const error = await db.rows(sql).then(
        () => null,
        (reason: unknown) => reason,
      )
      const problem = diskProblem(error)
      expect(problem?.code).toBe('disk-full')
      expect(problem?.text.en).toMatch(/^The disk had no more room .* after [\d.]+ MiB/)
      expect(problem?.text.fr).toMatch(/après [\d,]+ Mio/)
      expect(await readdir(folder)).toEqual([])
    }
    expect(await db.rows('SELECT 1')).toEqual([[1]])
  })
})

describe('the chunks of a query', () => {
  const rowsOf = async (sql: string, leave = Infinity, signal = new AbortController().signal) => {
    const seen: number[] = []
    for await (const chunk of db.chunks(sql, { signal })) {
      seen.push(...chunk.getColumnValues(0).map(Number))
      if (seen.length >= leave) break
    }
    return seen
  }
  it('come in order, each once, however slow the reader', async () => {
    const seen: number[] = []
    for await (const chunk of db.chunks('SELECT i FROM range(50000) t(i)')) {
      seen.push(...chunk.getColumnValues(0).map(Number))
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(seen).toEqual(Array.from({ length: 50_000 }, (_, i) => i))
    expect(await rowsOf('SELECT 1 WHERE false')).toEqual([])
  })
  it('can be left early', async () => {
    expect((await rowsOf('SELECT i FROM range(100000000) t(i)', 5000)).length).toBeLessThan(10_000)
    expect(await db.rows('SELECT 1')).toEqual([[1]])
  })
  it('end with the error of a later row, and when cancelled', async () => {
    await expect(rowsOf("SELECT CASE WHEN i = 90000 THEN error('row 90000') ELSE i END FROM range(100000) t(i)")).rejects.toThrow(
      'row 90000',
    )
    const abort = new AbortController()
    const reading = (async () => {
      for await (const chunk of db.chunks('SELECT i FROM range(100000000) t(i)', { signal: abort.signal }))
        if (chunk.rowCount > 0) abort.abort()
    })()
    await expect(reading).rejects.toThrow(QueryCancelled)
  })
})

it('groups by whole numbers of a narrow range by their place where memory is ample, with the same result as by hashing', async () => {
  const open = (memoryLimitBytes: number) => openDatabase({ memoryLimitBytes, threads: 2, tempDirectory: tmpdir() })
  const [ample, scarce] = [await open(2 * 1024 ** 3), await open(256 * 1024 ** 2)]
  try {
    const plan = 'SELECT v, count(*), sum(w) FROM keyed GROUP BY v'
    for (const db of [ample, scarce])
      await db.execute(`CREATE TABLE keyed AS SELECT CASE WHEN i % 97 = 0 THEN NULL ELSE (hash(i) % 100000)::BIGINT - 50000 END AS v,
        (hash(i) % 1000000000000)::BIGINT AS wide, i::BIGINT AS w FROM range(200000) t(i)`)
    const planOf = async (db: Database) => JSON.stringify(await db.rows(`EXPLAIN ${plan}`))
    expect(await planOf(ample)).toContain('PERFECT_HASH_GROUP_BY')
    expect(await planOf(scarce)).not.toContain('PERFECT_HASH_GROUP_BY')
    for (const keys of ['v', 'v, w % 3', 'wide', 'wide, v'])
      for (const measures of ['count(*), sum(w), min(w), max(w), avg(w)', 'quantile_cont(w, 0.5), count(DISTINCT w % 7)']) {
        const groups = `SELECT ${keys}, ${measures} FROM keyed WHERE w % 11 <> 3 GROUP BY ALL`
        const sql = `SELECT count(*), bit_xor(hash(groups))::VARCHAR FROM (${groups}) groups`
        const [found] = await ample.rows(sql)
        expect(found?.[0]).toBeGreaterThan(80_000)
        expect([found]).toEqual(await scarce.rows(sql))
      }
  } finally {
    ample.close()
    scarce.close()
  }
})
