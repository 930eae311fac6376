import { createReadStream, createWriteStream } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'

export interface DetectedEncoding {
  readonly encoding: string
  /** The first bytes said so (a byte-order mark), or every byte fits; otherwise it is a guess. */
  readonly certain: boolean
}

/** The encoding of a text file from its first megabyte: byte-order mark, else UTF-8 when it is valid, else Windows-1252 as a guess. */
export async function detectEncoding(path: string): Promise<DetectedEncoding> {
  const file = await open(path, 'r')
  try {
    const buffer = Buffer.alloc(1 << 20)
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0)
    const head = buffer.subarray(0, bytesRead)
    if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', certain: true }
    if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', certain: true }
    if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', certain: true }
    // Looking for the first zero is native; counting them is a call for each byte.
    const zeros = head.includes(0) ? head.filter((byte) => byte === 0).length : 0
    if (zeros > head.length / 4) return { encoding: evenZeros(head) ? 'utf-16be' : 'utf-16le', certain: false }
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
      return { encoding: 'utf-8', certain: true }
    } catch {
      return { encoding: 'windows-1252', certain: false }
    }
  } finally {
    await file.close()
  }
}

function evenZeros(head: Buffer): boolean {
  let even = 0
  let odd = 0
  head.forEach((byte, index) => {
    if (byte !== 0) return
    if (index % 2 === 0) even++
    else odd++
  })
  return even > odd
}

/** Whether this name is an encoding that can be read. */
export function knowsEncoding(encoding: string): boolean {
  try {
    new TextDecoder(encoding)
    return true
  } catch {
    return false
  }
}

/** Writes a UTF-8 copy of a text file beside `target` and moves it there. Streams; memory stays small. */
export async function transcode(source: string, target: string, encoding: string, signal: AbortSignal): Promise<void> {
  const decoder = new TextDecoder(encoding)
  const temporary = `${target}.${process.pid}.part`
  const decode = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      done(null, Buffer.from(decoder.decode(chunk, { stream: true }), 'utf8'))
    },
    flush(done) {
      done(null, Buffer.from(decoder.decode(), 'utf8'))
    },
  })
  await pipeline(createReadStream(source), decode, createWriteStream(temporary), { signal })
  await rename(temporary, target)
}
