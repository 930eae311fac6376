// For tests: real servers of Debian's packages in folders of their own, on free ports, and DuckDB's drivers.

import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { chmod, chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

const execute = promisify(execFile)

export interface TestServer {
  readonly port: number
  /** Runs statements as the administrator. */
  sql(statements: string): Promise<string>
  /** What the server wrote down of the statements that it was sent. */
  log(): Promise<string>
  stop(): Promise<void>
  /** The same server again, after `stop`. */
  start(): Promise<void>
  close(): Promise<void>
}

/** Folders that hold DuckDB's drivers on this machine: what the tests were told, or the checkout's cache. */
export const driverFolders: readonly string[] = [
  process.env['MILLRACE_EXTENSIONS'] ?? '',
  resolve(import.meta.dirname, '../../../../.cache/extensions'),
].filter((folder) => folder !== '' && existsSync(folder))

const postgresBin = firstFolder('/usr/lib/postgresql')

/** Why tests with servers cannot run here; null when they can. Under CI=true a missing program fails them. */
export function missingHere(what: 'postgres' | 'mysql' | 'sqlite'): string | null {
  const reason =
    driverFolders.length === 0
      ? 'no drivers: set MILLRACE_EXTENSIONS to a folder with DuckDB’s extensions'
      : what === 'postgres' && postgresBin === null
        ? 'no PostgreSQL: apt-get install postgresql'
        : what === 'mysql' && !existsSync('/usr/sbin/mariadbd')
          ? 'no MariaDB: apt-get install mariadb-server'
          : null
  if (reason !== null && process.env['CI'] === 'true') throw new Error(reason)
  if (reason !== null) process.stderr.write(`skipped: ${reason}\n`)
  return reason
}

function firstFolder(root: string): string | null {
  const versions = existsSync(root) ? readdirSync(root).toSorted((a, b) => Number(b) - Number(a)) : []
  const found = versions.map((version) => join(root, version, 'bin')).find((folder) => existsSync(join(folder, 'postgres')))
  return found ?? null
}

/** These servers refuse to run as root: there they run as the account of their package. */
async function account(name: string): Promise<{ uid: number; gid: number } | null> {
  if (process.getuid?.() !== 0) return null
  const [uid, gid] = await Promise.all(['-u', '-g'].map(async (flag) => Number((await execute('id', [flag, name])).stdout)))
  return { uid: uid ?? 0, gid: gid ?? 0 }
}

async function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => done(port))
    })
  })
}

async function ownFolder(prefix: string, owner: { uid: number; gid: number } | null): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), prefix))
  await chmod(folder, 0o755)
  if (owner) await chown(folder, owner.uid, owner.gid)
  return folder
}

async function ready(ask: () => Promise<unknown>): Promise<void> {
  const until = performance.now() + 30_000
  for (;;) {
    try {
      await ask()
      return
    } catch (error) {
      if (performance.now() > until) throw error
      await new Promise((done) => setTimeout(done, 100))
    }
  }
}

async function ended(child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((done) => child.once('exit', done))
  child.kill(signal)
  await gone
}

const administrator = { user: 'millrace_admin', password: 'admin pass' }

/** A PostgreSQL server that writes down every statement. */
export async function postgresServer(): Promise<TestServer> {
  const bin = postgresBin ?? ''
  const owner = await account('postgres')
  const folder = await ownFolder('millrace-postgres-', owner)
  const port = await freePort()
  const passwords = join(folder, 'password')
  await writeFile(passwords, `${administrator.password}\n`)
  const data = join(folder, 'data')
  const log = join(folder, 'server.log')
  await execute(
    join(bin, 'initdb'),
    ['-D', data, '-U', administrator.user, '--auth=scram-sha-256', `--pwfile=${passwords}`, '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'],
    owner ?? {},
  )
  let child: ChildProcess | undefined
  const sql = async (statements: string) =>
    (
      await execute(
        join(bin, 'psql'),
        [
          '-h',
          '127.0.0.1',
          '-p',
          String(port),
          '-U',
          administrator.user,
          '-d',
          'postgres',
          '-qAt',
          '-v',
          'ON_ERROR_STOP=1',
          '-c',
          statements,
        ],
        {
          env: { ...process.env, PGPASSWORD: administrator.password },
        },
      )
    ).stdout
  const start = async () => {
    const settings = [
      `unix_socket_directories=${folder}`,
      'listen_addresses=127.0.0.1',
      'fsync=off',
      'log_statement=all',
      'logging_collector=off',
    ]
    child = spawn(
      '/bin/sh',
      [
        '-c',
        `exec "$0" "$@" >>'${log}' 2>&1`,
        join(bin, 'postgres'),
        '-D',
        data,
        '-p',
        String(port),
        ...settings.flatMap((setting) => ['-c', setting]),
      ],
      {
        ...owner,
        stdio: 'ignore',
      },
    )
    await ready(() => sql('SELECT 1'))
  }
  const stop = () => ended(child, 'SIGINT')
  await start()
  return {
    port,
    sql,
    log: () => readFile(log, 'utf8'),
    start,
    stop,
    async close() {
      await stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A MariaDB server that writes down every statement. */
export async function mariadbServer(): Promise<TestServer> {
  const owner = await account('mysql')
  const folder = await ownFolder('millrace-mariadb-', owner)
  const port = await freePort()
  const data = join(folder, 'data')
  const log = join(folder, 'general.log')
  const socket = join(folder, 's')
  await mkdir(data)
  if (owner) await chown(data, owner.uid, owner.gid)
  await execute(
    'mariadb-install-db',
    ['--no-defaults', `--datadir=${data}`, '--auth-root-authentication-method=normal', '--skip-test-db'],
    owner ?? {},
  )
  let child: ChildProcess | undefined
  const sql = async (statements: string) =>
    (await execute('mariadb', ['--no-defaults', '-S', socket, '-u', 'root', '--batch', '--skip-column-names', '-e', statements])).stdout
  const start = async () => {
    child = spawn(
      '/usr/sbin/mariadbd',
      [
        '--no-defaults',
        `--datadir=${data}`,
        `--port=${port}`,
        '--bind-address=127.0.0.1',
        `--socket=${socket}`,
        '--general-log=1',
        `--general-log-file=${log}`,
        '--innodb-flush-log-at-trx-commit=0',
        '--innodb-buffer-pool-size=64M',
      ],
      { ...owner, stdio: 'ignore' },
    )
    await ready(() => sql('SELECT 1'))
  }
  const stop = () => ended(child, 'SIGTERM')
  await start()
  return {
    port,
    sql,
    log: () => readFile(log, 'utf8'),
    start,
    stop,
    async close() {
      await stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
