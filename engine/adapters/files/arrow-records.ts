import { readFile, stat } from 'node:fs/promises'
import { gunzipSync, zstdDecompressSync } from 'node:zlib'
import { CompressionType, setCompressionCodec, tableFromIPC, Type, type DataType } from '@uwdata/flechette'
import { NodeProblem } from '../../../nodes/kit/problem.ts'
import type { ScalarType } from '../../relation/types.ts'
import type { RecordReading } from './convert-records.ts'
import { distinctNames } from './distinct-names.ts'
import type { RecordOrFault } from './json-records.ts'
import { unpackLz4 } from './lz4.ts'
import { microsText } from './micros-text.ts'
import { staysWhole, type JsonValue, type RecordShape } from './record-shape.ts'

const mostBytes = 1_500_000_000

/** The rows of an Arrow file or stream (Feather V2), packed by LZ4 or Zstandard or not at all. It is read whole, in a worker process. */
export async function arrowRecords(path: string, shape: RecordShape): Promise<RecordReading> {
  if ((await stat(path)).size > mostBytes)
    throw unreadable('it is larger than 1.5 GB', 'il dépasse 1,5 Go', {
      en: 'Write it as Parquet, which is read in pieces.',
      fr: 'Écrivez-le en Parquet, qui se lit par morceaux.',
    })
  const refuse = () => {
    throw new Error('nothing is packed here')
  }
  setCompressionCodec(CompressionType.LZ4_FRAME, { decode: unpackLz4, encode: refuse })
  setCompressionCodec(CompressionType.ZSTD, {
    decode: (bytes, length) => zstdDecompressSync(bytes, { maxOutputLength: Math.max(1, length) }),
    encode: refuse,
  })
  const raw = await readFile(path)
  const bytes = /\.gz$/i.test(path) ? gunzipSync(raw, { maxOutputLength: mostBytes }) : raw
  if (bytes.subarray(0, 4).toString('latin1') === 'FEA1')
    throw unreadable('it is Feather of the first version', 'c’est un Feather de la première version', {
      en: 'Write it anew with a recent pyarrow.',
      fr: 'Réécrivez-le avec un pyarrow récent.',
    })
  let table: ReturnType<typeof tableFromIPC>
  try {
    table = tableFromIPC(bytes, { useBigInt: true, useBigIntTimestamp: true })
  } catch {
    // The library says what is wrong in terms of its own buffers; for the person, the file is none.
    throw unreadable('it is no Arrow file, or it was cut off', 'ce n’est pas un fichier Arrow, ou il est tronqué')
  }
  const names = distinctNames(table.schema.fields.map((field) => field.name))
  const known = new Map<string, ScalarType | null>()
  table.schema.fields.forEach((field, index) => {
    const type = typeOf(field.type)
    if (type || staysWhole(shape)) known.set(names[index] ?? field.name, type)
  })
  return { known, records: rows() }

  async function* rows(): AsyncGenerator<RecordOrFault> {
    const columns = table.schema.fields.map((field, index) => ({
      type: field.type,
      name: names[index] ?? field.name,
      column: table.getChildAt(index),
    }))
    for (let row = 0; row < table.numRows; row++) {
      const record = Object.create(null) as Record<string, JsonValue>
      try {
        for (const { name, type, column } of columns) record[name] = cell(column?.at(row), type)
      } catch {
        throw unreadable('it was cut off or altered', 'il est tronqué ou altéré')
      }
      yield { record }
      // Others get their turn: the process answers its engine.
      if (row % 50_000 === 0) await new Promise((done) => setImmediate(done))
    }
  }
}

function typeOf(type: DataType): ScalarType | null {
  switch (type.typeId) {
    case Type.Int:
      return 'int'
    case Type.Float:
    case Type.Decimal:
      return 'float'
    case Type.Bool:
      return 'bool'
    case Type.Date:
      return 'date'
    case Type.Timestamp:
      return 'timestamp'
    case Type.Utf8:
    case Type.LargeUtf8:
    case Type.Utf8View:
      return 'text'
    case Type.Dictionary:
      return typeOf(type.dictionary)
    default:
      return null
  }
}

const perSecond = [1n, 1_000n, 1_000_000n, 1_000_000_000n] as const

function cell(value: unknown, type: DataType): JsonValue {
  if (value === null || value === undefined) return null
  switch (type.typeId) {
    case Type.Dictionary:
      return cell(value, type.dictionary)
    case Type.Int: {
      const whole = BigInt(value as number | bigint)
      return whole >= BigInt(Number.MIN_SAFE_INTEGER) && whole <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(whole) : whole
    }
    case Type.Date:
      return new Date(Number(value)).toISOString().slice(0, 10)
    case Type.Timestamp: {
      const units = perSecond[type.unit] ?? 1n
      const micros =
        units > 1_000_000n ? floorDiv(BigInt(value as bigint | number), 1000n) : BigInt(value as bigint | number) * (1_000_000n / units)
      return microsText(micros)
    }
    case Type.Time: {
      const units = perSecond[type.unit] ?? 1n
      return microsText((BigInt(value as bigint | number) * 1_000_000n) / units).slice(11)
    }
    case Type.List:
    case Type.LargeList:
    case Type.ListView:
    case Type.LargeListView:
    case Type.FixedSizeList:
      return [...(value as Iterable<unknown>)].map((item) => cell(item, type.children[0]?.type ?? type))
    case Type.Struct:
      return Object.fromEntries(
        type.children.map((field) => [field.name, cell((value as Record<string, unknown>)[field.name], field.type)]),
      )
    case Type.Map:
      return Object.fromEntries([...(value as Iterable<readonly [unknown, unknown]>)].map(([key, item]) => [String(key), plain(item)]))
    default:
      return plain(value)
  }
}

function plain(value: unknown): JsonValue {
  if (value === null || value === undefined) return null
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64')
  if (typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string' || typeof value === 'bigint') return value
  if (ArrayBuffer.isView(value) || Array.isArray(value)) return [...(value as unknown as Iterable<unknown>)].map(plain)
  if (typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]))
  return null
}

function floorDiv(value: bigint, by: bigint): bigint {
  const whole = value / by
  return value % by < 0n ? whole - 1n : whole
}

function unreadable(en: string, fr: string, action?: { en: string; fr: string }): NodeProblem {
  return new NodeProblem({
    code: 'arrow-unreadable',
    param: 'path',
    text: { en: `The Arrow file cannot be read: ${en}.`, fr: `Le fichier Arrow est illisible : ${fr}.` },
    action: action ?? { en: 'Write it again, or choose another file.', fr: 'Réécrivez-le, ou choisissez un autre fichier.' },
  })
}
