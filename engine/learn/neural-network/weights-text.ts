import { decodeBytes, encodeBytes } from '../bytes-text.ts'
import { badModel } from '../read-model-json.ts'

/** Float32 numbers as base64 of their little-endian bytes: a third of the size of decimal text, and exact. */
export function encodeWeights(weights: Float32Array): string {
  const bytes = new Uint8Array(weights.length * 4)
  const view = new DataView(bytes.buffer)
  weights.forEach((weight, i) => view.setFloat32(i * 4, weight, true))
  return encodeBytes(bytes)
}

/** The numbers back; throws `bad-model` unless there are exactly `length` finite ones. */
export function decodeWeights(text: unknown, length: number): Float32Array {
  const view = new DataView(decodeBytes(text, length * 4, 'weights').buffer)
  const weights = Float32Array.from({ length }, (_, i) => view.getFloat32(i * 4, true))
  if (!weights.every(Number.isFinite)) throw badModel('weights')
  return weights
}
