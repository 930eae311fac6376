import { NodeProblem } from '../../../nodes/kit/problem.ts'
import type { Described, ReadOptions } from '../../../nodes/kit/context.ts'
import type { Text } from '../../protocol/text.ts'
import { scan } from '../../relation/build.ts'
import { quoteText } from '../../relation/print/duckdb-quote.ts'
import { duckdbType } from '../../relation/print/duckdb-type.ts'
import type { CsvDialect, PhysicalColumn } from '../../relation/relation.ts'
import type { Column, Value } from '../../relation/types.ts'
import type { Database } from '../duckdb/database.ts'
import { evidentDelimiter } from './evident-delimiter.ts'
import { firstRecord } from './first-record.ts'
import { fromPhysical } from '../../relation/physical-type.ts'
import { headerNames } from './header-names.ts'

/** Rows that the sniffer looks at. Types that turn out wrong further down are a problem of the run, with the row. */
const sniffRows = 20_480
/** Cells that are looked at to find out how numbers are written. */
const mostCells = 2_000_000

/**
 * Finds out delimiter, quote, header and types of a UTF-8 CSV file, and gives a lazy scan with that dialect pinned.
 * Throws NodeProblem `file-empty` and `csv-unreadable`.
 */
export async function describeCsv(db: Database, path: string, options: ReadOptions): Promise<Described> {
  const sniffed = await sniff(db, path, options)
  const dialect: CsvDialect = {
    delimiter: sniffed.delimiter,
    quote: sniffed.quote,
    escape: sniffed.escape,
    comment: sniffed.comment,
    header: sniffed.header,
    skip: sniffed.skip,
    encoding: 'utf-8',
    nullTexts: options.nullTexts ?? [],
    badRows: options.badRows ?? 'fail',
  }
  const raw = sniffed.header ? await headerOf(path, dialect, options.headerRows ?? 1) : sniffed.columns.map(() => '')
  const { names, notices } = headerNames(
    raw.length === sniffed.columns.length ? raw : sniffed.columns.map((column) => column.name),
    sniffed.header,
  )
  const columns: Column[] = []
  const physical: PhysicalColumn[] = []
  const writing = options.decimalComma ? asked['decimal-comma'] : options.thousands ? asked['decimal-point'] : undefined
  sniffed.columns.forEach((column, index) => {
    const name = names[index] ?? column.name
    const format = options.dateFormats?.[name]
    const wanted = options.types?.[name] ?? (format === undefined ? undefined : 'date')
    const read = fromPhysical(`c${index}`, wanted ? duckdbType(wanted) : column.type)
    columns.push({ name, type: read.type })
    physical.push(
      format !== undefined
        ? { ...read.physical, duckdb: 'VARCHAR', read: 'date-format', format }
        : column.format && (read.type === 'date' || read.type === 'timestamp')
          ? { ...read.physical, duckdb: 'VARCHAR', read: 'date-format', format: column.format }
          : writing && wanted === 'float'
            ? { ...read.physical, duckdb: 'VARCHAR', read: writing.read }
            : read.physical,
    )
  })
  // Between commas a decimal comma cannot stand without quotes, and nobody who writes one chooses that file.
  const found = writing ?? (dialect.delimiter === ',' ? undefined : foundOut)
  const numbers = found ? await readNumbers(db, { path, dialect, found, left: options.types ?? {} }, columns, physical) : []
  const source = { format: 'csv', paths: [path], dialect, physical } as const
  return {
    relation: scan(source, columns),
    source,
    notices: writing || numbers.length === 0 ? notices : [...notices, commaNotice(numbers)],
  }
}

interface Sniffed {
  readonly delimiter: string
  readonly quote: string
  readonly escape: string
  readonly comment: string
  readonly skip: number
  readonly header: boolean
  readonly columns: readonly { name: string; type: string; format?: string }[]
}

async function sniff(db: Database, path: string, options: ReadOptions): Promise<Sniffed> {
  const evident = options.delimiter ? null : await evidentDelimiter(path, options.skip ?? 0)
  if (evident === null) return sniffWith(db, path, options, [])
  // What was seen in the first lines may not hold further down: then the sniffer finds out by itself, or says what is wrong.
  const quick = await sniffWith(db, path, options, [`delim = ${quoteText(evident)}`, `quote = '"'`, `escape = '"'`]).catch(() => null)
  const several = Math.max(0, (options.headerRows ?? 1) - 1)
  return quick !== null && quick.skip <= (options.skip ?? 0) + several ? quick : sniffWith(db, path, options, [])
}

async function sniffWith(db: Database, path: string, options: ReadOptions, known: readonly string[]): Promise<Sniffed> {
  const several = Math.max(0, (options.headerRows ?? 1) - 1)
  const settings = [
    quoteText(path),
    `sample_size = ${sniffRows}`,
    'null_padding = false',
    ...known,
    ...(options.delimiter ? [`delim = ${quoteText(options.delimiter)}`] : []),
    ...(options.quote === undefined ? [] : [`quote = ${quoteText(options.quote)}`]),
    ...(options.escape === undefined ? [] : [`escape = ${quoteText(options.escape)}`]),
    ...(options.comment === undefined ? [] : [`comment = ${quoteText(options.comment)}`]),
    ...(several > 0
      ? ['header = true']
      : options.header === 'yes' || options.header === 'no'
        ? [`header = ${options.header === 'yes'}`]
        : []),
    ...(options.skip || several > 0 ? [`skip = ${(options.skip ?? 0) + several}`] : []),
    ...(options.badRows === 'skip' ? ['ignore_errors = true'] : []),
    ...(options.nullTexts && options.nullTexts.length > 0 ? [`nullstr = [${['', ...options.nullTexts].map(quoteText).join(', ')}]`] : []),
  ]
  const query = `SELECT Delimiter, Quote, Escape, "Comment", SkipRows, HasHeader, to_json(Columns)::VARCHAR, DateFormat, TimestampFormat FROM sniff_csv(${settings.join(', ')})`
  let row
  try {
    ;[row] = await db.rows(query)
  } catch (error) {
    throw csvProblem(error)
  }
  if (!row) throw csvProblem(new Error('nothing was found in it'))
  const [delimiter, quote, escape, comment, skip, header, columns, dateFormat, timestampFormat] = row
  const text = (value: Value | undefined) => (typeof value !== 'string' || value === '(empty)' ? '' : value.replace('\\t', '\t'))
  const format = (type: string) => (type === 'DATE' ? dateFormat : type.startsWith('TIMESTAMP') ? timestampFormat : null)
  return {
    delimiter: text(delimiter) || ',',
    // A file whose first rows have no quotes may have some further down.
    quote: options.quote ?? (text(quote) || '"'),
    escape: options.escape ?? (text(escape) || '"'),
    comment: options.comment ?? text(comment),
    skip: Number(skip),
    header: header === true,
    columns: (JSON.parse(String(columns)) as { name: string; type: string }[]).map((column) => {
      const pattern = format(column.type)
      return { ...column, ...(typeof pattern === 'string' && pattern !== '' && { format: pattern }) }
    }),
  }
}

/** The names in the header, each joined from its cells in as many rows. */
async function headerOf(path: string, dialect: CsvDialect, rows: number): Promise<string[]> {
  const records: string[][] = []
  for (let row = rows - 1; row >= 0; row--)
    records.push((await firstRecord(path, { ...dialect, skip: Math.max(0, dialect.skip - row) })) ?? [])
  const last = records.at(-1) ?? []
  return last.map((_, index) =>
    records
      .map((record) => (record[index] ?? '').trim())
      .filter((cell) => cell !== '')
      .join(' '),
  )
}

/** How numbers are written: all known values of a column fit `every`, and at least one fits `some`. Regular expressions. */
interface NumberWriting {
  readonly read: 'decimal-comma' | 'decimal-point'
  readonly every: string
  readonly some?: string
}

const asked = {
  'decimal-comma': { read: 'decimal-comma', every: String.raw`\s*[+-]?[0-9][0-9 .\x{00A0}\x{202F}]*(,[0-9]+)?\s*` },
  'decimal-point': {
    read: 'decimal-point',
    every: String.raw`\s*[+-]?([0-9]+|[0-9]{1,3}([ ,''’\x{00A0}\x{202F}][0-9]{3})+)(\.[0-9]+)?\s*`,
  },
} as const satisfies Record<string, NumberWriting>

/** Nobody said so: whole groups of thousands only, and a comma that cannot stand between thousands. */
const foundOut: NumberWriting = {
  read: 'decimal-comma',
  every: String.raw`\s*[+-]?([0-9]+|[0-9]{1,3}([ .\x{00A0}\x{202F}][0-9]{3})+)(,[0-9]+)?\s*`,
  some: String.raw`\s*[+-]?([0-9]{4,}|[0-9]{1,3}([ .\x{00A0}\x{202F}][0-9]{3})+|0),[0-9]+\s*|.*,([0-9]{1,2}|[0-9]{4,})\s*`,
}

/** Text columns whose values in the first rows all look like numbers of a writing are read as numbers. Gives their names. */
async function readNumbers(
  db: Database,
  file: {
    readonly path: string
    readonly dialect: CsvDialect
    readonly found: NumberWriting
    /** Columns whose type a person has chosen stay of it. */
    readonly left: Readonly<Record<string, unknown>>
  },
  columns: Column[],
  physical: PhysicalColumn[],
): Promise<readonly string[]> {
  const { read, every, some } = file.found
  const texts = columns.flatMap((column, index) => (column.type === 'text' && !Object.hasOwn(file.left, column.name) ? [index] : []))
  if (texts.length === 0) return []
  const relation = scan({ format: 'csv', paths: [file.path], dialect: file.dialect, physical }, columns)
  const { printRelation } = await import('../../relation/print/duckdb.ts')
  const rows = Math.max(100, Math.min(sniffRows, Math.floor(mostCells / texts.length)))
  // One test over all columns as a list: a test for each would keep the planner busy for minutes where there are thousands.
  const cells = `SELECT unnest([${texts.map((index) => `c${index}`).join(', ')}]) AS v, unnest(range(${texts.length})) AS place FROM (SELECT * FROM (${printRelation(relation)}) LIMIT ${rows})`
  const fits = (pattern: string) => `regexp_full_match(v, '${pattern}')`
  const number = `bool_and(v IS NULL OR ${fits(every)}) AND coalesce(bool_or(${some ? fits(some) : 'v IS NOT NULL'}), false)`
  const found = new Set((await db.rows(`SELECT place FROM (${cells}) GROUP BY place HAVING ${number}`)).map(([place]) => Number(place)))
  return texts.flatMap((index, place) => {
    const column = columns[index]
    const before = physical[index]
    if (!found.has(place) || !column || !before) return []
    columns[index] = { ...column, type: 'float' }
    physical[index] = { name: before.name, duckdb: 'VARCHAR', read }
    return [column.name]
  })
}

function commaNotice(names: readonly string[]): Text {
  const listed = names.slice(0, 3).join(', ') + (names.length > 3 ? ', …' : '')
  return {
    en: `Decimal commas were found: ${names.length === 1 ? 'this column is' : `${names.length} columns are`} read as numbers (${listed}). Set the type to text where that is wrong.`,
    fr: `Virgules décimales trouvées : ${names.length === 1 ? 'cette colonne est lue' : `${names.length} colonnes sont lues`} comme nombres (${listed}). Choisissez le type texte où c’est faux.`,
  }
}

/** What DuckDB says of a CSV that it cannot read, as a problem with the line and the way out. */
export function csvProblem(error: unknown): NodeProblem {
  const message = error instanceof Error ? error.message : String(error)
  const line = /CSV Error on Line: (\d+)/.exec(message)?.[1]
  const expected = /Expected Number of Columns: (\d+) Found: (\d+)/.exec(message)
  const conversion = /Could not convert string "(.*)" to '?(\w+)'?/s.exec(message)
  const at = line ? { row: Number(line) } : {}
  const place: Text = line ? { en: `Line ${line}: `, fr: `Ligne ${line} : ` } : { en: '', fr: '' }
  if (expected)
    return new NodeProblem({
      code: 'csv-ragged',
      ...at,
      text: {
        en: `${place.en}${expected[2]} fields where the header has ${expected[1]}.`,
        fr: `${place.fr}${expected[2]} champs au lieu des ${expected[1]} de l’en-tête.`,
      },
      action: {
        en: 'Set such rows apart, or choose another delimiter or quote.',
        fr: 'Mettez ces lignes à part, ou choisissez un autre séparateur ou guillemet.',
      },
      fixes: [{ label: { en: 'Set bad rows apart', fr: 'Mettre à part les lignes fautives' }, params: { badRows: 'skip' } }],
    })
  if (conversion)
    return new NodeProblem({
      code: 'csv-type',
      ...at,
      text: {
        en: `${place.en}“${conversion[1]}” is no ${conversion[2]}.`,
        fr: `${place.fr}« ${conversion[1]} » n’est pas du type ${conversion[2]}.`,
      },
      action: {
        en: 'Read the column as text, or set such rows apart.',
        fr: 'Lisez la colonne comme du texte, ou mettez ces lignes à part.',
      },
      fixes: [{ label: { en: 'Set bad rows apart', fr: 'Mettre à part les lignes fautives' }, params: { badRows: 'skip' } }],
    })
  if (/not utf-?8|invalid unicode|Invalid unicode/i.test(message))
    return new NodeProblem({
      code: 'encoding-wrong',
      ...at,
      text: { en: `${place.en}the text is not UTF-8.`, fr: `${place.fr}le texte n’est pas en UTF-8.` },
      action: { en: 'Choose the encoding that the file was written in.', fr: 'Choisissez l’encodage dans lequel le fichier a été écrit.' },
      fixes: [{ label: { en: 'Read as Windows-1252', fr: 'Lire en Windows-1252' }, params: { encoding: 'windows-1252' } }],
    })
  if (/Error when sniffing file/.test(message))
    return new NodeProblem({
      code: 'csv-unreadable',
      text: {
        en: 'No delimiter parts the rows of this file into the same number of fields.',
        fr: 'Aucun séparateur ne partage les lignes de ce fichier en un même nombre de champs.',
      },
      action: {
        en: 'Choose the delimiter, say how many lines to skip, or set such rows apart.',
        fr: 'Choisissez le séparateur, dites combien de lignes sauter, ou mettez ces lignes à part.',
      },
      fixes: [{ label: { en: 'Set bad rows apart', fr: 'Mettre à part les lignes fautives' }, params: { badRows: 'skip' } }],
    })
  return new NodeProblem({
    code: 'csv-unreadable',
    ...at,
    text: {
      en: `${place.en}The file cannot be read as a table: ${firstSentence(message)}`,
      fr: `${place.fr}Le fichier ne se lit pas comme un tableau : ${firstSentence(message)}`,
    },
    action: { en: 'Choose the delimiter and whether there is a header.', fr: 'Choisissez le séparateur et la présence d’un en-tête.' },
  })
}

function firstSentence(message: string): string {
  const line = message.split('\n').find((candidate) => candidate.trim() !== '') ?? message
  return line.length > 200 ? `${line.slice(0, 200)}…` : line
}
