import { createHash } from 'node:crypto'
import { readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Described } from '../../../nodes/kit/context.ts'
import { rejectedColumns } from '../../../nodes/kit/file-fields.ts'
import { scan } from '../../relation/build.ts'
import { quoteText } from '../../relation/print/duckdb-quote.ts'
import { duckdbType } from '../../relation/print/duckdb-type.ts'
import { copyStatement } from '../../relation/print/copy-statement.ts'
import type { Database } from '../duckdb/database.ts'
import type { ConvertedRecords, RecordsWanted } from './convert-records.ts'
import { fileStamp } from './file-stamp.ts'
import { headerNames } from './header-names.ts'

export interface DescribeRecordsTools {
  readonly db: Database
  readonly convertedFolder: string
  convertRecords(path: string, wanted: RecordsWanted, stem: string, signal: AbortSignal): Promise<ConvertedRecords>
}

const under = new Map<string, Promise<ConvertedRecords>>()

/** The records of a file as a table: converted once, by a process of its own, and kept by the content of the file. */
export async function describeRecords(
  tools: DescribeRecordsTools,
  path: string,
  wanted: RecordsWanted,
  signal: AbortSignal,
): Promise<Described> {
  const key = createHash('sha256').update(JSON.stringify(wanted)).digest('hex').slice(0, 16)
  const stem = join(tools.convertedFolder, `${await fileStamp(path)}-${key}`)
  const doing = under.get(stem) ?? converted(tools, path, { wanted, stem, signal }).finally(() => under.delete(stem))
  under.set(stem, doing)
  const { columns: found, rejected } = await doing
  // Where no record has a name, or none is one, a table still needs a column: the rows set apart are what a person wants to see.
  const columns = found.length > 0 ? found : [{ name: 'record', type: 'text' as const }]
  const { names, notices } = headerNames(
    columns.map((column) => column.name),
    true,
  )
  const physical = columns.map((column, index) => ({ name: `c${index}`, duckdb: duckdbType(column.type) }))
  const source = { format: 'parquet', paths: [`${stem}-rows.parquet`], physical } as const
  const relation = scan(
    source,
    columns.map((column, index) => ({ name: names[index] ?? column.name, type: column.type })),
  )
  const apart = scan(
    {
      format: 'parquet',
      paths: [`${stem}-faults.parquet`],
      physical: rejectedColumns.map((column) => ({ name: column.name, duckdb: duckdbType(column.type) })),
    },
    rejectedColumns,
  )
  const one = rejected === 1
  const notice = {
    en: one ? 'One row does not fit; it is at the second output.' : `${rejected} rows do not fit; they are at the second output.`,
    fr: one
      ? 'Une ligne n’est pas conforme ; elle est à la seconde sortie.'
      : `${rejected} lignes ne sont pas conformes ; elles sont à la seconde sortie.`,
  }
  return { relation, source, others: { rejected: apart }, notices: rejected === 0 ? notices : [...notices, notice] }
}

async function converted(
  tools: DescribeRecordsTools,
  path: string,
  { wanted, stem, signal }: { readonly wanted: RecordsWanted; readonly stem: string; readonly signal: AbortSignal },
): Promise<ConvertedRecords> {
  const there = await stat(`${stem}-faults.parquet`).catch(() => null)
  if (there) return JSON.parse(await readFile(`${stem}-records.json`, 'utf8')) as ConvertedRecords
  const found = await tools.convertRecords(path, wanted, stem, signal)
  const types = found.columns.map((column, index) => `'c${index}': ${quoteText(duckdbType(column.type))}`)
  await copy(tools.db, found.rows, types.length > 0 ? types : ["'c0': 'VARCHAR'"], `${stem}-rows.parquet`)
  await copy(tools.db, found.faults, ["'line': 'BIGINT'", "'reason': 'VARCHAR'", "'record': 'VARCHAR'"], `${stem}-faults.parquet`)
  await Promise.all([rm(found.rows, { force: true }), rm(found.faults, { force: true })])
  return found
}

async function copy(db: Database, from: string, types: readonly string[], to: string): Promise<void> {
  const reader = `read_json(${quoteText(from)}, format = 'newline_delimited', maximum_object_size = 134217728, columns = {${types.join(', ')}})`
  try {
    await db.execute(copyStatement(`SELECT * FROM ${reader}`, `${to}.part`, db.groupRows))
    await rename(`${to}.part`, to)
  } catch (error) {
    await rm(`${to}.part`, { force: true })
    throw error
  }
}
