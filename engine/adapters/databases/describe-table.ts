import type { Described } from '../../../nodes/kit/context.ts'
import { NodeProblem } from '../../../nodes/kit/problem.ts'
import { readTableName } from '../../../nodes/kit/table-name.ts'
import { scan } from '../../relation/build.ts'
import { derived, printServerQuery } from '../../relation/print/database-read.ts'
import { quoteIdentifier } from '../../relation/print/duckdb-quote.ts'
import type { DatabasePlace } from '../../relation/relation.ts'
import type { Database } from '../duckdb/database.ts'
import { headerNames } from '../files/header-names.ts'
import { fromPhysical } from '../../relation/physical-type.ts'
import { databaseProblem, type Asked } from './database-problem.ts'

/** What is read of a database: a table by its name, or a query that was checked. */
export type DatabaseFrom = DatabasePlace['from']

/** The table that a param names, in the schema that it names or else the server's usual one. Throws NodeProblem. */
export function tableOf(name: string, usual: string): Extract<DatabaseFrom, { table: string }> {
  if (name.trim() === '')
    throw new NodeProblem({
      code: 'nothing-chosen',
      param: 'table',
      text: { en: 'No table is chosen.', fr: 'Aucune table n’est choisie.' },
      action: { en: 'Choose one from the list.', fr: 'Choisissez-en une dans la liste.' },
    })
  const read = readTableName(name)
  if (!read)
    throw new NodeProblem({
      code: 'table-missing',
      param: 'table',
      text: { en: `“${name}” is no name of a table.`, fr: `« ${name} » n’est pas un nom de table.` },
      action: { en: 'Choose it from the list.', fr: 'Choisissez-la dans la liste.' },
    })
  return { schema: read.schema ?? usual, table: read.table }
}

/** Asks the server for the columns and gives a lazy relation over the table or the query. Throws NodeProblem. */
export async function describeTable(db: Database, place: DatabasePlace, asked: Asked): Promise<Described> {
  let found
  try {
    found = await columnsOf(db, place)
  } catch (error) {
    throw databaseProblem(error, { ...asked, param: 'table' in place.from ? 'table' : 'query' })
  }
  const { names, notices } = headerNames(
    found.map((column) => column.name),
    true,
  )
  const computed =
    place.server === 'sqlite' && 'query' in place.from ? await numbersIn(db, place, found) : new Map<string, 'int' | 'float'>()
  const read = found.map((column) => {
    const type = computed.get(column.name)
    return type ? { type, physical: { name: column.name, duckdb: column.type } } : fromPhysical(column.name, column.type)
  })
  const source = { format: 'database', database: place, paths: [], physical: read.map((item) => item.physical) } as const
  const relation = scan(
    source,
    read.map((item, index) => ({ name: names[index] ?? item.physical.name, type: item.type })),
  )
  return { relation, source, notices }
}

type Found = readonly { readonly name: string; readonly type: string }[]

async function columnsOf(db: Database, place: DatabasePlace): Promise<Found> {
  const { from, attached, server } = place
  if ('query' in from) return db.describe(`SELECT * FROM ${printServerQuery(place, `SELECT * FROM ${derived(from.query)}`)}`)
  const attachedTable = `SELECT * FROM ${quoteIdentifier(attached)}.${quoteIdentifier(from.schema)}.${quoteIdentifier(from.table)}`
  if (server === 'sqlite') return db.describe(attachedTable)
  // The driver remembers tables as they were when it was attached; the server says how they are now.
  const quote = (name: string) => (server === 'mysql' ? `\`${name.replaceAll('`', '``')}\`` : quoteIdentifier(name))
  const now = await db.describe(`SELECT * FROM ${printServerQuery(place, `SELECT * FROM ${quote(from.schema)}.${quote(from.table)}`)}`)
  const remembered = await db.describe(attachedTable).catch(() => null)
  if (remembered && remembered.map((column) => column.name).join('\n') === now.map((column) => column.name).join('\n')) return remembered
  await db.execute(server === 'mysql' ? 'CALL mysql_clear_cache()' : 'CALL pg_clear_cache()')
  return db.describe(attachedTable)
}

/** What a SQLite query computes has no type of its own and comes as text: where all of it is numbers, they are numbers. */
async function numbersIn(db: Database, place: DatabasePlace, found: Found): Promise<Map<string, 'int' | 'float'>> {
  const texts = found.filter((column) => column.type === 'VARCHAR')
  if (texts.length === 0 || !('query' in place.from)) return new Map()
  const kinds = texts.map(({ name }) => `group_concat(DISTINCT typeof(${quoteIdentifier(name)}))`).join(', ')
  const [row] = await db.rows(`SELECT * FROM ${printServerQuery(place, `SELECT ${kinds} FROM ${derived(place.from.query)}`)}`)
  return new Map(
    texts.flatMap(({ name }, index) => {
      const all = new Set(String(row?.[index] ?? '').split(','))
      all.delete('null')
      if (all.size === 0 || [...all].some((kind) => kind !== 'integer' && kind !== 'real')) return []
      return [[name, all.has('real') ? 'float' : 'int']]
    }),
  )
}
