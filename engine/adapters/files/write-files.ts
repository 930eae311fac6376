import { createReadStream, createWriteStream } from 'node:fs'
import { open, readdir, rename, rm, stat, mkdir } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { WriteFormat, WriteOptions, WrittenFile } from '../../../nodes/kit/context.ts'
import { printNamedRelation } from '../../relation/print/duckdb.ts'
import { quoteIdentifier, quoteText } from '../../relation/print/duckdb-quote.ts'
import type { Relation } from '../../relation/relation.ts'
import type { Database } from '../duckdb/database.ts'
import { writeExcel } from './write-excel.ts'
import { alreadyThere, noAppending, notOurs, otherColumns, otherKind } from './write-problems.ts'

const endings = { csv: 'csv', parquet: 'parquet', json: 'json', excel: 'xlsx' } as const
const own = /^part-\d+\.(csv|parquet|json|xlsx)(\.gz|\.zst)?$/

interface Target {
  readonly db: Database
  readonly format: WriteFormat
  readonly options: WriteOptions
  /** Absolute path of the file or folder, already granted. Nothing is written elsewhere. */
  readonly path: string
}

/**
 * Writes a table to a file, or to a folder of files when it is to be partitioned or cut: as a whole or not at all. Gives the files. Throws
 * NodeProblem `file-exists`, `folder-not-ours`, `columns-differ` and those of workbooks.
 */
export async function writeFiles(relation: Relation, target: Target): Promise<readonly WrittenFile[]> {
  const { path, options } = target
  const isFolder = (options.partitionBy ?? []).length > 0 || options.rowsPerFile !== undefined
  const there = await stat(path).catch(() => null)
  const existing = options.existing ?? 'replace'
  if (there && there.isDirectory() !== isFolder) throw otherKind(path, !isFolder)
  if (there && existing === 'ask') throw alreadyThere(path)
  if (there && existing === 'append' && target.format === 'excel' && !isFolder) throw noAppending()
  await mkdir(dirname(path), { recursive: true })
  const part = `${path}.${process.pid}.part`
  try {
    if (isFolder) return await writeFolder(relation, target, { part, exists: there !== null })
    if (there && existing === 'append') return [{ file: '', rows: await appendTo(relation, target, part) }]
    const rows = await writeOne(relation, target, part)
    await rename(part, path)
    return [{ file: '', rows }]
  } finally {
    await rm(part, { force: true, recursive: true })
  }
}

function copyOptions(format: WriteFormat, compression: WriteOptions['compression'], header = true): string {
  const packed = compression ?? (format === 'parquet' ? 'zstd' : 'none')
  switch (format) {
    case 'parquet':
      return `FORMAT parquet, COMPRESSION ${packed === 'none' ? 'uncompressed' : packed}`
    case 'json':
      return `FORMAT json, COMPRESSION ${packed}`
    default:
      return `FORMAT csv, HEADER ${header}, COMPRESSION ${packed}`
  }
}

async function writeOne(relation: Relation, { db, format, options }: Target, path: string, header = true): Promise<number> {
  if (format === 'excel') return writeExcel(db, relation, path)
  return db.execute(`COPY (${printNamedRelation(relation)}) TO ${quoteText(path)} (${copyOptions(format, options.compression, header)})`)
}

async function appendTo(relation: Relation, target: Target, part: string): Promise<number> {
  const { db, format, path } = target
  const names = (await db.describe(printNamedRelation(relation))).map((column) => column.name)
  const packed = target.options.compression ?? 'none'
  const reader = {
    parquet: `read_parquet(${quoteText(path)})`,
    json: `read_json_auto(${quoteText(path)}${packed === 'none' ? '' : `, compression = ${quoteText(packed)}`})`,
    csv: `read_csv(${quoteText(path)}, header = true, delim = ',', all_varchar = true, compression = ${quoteText(packed)})`,
    excel: '',
  }[format]
  const there = (await db.describe(`SELECT * FROM ${reader}`)).map((column) => column.name)
  if (JSON.stringify(format === 'csv' ? there : there.toSorted()) !== JSON.stringify(format === 'csv' ? names : names.toSorted()))
    throw otherColumns(path, there, names)
  if (format === 'parquet') {
    const [before] = await db.rows(`SELECT count(*) FROM ${reader}`)
    const both = `SELECT * FROM ${reader} UNION ALL BY NAME ${printNamedRelation(relation)}`
    const rows = await db.execute(`COPY (${both}) TO ${quoteText(part)} (${copyOptions(format, target.options.compression)})`)
    await rename(part, path)
    return rows - Number(before?.[0] ?? 0)
  }
  // Rows are added to a copy, which takes the place of the file at the end: a full disk leaves the file as it was.
  const added = `${part}.added`
  try {
    const rows = await writeOne(relation, target, added, false)
    await pipeline(createReadStream(path), createWriteStream(part))
    if (packed === 'none' && !(await endsLine(path))) await pipeline(['\n'], createWriteStream(part, { flags: 'a' }))
    await pipeline(createReadStream(added), createWriteStream(part, { flags: 'a' }))
    await rename(part, path)
    return rows
  } finally {
    await rm(added, { force: true })
  }
}

async function endsLine(path: string): Promise<boolean> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, Math.max(0, size - 1))
    return size === 0 || buffer[0] === 10
  } finally {
    await file.close()
  }
}

async function writeFolder(
  relation: Relation,
  target: Target,
  { part, exists }: { readonly part: string; readonly exists: boolean },
): Promise<readonly WrittenFile[]> {
  const { path, options } = target
  const before = exists ? await filesIn(path) : []
  const stranger = before.find(
    (file) =>
      !own.test(file.split('/').at(-1) ?? '') ||
      file
        .split('/')
        .slice(0, -1)
        .some((name) => !name.includes('=')),
  )
  const append = exists && options.existing === 'append'
  if (stranger !== undefined && !append) throw notOurs(path, stranger)
  await mkdir(part, { recursive: true })
  const rows = await writeParts(relation, target, part)
  const files = await filesIn(part)
  if (!append) {
    const old = `${path}.${process.pid}.old.part`
    if (exists) await rename(path, old)
    await rename(part, path)
    await rm(old, { force: true, recursive: true })
    return files.map((file) => ({ file, rows: rows.get(file) ?? null }))
  }
  let number = Math.max(0, ...before.map((file) => Number(/part-(\d+)\./.exec(file)?.[1] ?? -1) + 1))
  const added: WrittenFile[] = []
  for (const file of files) {
    const name = file.replace(/part-\d+\./, `part-${number++}.`)
    await mkdir(dirname(join(path, name)), { recursive: true })
    await rename(join(part, file), join(path, name))
    added.push({ file: name, rows: rows.get(file) ?? null })
  }
  return added
}

/** Fills an empty folder; gives the rows of the files whose rows are known. */
async function writeParts(relation: Relation, target: Target, folder: string): Promise<ReadonlyMap<string, number>> {
  const { db, format, options } = target
  const packing = options.compression === 'gzip' ? '.gz' : options.compression === 'zstd' ? '.zst' : ''
  const ending = `${endings[format]}${format === 'parquet' || format === 'excel' ? '' : packing}`
  const rows = new Map<string, number>()
  if (options.rowsPerFile === undefined) {
    const keys = (options.partitionBy ?? []).map(quoteIdentifier).join(', ')
    const settings = `${copyOptions(format, options.compression)}, PARTITION_BY (${keys}), FILENAME_PATTERN 'part-{i}', FILE_EXTENSION ${quoteText(ending)}`
    await db.execute(`COPY (${printNamedRelation(relation)}) TO ${quoteText(folder)} (${settings}, OVERWRITE_OR_IGNORE true)`)
    return rows
  }
  // Computed once, then cut: the pieces are those of one table.
  const spool = join(folder, 'spool.part')
  const total = await db.execute(`COPY (${printNamedRelation(relation)}) TO ${quoteText(spool)} (FORMAT parquet)`)
  for (let from = 0, number = 0; from < total || number === 0; from += options.rowsPerFile, number++) {
    const name = `part-${number}.${ending}`
    const piece = pieceOf(
      relation,
      spool,
      { count: options.rowsPerFile, offset: from },
      await db.describe(`SELECT * FROM read_parquet(${quoteText(spool)})`),
    )
    rows.set(name, await writeOne(piece, target, join(folder, name)))
  }
  await rm(spool)
  return rows
}

function pieceOf(
  relation: Relation,
  spool: string,
  { count, offset }: { readonly count: number; readonly offset: number },
  stored: readonly { readonly name: string; readonly type: string }[],
): Relation {
  const physical = stored.map((column) => ({ name: column.name, duckdb: column.type }))
  const { columns } = relation
  return { op: 'limit', count, offset, columns, input: { op: 'scan', columns, source: { format: 'parquet', paths: [spool], physical } } }
}

/** Files under a folder, as paths from there with slashes, in order. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .toSorted()
}
