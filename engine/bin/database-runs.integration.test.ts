import { spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { missingHere, postgresServer, type TestServer } from '../adapters/databases/testing/database-servers.ts'
import { engineHandlers } from './engine-handlers.ts'
import { documentOf, temporaryEngine, type TemporaryEngine } from './testing/temporary-engine.ts'

const entry = resolve(import.meta.dirname, '../../dist/engine/millrace.js')
const password = 'Tr0ub4dor&3"\' x'
const missing = missingHere('postgres')

/** Everything that lies in a folder, as one text. */
async function textOf(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const texts = await Promise.all(
    entries.filter((item) => item.isFile()).map((item) => readFile(join(item.parentPath, item.name), 'latin1')),
  )
  return texts.join('\n')
}

describe.skipIf(missing !== null)('a pipeline over a PostgreSQL server', () => {
  let server: TestServer
  let engine: TemporaryEngine
  let account: string
  const before = process.env['MILLRACE_HOME']
  beforeAll(async () => {
    account = await mkdtemp(join(tmpdir(), 'millrace-account-'))
    process.env['MILLRACE_HOME'] = account
    server = await postgresServer()
    await server.sql(
      `CREATE TABLE visits AS SELECT i AS id, CASE WHEN i % 4 < 2 THEN 'yes' ELSE 'no' END AS came, (i % 4)::float8 + (i % 7) / 10.0 AS score, i % 10 AS shop FROM generate_series(1, 4000) i`,
    )
    await server.sql(`CREATE USER reader PASSWORD $$${password}$$; GRANT SELECT ON visits TO reader; ANALYZE visits`)
    engine = await temporaryEngine()
  }, 60_000)
  afterAll(async () => {
    await engine.close()
    await server.close()
    await rm(account, { recursive: true, force: true })
    if (before === undefined) delete process.env['MILLRACE_HOME']
    else process.env['MILLRACE_HOME'] = before
  })

  const source = { type: 'source.database', params: { connection: 'shop', table: 'visits' } }
  const keep = { type: 'clean.filter-rows', params: { conditions: { all: [{ column: 'shop', is: 'less', value: 3 }] } } }
  const learn = { type: 'train.decision-tree', params: { target: 'came', features: { by: 'names', names: ['score'] } } }
  const connection = () =>
    ({
      name: 'shop',
      server: 'postgres',
      host: '127.0.0.1',
      port: server.port,
      database: 'postgres',
      user: 'reader',
      tls: 'prefer',
    }) as const
  const none = new AbortController().signal

  it('says what is missing, until a connection of that name is there', async () => {
    const handlers = engineHandlers(engine.engine, 'browser')
    const resolved = await engine.engine.resolve(documentOf({ source }, []), engine.folder, none)
    expect(resolved.nodes.get('source')?.problems).toMatchObject([
      { code: 'connection-missing', place: { node: 'source', param: 'connection' } },
    ])
    expect(await handlers.testConnection({ connection: connection(), password }, none)).toEqual({ tables: 1 })
    await handlers.saveConnection({ connection: connection(), password }, none)
    const listed = await handlers.listConnections({}, none)
    expect(listed.connections).toEqual([{ ...connection(), hasPassword: true, refreshedAt: null }])
    expect(JSON.stringify(listed)).not.toContain('Tr0ub4dor')
    expect(await handlers.listTables({ path: 'x.millrace', connection: 'shop' }, none)).toMatchObject({
      tables: [{ name: 'public.visits' }],
    })
  })

  it('hands the filter to the server, and is reused until rows were written', async () => {
    const document = documentOf({ source, keep }, ['source.table > keep.table'])
    const from = (await server.log()).length
    const first = await engine.run(document)
    expect(first.manifest.steps.map((step) => step.state)).toEqual(['executed', 'executed'])
    expect((await server.log()).slice(from)).toMatch(/COPY \(SELECT .*"visits" WHERE .*"shop" < '?3/)
    const again = await engine.run(document)
    expect(again.manifest.steps.map((step) => step.state)).toEqual(['reused', 'reused'])
    const handlers = engineHandlers(engine.engine, 'browser')
    await handlers.refreshConnection({ name: 'shop' }, none)
    expect((await engine.run(document)).manifest.steps.map((step) => step.state)).toEqual(['executed', 'executed'])
  })

  it('fetches rows once and keeps them before a training', async () => {
    const from = (await server.log()).length
    const { manifest } = await engine.run(documentOf({ source, learn }, ['source.table > learn.table']))
    expect(manifest.steps.flatMap((step) => step.problem ?? [])).toEqual([])
    expect((await server.log()).slice(from).match(/COPY \(SELECT/g)).toHaveLength(1)
  })

  it('leaves no trace of the password: not in the workspace, not in the key’s folder, not in what a failure says', async () => {
    const handlers = engineHandlers(engine.engine, 'browser')
    const failure = handlers.testConnection({ connection: { ...connection(), user: 'nobody' }, password: `${password}-wrong` }, none)
    await expect(failure).rejects.toMatchObject({ data: { code: 'database-refused' } })
    await expect(failure).rejects.not.toMatchObject({ message: expect.stringContaining('Tr0ub4dor') as string })
    for (const folder of [engine.folder, account]) expect(await textOf(folder)).not.toContain('Tr0ub4dor')
    expect(await textOf(engine.folder)).toContain('millrace/connections')
  })

  it('is set up on the command line with the password on stdin', async () => {
    const workspace = await mkdtemp(join(tmpdir(), 'millrace-cli-db-'))
    const millrace = (args: readonly string[], input: string) =>
      new Promise<{ code: number | null; out: string; said: string }>((done, fail) => {
        const child = spawn(process.execPath, [entry, 'connections', ...args, '--workspace', workspace])
        let [out, said] = ['', '']
        child.stdout.on('data', (part: Buffer) => (out += part.toString()))
        child.stderr.on('data', (part: Buffer) => (said += part.toString()))
        child.once('error', fail)
        child.once('close', (code) => done({ code, out, said }))
        child.stdin.end(input)
      })
    const place = [
      '--server',
      'postgres',
      '--host',
      '127.0.0.1',
      '--port',
      String(server.port),
      '--database',
      'postgres',
      '--user',
      'reader',
    ]
    try {
      expect(await millrace(['add', 'cli', ...place], `${password}\n`)).toEqual({ code: 0, out: '', said: '' })
      expect(await millrace(['test', 'cli'], '')).toMatchObject({ code: 0, out: 'cli answers; 1 tables can be read\n' })
      const listed = await millrace(['list'], '')
      expect(listed.out).toBe(`cli  postgres reader@127.0.0.1:${server.port}/postgres\n`)
      expect(await millrace(['add', 'bad', ...place], 'wrong')).toMatchObject({ code: 0 })
      const refused = await millrace(['test', 'bad'], '')
      expect(refused).toMatchObject({ code: 2, out: '' })
      expect(refused.said).toMatch(/database-refused/)
      expect(await millrace(['remove', 'bad'], '')).toMatchObject({ code: 0 })
      expect(await textOf(workspace)).not.toContain('Tr0ub4dor')
    } finally {
      await rm(workspace, { recursive: true, force: true })
    }
  })
})
