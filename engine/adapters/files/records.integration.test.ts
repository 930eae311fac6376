import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ReadOptions } from '../../../nodes/kit/context.ts'
import { NodeProblem } from '../../../nodes/kit/problem.ts'
import { printRelation } from '../../relation/print/duckdb.ts'
import type { Value } from '../../relation/types.ts'
import { openDatabase, type Database } from '../duckdb/database.ts'
import { convertExcel } from './convert-excel.ts'
import { convertRecords } from './convert-records.ts'
import { describeFile } from './describe-file.ts'

let folder: string
let db: Database
let number = 0
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-records-'))
  db = await openDatabase({ memoryLimitBytes: 1024 ** 3, threads: 2, tempDirectory: folder })
})
afterAll(async () => {
  db.close()
  await rm(folder, { recursive: true, force: true })
})

interface Read {
  readonly columns: string
  readonly rows: readonly (readonly Value[])[]
  readonly rejected: readonly (readonly Value[])[]
}

async function read(name: string, content: string | Uint8Array, options: Partial<ReadOptions> = {}): Promise<Read> {
  const path = join(folder, `${number++}-${name}`)
  await writeFile(path, content)
  const tools = { db, convertedFolder: folder, convertExcel, convertRecords }
  const described = await describeFile(tools, path, { format: 'auto', ...options }, new AbortController().signal)
  const apart = described.others?.['rejected']
  return {
    columns: described.relation.columns.map((column) => `${column.name}:${column.type}`).join(' '),
    rows: await db.rows(printRelation(described.relation)),
    rejected: apart ? await db.rows(printRelation(apart)) : [],
  }
}

async function codeOf(...asked: Parameters<typeof read>): Promise<string> {
  try {
    await read(...asked)
  } catch (error) {
    if (error instanceof NodeProblem) return error.data.code
    throw error
  }
  return 'read'
}

describe('JSON', () => {
  const document = JSON.stringify({
    meta: { page: 1 },
    data: {
      items: [
        { id: 1, who: { name: 'Ann', home: { city: 'Köln' } }, tags: ['a', 'b'] },
        { id: 2, who: null, tags: [], late: 1.5 },
      ],
    },
  })
  it('gives the records at a path, with nested values as JSON', async () => {
    expect(await read('a.json', document, { recordPath: 'data.items' })).toMatchObject({
      columns: 'id:int who:text tags:text late:float',
      rows: [
        [1, '{"name":"Ann","home":{"city":"Köln"}}', '["a","b"]', null],
        [2, null, '[]', 1.5],
      ],
    })
  })
  it('spreads objects and arrays over columns, so far and no further', async () => {
    expect(await read('a.json', document, { recordPath: 'data/items', flatten: 1, arrays: 'columns' })).toMatchObject({
      columns: 'id:int who.name:text who.home:text tags.1:text tags.2:text who:text late:float',
      rows: [
        [1, 'Ann', '{"city":"Köln"}', 'a', 'b', null, null],
        [2, null, null, null, null, null, 1.5],
      ],
    })
    expect((await read('a.json', document, { recordPath: 'data.items', flatten: 9 })).columns).toContain('who.home.city:text')
  })
  it('makes a row of each element, side by side, and keeps records whose arrays are empty', async () => {
    const orders = [
      {
        id: 1,
        lines: [
          { sku: 'x', n: 2 },
          { sku: 'y', n: 1 },
        ],
        notes: ['first'],
      },
      { id: 2, lines: [], notes: [] },
      { id: 3 },
    ]
    expect(await read('a.json', JSON.stringify(orders), { flatten: 1, arrays: 'rows' })).toMatchObject({
      columns: 'id:int lines.sku:text lines.n:int notes:text lines:text',
      rows: [
        [1, 'x', 2, 'first', null],
        [1, 'y', 1, null, null],
        [2, null, null, null, null],
        [3, null, null, null, null],
      ],
    })
  })
  it('loses no digit, no late key and no odd value', async () => {
    const lines = [
      '{"a": 1, "big": 9007199254740993, "huge": 123456789012345678901234567890, "far": 1e400}',
      ...Array.from({ length: 30_000 }, () => '{"a": 2}'),
      '{"a": "no number", "__proto__": "p", "late": true, "constructor": 1, "a b;\\"": -0.0}',
    ]
    const { columns, rows } = await read('a.jsonl', lines.join('\n'), { flatten: 1 })
    expect(columns).toBe('a:text big:int huge:text far:text __proto__:text late:bool constructor:int a b;":float')
    expect(rows).toHaveLength(30_002)
    expect(rows[0]?.slice(0, 4)).toEqual(['1', 9007199254740993n, '123456789012345678901234567890', '1e400'])
    expect(rows.at(-1)?.slice(4)).toEqual(['p', true, 1, -0])
  })
  it('sets lines apart that are no JSON, with their numbers, or stops at the first', async () => {
    const bytes = Buffer.concat([
      Buffer.from('{"a":1}\n{"a":\n\n'),
      Buffer.from([0x7b, 0xff, 0x7d, 0x0a]),
      Buffer.from('[{"a":2},{"a":3}]\n'),
    ])
    const { rows, rejected } = await read('a.jsonl', bytes, { badRows: 'skip' })
    expect(rows).toEqual([[1], [2], [3]])
    expect(rejected.map((row) => row.slice(0, 2))).toEqual([
      [2, 'no JSON'],
      [4, 'bytes that are no text'],
    ])
    expect(await codeOf('a.jsonl', bytes, { flatten: 1 })).toBe('record-unreadable')
  })
  it('says when nothing lies at the path, and when it is no JSON', async () => {
    expect(await codeOf('a.json', document, { recordPath: 'data.nothing' })).toBe('no-records')
    expect(await codeOf('a.json', '{"a": [1, 2', { flatten: 1 })).toBe('json-unreadable')
    expect(await codeOf('a.json', '['.repeat(100_000), { flatten: 1 })).toBe('json-unreadable')
  })
  it('unpacks', async () => {
    expect((await read('a.json.gz', gzipSync(document), { recordPath: 'data.items.who.name' })).rows).toEqual([['Ann']])
  })
})

describe('XML', () => {
  const shop = `<?xml version="1.0" encoding="ISO-8859-1"?><!-- orders --><!DOCTYPE shop>
<shop xmlns="urn:x"><name>Café &amp; Co</name>
 <order id="1"><day>2024-01-31</day><price cur="EUR">12.50</price><item>a</item><item>b &lt; c</item><code>007</code></order>
 <order id='2'><day/><price cur="USD">3</price><item><![CDATA[<x> & y]]></item></order>
</shop>`
  const latin = Buffer.from(shop, 'latin1')
  it('gives the elements at a path; attributes, text and repeated elements have their places', async () => {
    expect(await read('a.xml', latin, { recordPath: 'order', flatten: 1 })).toMatchObject({
      columns: '@id:int day:date price.@cur:text price.#text:float item:text code:text',
      rows: [
        [1, 19_753, 'EUR', 12.5, '["a","b < c"]', '007'],
        [2, null, 'USD', 3, '<x> & y', null],
      ],
    })
    expect((await read('a.xml', latin, { recordPath: 'shop/order/item', arrays: 'rows' })).rows).toEqual([['a'], ['b < c'], ['<x> & y']])
  })
  it('takes the children of the root where no path is given', async () => {
    const { columns, rows } = await read('a.xml', latin)
    expect(columns).toBe('name:text @id:int day:date price:text item:text code:text')
    expect(rows.map((row) => row[0])).toEqual(['Café & Co', null, null])
  })
  it('reads in pieces, whatever they cut', async () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => `<r n="${index}"><t>é${index}&#233;&amp;</t></r>`)
    const found = await read('a.xml', `<all>${rows.join('\n')}</all>`)
    expect(found.rows).toHaveLength(20_000)
    expect(found.rows[12_345]).toEqual([12_345, 'é12345é&'])
  })
  it.each([
    ['a bomb of entities', '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><l><r>&b;</r></l>', 'xml-dtd'],
    ['a file as an entity', '<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]><l><r>&x;</r></l>', 'xml-dtd'],
    ['an entity that nobody declared', '<l><r>&x;</r></l>', 'xml-entity'],
    ['a character that is none', '<l><r>&#0;</r></l>', 'xml-entity'],
    ['tags without end', '<a>'.repeat(100_000), 'xml-too-deep'],
    ['crossed tags', '<l><a><b></a></b></l>', 'xml-unreadable'],
    ['a file that was cut', '<l><a>1</a><a>2', 'xml-unreadable'],
    ['a second root', '<l/><l/>', 'xml-unreadable'],
    ['text alone', 'nothing', 'xml-unreadable'],
    ['an attribute twice', '<l><r a="1" a="2"/></l>', 'xml-unreadable'],
    ['a tag that never closes', `<l><r a="${'x'.repeat(1_500_000)}`, 'xml-too-large'],
    ['a record that never closes', `<l><r>${'<t>xxxxxxxxxxxxxxxx</t>'.repeat(1_200_000)}`, 'xml-too-large'],
    ['bytes that are no text', Buffer.from([0x3c, 0x6c, 0x3e, 0xff, 0x3c, 0x2f, 0x6c, 0x3e]), 'xml-encoding'],
  ])('refuses %s', async (_, content, code) => {
    expect(await codeOf('a.xml', content, { encoding: 'utf-8' })).toBe(code)
  })
  it('takes an external declaration for nothing, and fetches nothing', async () => {
    expect(await codeOf('a.xml', '<!DOCTYPE l SYSTEM "http://127.0.0.1:1/x.dtd"><l><r>1</r></l>')).toBe('read')
  })
})

describe('Avro and Arrow', async () => {
  const files = JSON.parse(await readFile(join(import.meta.dirname, 'golden/binary-tables.json'), 'utf8')) as Record<string, string>
  it.each(Object.keys(files))('reads %s as its own library wrote it', async (name) => {
    const bytes = Buffer.from(files[name] ?? '', 'base64')
    const { columns, rows } = await read(name, bytes, { flatten: 1 })
    expect(columns).toBe(
      'id:int big:int share:float name:text ok:bool day:date at:timestamp price:float tags:text place.city:text place.zip:text',
    )
    expect(rows).toEqual([
      [1, 9007199254740993n, 0.1, 'Ann', true, 19_782, 1_709_251_199_123_456n, 12.34, '["a","b"]', 'Köln', '007'],
      [-2, -1, Number.NaN, null, false, -1, -1n, -0.01, '[]', '', null],
      [3, 0, -1e300, '=1+1; DROP', null, null, null, null, '["c"]', '日本', 'x'],
    ])
  })
  it('says so when a file was cut or altered, wherever that is', async () => {
    for (const name of ['deflate.avro', 'snappy.avro', 'null.avro', 'lz4.feather', 'uncompressed.feather', 'stream.arrows']) {
      const bytes = Buffer.from(files[name] ?? '', 'base64')
      for (const cut of [3, 40, bytes.length >> 1, bytes.length - 9]) {
        const code = await codeOf(name, bytes.subarray(0, cut))
        expect([`${name} ${cut}`, code]).toEqual([`${name} ${cut}`, expect.stringMatching(/^(avro|arrow)-unreadable$/)])
      }
    }
    expect(await codeOf('a.feather', 'FEA1....')).toBe('arrow-unreadable')
  })
})
