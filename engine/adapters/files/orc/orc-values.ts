import type { JsonValue } from '../record-shape.ts'
import { microsText } from '../micros-text.ts'
import { OrcError } from './orc-error.ts'
import type { OrcColumn, OrcStripeColumns, OrcType } from './orc-file.ts'
import { bitRuns, byteRuns, unfold, varint, wholeRuns1, wholeRuns2, type Next, type Whole } from './orc-runs.ts'
import { allOf, type OrcBytes } from './orc-stream.ts'
import { wallClock } from './wall-clock.ts'

/** Kinds of types, as the specification numbers them. */
export const orcKind = {
  boolean: 0,
  byte: 1,
  short: 2,
  int: 3,
  long: 4,
  float: 5,
  double: 6,
  string: 7,
  binary: 8,
  timestamp: 9,
  list: 10,
  map: 11,
  struct: 12,
  union: 13,
  decimal: 14,
  date: 15,
  varchar: 16,
  char: 17,
  instant: 18,
} as const

const stream = { present: 0, data: 1, length: 2, dictionary: 3, second: 5 } as const

const mostDepth = 100
const mostDictionary = 512_000_000
const mostEntries = 10_000_000
/** Bytes of one value. */
const mostBytes = 100_000_000
/** Values of one record, those of its lists counted: no row that a person has is longer. */
const mostValues = 10_000_000
const secondsTo2015 = 1_420_070_400

export interface OrcTree {
  readonly types: readonly OrcType[]
  readonly stripe: OrcStripeColumns
  /** Counts the values of a record. */
  readonly taken: { values: number }
}

/** Reads the values of the type `id`, one a call, for a stripe. Its streams are read in pieces as they are needed. */
export function orcValues(tree: OrcTree, id: number, depth = 0): Next<JsonValue> {
  const type = tree.types[id]
  if (!type || depth > mostDepth) throw new OrcError(type ? 'deep' : 'cut')
  const column = tree.stripe.column(id)
  const value = valuesOf(tree, { type, column, depth })
  const present = column.streams.get(stream.present)
  const isThere = present && bitRuns(present())
  return () => {
    if (++tree.taken.values > mostValues) throw new OrcError('large')
    return isThere && !isThere() ? null : value()
  }
}

interface Reading {
  readonly type: OrcType
  readonly column: OrcColumn
  readonly depth: number
}

function valuesOf(tree: OrcTree, { type, column, depth }: Reading): Next<JsonValue> {
  const open = (kind: number) => {
    const found = column.streams.get(kind)
    // Where all values are missing, the stream may be left out; a value that is there and has none was lost.
    return found ? found() : none
  }
  const whole = (kind: number, signed: boolean): Next<Whole> => (column.encoding >= 2 ? wholeRuns2 : wholeRuns1)(open(kind), signed)
  const child = (place: number) => orcValues(tree, type.children[place] ?? -1, depth + 1)
  switch (type.kind) {
    case orcKind.boolean:
      return bitRuns(open(stream.data))
    case orcKind.byte: {
      const next = byteRuns(open(stream.data))
      return () => (next() << 24) >> 24
    }
    case orcKind.short:
    case orcKind.int:
    case orcKind.long:
      return whole(stream.data, true)
    case orcKind.float:
    case orcKind.double: {
      const bytes = open(stream.data)
      const size = type.kind === orcKind.float ? 4 : 8
      return () => {
        const word = bytes.take(size)
        const view = new DataView(word.buffer, word.byteOffset, size)
        return size === 4 ? view.getFloat32(0, true) : view.getFloat64(0, true)
      }
    }
    case orcKind.string:
    case orcKind.varchar:
    case orcKind.char: {
      const bytes = column.encoding % 2 === 1 ? dictionary(column, open, whole) : sized(open, whole)
      return () => text(bytes())
    }
    case orcKind.binary: {
      const bytes = sized(open, whole)
      return () => Buffer.from(bytes()).toString('base64')
    }
    case orcKind.date: {
      const days = whole(stream.data, true)
      return () => dayText(Number(days()))
    }
    case orcKind.timestamp:
    case orcKind.instant: {
      const seconds = whole(stream.data, true)
      const nanos = whole(stream.second, false)
      const clock = wallClock(type.kind === orcKind.instant ? 'UTC' : tree.stripe.timezone)
      return () => timestamp(Number(seconds()), Number(BigInt.asIntN(64, BigInt(nanos()))), clock)
    }
    case orcKind.decimal: {
      const digits = open(stream.data)
      const scales = whole(stream.second, true)
      return () => {
        const value = unfold(varint(digits))
        return Number(`${value}e${-Number(scales())}`)
      }
    }
    case orcKind.list: {
      const lengths = whole(stream.length, false)
      const item = child(0)
      return () => times(lengths(), item)
    }
    case orcKind.map: {
      const lengths = whole(stream.length, false)
      const [key, item] = [child(0), child(1)]
      return () => Object.fromEntries(times(lengths(), () => [keyText(key()), item()] as const))
    }
    case orcKind.struct: {
      const fields = type.children.map((_, place) => [type.names[place] ?? '', child(place)] as const)
      return () => {
        const record = Object.create(null) as Record<string, JsonValue>
        for (const [name, next] of fields) record[name] = next()
        return record
      }
    }
    case orcKind.union: {
      const tags = byteRuns(open(stream.data))
      const branches = type.children.map((_, place) => child(place))
      return () => (branches[tags()] ?? altered)()
    }
    default:
      throw new OrcError('type')
  }
}

type Open = (kind: number) => OrcBytes
type WholeOf = (kind: number, signed: boolean) => Next<Whole>

const none = { byte: altered, take: altered, more: () => false, rest: () => new Uint8Array(0) }

function altered(): never {
  throw new OrcError('cut')
}

function times<T>(length: Whole, item: Next<T>): T[] {
  if (typeof length === 'bigint') return altered()
  const all: T[] = []
  for (let index = 0; index < length; index++) all.push(item())
  return all
}

/** Texts or bytes, each with its length. */
function sized(open: Open, whole: WholeOf): Next<Uint8Array> {
  const lengths = whole(stream.length, false)
  const bytes = open(stream.data)
  return () => {
    const length = lengths()
    if (typeof length === 'bigint') return altered()
    if (length > mostBytes) throw new OrcError('large')
    return length === 0 ? new Uint8Array(0) : bytes.take(length)
  }
}

/** Texts by their number in a list, which the stripe holds once. */
function dictionary({ dictionarySize }: OrcColumn, open: Open, whole: WholeOf): Next<Uint8Array> {
  if (dictionarySize > mostEntries) throw new OrcError('large')
  const words = dictionarySize === 0 ? new Uint8Array(0) : allOf(open(stream.dictionary), mostDictionary)
  const lengths = whole(stream.length, false)
  const ends = new Float64Array(dictionarySize)
  let end = 0
  for (let entry = 0; entry < dictionarySize; entry++) {
    end += Number(lengths())
    ends[entry] = end
  }
  if (end > words.length) throw new OrcError('cut')
  const places = whole(stream.data, false)
  return () => {
    const place = Number(places())
    const to = ends[place]
    return to === undefined ? altered() : words.subarray(place === 0 ? 0 : ends[place - 1], to)
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true })

function text(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes)
  } catch {
    throw new OrcError('text')
  }
}

function keyText(key: JsonValue): string {
  return typeof key === 'object'
    ? JSON.stringify(key, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))
    : String(key)
}

function dayText(days: number): string {
  const day = new Date(days * 86_400_000)
  return Number.isNaN(day.getTime()) ? String(days) : day.toISOString().slice(0, -14)
}

/**
 * Seconds since 2015 on the writer's clock, and a count of nanoseconds whose last three bits say how many zeros were left out. Apache's C++ library
 * writes a moment just before 1970 as negative nanoseconds.
 */
function timestamp(since2015: number, packedNanos: number, clock: (seconds: number) => number): string {
  const whole = Math.floor(packedNanos / 8)
  const zeros = packedNanos - 8 * whole
  const nanos = whole * (zeros === 0 ? 1 : 10 ** (zeros + 1))
  const start = secondsTo2015 - (clock(secondsTo2015) - secondsTo2015)
  let seconds = since2015 + start
  // The writer cuts seconds toward zero: before 1970 a moment within a second lies in the one before.
  if (seconds < 0 && nanos > 999_999) seconds -= 1
  if (!Number.isSafeInteger(seconds) || Math.abs(nanos) >= 1e9) return altered()
  return microsText(BigInt(clock(seconds)) * 1_000_000n + BigInt(Math.floor(nanos / 1000)))
}
