import { describe, expect, it } from 'vitest'
import { scan } from '../../engine/relation/build.ts'
import type { DatabaseNamed, ReadContext } from '../kit/context.ts'
import { problemOf } from '../kit/harness/compile-node.ts'
import { database } from './database.ts'

const relation = scan(
  {
    format: 'database',
    database: { server: 'postgres', attached: 'db_1', from: { schema: 'public', table: 't' }, rows: null },
    paths: [],
    physical: [{ name: 'a', duckdb: 'BIGINT' }],
  },
  [{ name: 'a', type: 'int' }],
)
const refuse = () => Promise.reject(new Error('nothing but a database was asked for'))

async function asked(params: unknown) {
  if (!('read' in database)) throw new Error('no read body')
  const calls: DatabaseNamed[] = []
  const context: ReadContext = {
    signal: new AbortController().signal,
    describe: refuse,
    describeFolder: refuse,
    sample: refuse,
    database(named) {
      calls.push(named)
      return Promise.resolve({ relation, source: { format: 'parquet', paths: [], physical: [] }, notices: [] })
    },
  }
  const parsed = database.params.parse(params) as never
  const described = await database.read(parsed, context)
  return { call: calls[0], relation: described.relation, reached: described.others?.['reached'], stampOf: database.database?.(parsed) }
}

describe('database', () => {
  it('asks for a table over a connection, and its stamp is of the same', async () => {
    const { call, stampOf } = await asked({ connection: 'shop', table: 'sales.orders', query: 'SELECT 1', path: 'x.db' })
    expect(call).toEqual({ at: { connection: 'shop' }, read: { table: 'sales.orders' } })
    expect(stampOf).toEqual(call)
  })
  it('asks for a query of a file, and takes no more rows than wanted', async () => {
    const { call, relation: taken } = await asked({ source: 'file', path: 'x.db', read: 'query', query: 'SELECT 1', rows: 5 })
    expect(call).toEqual({ at: { file: 'x.db' }, read: { query: 'SELECT 1' } })
    expect(taken).toMatchObject({ op: 'limit', count: 5 })
  })
  it('reads only what is beyond a value, and says how far', async () => {
    const some = await asked({ table: 't', newColumn: 'a', newFrom: ' 7 ' })
    expect(some.relation).toMatchObject({ op: 'filter', test: { kind: 'call', fn: 'greater' } })
    expect(some.reached?.columns.map(({ name }) => name)).toEqual(['column', 'highest', 'rows'])
    expect((await asked({ table: 't', newColumn: 'a', newFrom: '7', newEqual: true })).relation).toMatchObject({
      test: { fn: 'greater-or-equal' },
    })
    expect((await asked({ table: 't', newColumn: 'a' })).relation).toBe(relation)
    expect((await asked({ table: 't', newFrom: '7' })).reached).toMatchObject({ op: 'values', rows: [] })
    expect(await problemOf(() => asked({ table: 't', newColumn: 'a', newFrom: 'soon' }))).toMatchObject({
      code: 'bad-value',
      param: 'newFrom',
    })
    expect(await problemOf(() => asked({ table: 't', newColumn: 'b' }))).toMatchObject({ code: 'column-missing', param: 'newColumn' })
  })
  it('says in a few words what it reads', () => {
    const say = (params: unknown) => database.explain(database.params.parse(params) as never).en
    expect(say({})).toBe('no table yet')
    expect(say({ table: 'a."b c"' })).toBe('read “b c”')
    expect(say({ read: 'query', query: ' SELECT a,\n b FROM c WHERE d = 1' })).toBe('query “SELECT a, b FROM c WHERE”')
  })
})
