import { createHash } from 'node:crypto'
import { rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { rejectedColumns } from '../../../nodes/kit/file-fields.ts'
import { scan } from '../../relation/build.ts'
import { printCsvOptions } from '../../relation/print/duckdb-scan.ts'
import { quoteText } from '../../relation/print/duckdb-quote.ts'
import { duckdbType } from '../../relation/print/duckdb-type.ts'
import type { CsvDialect, PhysicalColumn, Relation, ScanSource } from '../../relation/relation.ts'
import type { Column } from '../../relation/types.ts'
import type { Database } from '../duckdb/database.ts'
import { fileStamp } from './file-stamp.ts'
import { openBytes } from './json-records.ts'
import { recordPlaces, recordTexts, type PlacesWanted } from './record-places.ts'
import { typedReading, typeNoun } from './typed-reading.ts'

type CsvSource = Extract<ScanSource, { format: 'csv' }>

/** More lines than this are told by the number of their record: finding each would cost more than it helps. */
const mostLines = 200_000
/** Bytes of a record that are shown. */
const mostText = 20_000

/**
 * Reads a CSV once and puts the rows that fit, with their types, and the others, with line and reason, into two files of their own: every
 * record is in one of them. A lazy scan could not do it, because a reader of few columns never sees what is wrong in the others.
 */
export async function splitCsv(
  db: Database,
  source: CsvSource,
  columns: readonly Column[],
  folder: string,
): Promise<{ readonly table: Relation; readonly source: ScanSource; readonly rejected: Relation; readonly count: number }> {
  const [path = ''] = source.paths
  const settings = createHash('sha256')
    .update(JSON.stringify([source.dialect, source.physical]))
    .digest('hex')
    .slice(0, 16)
  const stem = join(folder, `${await fileStamp(path)}-${settings}`)
  const kept = `${stem}-rows.parquet`
  const apart = `${stem}-rejected.parquet`
  const doing = under.get(kept) ?? splitOnce(db, source, columns, { kept, apart }).finally(() => under.delete(kept))
  under.set(kept, doing)
  await doing
  const physical = columns.map((column, index) => ({ name: `c${index}`, duckdb: duckdbType(column.type) }))
  const rows = { format: 'parquet', paths: [kept], physical } as const
  const names: PhysicalColumn[] = rejectedColumns.map((column) => ({ name: column.name, duckdb: duckdbType(column.type) }))
  const [counted] = await db.rows(`SELECT count(*) FROM read_parquet(${quoteText(apart)})`)
  return {
    table: scan(rows, columns),
    source: rows,
    rejected: scan({ format: 'parquet', paths: [apart], physical: names }, rejectedColumns),
    count: Number(counted?.[0] ?? 0),
  }
}

/** Splits under way: a preview and a run that ask for the same rows wait for one reading. */
const under = new Map<string, Promise<void>>()

async function splitOnce(...[db, source, columns, files]: Parameters<typeof split>): Promise<void> {
  if (!(await isThere(files.apart)) || !(await isThere(files.kept))) await split(db, source, columns, files)
}

async function split(
  db: Database,
  source: CsvSource,
  columns: readonly Column[],
  { kept, apart }: { readonly kept: string; readonly apart: string },
): Promise<void> {
  const [path = ''] = source.paths
  const id = createHash('sha256').update(kept).digest('hex').slice(0, 12)
  const [errors, scans, lines, places, raw] = [`reject_${id}`, `scan_${id}`, `lines_${id}`, `places_${id}`, `raw_${id}`]
  const reading = typedReading(source.physical, columns)
  const options = [
    ...printCsvOptions({ ...source.dialect, badRows: 'fail' }, reading.physical),
    ...reading.options,
    `store_rejects = true, rejects_table = ${quoteText(errors)}, rejects_scan = ${quoteText(scans)}, rejects_limit = 0`,
  ]
  const parts = [`${kept}.${id}.part`, `${apart}.${id}.part`, `${kept}.${id}.errors`] as const
  const [rowsPart, apartPart, errorsPart] = parts
  try {
    // The tables of rejects belong to one connection, so all of this is one call.
    await db.execute(
      `COPY (SELECT ${reading.first} FROM read_csv([${quoteText(path)}], ${options.join(', ')})) TO ${quoteText(rowsPart)} (FORMAT parquet);
       COPY (SELECT * FROM ${errors}) TO ${quoteText(errorsPart)} (FORMAT parquet); DROP TABLE ${errors}; DROP TABLE ${scans}`,
    )
    const found = await db.rows(
      `SELECT DISTINCT line_byte_position FROM read_parquet(${quoteText(errorsPart)}) ORDER BY 1 LIMIT ${mostLines + 1}`,
    )
    const positions = found.length <= mostLines ? found.map((row) => Number(row[0])) : []
    await db.createTable(lines, [
      { name: 'position', type: 'int', values: Float64Array.from(positions) },
      { name: 'number', type: 'int', values: Float64Array.from(await lineNumbers(path, positions)) },
    ])
    const structural = `SELECT coalesce(any_value(l.number), min(e.line))::BIGINT AS line, string_agg(DISTINCT ${reasonOf(columns)}, '; ')
      AS reason, ltrim(any_value(csv_line), chr(10) || chr(13)) AS record FROM read_parquet(${quoteText(errorsPart)}) e LEFT JOIN ${lines} l ON l.position = e.line_byte_position
      GROUP BY e.line_byte_position`
    const { failed, cells, told } = reading
    const rest = `FROM read_parquet(${quoteText(rowsPart)})`
    const numbered = `FROM read_parquet(${quoteText(rowsPart)}, file_row_number = true)`
    if (failed !== null) {
      const bad = await db.rows(`SELECT file_row_number ${numbered} WHERE ${failed} ORDER BY 1 LIMIT ${mostLines + 1}`)
      const [taken] = await db.rows(`SELECT count(*) ${rest}`)
      const rows = bad.length > mostLines ? [] : bad.map(([row]) => Number(row))
      const refused = found.map(([position]) => Number(position) - 1)
      const known = await placesOf(path, source.dialect, { rows, refused, taken: Number(taken?.[0]), columns: columns.length })
      await db.createTable(places, [
        { name: 'place', type: 'int', values: Float64Array.from(known.map(({ row }) => row)) },
        { name: 'number', type: 'int', values: Float64Array.from(known.map(({ line }) => line)) },
        { name: 'record', type: 'text', values: known.map(({ record }) => record) },
      ])
    }
    const unread =
      failed === null
        ? ''
        : ` UNION ALL SELECT p.number, ${told}, coalesce(p.record, CAST(to_json(${raw}) AS VARCHAR)) FROM (SELECT * ${numbered}) ${raw}
          LEFT JOIN ${places} p ON p.place = ${raw}.file_row_number WHERE ${failed}`
    await db.execute(`COPY (SELECT * FROM (${structural}${unread}) ORDER BY line) TO ${quoteText(apartPart)} (FORMAT parquet)`)
    await db.execute(`DROP TABLE ${lines}; DROP TABLE IF EXISTS ${places}`)
    if (failed !== null) {
      const typed = `${rowsPart}.typed`
      await db.execute(`COPY (SELECT ${cells} ${rest} WHERE NOT (${failed})) TO ${quoteText(typed)} (FORMAT parquet)`)
      await rename(typed, rowsPart)
    }
    await rename(rowsPart, kept)
    await rename(apartPart, apart)
  } finally {
    for (const part of parts) await rm(part, { force: true })
  }
}

/** The reason of a row of DuckDB's table of rejects, in words: the column, what was there, what was expected. */
function reasonOf(columns: readonly Column[]): string {
  const byColumn = (text: (column: Column) => string) =>
    `CASE column_idx ${columns.map((column, index) => `WHEN ${index + 1} THEN ${quoteText(text(column))}`).join(' ')} ELSE '' END`
  const found = (pattern: string) => `regexp_extract(error_message, ${quoteText(pattern)}, 1, 's')`
  const counts = `${found('Found: (\\d+)')} || ' fields instead of ${columns.length}'`
  // DuckDB's message ends at the first line of a value that has several.
  const value = found('Could not convert string "(.*?)(?:" to \'|$)')
  return `CASE error_type
    WHEN 'CAST' THEN ${byColumn((column) => `${column.name}: “`)} || ${value} || ${byColumn((column) => `” is no ${typeNoun(column.type)}`)}
    WHEN 'MISSING COLUMNS' THEN ${counts} WHEN 'TOO MANY COLUMNS' THEN ${counts}
    WHEN 'UNQUOTED VALUE' THEN 'a quote is not closed, or text follows it' WHEN 'INVALID ENCODING' THEN 'the text is not UTF-8'
    WHEN 'LINE SIZE OVER MAXIMUM' THEN 'the line is too long' ELSE lower(error_type::VARCHAR) END`
}

/** Where rows stand whose values the second pass could not read: their lines, and their texts unless the file is packed. */
async function placesOf(path: string, dialect: CsvDialect, wanted: PlacesWanted) {
  const places = (wanted.rows.length > 0 && (await recordPlaces(path, dialect, wanted))) || []
  const texts = isPacked(path) ? [] : await recordTexts(path, places, mostText)
  return places.map(({ line }, index) => ({ row: wanted.rows[index] ?? 0, line, record: texts[index] ?? null }))
}

const isPacked = (path: string) => /\.(gz|zst)$/i.test(path)

/**
 * The number of the line at each byte position, from 1; positions ascend. Where a record begins, the reader may give the line break before it: line
 * breaks at a position belong to what was before.
 */
async function lineNumbers(path: string, positions: readonly number[]): Promise<number[]> {
  const numbers: number[] = []
  if (positions.length === 0) return numbers
  let [line, read, reached] = [1, 0, false]
  for await (const chunk of openBytes(path) as AsyncIterable<Buffer>) {
    let at = 0
    while (at < chunk.length && numbers.length < positions.length) {
      if (reached) {
        const byte = chunk[at]
        reached = byte === 10 || byte === 13
        if (byte === 10) line++
        if (reached) at++
        else numbers.push(line)
        continue
      }
      const next = (positions[numbers.length] ?? 0) - 1 - read
      const end = Math.min(chunk.length, Math.max(at, next))
      for (let found = chunk.indexOf(10, at); found >= 0 && found < end; found = chunk.indexOf(10, found + 1)) line++
      at = end
      reached = next < chunk.length
    }
    read += chunk.length
    if (numbers.length === positions.length) break
  }
  while (numbers.length < positions.length) numbers.push(line)
  return numbers
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )
