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
  /** Closes its connections. A later `attach` opens them again. */
  detach(place: Place): Promise<void>
}

/** Attaches each database once, under a name that nobody can guess: no typed SQL reaches it. */
export function createAttachments(db: Database, drivers: Drivers): Attachments {
  const salt = randomBytes(16)
  const known = new Map<string, Promise<string>>()
  const keyOf = (place: Place) => createHash('sha256').update(salt).update(factsOf(place)).digest('hex').slice(0, 24)

  const open = async (place: Place, name: string): Promise<string> => {
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
          `ATTACH ${quoteText(options(connection))} AS ${quoteIdentifier(name)} (TYPE ${connection.server}, SECRET ${name}, READ_ONLY)`,
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
      const opening = open(place, name).catch((error: unknown) => {
        known.delete(key)
        throw error
      })
      known.set(key, opening)
      return opening
    },
    async detach(place) {
      const key = keyOf(place)
      const there = known.get(key)
      if (!there) return
      known.delete(key)
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

function options({ server, tls }: Connection): string {
  if (server === 'postgres') return `connect_timeout=5 sslmode=${tls}`
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
