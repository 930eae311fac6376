import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createDatabases } from '../../adapters/databases/databases.ts'
import { openDrivers, type Driver } from '../../adapters/databases/drivers.ts'
import { openDatabase } from '../../adapters/duckdb/database.ts'
import { connectionSchema } from '../../protocol/connection.ts'
import { ProblemError } from '../../protocol/problem-error.ts'
import { problemData } from '../../run/problem-data.ts'
import { connectionPlaces, openConnectionStore } from '../../store/connection-store.ts'
import { userFolder } from '../../store/user-folder.ts'
import { openWorkspace } from '../../store/workspace.ts'
import { toProblem } from '../../../nodes/kit/problem.ts'
import { driverFolders } from '../driver-folders.ts'
import { places } from '../places.ts'
import { existingWorkspace } from './existing-workspace.ts'
import { exitCode, UsageError } from './exit-code.ts'

export interface ConnectionsOptions {
  readonly workspace: string | undefined
  readonly act: string | undefined
  readonly name: string | undefined
  readonly json: boolean
  readonly server: string | undefined
  readonly host: string | undefined
  readonly port: string | undefined
  readonly database: string | undefined
  readonly user: string | undefined
  readonly tls: string | undefined
}

const usualPorts: Readonly<Record<string, number>> = { postgres: 5432, mysql: 3306 }

/**
 * `millrace connections [list|add|test|remove|refresh|driver]`. The studio may have the workspace open. The password of `add` comes from
 * MILLRACE_PASSWORD or stdin, never from the command line, which other accounts of the machine can read.
 */
export async function connectionsCommand(options: ConnectionsOptions): Promise<number> {
  const { act = 'list' } = options
  if (act === 'driver') return fetchDriver(options.name)
  const workspace = act === 'add' ? await openWorkspace(resolve(options.workspace ?? '.')) : await existingWorkspace(options.workspace)
  const store = openConnectionStore(...connectionPlaces(workspace.folder, userFolder()))
  if (act === 'list') {
    for (const entry of await store.list())
      process.stdout.write(
        options.json
          ? `${JSON.stringify(entry)}\n`
          : `${entry.name}  ${entry.server} ${entry.user}@${entry.host}:${entry.port}/${entry.database}${entry.hasPassword ? '' : '  (no password)'}\n`,
      )
    return exitCode.done
  }
  const { name } = options
  if (name === undefined) throw new UsageError(`millrace connections ${act} NAME: which one?`)
  switch (act) {
    case 'add': {
      const parsed = connectionSchema.safeParse({
        name,
        server: options.server,
        host: options.host ?? 'localhost',
        port: Number(options.port ?? usualPorts[options.server ?? ''] ?? 0),
        database: options.database,
        user: options.user,
        tls: options.tls ?? 'prefer',
      })
      if (!parsed.success)
        throw new UsageError(parsed.error.issues.map((issue) => `--${issue.path.join('.')}: ${issue.message}`).join('; '))
      await store.save(parsed.data, await readPassword())
      return exitCode.done
    }
    case 'test': {
      const connection = await store.read(name)
      if (!connection) throw new UsageError(`there is no connection "${name}" in ${workspace.folder}`)
      const password = await store.password(name)
      if (connection.hasPassword && password === null)
        throw new UsageError(`the password of "${name}" was stored by another account or on another machine; add it again`)
      const tables = await withDatabases((databases) => databases.test(connection, password))
      process.stdout.write(options.json ? `${JSON.stringify({ name, tables })}\n` : `${name} answers; ${tables} tables can be read\n`)
      return exitCode.done
    }
    case 'remove':
      if (!(await store.remove(name))) throw new UsageError(`there is no connection "${name}" in ${workspace.folder}`)
      return exitCode.done
    case 'refresh':
      if (!(await store.refresh(name, new Date().toISOString())))
        throw new UsageError(`there is no connection "${name}" in ${workspace.folder}`)
      return exitCode.done
    default:
      throw new UsageError(`connections ${act}: there are list, add, test, remove, refresh and driver`)
  }
}

async function readPassword(): Promise<string> {
  const given = process.env['MILLRACE_PASSWORD']
  if (given !== undefined) return given
  if (process.stdin.isTTY) throw new UsageError('give the password on stdin, or in MILLRACE_PASSWORD')
  const parts: Buffer[] = []
  for await (const part of process.stdin) parts.push(Buffer.from(part as Buffer))
  return Buffer.concat(parts)
    .toString('utf8')
    .replace(/\r?\n$/, '')
}

async function fetchDriver(name: string | undefined): Promise<number> {
  const driver = (['postgres', 'mysql', 'sqlite'] as const).find((known) => known === name)
  if (driver === undefined) throw new UsageError('connections driver: postgres, mysql or sqlite')
  await withDatabases((_, fetch) => fetch(driver))
  return exitCode.done
}

/** A database for one act, with what failed in it as a problem. */
async function withDatabases<T>(
  use: (databases: ReturnType<typeof createDatabases>, fetch: (driver: Driver) => Promise<void>) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'millrace-connection-'))
  const db = await openDatabase({ memoryLimitBytes: 256 * 1024 ** 2, threads: 1, tempDirectory: folder })
  try {
    const drivers = openDrivers(db, driverFolders(places.assets), join(userFolder(), 'extensions'))
    return await use(
      createDatabases(
        db,
        drivers,
        () => Promise.resolve(null),
        (text) => process.stderr.write(`${text}\n`),
      ),
      (driver) => drivers.fetch(driver),
    )
  } catch (error) {
    throw new ProblemError(toProblem(problemData(error), ''))
  } finally {
    db.close()
    await rm(folder, { recursive: true, force: true })
  }
}
