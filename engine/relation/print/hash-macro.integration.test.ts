import { createHmac } from 'node:crypto'
import { tmpdir } from 'node:os'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase, type Database } from '../../adapters/duckdb/database.ts'
import { project, values } from '../build.ts'
import { compileClosure } from '../closure/compile-closure.ts'
import { call, column, literal } from '../expression.ts'
import { printRelation } from './duckdb.ts'
import { hashKeysIn, hashMacroName } from './hash-macro.ts'
import { printSpark } from './spark.ts'

const keys = new Map([
  ['mine', new TextEncoder().encode('a key of some bytes')],
  ['Mine', new Uint8Array(64).fill(255)],
])
const asked: string[] = []
let db: Database
beforeAll(async () => {
  db = await openDatabase({
    memoryLimitBytes: 256 * 1024 ** 2,
    threads: 1,
    tempDirectory: tmpdir(),
    hashKey(name) {
      asked.push(name)
      const key = keys.get(name)
      return key ? Promise.resolve(key) : Promise.reject(new Error(`no ${name}`))
    },
  })
})
afterAll(() => db.close())

const texts = ['', 'Ada', 'ada', 'é日🦆', 'x'.repeat(1000), "millrace_hash_('", 'line\nbreak', null]
const table = values(
  [{ name: 't', type: 'text' }],
  texts.map((text) => [text]),
)
const hashed = (key: string) => call('keyed-hash', column('t'), literal('text', key))
const rowsOf = (key: string) => db.rows(printRelation(project(table, [{ name: 'h', expr: hashed(key) }])))

describe('hashes with a key', () => {
  it.each([...keys])('with %s are HMAC-SHA256 in DuckDB and in closures', async (name, key) => {
    const wanted = texts.map((text) => (text === null ? null : createHmac('sha256', key).update(text, 'utf8').digest('hex')))
    expect((await rowsOf(name)).map(([cell]) => cell)).toEqual(wanted)
    const closure = compileClosure(hashed(name), table.columns, keys)
    expect(texts.map((text) => closure([text]))).toEqual(wanted)
  })

  it('asks for a key once, and again after it could not be had', async () => {
    await rowsOf('mine')
    expect(asked.filter((name) => name === 'mine')).toHaveLength(1)
    await expect(rowsOf('gone')).rejects.toThrow('no gone')
    await expect(rowsOf('gone')).rejects.toThrow('no gone')
    expect(asked.filter((name) => name === 'gone')).toHaveLength(2)
  })

  it('holds no key in the query, and finds its name there', () => {
    const sql = printRelation(project(table, [{ name: 'h', expr: hashed('a-B_9') }]))
    expect(hashKeysIn(sql)).toEqual(['a-B_9'])
    expect(hashKeysIn(`SELECT 1 -- ${hashMacroName('x')}`)).toEqual([])
  })

  it('without its key a closure fails, with none at all a database does, and Spark has none', async () => {
    expect(() => compileClosure(hashed('gone'), table.columns, keys)(['x'])).toThrow('was not given')
    const bare = await openDatabase({ memoryLimitBytes: 256 * 1024 ** 2, threads: 1, tempDirectory: tmpdir() })
    await expect(bare.rows(printRelation(project(table, [{ name: 'h', expr: hashed('mine') }])))).rejects.toThrow('has no keys')
    bare.close()
    expect(() => printSpark(project(table, [{ name: 'h', expr: hashed('mine') }]))).toThrow('cannot run in Spark')
  })
})
