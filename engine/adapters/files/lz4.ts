/** What was unpacked so far. Blocks of a frame may point back into those before them. */
interface Unpacked {
  out: Uint8Array
  size: number
  readonly most: number
}

const unpacked = (packed: number, most: number): Unpacked => ({
  out: new Uint8Array(Math.min(most, Math.max(1024, packed * 4))),
  size: 0,
  most,
})

/** Unpacks one LZ4 block without a frame (the codec of ORC). Throws an Error for bytes that are none, or more than `most`. */
export function unpackLz4Block(bytes: Uint8Array, most: number): Uint8Array {
  const to = unpacked(bytes.length, most)
  unpackBlock(bytes, to)
  return to.out.subarray(0, to.size)
}

/** Unpacks an LZ4 frame (the codec of Feather files). Throws an Error for bytes that are none. Checksums are left to the reader of the file. */
export function unpackLz4(bytes: Uint8Array, most: number): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 7 || view.getUint32(0, true) !== 0x184d2204) throw new Error('no LZ4 frame')
  const flags = bytes[4] ?? 0
  if (flags >> 6 !== 1) throw new Error('an LZ4 frame of another version')
  const hasBlockSum = (flags & 0x10) !== 0
  let at = 6 + ((flags & 0x08) !== 0 ? 8 : 0) + ((flags & 0x01) !== 0 ? 4 : 0) + 1
  const to = unpacked(bytes.length, most)
  for (;;) {
    if (at + 4 > bytes.length) throw new Error('a cut LZ4 frame')
    const header = view.getUint32(at, true)
    at += 4
    if (header === 0) break
    const length = header & 0x7fffffff
    if (at + length > bytes.length) throw new Error('a cut LZ4 frame')
    const block = bytes.subarray(at, at + length)
    at += length + (hasBlockSum ? 4 : 0)
    if (header >>> 31 === 1) {
      room(to, block.length)
      to.out.set(block, to.size)
      to.size += block.length
    } else unpackBlock(block, to)
  }
  return to.out.subarray(0, to.size)
}

function room(to: Unpacked, more: number): void {
  if (to.size + more > to.most) throw new Error('LZ4 bytes that are more than they may be')
  if (to.size + more <= to.out.length) return
  const larger = new Uint8Array(Math.min(to.most, Math.max(to.size + more, to.out.length * 2)))
  larger.set(to.out.subarray(0, to.size))
  to.out = larger
}

function unpackBlock(block: Uint8Array, to: Unpacked): void {
  let from = 0
  const next = (): number => {
    const byte = block[from++]
    if (byte === undefined) throw new Error('a cut LZ4 block')
    return byte
  }
  const long = (start: number): number => {
    let length = start
    if (start !== 15) return length
    for (let byte = 255; byte === 255;) {
      byte = next()
      length += byte
    }
    return length
  }
  while (from < block.length) {
    const token = next()
    const literals = long(token >> 4)
    if (from + literals > block.length) throw new Error('a cut LZ4 block')
    room(to, literals)
    to.out.set(block.subarray(from, from + literals), to.size)
    to.size += literals
    from += literals
    if (from >= block.length) return
    const offset = next() | (next() << 8)
    const length = long(token & 15) + 4
    if (offset === 0 || offset > to.size) throw new Error('an LZ4 block that points nowhere')
    room(to, length)
    const { out, size } = to
    for (let index = 0; index < length; index++) out[size + index] = out[size + index - offset] ?? 0
    to.size += length
  }
}
