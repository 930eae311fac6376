// MD5 (RFC 1321) and SHA-256 (FIPS 180-4) of UTF-8 text, for stable keys and samples, not for security.

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

function hex(words: ArrayLike<number>, littleEndian: boolean): string {
  const view = new DataView(new ArrayBuffer(words.length * 4))
  for (let at = 0; at < words.length; at++) view.setUint32(at * 4, words[at] ?? 0, littleEndian)
  let text = ''
  for (let at = 0; at < view.byteLength; at++) text += view.getUint8(at).toString(16).padStart(2, '0')
  return text
}

const md5Shifts = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21]
const md5Sines = Uint32Array.from({ length: 64 }, (_, at) => Math.floor(Math.abs(Math.sin(at + 1)) * 2 ** 32))

interface Md5Step {
  readonly mix: number
  readonly word: number
}

function md5Step(round: number, at: number, state: Uint32Array): Md5Step {
  const [, b = 0, c = 0, d = 0] = state
  if (round === 0) return { mix: (b & c) | (~b & d), word: at }
  if (round === 1) return { mix: (d & b) | (~d & c), word: (5 * at + 1) % 16 }
  return round === 2 ? { mix: b ^ c ^ d, word: (3 * at + 5) % 16 } : { mix: c ^ (b | ~d), word: (7 * at) % 16 }
}

export function md5(text: string): string {
  const view = padded(new TextEncoder().encode(text), true)
  const sums = Uint32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476)
  for (let block = 0; block < view.byteLength; block += 64) {
    const state = Uint32Array.from(sums)
    for (let at = 0; at < 64; at++) {
      const round = at >> 4
      const { mix, word } = md5Step(round, at, state)
      const shift = md5Shifts[round * 4 + (at % 4)] ?? 0
      const [a = 0, b = 0, c = 0, d = 0] = state
      const turned = (a + mix + (md5Sines[at] ?? 0) + view.getUint32(block + word * 4, true)) | 0
      state.set([d, b + ((turned << shift) | (turned >>> (32 - shift))), b, c])
    }
    for (let at = 0; at < 4; at++) sums[at] = (sums[at] ?? 0) + (state[at] ?? 0)
  }
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

export function sha256(text: string): string {
  const view = padded(new TextEncoder().encode(text), false)
  const sums = Uint32Array.from(shaStart)
  for (let block = 0; block < view.byteLength; block += 64) {
    const words = shaSchedule(view, block)
    const state = Uint32Array.from(sums)
    for (let at = 0; at < 64; at++) {
      const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
      const choose = (e & f) ^ (~e & g)
      const majority = (a & b) ^ (a & c) ^ (b & c)
      const first = h + (turnRight(e, 6) ^ turnRight(e, 11) ^ turnRight(e, 25)) + choose + (shaConstants[at] ?? 0) + (words[at] ?? 0)
      const second = (turnRight(a, 2) ^ turnRight(a, 13) ^ turnRight(a, 22)) + majority
      state.set([first + second, a, b, c, d + first, e, f, g])
    }
    for (let at = 0; at < 8; at++) sums[at] = (sums[at] ?? 0) + (state[at] ?? 0)
  }
  return hex(sums, false)
}
