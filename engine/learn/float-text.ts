import { decodeBytes, encodeBytes } from './bytes-text.ts'
import { badModel } from './read-model-json.ts'

/** Float64 numbers as base64 of their little-endian bytes: half the size of decimal text, and exact. */
export function encodeFloats(values: Float64Array): string {
  const bytes = new Uint8Array(values.length * 8)
  const view = new DataView(bytes.buffer)
  values.forEach((value, i) => view.setFloat64(i * 8, value, true))
  return encodeBytes(bytes)
}

/** The numbers back; throws `bad-model`, which names the field, unless there are exactly `length` finite ones. */
export function decodeFloats(text: unknown, length: number, field: string): Float64Array {
  const view = new DataView(decodeBytes(text, length * 8, field).buffer)
  const values = Float64Array.from({ length }, (_, i) => view.getFloat64(i * 8, true))
  if (!values.every(Number.isFinite)) throw badModel(field)
  return values
}
