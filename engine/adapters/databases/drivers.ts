import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { quoteText } from '../../relation/print/duckdb-quote.ts'
import { NodeProblem } from '../../../nodes/kit/problem.ts'
import type { Database } from '../duckdb/database.ts'

export type Driver = 'postgres' | 'mysql' | 'sqlite'

export interface Drivers {
  /** Loads the driver once. Throws NodeProblem `driver-missing` when it is in none of the folders. */
  load(driver: Driver): Promise<void>
  /** Fetches it from DuckDB's own server into the account's folder, when a person asked for it. Throws NodeProblem `driver-unreachable`. */
  fetch(driver: Driver): Promise<void>
}

const files: Readonly<Record<Driver, string>> = { postgres: 'postgres_scanner', mysql: 'mysql_scanner', sqlite: 'sqlite_scanner' }
const names: Readonly<Record<Driver, string>> = { postgres: 'PostgreSQL', mysql: 'MariaDB / MySQL', sqlite: 'SQLite' }

/**
 * What a loaded driver is told: sums stay here, since servers compare texts and round averages in their own ways; a date of MySQL that is
 * none (2024-00-00) is missing. (Sorting stays here anyway, by the number of the row; with its setting off, limits would too.)
 */
const settings: Readonly<Record<Driver, readonly string[]>> = {
  postgres: [],
  mysql: ['mysql_aggregate_pushdown_enabled = false', 'mysql_incomplete_dates_as_nulls = true'],
  sqlite: [],
}

/**
 * The drivers are DuckDB's signed extensions (DuckDB checks the signature). Nothing is fetched unasked: they are looked for in `folders`, laid
 * out as DuckDB does (FOLDER/v1.5.5/linux_amd64/NAME.duckdb_extension) or plain; `own` is where fetched ones go.
 */
export function openDrivers(db: Database, folders: readonly string[], own: string): Drivers {
  const loading = new Map<Driver, Promise<void>>()
  const load = async (driver: Driver) => {
    const [row] = await db.rows('SELECT library_version, platform FROM pragma_version(), pragma_platform()')
    const at = join(String(row?.[0] ?? ''), String(row?.[1] ?? ''))
    const file = `${files[driver]}.duckdb_extension`
    const tried = [...folders, own].flatMap((folder) => [join(folder, at, file), join(folder, file)])
    const found = await firstOf(tried)
    if (found === null) throw missing(driver, join(own, at))
    await db.execute(`LOAD ${quoteText(found)}`)
    for (const setting of settings[driver]) await db.execute(`SET GLOBAL ${setting}`)
  }
  return {
    load(driver) {
      const known = loading.get(driver)
      if (known) return known
      const started = load(driver).catch((error: unknown) => {
        loading.delete(driver)
        throw error
      })
      loading.set(driver, started)
      return started
    },
    async fetch(driver) {
      try {
        await db.execute(`SET GLOBAL extension_directory = ${quoteText(own)}`)
        await db.execute(`INSTALL ${files[driver]}`)
      } catch {
        // Whatever the reason (no network, a proxy, no room), the way out is the same; DuckDB's message names addresses that help nobody.
        throw new NodeProblem({
          code: 'driver-unreachable',
          text: {
            en: `The driver for ${names[driver]} cannot be fetched: extensions.duckdb.org does not answer.`,
            fr: `Le pilote pour ${names[driver]} ne peut pas être téléchargé : extensions.duckdb.org ne répond pas.`,
          },
          action: byHand(own),
        })
      }
    },
  }
}

async function firstOf(paths: readonly string[]): Promise<string | null> {
  for (const path of paths) {
    const info = await stat(path).catch(() => null)
    if (info?.isFile()) return path
  }
  return null
}

function missing(driver: Driver, folder: string): NodeProblem {
  return new NodeProblem({
    code: 'driver-missing',
    param: driver === 'sqlite' ? 'path' : 'connection',
    text: {
      en: `The driver for ${names[driver]} is not installed: it is DuckDB’s extension ${files[driver]}.`,
      fr: `Le pilote pour ${names[driver]} n’est pas installé : c’est l’extension ${files[driver]} de DuckDB.`,
    },
    action: {
      en: `Fetch it once (millrace connections driver ${driver}), or put the file into ${folder}.`,
      fr: `Téléchargez-le une fois (millrace connections driver ${driver}), ou placez le fichier dans ${folder}.`,
    },
  })
}

function byHand(folder: string) {
  return {
    en: `Try again with a network, or copy the extension of another machine into ${folder}.`,
    fr: `Réessayez avec un réseau, ou copiez l’extension d’une autre machine dans ${folder}.`,
  }
}
