import { createHash } from 'node:crypto'
import { open, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { NodeProblem } from '../../../nodes/kit/problem.ts'
import type { Described, ReadOptions } from '../../../nodes/kit/context.ts'
import { fileKind } from '../../../nodes/kit/file-kinds.ts'
import type { Text } from '../../protocol/text.ts'
import { scan, union } from '../../relation/build.ts'
import { quoteText } from '../../relation/print/duckdb-quote.ts'
import { stackTables } from '../../../nodes/kit/stack-tables.ts'
import type { Database } from '../duckdb/database.ts'
import type { ConvertedSheets, SheetsWanted } from './convert-excel.ts'
import { csvProblem, describeCsv } from './describe-csv.ts'
import { describeLines } from './describe-lines.ts'
import { describeRecords, type DescribeRecordsTools } from './describe-records.ts'
import type { RecordFormat, RecordShape } from './record-shape.ts'
import { fileStamp, isFolder } from './file-stamp.ts'
import { headerNames } from './header-names.ts'
import { refuseOtherFiles } from './refuse-other-files.ts'
import { splitCsv } from './split-csv.ts'
import { fromPhysical } from '../../relation/physical-type.ts'
import { detectEncoding, knowsEncoding, transcode } from './text-encoding.ts'

/** What describing a file needs from outside. */
export interface DescribeTools extends DescribeRecordsTools {
  readonly db: Database
  /** Folder for converted copies, named by content so that they are made once. */
  readonly convertedFolder: string
  /** Writes sheets of a workbook as CSV files whose names begin with `stem`; in a process of its own. */
  convertExcel(path: string, wanted: SheetsWanted, stem: string, signal: AbortSignal): Promise<ConvertedSheets>
}

/** Looks at a data file (absolute path, access already checked) and gives a lazy relation over it. Throws NodeProblem. */
export async function describeFile(tools: DescribeTools, path: string, options: ReadOptions, signal: AbortSignal): Promise<Described> {
  const info = await stat(path)
  if (info.isDirectory()) throw isFolder()
  if (info.size === 0)
    throw new NodeProblem({
      code: 'file-empty',
      param: 'path',
      text: { en: 'The file is empty: 0 bytes.', fr: 'Le fichier est vide : 0 octet.' },
      action: { en: 'Choose another file.', fr: 'Choisissez un autre fichier.' },
    })
  const format = options.format === 'auto' ? fileKind(path) : options.format
  if (format === 'csv' || format === 'json' || format === 'xml' || format === 'lines') await refuseOtherFiles(path, format)
  switch (format) {
    case 'parquet':
      return describeColumns(tools.db, path, 'parquet')
    case 'json':
      if (!wantsRecords(options)) return describeColumns(tools.db, path, 'json')
      // JSON is UTF-8 unless somebody says otherwise: a bad byte must not turn all others into another alphabet.
      return records(
        tools,
        (options.encoding ?? 'auto') === 'auto' ? path : (await asUtf8(tools, path, options, signal)).path,
        'json',
        options,
        signal,
      )
    case 'xml': {
      const declared = options.encoding && options.encoding !== 'auto' ? options.encoding : await declaredEncoding(path)
      const { path: readable, notices } = await asUtf8(
        tools,
        path,
        declared === null ? options : { ...options, encoding: declared },
        signal,
      )
      const described = await records(tools, readable, 'xml', options, signal)
      return { ...described, notices: [...notices, ...described.notices] }
    }
    case 'avro':
    case 'arrow':
    case 'orc':
      return records(tools, path, format, options, signal)
    case 'excel':
      return describeSheets(tools, path, options, signal)
    case 'lines': {
      const { path: readable, notices } = await asUtf8(tools, path, options, signal)
      return { ...describeLines(readable, options.skip ?? 0), notices }
    }
    case 'csv': {
      const { path: readable, notices } = await asUtf8(tools, path, options, signal)
      const described = await describeCsv(tools.db, readable, options)
      return settled(tools, { ...described, notices: [...notices, ...described.notices] }, options)
    }
  }
}

/** DuckDB reads JSON as it is; anything asked of its records is done by a process of our own. */
function wantsRecords({ recordPath = '', flatten = 0, arrays = 'keep', badRows }: ReadOptions): boolean {
  return recordPath.trim() !== '' || flatten > 0 || arrays !== 'keep' || badRows === 'skip'
}

function records(
  ...[tools, path, format, options, signal]: [DescribeTools, string, RecordFormat, ReadOptions, AbortSignal]
): Promise<Described> {
  const shape: RecordShape = {
    path: options.recordPath ?? '',
    depth: options.flatten ?? 0,
    arrays: options.arrays ?? 'keep',
    badRows: options.badRows ?? 'fail',
  }
  return describeRecords(tools, path, { format, shape }, signal)
}

/** The encoding that the first line of an XML file declares; null when it declares none that we know, or has a mark of its own. */
async function declaredEncoding(path: string): Promise<string | null> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(200), 0, 200, 0)
    const declared = /^<\?xml[^>]*\bencoding\s*=\s*["']([\w.-]+)["']/.exec(buffer.toString('latin1', 0, bytesRead))?.[1]
    return declared !== undefined && knowsEncoding(declared) ? declared : null
  } finally {
    await file.close()
  }
}

/** The sheets that were asked for, one below the other when they are several. */
async function describeSheets(tools: DescribeTools, path: string, options: ReadOptions, signal: AbortSignal): Promise<Described> {
  const sheet = options.sheet?.trim() || undefined
  const wanted = {
    ...(sheet !== undefined && { sheet }),
    ...(options.range && { range: options.range }),
    ...(options.fillMerged && { fillMerged: true }),
  }
  const key = createHash('sha256').update(JSON.stringify(wanted)).digest('hex').slice(0, 16)
  const stem = join(tools.convertedFolder, `${await fileStamp(path)}-${key}`)
  const converted = (await exists(`${stem}.json`))
    ? (JSON.parse(await readFile(`${stem}.json`, 'utf8')) as ConvertedSheets)
    : await tools.convertExcel(path, wanted, stem, signal)
  const found: { name: string; described: Described }[] = []
  for (const { name, path: csv } of converted.sheets) {
    if ((await stat(csv)).size === 0) continue
    const described = await describeCsv(tools.db, csv, {
      ...options,
      format: 'csv',
      delimiter: ',',
      quote: '"',
      escape: '"',
      comment: '',
      encoding: 'utf-8',
    })
    found.push({ name, described: await settled(tools, described, options) })
  }
  const [first] = found
  if (!first)
    throw new NodeProblem({
      code: 'sheet-empty',
      param: 'sheet',
      text: { en: 'There is nothing on this sheet, or in this range.', fr: 'Cette feuille, ou cette plage, est vide.' },
      action: { en: 'Choose another sheet or range.', fr: 'Choisissez une autre feuille ou plage.' },
    })
  if (found.length === 1) return { ...first.described, notices: [...converted.notices, ...first.described.notices] }
  const { relation, notices } = stackTables(
    found.map(({ name, described }) => ({ relation: described.relation, from: [{ name: 'sheet', type: 'text', value: name }] })),
    'all',
  )
  const apart = found.flatMap(({ described }) => (described.others?.['rejected'] ? [described.others['rejected']] : []))
  return {
    relation,
    source: { format: 'parquet', paths: found.flatMap(({ described }) => [...described.source.paths]), physical: [] },
    ...(apart.length > 0 && { others: { rejected: union(apart) } }),
    notices: [...converted.notices, ...notices, ...found.flatMap(({ described }) => described.notices)],
  }
}

/** Rows that do not fit are set apart, when that was asked for. */
async function settled(tools: DescribeTools, described: Described, options: ReadOptions): Promise<Described> {
  const { source, relation, notices } = described
  if (options.badRows !== 'skip' || source.format !== 'csv') return described
  const { table, source: rows, rejected, count } = await splitCsv(tools.db, source, relation.columns, tools.convertedFolder)
  const one = count === 1
  const notice = {
    en: one ? 'One row does not fit; it is at the second output.' : `${count} rows do not fit; they are at the second output.`,
    fr: one
      ? 'Une ligne n’est pas conforme ; elle est à la seconde sortie.'
      : `${count} lignes ne sont pas conformes ; elles sont à la seconde sortie.`,
  }
  return { relation: table, source: rows, others: { rejected }, notices: count === 0 ? notices : [...notices, notice] }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

async function asUtf8(
  tools: DescribeTools,
  path: string,
  options: ReadOptions,
  signal: AbortSignal,
): Promise<{ path: string; notices: Text[] }> {
  if (/\.(gz|zst)$/i.test(path)) return { path, notices: [] }
  const asked = options.encoding && options.encoding !== 'auto' ? options.encoding : undefined
  if (asked && !knowsEncoding(asked))
    throw new NodeProblem({
      code: 'encoding-unknown',
      param: 'encoding',
      text: { en: `There is no encoding “${asked}”.`, fr: `L’encodage « ${asked} » n’existe pas.` },
      action: { en: 'Choose one of the list.', fr: 'Choisissez-en un dans la liste.' },
    })
  const { encoding, certain } = asked ? { encoding: asked, certain: true } : await detectEncoding(path)
  if (/^utf-?8$/i.test(encoding)) return { path, notices: [] }
  const target = join(tools.convertedFolder, `${await fileStamp(path)}-${encoding.toLowerCase()}.txt`)
  if (!(await exists(target))) await transcode(path, target, encoding, signal)
  const notices = certain
    ? []
    : [{ en: `The text is not UTF-8; it was read as ${encoding}.`, fr: `Le texte n’est pas en UTF-8 ; il a été lu en ${encoding}.` }]
  return { path: target, notices }
}

async function describeColumns(db: Database, path: string, format: 'parquet' | 'json'): Promise<Described> {
  const reader =
    format === 'parquet' ? `read_parquet(${quoteText(path)})` : `read_json_auto(${quoteText(path)}, maximum_object_size = 67108864)`
  let found
  try {
    found = await db.describe(`SELECT * FROM ${reader}`)
  } catch (error) {
    if (format === 'json' || !(error instanceof Error)) throw jsonProblem(error)
    throw new NodeProblem({
      code: 'parquet-unreadable',
      param: 'path',
      text: { en: 'This is no Parquet file, or it was cut off.', fr: 'Ce n’est pas un fichier Parquet, ou il est tronqué.' },
      action: { en: 'Write it again, or choose another file.', fr: 'Réécrivez-le, ou choisissez un autre fichier.' },
    })
  }
  const { names, notices } = headerNames(
    found.map((column) => column.name),
    true,
  )
  const read = found.map((column) => fromPhysical(column.name, column.type))
  const source = { format, paths: [path], physical: read.map((item) => item.physical) } as const
  const relation = scan(
    source,
    read.map((item, index) => ({ name: names[index] ?? item.physical.name, type: item.type })),
  )
  return { relation, source, notices }
}

function jsonProblem(error: unknown): NodeProblem {
  const message = error instanceof Error ? error.message : String(error)
  const line = /line (\d+)/i.exec(message)?.[1]
  if (!/JSON|Malformed/i.test(message)) return csvProblem(error)
  return new NodeProblem({
    code: 'json-unreadable',
    param: 'path',
    ...(line && { row: Number(line) }),
    text: {
      en: `The file is no valid JSON${line ? ` (record ${line})` : ''}.`,
      fr: `Le fichier n’est pas un JSON valide${line ? ` (enregistrement ${line})` : ''}.`,
    },
    action: { en: 'Mend the file, or choose another one.', fr: 'Corrigez le fichier, ou choisissez-en un autre.' },
  })
}
