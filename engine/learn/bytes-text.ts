import { badModel } from './read-model-json.ts'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const letters = Uint8Array.from(alphabet, (letter) => letter.charCodeAt(0))
const none = 255
const values = new Uint8Array(256).fill(none)
letters.forEach((letter, value) => (values[letter] = value))
const padding = '='.charCodeAt(0)
/** Letters that become text at once: a call takes no more arguments than fit its stack. */
const piece = 8_192

/** Bytes as base64. */
export function encodeBytes(bytes: Uint8Array): string {
  const codes = new Uint8Array(Math.ceil(bytes.length / 3) * 4)
  for (let i = 0, at = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i
    const triple = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    codes[at++] = letters[triple >> 18]!
    codes[at++] = letters[(triple >> 12) & 63]!
    codes[at++] = left > 1 ? letters[(triple >> 6) & 63]! : padding
    codes[at++] = left > 2 ? letters[triple & 63]! : padding
  }
  const parts: string[] = []
  for (let at = 0; at < codes.length; at += piece) parts.push(String.fromCharCode(...codes.subarray(at, at + piece)))
  return parts.join('')
}

/** The bytes back; throws `bad-model`, which names the field, unless there are exactly `length`. */
export function decodeBytes(text: unknown, length: number, field: string): Uint8Array<ArrayBuffer> {
  if (typeof text !== 'string' || text.length !== Math.ceil(length / 3) * 4) throw badModel(field)
  const bytes = new Uint8Array((text.length / 4) * 3)
  const end = text.length - (length % 3 === 0 ? 0 : 3 - (length % 3))
  for (let i = 0, at = 0; i < text.length; i += 4) {
    let quad = 0
    for (let k = 0; k < 4; k++) {
      const code = text.charCodeAt(i + k)
      const value = i + k < end ? (values[code & 255] ?? none) : code === padding ? 0 : none
      if (value === none || code > 255) throw badModel(field)
      quad = (quad << 6) | value
    }
    bytes[at++] = quad >> 16
    bytes[at++] = (quad >> 8) & 255
    bytes[at++] = quad & 255
  }
  return bytes.slice(0, length)
}
