import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NodeProblem } from '../../../../nodes/kit/problem.ts'
import { printRelation } from '../../../relation/print/duckdb.ts'
import { openDatabase, type Database } from '../../duckdb/database.ts'
import { convertExcel } from '../convert-excel.ts'
import { convertRecords } from '../convert-records.ts'
import { describeFile } from '../describe-file.ts'

let folder: string
let db: Database
let number = 0
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-orc-'))
  db = await openDatabase({ memoryLimitBytes: 1024 ** 3, threads: 2, tempDirectory: folder })
})
afterAll(async () => {
  db.close()
  await rm(folder, { recursive: true, force: true })
})

const golden = JSON.parse(await readFile(join(import.meta.dirname, '../golden/orc-tables.json'), 'utf8')) as Record<string, string>
const bytesOf = (name: string) => Buffer.from(golden[name] ?? '', 'base64')

async function read(name: string, content: Uint8Array, flatten = 0) {
  const path = join(folder, `${number++}-${name}`)
  await writeFile(path, content)
  const tools = { db, convertedFolder: folder, convertExcel, convertRecords }
  const { relation } = await describeFile(tools, path, { format: 'auto', flatten }, new AbortController().signal)
  return {
    columns: relation.columns.map((column) => `${column.name}:${column.type}`).join(' '),
    rows: await db.rows(printRelation(relation)),
  }
}

const problemOf = (name: string, content: Uint8Array) =>
  read(name, content).then(
    () => 'read',
    (error: unknown) => {
      if (error instanceof NodeProblem) return `${error.data.code}: ${error.data.text.en}`
      throw error
    },
  )

describe('ORC', () => {
  it.each(['uncompressed', 'zlib', 'snappy', 'lz4', 'zstd'])('reads a file packed by %s', async (codec) => {
    const { columns, rows } = await read('a.orc', bytesOf(`${codec}.orc`), 1)
    expect(columns).toBe(
      'id:int big:int share:float name:text ok:bool day:date at:timestamp price:float tags:text place.city:text place.zip:text',
    )
    expect(rows).toEqual([
      [1, 9007199254740993n, 0.1, 'Ann', true, 19_782, 1_709_251_199_123_456n, 12.34, '["a","b"]', 'Köln', '007'],
      [-2, -1, Number.NaN, null, false, -1, -1n, -0.01, '[]', '', null],
      [3, 0, -1e300, '=1+1; DROP', null, null, null, null, '["c"]', '日本', 'x'],
    ])
  })

  it.each(Object.keys(golden).filter((name) => name.startsWith('runs-')))('reads every kind of run: %s', async (name) => {
    const parquet = join(folder, 'runs.parquet')
    await writeFile(parquet, bytesOf('runs.parquet'))
    const { columns, rows } = await read(name, bytesOf(name))
    const wanted = await db.rows(`SELECT * REPLACE (money::DOUBLE AS money) FROM read_parquet('${parquet}') ORDER BY row`)
    expect(wanted).toHaveLength(600)
    expect(rows).toEqual(wanted)
    expect(columns).toContain('tiny:int flag:bool single:float word:text day:date at:timestamp money:float none:int')
  })

  it('gives nested values as JSON, bytes as base64, times of a zone in UTC', async () => {
    const { columns, rows } = await read('nested.orc', bytesOf('nested.orc'))
    expect(columns).toBe('m:text l:text s:text u:text b:text utc:timestamp')
    expect(rows).toEqual([
      ['{"a":1,"b":null}', '[[1,2],null,[]]', '{"x":{"y":[true]}}', '5', 'AP8=', 1_719_835_200_000_000n],
      ['{}', null, '{"x":null}', 't', '', null],
      [null, '[[3]]', null, null, null, -2_208_988_800_000_000n],
    ])
  })

  it('says so when a file was cut or altered, or is none', async () => {
    const bytes = bytesOf('zlib.orc')
    for (const cut of [3, 40, bytes.length >> 1, bytes.length - 1])
      expect(await problemOf('a.orc', bytes.subarray(0, cut))).toMatch(/^orc-unreadable: /)
    expect(await problemOf('a.orc', Buffer.from('id,name\n1,Ann\n'))).toBe(
      'orc-unreadable: The ORC file cannot be read: it is no ORC file, or it was cut off.',
    )
    expect(await problemOf('empty.orc', bytesOf('empty.orc'))).toBe('no-records: The file holds no record.')
  })
})
