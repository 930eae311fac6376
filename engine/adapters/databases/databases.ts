import { stat } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import type { Described } from '../../../nodes/kit/context.ts'
import { NodeProblem } from '../../../nodes/kit/problem.ts'
import type { Connection, DatabaseTable } from '../../protocol/connection.ts'
import type { DatabasePlace } from '../../relation/relation.ts'
import type { Database } from '../duckdb/database.ts'
import { fileStamp } from '../files/file-stamp.ts'
import { createAttachments, type Place } from './attachments.ts'
import { cancelOnServers } from './cancel-on-server.ts'
import { checkQuery } from './check-query.ts'
import { databaseProblem, type Asked } from './database-problem.ts'
import { describeTable, tableOf, type DatabaseFrom } from './describe-table.ts'
import type { Drivers } from './drivers.ts'
import { listTables } from './list-tables.ts'
import { probeServer, type Probe } from './probe-server.ts'

/** A connection of the workspace with its password, as the store has them. */
export interface KnownConnection {
  readonly connection: Connection & { readonly refreshedAt: string | null }
  readonly password: string | null
}

/** What a node asks for: a server's connection by name, or a SQLite file (absolute, access checked); a table, or a query. */
export interface DatabaseWanted {
  readonly at: { readonly connection: string } | { readonly file: string }
  readonly read: { readonly table: string } | { readonly query: string }
}

export interface Databases {
  describe(wanted: DatabaseWanted): Promise<Described>
  /** Changes when what would be read has changed; see probe-server.ts for what servers know of it. */
  stamp(wanted: DatabaseWanted): Promise<string>
  tables(at: DatabaseWanted['at']): Promise<readonly DatabaseTable[]>
  /** Connects and asks for the tables; gives how many there are. */
  test(connection: Connection, password: string | null): Promise<number>
  /** A connection was changed or removed: its sessions are closed. */
  forget(known: KnownConnection): Promise<void>
}

/** How long what a server said of changes holds: a burst of edits asks it once. */
const probeSeconds = 1.5

export function createDatabases(
  db: Database,
  drivers: Drivers,
  read: (name: string) => Promise<KnownConnection | null>,
  log: (text: string) => void,
): Databases {
  const attachments = createAttachments(db, drivers)
  cancelOnServers(db, attachments, log)
  const probes = new Map<string, { readonly at: number; readonly probe: Promise<Probe> }>()

  const known = async (name: string): Promise<KnownConnection> => {
    if (name === '')
      throw new NodeProblem({
        code: 'nothing-chosen',
        param: 'connection',
        text: { en: 'No connection is chosen.', fr: 'Aucune connexion n’est choisie.' },
        action: { en: 'Choose one, or add one.', fr: 'Choisissez-en une, ou ajoutez-en une.' },
      })
    const found = await read(name)
    if (!found)
      throw new NodeProblem({
        code: 'connection-missing',
        param: 'connection',
        text: { en: `There is no connection “${name}” in this workspace.`, fr: `Cet espace de travail n’a pas de connexion « ${name} ».` },
        action: { en: 'Add it under this name, or choose another.', fr: 'Ajoutez-la sous ce nom, ou choisissez-en une autre.' },
      })
    return found
  }

  const opened = async (at: DatabaseWanted['at']) => {
    const found = 'file' in at ? null : await known(at.connection)
    const place: Place = found ?? { file: 'file' in at ? at.file : '' }
    const asked: Asked = found
      ? { name: found.connection.name, param: 'connection', secret: found.password }
      : { name: 'file' in at ? at.file : '', param: 'path' }
    const server: DatabasePlace['server'] = found?.connection.server ?? 'sqlite'
    const usual = found ? (found.connection.server === 'postgres' ? 'public' : found.connection.database) : 'main'
    return { place, asked, server, usual, found }
  }

  /** Query and name are looked at before anything is connected. */
  const fromOf = (wanted: DatabaseWanted, server: DatabasePlace['server'], usual: string): DatabaseFrom =>
    'query' in wanted.read ? { query: checkQuery(wanted.read.query, server) } : tableOf(wanted.read.table, usual)

  const probed = (place: Pick<DatabasePlace, 'attached' | 'server' | 'from'>): Promise<Probe> => {
    const key = `${place.attached}\n${'table' in place.from ? JSON.stringify(place.from) : ''}`
    const last = probes.get(key)
    if (last && performance.now() - last.at < probeSeconds * 1000) return last.probe
    const probe = probeServer(db, place)
    probes.set(key, { at: performance.now(), probe })
    return probe
  }

  return {
    async describe(wanted) {
      const { place, asked, server, usual } = await opened(wanted.at)
      const from = fromOf(wanted, server, usual)
      const attached = await attachments.attach(place)
      try {
        const { rows } = server === 'sqlite' ? { rows: null } : await probed({ attached, server, from })
        return await describeTable(db, { server, attached, from, rows }, asked)
      } catch (error) {
        throw databaseProblem(error, asked)
      }
    },
    async stamp(wanted) {
      const { place, asked, server, usual, found } = await opened(wanted.at)
      if ('file' in place) return `${await fileStamp(place.file)}-${await logStamp(`${place.file}-wal`)}`
      const from = fromOf(wanted, server, usual)
      const attached = await attachments.attach(place)
      try {
        const { stamp } = await probed({ attached, server, from })
        const { host, port, database, user } = place.connection
        const whose = createHash('sha256')
          .update(JSON.stringify([server, host, port, database, user]))
          .digest('hex')
          .slice(0, 16)
        return `${whose}-${stamp}-${found?.connection.refreshedAt ?? ''}`
      } catch (error) {
        throw databaseProblem(error, asked)
      }
    },
    async tables(at) {
      const { place, asked, server } = await opened(at)
      const attached = await attachments.attach(place)
      try {
        return await listTables(db, { attached, server })
      } catch (error) {
        throw databaseProblem(error, asked)
      }
    },
    async test(connection, password) {
      const place: Place = { connection, password, trial: true }
      try {
        const attached = await attachments.attach(place)
        return (await listTables(db, { attached, server: connection.server })).length
      } catch (error) {
        throw databaseProblem(error, { name: connection.name, param: 'connection', secret: password })
      } finally {
        await attachments.detach(place)
      }
    },
    forget: ({ connection, password }) => attachments.detach({ connection, password }),
  }
}

async function logStamp(file: string): Promise<string> {
  const info = await stat(file).catch(() => null)
  return info && info.size > 0 ? fileStamp(file) : ''
}
