import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NodeProblem } from '../../../nodes/kit/problem.ts'
import { aggregate, filter, limit, project } from '../../relation/build.ts'
import { call, column, literal, type Expr } from '../../relation/expression.ts'
import { printRelation } from '../../relation/print/duckdb.ts'
import type { Relation } from '../../relation/relation.ts'
import { openDatabase, QueryCancelled, type Database } from '../duckdb/database.ts'
import { readingProblem } from './database-problem.ts'
import { createDatabases, type Databases, type KnownConnection } from './databases.ts'
import { openDrivers } from './drivers.ts'
import { driverFolders, mariadbServer, missingHere, postgresServer, type TestServer } from './testing/database-servers.ts'

let folder: string
let db: Database
let databases: Databases
const connections = new Map<string, KnownConnection>()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-databases-'))
  db = await openDatabase({ memoryLimitBytes: 1024 ** 3, threads: 2, tempDirectory: folder })
  databases = createDatabases(
    db,
    openDrivers(db, driverFolders, join(folder, 'own')),
    (name) => Promise.resolve(connections.get(name) ?? null),
    (text) => process.stderr.write(`${text}\n`),
  )
})
afterAll(async () => {
  db.close()
  await rm(folder, { recursive: true, force: true })
})

const byText = (a: readonly unknown[], b: readonly unknown[]) => (String(a) < String(b) ? -1 : 1)
const rowsOf = (relation: Relation) => db.rows(printRelation(relation))
const ids = (relation: Relation) => project(relation, [{ name: 'id', expr: column('id') }])
const problemOf = async (ask: Promise<unknown>) => {
  const error = await ask.then(
    () => new Error('no problem'),
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof NodeProblem)) throw error
  return error.data
}

const tests: readonly (readonly [string, Expr])[] = [
  ['whole numbers', call('less', column('id'), literal('int', 10))],
  ['decimals', call('greater', column('amount'), literal('float', 149_990.5))],
  ['doubles', call('greater-or-equal', column('score'), literal('float', 14_280))],
  ['dates', call('between', column('born'), literal('date', '2020-01-02'), literal('date', '2020-01-03'))],
  ['timestamps', call('less', column('seen'), literal('timestamp', '2020-01-01 00:30:00'))],
  ['texts', call('equal', column('country'), literal('text', 'FR'))],
  ['lists', call('in', column('id'), literal('int', 7), literal('int', 9), literal('int', 11))],
]

const columns = `id int primary key, name varchar(40), country varchar(2), amount decimal(10,2), score double precision, born date, seen timestamp null, note varchar(100)`
const fill = (source: string, day: (n: string) => string, minute: (n: string) => string) =>
  `INSERT INTO people SELECT i, CASE WHEN i % 3 = 0 THEN 'ABC' ELSE 'abc' END, CASE WHEN i % 100 = 0 THEN 'FR' ELSE 'DE' END, i * 1.5, i / 7.0, ${day('i')}, ${minute('i')}, CASE WHEN i = 5 THEN 'it''s \\; -- =1+1' END FROM ${source}`

const kinds = [
  {
    name: 'PostgreSQL',
    missing: missingHere('postgres'),
    open: postgresServer,
    server: 'postgres' as const,
    schema: 'public',
    database: 'postgres',
    slow: 'CREATE VIEW slow AS SELECT i AS id, pg_sleep(0.3)::text AS s FROM generate_series(1, 1000) i; GRANT SELECT ON slow TO reader',
    countSlow: `SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND usename = 'reader' AND query LIKE '%slow%'`,
    setUp: async (server: TestServer) => {
      await server.sql(`CREATE TABLE people (${columns})`)
      await server.sql(
        fill(
          'generate_series(1, 100000) i',
          (n) => `date '2020-01-01' + (${n} % 1000)`,
          (n) => `timestamp '2020-01-01' + ${n} * interval '1 minute'`,
        ),
      )
      await server.sql(
        `CREATE USER reader PASSWORD 'rea''d \\er'; GRANT SELECT ON people TO reader; CREATE TABLE secret (a int); CREATE SCHEMA "odd.name"; CREATE VIEW "odd.name"."a ""b" AS SELECT 1 AS "x;y", 'z' AS "X;Y"; GRANT USAGE ON SCHEMA "odd.name" TO reader; GRANT SELECT ON ALL TABLES IN SCHEMA "odd.name" TO reader; ANALYZE people`,
      )
    },
  },
  {
    name: 'MariaDB',
    missing: missingHere('mysql'),
    open: mariadbServer,
    server: 'mysql' as const,
    schema: 'shop',
    database: 'shop',
    slow: 'USE shop; CREATE VIEW slow AS SELECT seq AS id, SLEEP(0.3) AS s FROM seq_1_to_1000; GRANT SELECT ON shop.slow TO reader',
    countSlow: `SELECT count(*) FROM information_schema.processlist WHERE user = 'reader' AND command <> 'Sleep' AND info LIKE '%slow%'`,
    setUp: async (server: TestServer) => {
      await server.sql(
        `CREATE DATABASE shop; USE shop; CREATE TABLE people (${columns}); ${fill(
          '(SELECT seq AS i FROM seq_1_to_100000) s',
          (n) => `DATE_ADD('2020-01-01', INTERVAL ${n} % 1000 DAY)`,
          (n) => `DATE_ADD('2020-01-01', INTERVAL ${n} MINUTE)`,
        ).replace('\\;', '\\\\;')}`,
      )
      await server.sql(
        `CREATE USER reader IDENTIFIED BY 'rea''d \\\\er'; GRANT SELECT ON shop.people TO reader; USE shop; CREATE TABLE secret (a int); CREATE TABLE flags (id int, flag tinyint(1)); INSERT INTO flags VALUES (1, 0), (2, 1), (3, 2), (4, NULL); GRANT SELECT ON shop.flags TO reader; ANALYZE TABLE people`,
      )
    },
  },
]

for (const { name, missing, open, server: kind, schema, database, setUp, slow, countSlow } of kinds)
  describe.skipIf(missing !== null)(`${name}`, () => {
    const password = "rea'd \\er"
    let server: TestServer
    beforeAll(async () => {
      server = await open()
      await setUp(server)
      connections.set(name, {
        connection: {
          name,
          server: kind,
          host: '127.0.0.1',
          port: server.port,
          database,
          user: 'reader',
          tls: 'prefer',
          refreshedAt: null,
        },
        password,
      })
    }, 120_000)
    afterAll(() => server.close())
    const wanted = (read: { table: string } | { query: string }) => ({ at: { connection: name }, read })

    it('lists what this user may read', async () => {
      const found = await databases.tables({ connection: name })
      expect(found).toContainEqual({ schema, table: 'people', name: `${schema}.people`, view: false })
      expect(found.some(({ table }) => table === 'secret')).toBe(false)
      if (kind === 'postgres') expect(found).toContainEqual({ schema: 'odd.name', table: 'a "b', name: '"odd.name"."a ""b"', view: true })
    })

    it('knows the columns, and gives the rows', async () => {
      const { relation } = await databases.describe(wanted({ table: 'people' }))
      expect(relation.columns.map(({ name, type }) => `${name}:${type}`)).toEqual(
        'id:int name:text country:text amount:float score:float born:date seen:timestamp note:text'.split(' '),
      )
      const [row] = await rowsOf(filter(relation, call('equal', column('id'), literal('int', 5))))
      expect(row?.map(String).slice(0, 4)).toEqual(['5', 'abc', 'DE', '7.5'])
      expect(row?.at(-1)).toBe("it's \\; -- =1+1")
      const all = aggregate(relation, [], [{ name: 'rows', fn: 'count', args: [column('id')] }])
      expect(await rowsOf(all)).toEqual([[100_000]])
    })

    it.each(tests)('lets the server filter %s, and reads only the columns that are needed', async (_, test) => {
      const { relation } = await databases.describe(wanted({ table: `${schema}.people` }))
      const wantedRows = filter(relation, test)
      const before = (await server.log()).length
      const there = await rowsOf(ids(wantedRows))
      const sent = (await server.log()).slice(before)
      const [plain] = await db.rows(`SELECT count(*) FROM (${printRelation(ids(wantedRows), { optimised: false })})`)
      expect(there.length).toBe(Number(plain?.[0]))
      expect(there.length).toBeGreaterThan(0)
      const asked =
        sent.split('\n').find((line) => /SELECT .*people.*WHERE/.test(line) && !/ctid BETWEEN.*$/.test(line.replace(/ AND .*/, ''))) ?? sent
      expect(asked).toMatch(/WHERE/)
      const filtered = test.kind === 'call' && test.args[0]?.kind === 'column' ? test.args[0].name : ''
      expect(asked).toMatch(new RegExp(`WHERE.*["\`]${filtered}["\`]`))
      for (const unread of ['name', 'note']) expect(asked).not.toMatch(new RegExp(`["\`]${unread}["\`]`))
    })

    it('compares texts as Millrace does, whatever the collation of the server', async () => {
      const { relation } = await databases.describe(wanted({ table: 'people' }))
      const count = async (test: Expr) =>
        (await rowsOf(aggregate(filter(relation, test), [], [{ name: 'n', fn: 'count', args: [column('id')] }])))[0]?.[0]
      expect(await count(call('equal', column('name'), literal('text', 'abc')))).toBe(66_667)
      expect(await count(call('not-equal', column('name'), literal('text', 'abc')))).toBe(33_333)
      expect(await count(call('less', column('name'), literal('text', 'B')))).toBe(33_333)
      expect(await count(call('equal', column('note'), literal('text', "it's \\; -- =1+1")))).toBe(1)
      expect(await count(call('equal', column('note'), literal('text', "x' OR 1=1 --")))).toBe(0)
      expect(await count(call('equal', column('note'), literal('text', "\\' OR 1=1 -- ")))).toBe(0)
      const groups = aggregate(relation, [{ name: 'name', expr: column('name') }], [{ name: 'n', fn: 'count', args: [column('id')] }])
      expect((await rowsOf(groups)).toSorted(byText)).toEqual([
        ['ABC', 33_333],
        ['abc', 66_667],
      ])
    })

    it('asks for no more rows than a limit', async () => {
      const { relation } = await databases.describe(wanted({ table: 'people' }))
      const before = (await server.log()).length
      expect(await rowsOf(limit(relation, 3))).toHaveLength(3)
      expect((await server.log()).slice(before)).toMatch(/people.*LIMIT 3/)
    })

    it('reads a query, of which the server computes only what is needed', async () => {
      const query = 'SELECT id, country, amount AS "a b", name FROM people WHERE id <= 1000 -- the first\n;'
      const { relation } = await databases.describe(wanted({ query: kind === 'mysql' ? query.replace(/"a b"/, '`a b`') : query }))
      expect(relation.columns.map((item) => item.name)).toEqual(['id', 'country', 'a b', 'name'])
      const before = (await server.log()).length
      const some = filter(relation, call('equal', column('country'), literal('text', 'FR')))
      expect(await rowsOf(ids(some))).toHaveLength(10)
      const sent = (await server.log()).slice(before)
      expect(sent).toMatch(/millrace_query WHERE ["`]country["`] = 'FR'/)
      expect(sent).toMatch(/SELECT ["`]id["`], ["`]country["`] FROM \(\n/)
    })

    it.each([
      ['SELECT id FROM people; DELETE FROM people', 'query-several'],
      ['DELETE FROM people', 'query-not-select'],
      ['WITH x AS (DELETE FROM people RETURNING *) SELECT * FROM x', 'query-writes'],
      ['SELECT id INTO other FROM people', 'query-writes'],
      ['SELECT id FROM people) AS q; DROP TABLE people; --', 'query-brackets'],
      ['SELECT id FROM people FOR UPDATE', 'query-writes'],
      ["SELECT 1 /*! INTO OUTFILE '/tmp/x' */", 'query-comment'],
      ['', 'nothing-chosen'],
    ])('refuses %s', async (query, code) => {
      expect(await problemOf(databases.describe(wanted({ query })))).toMatchObject({ code, param: 'query' })
    })

    it('says what the server says of a query that it does not understand', async () => {
      const problem = await problemOf(databases.describe(wanted({ query: 'SELECT nobody FROM people' })))
      expect(problem).toMatchObject({ code: 'database-failed', param: 'query' })
      expect(problem.text.en).toMatch(/nobody/)
      // Who may read one table of MariaDB is not told whether another one is there.
      const nowhere = kind === 'mysql' ? 'database-forbidden' : 'table-missing'
      expect(await problemOf(databases.describe(wanted({ table: 'nowhere' })))).toMatchObject({ code: nowhere, param: 'table' })
      const forbidden = databases.describe(wanted({ query: 'SELECT * FROM secret' })).then(({ relation }) => rowsOf(relation))
      const code = await forbidden.then(
        () => 'rows',
        (error: unknown) => (error instanceof NodeProblem ? error.data.code : readingProblem(String(error))?.code),
      )
      expect(code).toBe('database-forbidden')
    })

    it('notices that rows were written, and only then', async () => {
      const pause = () => new Promise((done) => setTimeout(done, 2100))
      await pause()
      const first = await databases.stamp(wanted({ table: 'people' }))
      await pause()
      expect(await databases.stamp(wanted({ table: 'people' }))).toBe(first)
      await server.sql(`${kind === 'mysql' ? 'USE shop; ' : ''}UPDATE people SET amount = 1 WHERE id = 1`)
      const until = performance.now() + 15_000
      let now = first
      while (now === first && performance.now() < until) {
        await pause()
        now = await databases.stamp(wanted({ table: 'people' }))
      }
      expect(now).not.toBe(first)
    }, 60_000)

    it('sees a column that was added, and a table that is new', async () => {
      const use = kind === 'mysql' ? 'USE shop; ' : ''
      await server.sql(`${use}CREATE TABLE late (a int)`)
      await server.sql(`${use}GRANT SELECT ON late TO reader`)
      expect((await databases.describe(wanted({ table: 'late' }))).relation.columns.map((item) => item.name)).toEqual(['a'])
      await server.sql(`${use}ALTER TABLE late ADD COLUMN b int`)
      const { relation } = await databases.describe(wanted({ table: 'late' }))
      expect(relation.columns.map((item) => item.name)).toEqual(['a', 'b'])
      expect(await rowsOf(relation)).toEqual([])
    })

    it('says who refuses whom, and never the password', async () => {
      const known = connections.get(name)
      if (!known) throw new Error('no connection')
      const wrong = await problemOf(databases.test(known.connection, 'wrong-secret'))
      expect(wrong).toMatchObject({ code: 'database-refused', param: 'connection' })
      expect(await problemOf(databases.test({ ...known.connection, database: 'nothing_here' }, password))).toMatchObject({
        code: 'database-missing',
      })
      expect(await problemOf(databases.test({ ...known.connection, port: 1 }, password))).toMatchObject({ code: 'database-unreachable' })
      expect(await problemOf(databases.test({ ...known.connection, host: 'nowhere.invalid' }, password))).toMatchObject({
        code: 'database-unreachable',
      })
      expect(JSON.stringify(wrong)).not.toMatch(/wrong-secret/)
      expect(await databases.test(known.connection, password)).toBeGreaterThan(0)
      const seen = await db.rows('SELECT * FROM duckdb_secrets()')
      expect(seen).toEqual([])
      expect(
        JSON.stringify(await db.rows('SELECT * FROM duckdb_databases()'), (_, value: unknown) =>
          typeof value === 'bigint' ? String(value) : value,
        ),
      ).not.toContain(password.slice(0, 4))
    })

    it('stops a query on the server when it is cancelled here', async () => {
      await server.sql(slow)
      const { relation } = await databases.describe(wanted({ table: 'slow' }))
      const running = async () => Number(await server.sql(countSlow))
      const cancel = new AbortController()
      const asked = db.rows(printRelation(relation), { signal: cancel.signal }).catch((error: unknown) => error)
      await expect.poll(running, { timeout: 10_000 }).toBe(1)
      const before = performance.now()
      cancel.abort()
      expect(await asked).toBeInstanceOf(QueryCancelled)
      await expect.poll(running, { timeout: 10_000 }).toBe(0)
      // The whole of it would take the server five minutes.
      expect(performance.now() - before).toBeLessThan(15_000)
      expect(await rowsOf(limit((await databases.describe(wanted({ table: 'people' }))).relation, 1))).toHaveLength(1)
    }, 60_000)

    it('says when the server is gone, and goes on when it is back', async () => {
      const { relation } = await databases.describe(wanted({ table: 'people' }))
      await server.stop()
      await new Promise((done) => setTimeout(done, 1600))
      expect(await problemOf(databases.stamp(wanted({ table: 'people' })))).toMatchObject({
        code: 'database-unreachable',
        param: 'connection',
      })
      await expect(rowsOf(limit(relation, 1))).rejects.toThrow(/./)
      await server.start()
      await new Promise((done) => setTimeout(done, 1600))
      await databases.stamp(wanted({ table: 'people' }))
      expect(await rowsOf(limit(relation, 1))).toHaveLength(1)
    }, 60_000)

    if (kind === 'mysql')
      it('takes a 2 of a yes-or-no column for yes', async () => {
        const { relation } = await databases.describe(wanted({ table: 'flags' }))
        expect(relation.columns[1]).toMatchObject({ name: 'flag', type: 'bool' })
        expect(await rowsOf(ids(filter(relation, call('equal', column('flag'), literal('bool', true)))))).toHaveLength(2)
      })
  })

describe.skipIf(missingHere('sqlite') !== null)('SQLite', () => {
  it('reads tables and queries of a file in place, and notices writes', async () => {
    const file = join(folder, "it's.db")
    const own = new DatabaseSync(file)
    own.exec(
      `CREATE TABLE orders (id INTEGER PRIMARY KEY, "the day" DATE, price REAL, name TEXT); INSERT INTO orders VALUES (1, '2024-01-31', 2.5, 'a'), (2, NULL, NULL, 'B')`,
    )
    const at = { file }
    expect(await databases.tables(at)).toEqual([{ schema: 'main', table: 'orders', name: 'main.orders', view: false }])
    const { relation } = await databases.describe({ at, read: { table: 'orders' } })
    expect(relation.columns.map(({ name, type }) => `${name}:${type}`)).toEqual(['id:int', 'the day:date', 'price:float', 'name:text'])
    expect(await rowsOf(relation)).toEqual([
      [1, 19_753, 2.5, 'a'],
      [2, null, null, 'B'],
    ])
    const query = await databases.describe({ at, read: { query: 'SELECT name, count(*) AS n FROM orders GROUP BY name' } })
    expect((await rowsOf(query.relation)).toSorted(byText)).toEqual([
      ['B', 1],
      ['a', 1],
    ])
    const before = await databases.stamp({ at, read: { table: 'orders' } })
    expect(await databases.stamp({ at, read: { table: 'orders' } })).toBe(before)
    own.exec(`INSERT INTO orders VALUES (3, NULL, 1, 'c')`)
    own.close()
    expect(await databases.stamp({ at, read: { table: 'orders' } })).not.toBe(before)
    expect(await rowsOf(ids(relation))).toHaveLength(3)
    expect(await problemOf(databases.describe({ at, read: { query: 'DELETE FROM orders' } }))).toMatchObject({ code: 'query-not-select' })
    await expect(db.execute(`DELETE FROM ${printRelation(relation).split('FROM ')[1]}`)).rejects.toThrow(/read-only/)
  })
})

describe('a driver', () => {
  it('that is not there is named, with the way to get it', async () => {
    const bare = openDrivers(db, [], join(folder, 'none'))
    const problem = await problemOf(bare.load('postgres'))
    expect(problem).toMatchObject({ code: 'driver-missing', param: 'connection' })
    expect(problem.action?.en).toMatch(/millrace connections driver postgres/)
  })
})
