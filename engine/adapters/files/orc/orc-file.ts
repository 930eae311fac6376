import { readSync } from 'node:fs'
import { distinctNames } from '../distinct-names.ts'
import { OrcError } from './orc-error.ts'
import { bytesIn, numberIn, numbersIn, readMessage } from './protobuf.ts'
import { allOf, openStream, type OrcBytes, type OrcCodec } from './orc-stream.ts'

/** A type of the file's tree, which lies in the file as a list. */
export interface OrcType {
  readonly kind: number
  readonly children: readonly number[]
  readonly names: readonly string[]
  readonly scale: number
}

export interface OrcStripe {
  readonly offset: number
  readonly indexLength: number
  readonly dataLength: number
  readonly footerLength: number
  readonly rows: number
}

/** What the end of an ORC file says of it. */
export interface OrcFile {
  readonly codec: OrcCodec
  readonly types: readonly OrcType[]
  readonly stripes: readonly OrcStripe[]
}

/** How one column is written in one stripe. */
export interface OrcColumn {
  readonly encoding: number
  readonly dictionarySize: number
  /** Streams by their kind. */
  readonly streams: ReadonlyMap<number, () => OrcBytes>
}

export interface OrcStripeColumns {
  readonly timezone: string
  column(id: number): OrcColumn
}

const mostFooter = 64_000_000
const mostTypes = 20_000
const mostChunk = 1 << 26

/** Reads the postscript and the footer, for an open file of `size` bytes. Specification: https://orc.apache.org/specification/ORCv1 */
export function readOrcFile(file: number, size: number): OrcFile {
  const tail = Buffer.alloc(Math.min(size, 256))
  readSync(file, tail, 0, tail.length, size - tail.length)
  const length = tail.at(-1) ?? 0
  const script = tail.subarray(-1 - length, -1)
  if (script.length < length || script.subarray(-3).toString('latin1') !== 'ORC') throw new OrcError('none')
  const post = readMessage(script)
  const chunk = numberIn(post, 3, 262_144)
  const codec: OrcCodec = { kind: numberIn(post, 2), chunk: Math.min(chunk, mostChunk) }
  const footerLength = numberIn(post, 1)
  const from = size - 1 - length - footerLength
  if (from < 3 || footerLength > mostFooter) throw new OrcError('cut')
  const footer = readMessage(allOf(openStream({ file, offset: from, length: footerLength }, codec), mostFooter))
  const types = bytesIn(footer, 4).map((bytes): OrcType => {
    const type = readMessage(bytes)
    return {
      kind: numberIn(type, 1),
      children: numbersIn(type, 2),
      names: distinctNames(bytesIn(type, 3).map((name) => Buffer.from(name).toString('utf8'))),
      scale: numberIn(type, 6),
    }
  })
  if (types.length === 0 || types.length > mostTypes) throw new OrcError('columns')
  const stripes = bytesIn(footer, 3).map((bytes): OrcStripe => {
    const stripe = readMessage(bytes)
    const [offset, indexLength, dataLength] = [numberIn(stripe, 1), numberIn(stripe, 2), numberIn(stripe, 3)]
    const length = numberIn(stripe, 4)
    if (offset + indexLength + dataLength + length > size || length > mostFooter) throw new OrcError('cut')
    return { offset, indexLength, dataLength, footerLength: length, rows: numberIn(stripe, 5) }
  })
  return { codec, types, stripes }
}

/** How the columns of a stripe are written, and where. */
export function readStripe(file: number, stripe: OrcStripe, codec: OrcCodec): OrcStripeColumns {
  const { offset, indexLength, dataLength, footerLength } = stripe
  const source = { file, offset: offset + indexLength + dataLength, length: footerLength }
  const footer = readMessage(allOf(openStream(source, codec), mostFooter))
  const encodings = bytesIn(footer, 2).map((bytes) => readMessage(bytes))
  const streams = new Map<number, Map<number, () => OrcBytes>>()
  let at = offset
  for (const bytes of bytesIn(footer, 1)) {
    const stream = readMessage(bytes)
    const place = { file, offset: at, length: numberIn(stream, 3) }
    at += place.length
    if (at > offset + indexLength + dataLength) throw new OrcError('cut')
    const id = numberIn(stream, 2)
    const own = streams.get(id) ?? new Map<number, () => OrcBytes>()
    streams.set(
      id,
      own.set(numberIn(stream, 1), () => openStream(place, codec)),
    )
  }
  const [timezone] = bytesIn(footer, 3)
  return {
    timezone: timezone ? Buffer.from(timezone).toString('latin1') : 'UTC',
    column(id) {
      const encoding = encodings[id]
      if (!encoding) throw new OrcError('cut')
      return { encoding: numberIn(encoding, 1), dictionarySize: numberIn(encoding, 2), streams: streams.get(id) ?? new Map() }
    },
  }
}
