import type { ScalarType } from '../../relation/types.ts'
import { microsText } from './micros-text.ts'
import type { JsonValue } from './record-shape.ts'

/** Reads one value of a type from the bytes. */
export type AvroDecoder = (from: AvroBytes) => JsonValue

/** Bytes with a place in them. Reading beyond their end throws. */
export interface AvroBytes {
  long(): bigint
  float(): number
  double(): number
  bytes(length?: number): Uint8Array
  /** Values that were decoded; more than there are bytes for is a bomb. */
  count(values: number): void
}

export interface AvroType {
  readonly decode: AvroDecoder
  /** The type of a column, where it is one. */
  readonly column: ScalarType | null
}

/** Raised for a schema that is none; its message says why. */
export class AvroError extends Error {}

const mostDepth = 100

/** The decoder of an Avro schema. Nested records become objects, maps too; fixed and bytes are base64; decimals are numbers. */
export function avroType(schema: unknown): AvroType {
  return typeOf(schema, new Map(), '', 0)
}

type Named = Map<string, { type: AvroType | null }>

function typeOf(schema: unknown, named: Named, space: string, depth: number): AvroType {
  if (depth > mostDepth) throw new AvroError('its schema is nested too deep')
  if (typeof schema === 'string') return primitive(schema) ?? reference(schema, named, space)
  if (Array.isArray(schema)) return union(schema.map((item) => typeOf(item, named, space, depth + 1)))
  if (typeof schema !== 'object' || schema === null) throw new AvroError('its schema is none')
  const given = schema as Readonly<Record<string, unknown>>
  const { type } = given
  if (typeof type === 'string' && given['logicalType'] !== undefined) {
    const logical = logicalType(type, given)
    if (logical) {
      // A fixed with a logical type has a name that others may use.
      if (type === 'fixed') named.set(nameOf(given, space), { type: logical })
      return logical
    }
  }
  switch (type) {
    case 'record':
    case 'error':
      return record(given, named, space, depth)
    case 'enum': {
      const symbols = Array.isArray(given['symbols']) ? given['symbols'].map(String) : []
      const made: AvroType = { column: 'text', decode: (from) => symbols[Number(from.long())] ?? fail('a symbol is not in its list') }
      named.set(nameOf(given, space), { type: made })
      return made
    }
    case 'fixed': {
      const size = Number(given['size'])
      if (!Number.isInteger(size) || size < 0) throw new AvroError('its schema is none')
      const made: AvroType = { column: 'text', decode: (from) => base64(from.bytes(size)) }
      named.set(nameOf(given, space), { type: made })
      return made
    }
    case 'array': {
      const { decode } = typeOf(given['items'], named, space, depth + 1)
      return { column: null, decode: (from) => blocks(from, () => decode(from)) }
    }
    case 'map': {
      const { decode } = typeOf(given['values'], named, space, depth + 1)
      return { column: null, decode: (from) => Object.fromEntries(blocks(from, () => [text(from), decode(from)] as const)) }
    }
    default:
      return typeOf(type, named, space, depth + 1)
  }
}

const text = (from: AvroBytes) => new TextDecoder('utf-8', { fatal: true }).decode(from.bytes())
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')

function fail(message: string): never {
  throw new AvroError(message)
}

function whole(value: bigint): JsonValue {
  return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value
}

function primitive(name: string): AvroType | null {
  switch (name) {
    case 'null':
      return { column: null, decode: () => null }
    case 'boolean':
      return { column: 'bool', decode: (from) => from.bytes(1)[0] === 1 }
    case 'int':
    case 'long':
      return { column: 'int', decode: (from) => whole(from.long()) }
    case 'float':
      return { column: 'float', decode: (from) => from.float() }
    case 'double':
      return { column: 'float', decode: (from) => from.double() }
    case 'string':
      return { column: 'text', decode: text }
    case 'bytes':
      return { column: 'text', decode: (from) => base64(from.bytes()) }
    default:
      return null
  }
}

function logicalType(type: string, given: Readonly<Record<string, unknown>>): AvroType | null {
  switch (`${type} ${String(given['logicalType'])}`) {
    case 'int date':
      return { column: 'date', decode: (from) => new Date(Number(from.long()) * 86_400_000).toISOString().slice(0, 10) }
    case 'int time-millis':
      return { column: 'text', decode: (from) => microsText(from.long() * 1000n).slice(11) }
    case 'long time-micros':
      return { column: 'text', decode: (from) => microsText(from.long()).slice(11) }
    case 'long timestamp-millis':
    case 'long local-timestamp-millis':
      return { column: 'timestamp', decode: (from) => microsText(from.long() * 1000n) }
    case 'long timestamp-micros':
    case 'long local-timestamp-micros':
      return { column: 'timestamp', decode: (from) => microsText(from.long()) }
    case 'bytes decimal':
    case 'fixed decimal': {
      const scale = Number(given['scale'] ?? 0)
      const size = type === 'fixed' ? Number(given['size']) : undefined
      return { column: 'float', decode: (from) => decimal(from.bytes(size), scale) }
    }
    default:
      return null
  }
}

/** Big-endian two's complement, with the point moved: through text, so that the nearest number is found. */
function decimal(bytes: Uint8Array, scale: number): number {
  let value = 0n
  for (const byte of bytes) value = (value << 8n) | BigInt(byte)
  if (((bytes[0] ?? 0) & 128) !== 0) value -= 1n << BigInt(bytes.length * 8)
  return Number(`${value}e${-scale}`)
}

function reference(name: string, named: Named, space: string): AvroType {
  const found = named.get(name) ?? named.get(space === '' || name.includes('.') ? name : `${space}.${name}`)
  if (!found) throw new AvroError(`its schema has no type ${name.slice(0, 60)}`)
  const decode: AvroDecoder = (from) => (found.type ?? fail('its schema is none')).decode(from)
  return { column: found.type?.column ?? null, decode }
}

function union(types: readonly AvroType[]): AvroType {
  const decode: AvroDecoder = (from) => (types[Number(from.long())] ?? fail('a union names a branch that it lacks')).decode(from)
  const columns = new Set(types.flatMap((type) => type.column ?? []))
  const [only] = columns
  return { column: columns.size === 1 ? (only ?? null) : null, decode }
}

function nameOf(given: Readonly<Record<string, unknown>>, space: string): string {
  const name = typeof given['name'] === 'string' ? given['name'] : ''
  const own = typeof given['namespace'] === 'string' ? given['namespace'] : space
  return name.includes('.') || own === '' ? name : `${own}.${name}`
}

/** Records that hold themselves are told apart from others by how deep their values go. */
let open = 0

function record(given: Readonly<Record<string, unknown>>, named: Named, space: string, depth: number): AvroType {
  const name = nameOf(given, space)
  const place: { type: AvroType | null } = { type: null }
  named.set(name, place)
  const inside = name.includes('.') ? name.slice(0, name.lastIndexOf('.')) : space
  if (!Array.isArray(given['fields'])) throw new AvroError('its schema is none')
  const fields = given['fields'].map((field: unknown) => {
    const { name: key, type } = (field ?? {}) as { name?: unknown; type?: unknown }
    if (typeof key !== 'string') throw new AvroError('its schema is none')
    return { key, ...typeOf(type, named, inside, depth + 1) }
  })
  const made: AvroType = {
    column: null,
    decode(from) {
      if (open > 200) throw new AvroError('its records are nested too deep')
      open++
      try {
        const result = Object.create(null) as Record<string, JsonValue>
        for (const { key, decode } of fields) result[key] = decode(from)
        return result
      } finally {
        open--
      }
    },
  }
  place.type = made
  return made
}

/** Arrays and maps come in blocks, each with its count; a negative one has its length in bytes behind it. */
function blocks<T>(from: AvroBytes, item: () => T): T[] {
  const all: T[] = []
  for (;;) {
    let count = from.long()
    if (count === 0n) return all
    if (count < 0n) {
      count = -count
      from.long()
    }
    from.count(Number(count))
    for (let index = 0n; index < count; index++) all.push(item())
  }
}
