import { badModel } from '../read-model-json.ts'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Float32 numbers as base64 of their little-endian bytes: a third of the size of decimal text, and exact. */
export function encodeWeights(weights: Float32Array): string {
  const bytes = new Uint8Array(weights.length * 4)
  const view = new DataView(bytes.buffer)
  weights.forEach((weight, i) => view.setFloat32(i * 4, weight, true))
  const parts: string[] = []
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i
    const triple = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    const letter = (shift: number) => alphabet[(triple >> shift) & 63]!
    parts.push(letter(18) + letter(12) + (left > 1 ? letter(6) : '=') + (left > 2 ? letter(0) : '='))
  }
  return parts.join('')
}

/** The numbers back; throws `bad-model` unless there are exactly `length` finite ones. */
export function decodeWeights(text: unknown, length: number): Float32Array {
  if (typeof text !== 'string' || text.length !== Math.ceil((length * 4) / 3) * 4) throw badModel('weights')
  const bytes = new Uint8Array((text.length / 4) * 3)
  for (let i = 0, at = 0; i < text.length; i += 4) {
    let quad = 0
    for (let k = 0; k < 4; k++) {
      const letter = text[i + k]!
      const value = letter === '=' ? 0 : alphabet.indexOf(letter)
      if (value < 0) throw badModel('weights')
      quad = (quad << 6) | value
    }
    bytes[at++] = quad >> 16
    bytes[at++] = (quad >> 8) & 255
    bytes[at++] = quad & 255
  }
  const view = new DataView(bytes.buffer)
  const weights = Float32Array.from({ length }, (_, i) => view.getFloat32(i * 4, true))
  if (!weights.every(Number.isFinite)) throw badModel('weights')
  return weights
}
