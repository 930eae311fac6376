import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { createGunzip, createZstdDecompress } from 'node:zlib'
import { NodeProblem } from '../../../nodes/kit/problem.ts'
import { isObject } from './flatten-record.ts'
import { pathParts, type JsonValue, type RecordShape } from './record-shape.ts'

/** A record, or what stands where one should be. */
export type RecordOrFault = { readonly record: JsonValue } | { readonly fault: string; readonly line: number; readonly text: string }

const mostDocument = 400_000_000
const mostLine = 64_000_000

/** The bytes of a file, unpacked where its name says that it is packed. */
export function openBytes(path: string): Readable {
  const file = createReadStream(path, { highWaterMark: 1 << 18 })
  const unpack = /\.gz$/i.test(path) ? createGunzip() : /\.zst$/i.test(path) ? createZstdDecompress() : null
  if (!unpack) return file
  file.once('error', (error) => unpack.destroy(error))
  return file.pipe(unpack)
}

/**
 * The records of a JSON file at a path: one document, or JSON lines, which stream. A line that is no JSON is a fault with its number; a
 * document that is none, or larger than 400 MB, is a NodeProblem.
 */
export async function* jsonRecords(path: string, shape: RecordShape): AsyncGenerator<RecordOrFault> {
  const parts = pathParts(shape.path)
  if (await isLines(path)) {
    let line = 0
    for await (const bytes of linesOf(openBytes(path))) {
      line++
      const text = decode(bytes)
      if (text === null) yield { fault: 'bytes that are no text', line, text: bytes.toString('latin1').slice(0, 1000) }
      else if (text.trim() !== '') {
        const value = parse(text)
        if (value === undefined) yield { fault: 'no JSON', line, text: text.slice(0, 1000) }
        else for (const record of recordsAt(value, parts)) yield { record }
      }
    }
    return
  }
  if (!/\.(gz|zst)$/i.test(path) && (await stat(path)).size > mostDocument) throw tooLarge()
  const text = decode(await bytesOf(path))
  const value = text === null ? undefined : parse(text)
  if (value === undefined) throw unreadable(text === null ? 'bytes' : 'json')
  for (const record of recordsAt(value, parts)) yield { record }
}

/** The records below a value. An array's elements are records, anything else is one itself. */
export function* recordsAt(value: JsonValue, parts: readonly string[]): Generator<JsonValue> {
  if (Array.isArray(value)) {
    for (const element of value as readonly JsonValue[]) yield* parts.length === 0 ? [element] : recordsAt(element, parts)
    return
  }
  const [first, ...rest] = parts
  if (first === undefined) yield value
  else if (isObject(value)) {
    if (first === '*') for (const inner of Object.values(value)) yield* recordsAt(inner, rest)
    else if (Object.hasOwn(value, first)) yield* recordsAt(value[first] ?? null, rest)
  }
}

/** JSON with the digits of whole numbers that doubles cannot hold, and of those that are too large for any; undefined when it is none. */
function parse(text: string): JsonValue | undefined {
  try {
    if (!/\d{16}|[eE]\+?\d{3}/.test(text)) return JSON.parse(text) as JsonValue
    return JSON.parse(text, (_key, value: unknown, context?: { readonly source?: string }) => {
      if (typeof value !== 'number' || context?.source === undefined) return value
      if (!Number.isFinite(value)) return context.source
      return Number.isInteger(value) && !Number.isSafeInteger(value) && /^-?\d+$/.test(context.source) ? BigInt(context.source) : value
    }) as JsonValue
  } catch {
    return undefined
  }
}

async function isLines(path: string): Promise<boolean> {
  if (/\.(jsonl|ndjson)(\.gz|\.zst)?$/i.test(path)) return true
  const seen: string[] = []
  const stream = openBytes(path)
  for await (const bytes of linesOf(stream)) {
    const text = decode(bytes)?.trim() ?? ''
    if (text !== '') seen.push(text)
    if (seen.length === 2) break
  }
  stream.destroy()
  const [first, second] = seen
  return first !== undefined && second !== undefined && /^[{[]/.test(first) && parse(first) !== undefined
}

async function* linesOf(stream: Readable): AsyncGenerator<Buffer> {
  let held: Buffer[] = []
  let size = 0
  for await (const chunk of stream) {
    let rest = chunk as Buffer
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      yield Buffer.concat([...held, rest.subarray(0, end)])
      held = []
      size = 0
      rest = rest.subarray(end + 1)
    }
    if (rest.length > 0) held.push(rest)
    size += rest.length
    if (size > mostLine) throw tooLarge()
  }
  if (held.length > 0) yield Buffer.concat(held)
}

async function bytesOf(path: string): Promise<Buffer> {
  if (!/\.(gz|zst)$/i.test(path)) return readFile(path)
  const parts: Buffer[] = []
  let size = 0
  for await (const part of openBytes(path)) {
    parts.push(part as Buffer)
    size += (part as Buffer).length
    if (size > mostDocument) throw tooLarge()
  }
  return Buffer.concat(parts)
}

function decode(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

function tooLarge(): NodeProblem {
  return new NodeProblem({
    code: 'json-too-large',
    param: 'path',
    text: { en: 'The file is one JSON document of more than 400 MB.', fr: 'Le fichier est un seul document JSON de plus de 400 Mo.' },
    action: { en: 'Write it as JSON lines, one record a line.', fr: 'Écrivez-le en lignes JSON, un enregistrement par ligne.' },
  })
}

function unreadable(why: 'bytes' | 'json'): NodeProblem {
  return new NodeProblem({
    code: 'json-unreadable',
    param: 'path',
    text:
      why === 'bytes'
        ? { en: 'The file is no text in UTF-8.', fr: 'Le fichier n’est pas du texte en UTF-8.' }
        : { en: 'The file is no valid JSON.', fr: 'Le fichier n’est pas un JSON valide.' },
    action: { en: 'Mend the file, or choose another one.', fr: 'Corrigez le fichier, ou choisissez-en un autre.' },
  })
}
