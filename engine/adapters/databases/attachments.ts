import { createHash, randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import type { Connection } from '../../protocol/connection.ts'
import { quoteIdentifier, quoteText } from '../../relation/print/duckdb-quote.ts'
import type { Database } from '../duckdb/database.ts'
import { databaseProblem } from './database-problem.ts'
import type { Drivers } from './drivers.ts'

/** A database as it is attached: a server with its password, or a SQLite file. */
export type Place =
  | {
      readonly connection: Connection
      readonly password: string | null
      /** Attached for a test only, apart from what pipelines use. */
      readonly trial?: true
    }
  | { readonly file: string }

export interface Attachments {
  /** The name under which the database is attached, read-only. Throws NodeProblem. */
  attach(place: Place): Promise<string>
  /** The server behind a name; undefined for a file, or a name that is not attached. */
  serverOf(name: string): Connection['server'] | undefined
  /** Calls `use` with a second name for the same server that may give orders, and detaches it again. */
  asWriter(name: string, use: (writer: string) => Promise<void>): Promise<void>
  /** Closes its connections. A later `attach` opens them again. */
  detach(place: Place): Promise<void>
}

/** Attaches each database once, under a name that nobody can guess: no typed SQL reaches it. */
export function createAttachments(db: Database, drivers: Drivers): Attachments {
  const salt = randomBytes(16)
  let writers = 0
  const known = new Map<string, Promise<string>>()
  const keyOf = (place: Place) => createHash('sha256').update(salt).update(factsOf(place)).digest('hex').slice(0, 24)

  const places = new Map<string, Exclude<Place, { file: string }>>()

  const open = async (place: Place, name: string, mode = ', READ_ONLY'): Promise<string> => {
    if ('file' in place) {
      await drivers.load('sqlite')
      try {
        await db.execute(`ATTACH ${quoteText(place.file)} AS ${quoteIdentifier(name)} (TYPE sqlite, READ_ONLY)`)
      } catch (error) {
        throw databaseProblem(error, { name: place.file, param: 'path' })
      }
      return name
    }
    const { connection, password } = place
    await drivers.load(connection.server)
    try {
      await reach(connection)
      // The secret lies in memory only, and is gone once the database is attached. A statement that holds a password is never shown.
      await db.execute(
        `CREATE TEMPORARY SECRET ${name} (TYPE ${connection.server}, HOST ${quoteText(connection.host)}, PORT ${connection.port}, DATABASE ${quoteText(connection.database)}, USER ${quoteText(connection.user)}${password === null ? '' : `, PASSWORD ${quoteText(password)}`})`,
      )
      try {
        await db.execute(
          `ATTACH ${quoteText(options(connection, name))} AS ${quoteIdentifier(name)} (TYPE ${connection.server}, SECRET ${name}${mode})`,
        )
      } finally {
        await db.execute(`DROP SECRET IF EXISTS ${name}`)
      }
    } catch (error) {
      throw databaseProblem(error, { name: connection.name, param: 'connection', secret: password })
    }
    return name
  }

  return {
    attach(place) {
      const key = keyOf(place)
      const there = known.get(key)
      if (there) return there
      const name = `db_${key}`
      if (!('file' in place)) places.set(name, place)
      const opening = open(place, name).catch((error: unknown) => {
        known.delete(key)
        throw error
      })
      known.set(key, opening)
      return opening
    },
    serverOf: (name) => places.get(name)?.connection.server,
    async asWriter(name, use) {
      const place = places.get(name)
      if (!place) return
      const writer = await open(place, `${name}_${writers++}`, '')
      try {
        await use(writer)
      } finally {
        await db.execute(`DETACH DATABASE IF EXISTS ${quoteIdentifier(writer)}`)
      }
    },
    async detach(place) {
      const key = keyOf(place)
      const there = known.get(key)
      if (!there) return
      known.delete(key)
      places.delete(`db_${key}`)
      const name = await there.catch(() => null)
      if (name !== null) await db.execute(`DETACH DATABASE IF EXISTS ${quoteIdentifier(name)}`)
    },
  }
}

/** What makes two places the same: not the name, nor when it was refreshed. */
function factsOf(place: Place): string {
  if ('file' in place) return JSON.stringify([place.file])
  const { connection, password, trial } = place
  const { server, host, port, database, user, tls } = connection
  return JSON.stringify([server, host, port, database, user, tls, password, trial ?? false])
}

/** Under its name PostgreSQL knows the sessions of an attached database, to be told which statements to stop. */
function options({ server, tls }: Connection, name: string): string {
  if (server === 'postgres') return `connect_timeout=5 sslmode=${tls} application_name=${name}`
  return `ssl_mode=${tls === 'prefer' ? 'preferred' : 'required'}`
}

const patience = 4000

/** A drivers' own way of finding that nobody answers may take minutes. Names of sockets are left to the driver. */
async function reach({ host, port }: Connection): Promise<void> {
  if (host.startsWith('/')) return
  await new Promise<void>((resolve, reject) => {
    const socket = connect({ host, port, timeout: patience })
    socket.once('connect', () => {
      socket.destroy()
      resolve()
    })
    socket.once('timeout', () => {
      socket.destroy()
      reject(new Error('timed out'))
    })
    socket.once('error', (error) => {
      socket.destroy()
      reject(error)
    })
  })
}
