import { zstdDecompressSync, inflateRawSync } from 'node:zlib'
import { NodeProblem } from '../../../nodes/kit/problem.ts'
import type { ScalarType } from '../../relation/types.ts'
import { AvroError, avroType, type AvroBytes } from './avro-schema.ts'
import type { RecordReading } from './convert-records.ts'
import { isObject } from './flatten-record.ts'
import { openBytes, type RecordOrFault } from './json-records.ts'
import { staysWhole, type RecordShape } from './record-shape.ts'
import { unpackSnappy } from './snappy.ts'

const mostBlock = 256_000_000

/** The records of an Avro container file, block by block. Codecs: none, deflate, snappy, zstandard. */
export async function avroRecords(path: string, shape: RecordShape): Promise<RecordReading> {
  const source = bytesFrom(path)
  const { schema, codec, sync } = await guarded(() => readHeader(source))
  const type = await guarded(() => Promise.resolve(avroType(schema)))
  const known = new Map<string, ScalarType | null>()
  const fields = (schema as { readonly fields?: readonly { readonly name: string; readonly type: unknown }[] }).fields ?? []
  for (const field of fields) {
    // A type that stands elsewhere in the schema has its column found from the values.
    const column = columnOf(field.type)
    if (column || staysWhole(shape)) known.set(field.name, column)
  }
  return { known, records: records() }

  async function* records(): AsyncGenerator<RecordOrFault> {
    for (;;) {
      const block = await guarded(() => readBlock(source, codec, sync))
      if (!block) return
      const { count, bytes } = block
      const from = bytesOf(bytes)
      for (let index = 0; index < count; index++) {
        const record = await guarded(() => type.decode(from))
        yield { record: isObject(record) ? record : { value: record } }
      }
    }
  }
}

function columnOf(type: unknown): ScalarType | null {
  try {
    return avroType(type).column
  } catch {
    return null
  }
}

async function guarded<T>(ask: () => T | Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof NodeProblem) throw error
    const why = error instanceof AvroError ? error.message : 'it was cut off or altered'
    throw new NodeProblem({
      code: 'avro-unreadable',
      param: 'path',
      text: { en: `The Avro file cannot be read: ${why}.`, fr: `Le fichier Avro est illisible (${why}).` },
      action: { en: 'Write it again, or choose another file.', fr: 'Réécrivez-le, ou choisissez un autre fichier.' },
    })
  }
}

interface Source {
  /** So many bytes; null at the end of the file, when none is left. */
  take(length: number): Promise<Buffer | null>
  long(): Promise<bigint | null>
}

function bytesFrom(path: string): Source {
  const chunks = openBytes(path)[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  let held: Buffer = Buffer.alloc(0)
  const fill = async (length: number): Promise<boolean> => {
    const parts = [held]
    let size = held.length
    while (size < length) {
      const next = await chunks.next()
      if (next.done) break
      parts.push(next.value)
      size += next.value.length
    }
    held = parts.length > 1 ? Buffer.concat(parts) : held
    return held.length >= length
  }
  const take = async (length: number): Promise<Buffer | null> => {
    if (!(await fill(length))) {
      if (held.length === 0) return null
      throw new AvroError('it was cut off')
    }
    const bytes = held.subarray(0, length)
    held = held.subarray(length)
    return bytes
  }
  return {
    take,
    async long() {
      let value = 0n
      for (let shift = 0n; shift < 70n; shift += 7n) {
        const byte = (await take(1))?.[0]
        if (byte === undefined) {
          if (shift === 0n) return null
          throw new AvroError('it was cut off')
        }
        value |= BigInt(byte & 127) << shift
        if (byte < 128) return (value >> 1n) ^ -(value & 1n)
      }
      throw new AvroError('a number is too long')
    },
  }
}

async function sized(source: Source): Promise<Buffer> {
  const length = await source.long()
  if (length === null || length < 0n || length > BigInt(mostBlock)) throw new AvroError('it was cut off or altered')
  return (length === 0n ? Buffer.alloc(0) : await source.take(Number(length))) ?? Buffer.alloc(0)
}

async function readHeader(source: Source) {
  const magic = await source.take(4)
  if (magic?.toString('latin1') !== 'Obj\x01') throw new AvroError('it is no Avro container file')
  const meta = new Map<string, Buffer>()
  for (;;) {
    let count = await source.long()
    if (count === null) throw new AvroError('it was cut off')
    if (count === 0n) break
    if (count < 0n) {
      count = -count
      await source.long()
    }
    if (count > 1000n) throw new AvroError('its header is too large')
    for (let index = 0n; index < count; index++) meta.set((await sized(source)).toString('utf8'), await sized(source))
  }
  const sync = await source.take(16)
  if (!sync) throw new AvroError('it was cut off')
  const codec = meta.get('avro.codec')?.toString('latin1') ?? 'null'
  if (!['null', 'deflate', 'snappy', 'zstandard'].includes(codec))
    throw new AvroError(`it is packed by ${codec.slice(0, 20)}, which is not read`)
  return { schema: JSON.parse(meta.get('avro.schema')?.toString('utf8') ?? '') as unknown, codec, sync: Buffer.from(sync) }
}

async function readBlock(source: Source, codec: string, sync: Buffer): Promise<{ count: number; bytes: Uint8Array } | null> {
  const count = await source.long()
  if (count === null) return null
  const packed = await sized(source)
  const end = await source.take(16)
  if (count < 0n || !end?.equals(sync)) throw new AvroError('it was cut off or altered')
  const bytes = unpack(packed, codec)
  // A record may take no byte at all, but then all are alike: so many of them are nobody's data.
  if (count > BigInt(bytes.length) + 1_000_000n) throw new AvroError('a block holds more records than bytes')
  return { count: Number(count), bytes }
}

function unpack(packed: Buffer, codec: string): Uint8Array {
  switch (codec) {
    case 'deflate':
      return inflateRawSync(packed, { maxOutputLength: mostBlock })
    case 'zstandard':
      return zstdDecompressSync(packed, { maxOutputLength: mostBlock })
    case 'snappy':
      // Four bytes of a checksum stand behind the block.
      return unpackSnappy(packed.subarray(0, -4), mostBlock)
    default:
      return packed
  }
}

function bytesOf(bytes: Uint8Array): AvroBytes {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 0
  const long = (): bigint => {
    let value = 0n
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = bytes[at++]
      if (byte === undefined) throw new AvroError('it was cut off')
      value |= BigInt(byte & 127) << shift
      if (byte < 128) return BigInt.asIntN(64, (value >> 1n) ^ -(value & 1n))
    }
    throw new AvroError('a number is too long')
  }
  const step = (length: number): number => {
    const from = at
    if (length < 0 || at + length > bytes.length) throw new AvroError('it was cut off')
    at += length
    return from
  }
  return {
    long,
    float: () => view.getFloat32(step(4), true),
    double: () => view.getFloat64(step(8), true),
    bytes(length) {
      const size = length ?? Number(long())
      const from = step(size)
      return bytes.subarray(from, from + size)
    },
    count(values) {
      if (values > bytes.length + 1_000_000) throw new AvroError('an array holds more values than bytes')
    },
  }
}
