// MD5 (RFC 1321) and SHA-256 (FIPS 180-4) of UTF-8 text for stable keys and samples, HMAC-SHA256 (RFC 2104) for hashes with a key.

const encoder = new TextEncoder()

function padded(bytes: Uint8Array, littleEndian: boolean): DataView {
  const length = (((bytes.length + 8) >> 6) + 1) << 6
  const block = new Uint8Array(length)
  block.set(bytes)
  block[bytes.length] = 0x80
  const view = new DataView(block.buffer)
  const low = (bytes.length << 3) >>> 0
  const high = Math.floor(bytes.length / 0x2000_0000)
  view.setUint32(length - 8, littleEndian ? low : high, littleEndian)
  view.setUint32(length - 4, littleEndian ? high : low, littleEndian)
  return view
}

const byteTexts = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

function hex(words: Uint32Array, littleEndian: boolean): string {
  let text = ''
  for (const word of words) {
    for (let byte = 0; byte < 4; byte++) text += byteTexts[(word >>> (littleEndian ? byte * 8 : 24 - byte * 8)) & 255] ?? ''
  }
  return text
}

const md5Shifts = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21]
const md5Sines = Uint32Array.from({ length: 64 }, (_, at) => Math.floor(Math.abs(Math.sin(at + 1)) * 2 ** 32))

/** The four functions of MD5's rounds. */
function md5Mix(round: number, b: number, c: number, d: number): number {
  if (round === 0) return (b & c) | (~b & d)
  if (round === 1) return (d & b) | (~d & c)
  return round === 2 ? b ^ c ^ d : c ^ (b | ~d)
}

const md5Words = Uint8Array.from({ length: 64 }, (_, at) => [at, 5 * at + 1, 3 * at + 5, 7 * at][at >> 4] ?? 0).map((word) => word % 16)

function md5Block(view: DataView, block: number, sums: Uint32Array): void {
  let [a = 0, b = 0, c = 0, d = 0] = sums
  for (let at = 0; at < 64; at++) {
    const shift = md5Shifts[(at >> 4) * 4 + (at % 4)] ?? 0
    const turned = (a + md5Mix(at >> 4, b, c, d) + (md5Sines[at] ?? 0) + view.getUint32(block + (md5Words[at] ?? 0) * 4, true)) | 0
    a = d
    d = c
    c = b
    b = (b + ((turned << shift) | (turned >>> (32 - shift)))) | 0
  }
  sums[0] = (sums[0] ?? 0) + a
  sums[1] = (sums[1] ?? 0) + b
  sums[2] = (sums[2] ?? 0) + c
  sums[3] = (sums[3] ?? 0) + d
}

export function md5(text: string): string {
  const view = padded(encoder.encode(text), true)
  const sums = Uint32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476)
  for (let block = 0; block < view.byteLength; block += 64) md5Block(view, block, sums)
  return hex(sums, true)
}

function primes(count: number): readonly number[] {
  const found: number[] = []
  for (let candidate = 2; found.length < count; candidate++) if (found.every((prime) => candidate % prime !== 0)) found.push(candidate)
  return found
}

/** The first 32 bits of the fraction of a root. */
const fraction = (root: number) => Math.floor((root - Math.floor(root)) * 2 ** 32)

const shaPrimes = primes(64)
const shaConstants = Uint32Array.from(shaPrimes, (prime) => fraction(Math.cbrt(prime)))
const shaStart = shaPrimes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)))

const turnRight = (word: number, by: number) => (word >>> by) | (word << (32 - by))

function shaSchedule(view: DataView, block: number): Uint32Array {
  const words = new Uint32Array(64)
  for (let at = 0; at < 64; at++) {
    if (at < 16) {
      words[at] = view.getUint32(block + at * 4)
      continue
    }
    const early = words[at - 15] ?? 0
    const late = words[at - 2] ?? 0
    const first = turnRight(early, 7) ^ turnRight(early, 18) ^ (early >>> 3)
    const second = turnRight(late, 17) ^ turnRight(late, 19) ^ (late >>> 10)
    words[at] = (words[at - 16] ?? 0) + first + (words[at - 7] ?? 0) + second
  }
  return words
}

function shaBlock(words: Uint32Array, sums: Uint32Array): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = sums
  for (let at = 0; at < 64; at++) {
    const choose = (e & f) ^ (~e & g)
    const majority = (a & b) ^ (a & c) ^ (b & c)
    const first = (h + (turnRight(e, 6) ^ turnRight(e, 11) ^ turnRight(e, 25)) + choose + (shaConstants[at] ?? 0) + (words[at] ?? 0)) | 0
    const second = (turnRight(a, 2) ^ turnRight(a, 13) ^ turnRight(a, 22)) + majority
    h = g
    g = f
    f = e
    e = (d + first) | 0
    d = c
    c = b
    b = a
    a = (first + second) | 0
  }
  for (const [at, word] of [a, b, c, d, e, f, g, h].entries()) sums[at] = (sums[at] ?? 0) + word
}

function shaSums(bytes: Uint8Array): Uint32Array {
  const view = padded(bytes, false)
  const sums = Uint32Array.from(shaStart)
  for (let block = 0; block < view.byteLength; block += 64) shaBlock(shaSchedule(view, block), sums)
  return sums
}

export function sha256(text: string): string {
  return hex(shaSums(encoder.encode(text)), false)
}

function bytesOf(words: Uint32Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(words.length * 4))
  for (const [at, word] of words.entries()) view.setUint32(at * 4, word)
  return new Uint8Array(view.buffer)
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length)
  both.set(first)
  both.set(second, first.length)
  return both
}

/** The two blocks of 64 bytes that HMAC puts before the text and before its hash. Keys have at most 64 bytes. */
export function hmacPads(key: Uint8Array): { readonly inner: Uint8Array; readonly outer: Uint8Array } {
  if (key.length > 64) throw new Error('a key has at most 64 bytes')
  const block = joined(key, new Uint8Array(64 - key.length))
  return { inner: block.map((byte) => byte ^ 0x36), outer: block.map((byte) => byte ^ 0x5c) }
}

/** HMAC-SHA256 with a key, as hexadecimal digits. */
export function hmacSha256(key: Uint8Array): (text: string) => string {
  const { inner, outer } = hmacPads(key)
  return (text) => hex(shaSums(joined(outer, bytesOf(shaSums(joined(inner, encoder.encode(text)))))), false)
}
