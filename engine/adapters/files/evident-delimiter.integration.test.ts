import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase, type Database } from '../duckdb/database.ts'
import { describeCsv } from './describe-csv.ts'
import { evidentDelimiter } from './evident-delimiter.ts'

let folder: string
let db: Database
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-delimiter-'))
  db = await openDatabase({ memoryLimitBytes: 256 * 1024 ** 2, threads: 2, tempDirectory: folder })
})
afterAll(async () => {
  db.close()
  await rm(folder, { recursive: true, force: true })
})

async function file(text: string): Promise<string> {
  const path = join(folder, `${Math.abs([...text].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) | 0, 7))}.csv`)
  await writeFile(path, text)
  return path
}

const rows = (line: (i: number) => string, head: string) => `${[head, ...Array.from({ length: 300 }, (_, i) => line(i))].join('\n')}\n`

const types: Readonly<Record<string, string>> = {
  BIGINT: 'int',
  DOUBLE: 'float',
  VARCHAR: 'text',
  BOOLEAN: 'bool',
  DATE: 'date',
  TIMESTAMP: 'timestamp',
}

describe('a delimiter that one look tells', () => {
  it.each([
    [',', rows((i) => `${i},2024-01-0${1 + (i % 9)},town ${i % 3},${i / 4},`, 'id,day,town,size,empty')],
    [';', rows((i) => `${i};${i % 2 === 0};a b|c${i}`, 'id;flag;text')],
    ['\t', rows((i) => `${i}\t${i * 1.5}`, 'id\tvalue')],
    ['|', rows((i) => `${i}|2024-01-01 10:00:0${i % 10}`, 'id|at')],
  ])('%j: names and types are those that DuckDB finds by itself', async (delimiter, text) => {
    const path = await file(text)
    expect(await evidentDelimiter(path, 0)).toBe(delimiter)
    const [found] = await db.rows(
      `SELECT Delimiter, HasHeader, to_json(list_transform(Columns, c -> [c.name, c.type]))::VARCHAR FROM sniff_csv('${path}')`,
    )
    const { source, relation } = await describeCsv(db, path, { format: 'csv' })
    if (source.format !== 'csv') throw new Error('not a CSV')
    expect([source.dialect.delimiter, source.dialect.header]).toEqual([found?.[0], found?.[1]])
    const expected = JSON.parse(String(found?.[2])) as [string, string][]
    expect(relation.columns.map(({ name, type }) => [name, type])).toEqual(expected.map(([name, type]) => [name, types[type]]))
  })

  it.each([
    ['two signs part all lines', rows((i) => `${i};1,5`, 'id;a,b')],
    ['a title stands over the names', `Report\n${rows((i) => `${i},2`, 'id,value')}`],
    ['something is quoted', rows((i) => `${i},"a, b"`, 'id,text')],
    ['single quotes', rows((i) => `${i},it's`, 'id,text')],
    ['a comment stands over it', `# made by hand, today\n${rows((i) => `${i},2`, 'id,value')}`],
    ['a line is blank', rows((i) => (i === 7 ? '' : `${i},2`), 'id,value')],
    ['one column', rows((i) => String(i), 'id')],
    ['few lines', 'a,b\n1,2\n'],
  ])('is left to the sniffer where %s', async (_, text) => {
    expect(await evidentDelimiter(await file(text), 0)).toBeNull()
  })

  it('that does not hold further down is found out anew', async () => {
    const path = await file(`${rows((i) => `${i},2`, 'id,value')}${rows((i) => `${i},'a, b'`, "300,'c, d'")}`)
    expect(await evidentDelimiter(path, 0)).toBe(',')
    const { relation } = await describeCsv(db, path, { format: 'csv' })
    expect(relation.columns.map(({ name }) => name)).toEqual(['id', 'value'])
  })
})
