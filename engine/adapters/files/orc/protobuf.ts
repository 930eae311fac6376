import { OrcError } from './orc-error.ts'

/** The fields of a protobuf message by number, in their order: varints and fixed words as numbers, the rest as bytes. */
export type Message = ReadonlyMap<number, readonly (number | Uint8Array)[]>

/** Reads a message without knowing its type. Numbers beyond 2^53 are refused: no length in a file is that long. */
export function readMessage(bytes: Uint8Array): Message {
  const fields = new Map<number, (number | Uint8Array)[]>()
  let at = 0
  const varint = (): number => {
    let value = 0
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = bytes[at++]
      if (byte === undefined) throw new OrcError('cut')
      value += (byte & 127) * 2 ** shift
      if (byte < 128) return value
    }
    throw new OrcError('cut')
  }
  const piece = (length: number): Uint8Array => {
    if (length > bytes.length - at) throw new OrcError('cut')
    at += length
    return bytes.subarray(at - length, at)
  }
  while (at < bytes.length) {
    const tag = varint()
    const wire = tag % 8
    const value = wire === 0 ? varint() : wire === 1 ? piece(8) : wire === 2 ? piece(varint()) : wire === 5 ? piece(4) : null
    if (value === null) throw new OrcError('cut')
    const field = Math.floor(tag / 8)
    const before = fields.get(field)
    if (before) before.push(value)
    else fields.set(field, [value])
  }
  return fields
}

/** The last number of a field, as protobuf has it; `fallback` where there is none. */
export function numberIn(message: Message, field: number, fallback = 0): number {
  const value = message.get(field)?.at(-1) ?? fallback
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw new OrcError('cut')
  return value
}

export function bytesIn(message: Message, field: number): readonly Uint8Array[] {
  return (message.get(field) ?? []).map((value) => {
    if (typeof value === 'number') throw new OrcError('cut')
    return value
  })
}

/** Repeated numbers, one by one or packed into bytes. */
export function numbersIn(message: Message, field: number): readonly number[] {
  return (message.get(field) ?? []).flatMap((value) => (typeof value === 'number' ? [value] : unpackNumbers(value)))
}

function unpackNumbers(bytes: Uint8Array): number[] {
  const found: number[] = []
  let [value, shift] = [0, 0]
  for (const byte of bytes) {
    value += (byte & 127) * 2 ** shift
    shift += 7
    if (byte >= 128) continue
    found.push(value)
    ;[value, shift] = [0, 0]
  }
  return found
}
