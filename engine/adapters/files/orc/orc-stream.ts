import { readSync } from 'node:fs'
import { inflateRawSync, zstdDecompressSync } from 'node:zlib'
import { unpackLz4Block } from '../lz4.ts'
import { unpackSnappy } from '../snappy.ts'
import { OrcError } from './orc-error.ts'

/** How the file is packed: the number of the method, and the most bytes of a chunk once unpacked. */
export interface OrcCodec {
  readonly kind: number
  readonly chunk: number
}

/** The bytes of a stream, one after the other; one chunk of it is in memory. Reading beyond the end throws. */
export interface OrcBytes {
  byte(): number
  /** So many bytes, in an array of their own. */
  take(length: number): Uint8Array
  /** Whether a byte is left. */
  more(): boolean
  /** What is left of the chunk in memory. */
  rest(): Uint8Array
}

interface Place {
  readonly file: number
  readonly offset: number
  readonly length: number
}

/** Bytes read at once from a stream that is not packed. */
const window = 1 << 18

const methods: Readonly<Record<number, (packed: Uint8Array, most: number) => Uint8Array>> = {
  1: (packed, most) => inflateRawSync(packed, { maxOutputLength: most }),
  2: unpackSnappy,
  4: unpackLz4Block,
  5: (packed, most) => zstdDecompressSync(packed, { maxOutputLength: most }),
}

export function openStream({ file, offset, length }: Place, { kind, chunk }: OrcCodec): OrcBytes {
  const unpack = methods[kind]
  if (kind !== 0 && !unpack) throw new OrcError('packing')
  let [held, at, read] = [new Uint8Array(0) as Uint8Array, 0, 0]
  const fetch = (size: number): Uint8Array => {
    const bytes = new Uint8Array(size)
    if (size > length - read || readSync(file, bytes, 0, size, offset + read) < size) throw new OrcError('cut')
    read += size
    return bytes
  }
  const next = (): void => {
    if (read >= length) throw new OrcError('cut')
    at = 0
    if (!unpack) {
      held = fetch(Math.min(window, length - read))
      return
    }
    const head = fetch(3)
    const word = (head[0] ?? 0) | ((head[1] ?? 0) << 8) | ((head[2] ?? 0) << 16)
    const bytes = fetch(word >> 1)
    held = (word & 1) === 1 ? bytes : unpack(bytes, chunk)
  }
  const fill = () => {
    while (at >= held.length) next()
  }
  return {
    byte() {
      if (at >= held.length) fill()
      return held[at++] ?? 0
    },
    take(wanted) {
      if (wanted <= held.length - at) {
        at += wanted
        return held.slice(at - wanted, at)
      }
      // Grown as the bytes come: a length that was altered asks for no memory that the stream cannot fill.
      const parts: Uint8Array[] = []
      for (let left = wanted; left > 0;) {
        fill()
        const part = held.subarray(at, at + left)
        parts.push(part)
        at += part.length
        left -= part.length
      }
      return Buffer.concat(parts)
    },
    more() {
      while (at >= held.length && read < length) next()
      return at < held.length
    },
    rest() {
      const part = held.subarray(at)
      at = held.length
      return part
    },
  }
}

/** The whole of a stream. Throws OrcError where it is longer than `most`. */
export function allOf(bytes: OrcBytes, most: number): Uint8Array {
  const parts: Uint8Array[] = []
  let size = 0
  while (bytes.more()) {
    const part = bytes.rest()
    parts.push(part)
    size += part.length
    if (size > most) throw new OrcError('large')
  }
  return Buffer.concat(parts)
}
