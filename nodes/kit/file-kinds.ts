import type { ReadOptions } from './context.ts'
import type { When } from './fields.ts'

export type FileKind = Exclude<ReadOptions['format'], 'auto' | 'lines'>

/** What the endings of names say of files; whatever has none of these is taken for text with delimiters. */
const endingsOf: Readonly<Record<Exclude<FileKind, 'csv'>, readonly string[]>> = {
  parquet: ['parquet', 'pq'],
  json: ['json', 'jsonl', 'ndjson', 'geojson'],
  xml: ['xml'],
  avro: ['avro'],
  arrow: ['arrow', 'feather', 'arrows', 'ipc'],
  orc: ['orc'],
  excel: ['xlsx', 'xls', 'xlsm', 'ods'],
}

const kinds = Object.keys(endingsOf) as (keyof typeof endingsOf)[]
const plain = ['csv', 'tsv', 'txt', ...kinds.flatMap((kind) => endingsOf[kind])]

/** Endings of files that may hold tables, without the dot, the packed ones too. */
export const dataEndings: readonly string[] = [...plain, 'gz', 'zst']

/** The kind of a file by its name, packed or not. */
export function fileKind(path: string): FileKind {
  return kinds.find((kind) => endingsOf[kind].includes(endingOf(path))) ?? 'csv'
}

/** Whether a file is one that people keep tables in, by its name. */
export function holdsTable(path: string): boolean {
  return plain.includes(endingOf(path))
}

function endingOf(path: string): string {
  const name = path.toLowerCase().replace(/\.(gz|zst)$/, '')
  const dot = name.lastIndexOf('.')
  return dot < 0 ? '' : name.slice(dot + 1)
}

/** When a field is shown that only files of some kinds have, by the param with their kind and the one with their name or pattern. */
export function forKinds(wanted: readonly FileKind[], named: 'path' | 'pattern'): When {
  const endings = (some: typeof kinds) => some.flatMap((kind) => endingsOf[kind].map((ending) => `.${ending}`))
  const byName: When = wanted.includes('csv')
    ? { param: named, ends: endings(kinds.filter((kind) => !wanted.includes(kind))), not: true }
    : // A pattern that names no ending may bring files of any kind.
      { param: named, ends: [...endings(kinds.filter((kind) => wanted.includes(kind))), ...(named === 'pattern' ? ['*', ''] : [])] }
  return { any: [{ param: 'format', in: wanted }, { all: [{ param: 'format', in: ['auto'] }, byName] }] }
}
