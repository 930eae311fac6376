// Protocol Buffers as far as ONNX needs them: https://protobuf.dev/programming-guides/encoding/

const utf8 = new TextEncoder()
const fromUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** A whole number, negative ones as 64-bit two's complement. */
export function varint(value: number): Uint8Array {
  const bytes: number[] = []
  let left = BigInt.asUintN(64, BigInt(value))
  for (; left > 127n; left >>= 7n) bytes.push(Number(left & 127n) | 128)
  bytes.push(Number(left))
  return Uint8Array.from(bytes)
}

export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}

export function numberField(field: number, value: number): Uint8Array {
  return joinBytes([varint(field * 8), varint(value)])
}

/** A field of bytes: raw ones, a message, packed numbers. */
export function bytesField(field: number, bytes: Uint8Array): Uint8Array {
  return joinBytes([varint(field * 8 + 2), varint(bytes.length), bytes])
}

export function textField(field: number, text: string): Uint8Array {
  return bytesField(field, utf8.encode(text))
}

export function numbersField(field: number, values: ArrayLike<number>): Uint8Array {
  // A forest has millions: they are written into one room.
  const bytes = new Uint8Array(values.length * 10)
  let at = 0
  for (let place = 0; place < values.length; place++) {
    let rest = values[place]!
    if (rest < 0 || rest >= 2 ** 31) {
      const long = varint(rest)
      bytes.set(long, at)
      at += long.length
      continue
    }
    for (; rest > 127; rest >>>= 7) bytes[at++] = (rest & 127) | 128
    bytes[at++] = rest
  }
  return bytesField(field, bytes.subarray(0, at))
}

/** Many texts, few of which are different. */
export function textsField(field: number, texts: readonly string[]): Uint8Array {
  const encoded = new Map(Array.from(new Set(texts), (text) => [text, textField(field, text)]))
  return joinBytes(texts.map((text) => encoded.get(text)!))
}

/** The fields of a message by their numbers, in their order. */
export type Fields = ReadonlyMap<number, readonly (number | Uint8Array)[]>

/** Takes a message apart. Throws Error for bytes that end too early, and for kinds of fields that are never written here. */
export function readFields(bytes: Uint8Array): Fields {
  const fields = new Map<number, (number | Uint8Array)[]>()
  for (let at = 0; at < bytes.length;) {
    const tag = readVarint(bytes, at)
    const [field, kind] = [Math.floor(tag.value / 8), tag.value % 8]
    const head = readVarint(bytes, tag.next)
    at = kind === 2 ? head.next + head.value : head.next
    if ((kind !== 0 && kind !== 2) || at > bytes.length) throw new Error(`field ${field} of an ONNX file cannot be read`)
    const list = fields.get(field) ?? []
    list.push(kind === 2 ? bytes.subarray(head.next, at) : head.value)
    fields.set(field, list)
  }
  return fields
}

function readVarint(bytes: Uint8Array, from: number): { value: number; next: number } {
  // Four bytes at most fit into a number by shifts.
  let short = 0
  for (let at = from; at < from + 4 && at < bytes.length; at++) {
    short |= (bytes[at]! & 127) << (7 * (at - from))
    if (bytes[at]! < 128) return { value: short, next: at + 1 }
  }
  let value = 0n
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at]!
    value |= BigInt(byte & 127) << BigInt(7 * (at - from))
    if (byte < 128) return { value: Number(BigInt.asIntN(64, value)), next: at + 1 }
  }
  throw new Error('an ONNX file ends in the middle of a number')
}

const none: readonly never[] = []

export function numberOf(fields: Fields, field: number): number {
  const value = fields.get(field)?.[0]
  return typeof value === 'number' ? value : 0
}

export function bytesOf(fields: Fields, field: number): readonly Uint8Array[] {
  return fields.get(field)?.filter((value) => typeof value !== 'number') ?? none
}

export const textsOf = (fields: Fields, field: number): readonly string[] => bytesOf(fields, field).map((bytes) => fromUtf8.decode(bytes))

export const textOf = (fields: Fields, field: number): string => textsOf(fields, field)[0] ?? ''

/** Packed numbers. */
export function numbersOf(fields: Fields, field: number): readonly number[] {
  return bytesOf(fields, field).flatMap((bytes) => {
    const values: number[] = []
    for (let at = 0; at < bytes.length;) {
      const { value, next } = readVarint(bytes, at)
      values.push(value)
      at = next
    }
    return values
  })
}
