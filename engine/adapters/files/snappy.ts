/** Unpacks a raw Snappy block (a codec of Avro). Throws an Error for bytes that are none, or that say to be larger than `most`. */
export function unpackSnappy(bytes: Uint8Array, most: number): Uint8Array {
  let at = 0
  const next = (): number => {
    const byte = bytes[at++]
    if (byte === undefined) throw new Error('a cut Snappy block')
    return byte
  }
  let size = 0
  for (let shift = 0; ; shift += 7) {
    const byte = next()
    size += (byte & 127) * 2 ** shift
    if (byte < 128) break
    if (shift > 28) throw new Error('no Snappy block')
  }
  if (size > most) throw new Error('a Snappy block that is too large')
  const out = new Uint8Array(size)
  let filled = 0
  while (at < bytes.length) {
    const tag = next()
    const kind = tag & 3
    if (kind === 0) {
      let length = tag >> 2
      if (length >= 60) {
        const wide = length - 59
        length = 0
        for (let index = 0; index < wide; index++) length += next() * 2 ** (8 * index)
      }
      length++
      if (at + length > bytes.length || filled + length > size) throw new Error('a cut Snappy block')
      out.set(bytes.subarray(at, at + length), filled)
      at += length
      filled += length
      continue
    }
    const length = kind === 1 ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1
    const offset =
      kind === 1 ? ((tag >> 5) << 8) | next() : next() + next() * 256 + (kind === 3 ? next() * 65_536 + next() * 16_777_216 : 0)
    if (offset === 0 || offset > filled || filled + length > size) throw new Error('a Snappy block that points nowhere')
    for (let index = 0; index < length; index++) out[filled + index] = out[filled + index - offset] ?? 0
    filled += length
  }
  if (filled !== size) throw new Error('a cut Snappy block')
  return out
}
