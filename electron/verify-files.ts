import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { ProblemError } from '../engine/protocol/problem-error.ts'
import { texts } from './texts.ts'

/**
 * The engine and its Node lie outside the archive, whose integrity Electron checks; this checks them against the list inside it, path ->
 * SHA-256. Throws ProblemError `installation-changed` with the names of the first five files.
 */
export async function verifyFiles(folder: string, list: unknown): Promise<void> {
  const changed: string[] = []
  const delivered = z.record(z.string(), z.string()).parse(list)
  for (const [path, hash] of Object.entries(delivered)) if ((await hashOf(join(folder, path))) !== hash) changed.push(path)
  if (changed.length === 0) return
  const names = `${changed.slice(0, 5).join(', ')}.`
  const text = { en: `${texts.changed.en} (${changed.length}): ${names}`, fr: `${texts.changed.fr} (${changed.length}) : ${names}` }
  throw new ProblemError({ code: 'installation-changed', severity: 'error', place: {}, text, action: texts.changedAction })
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  try {
    await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash)
    return hash.digest('hex')
  } catch (error) {
    return String(error) // missing or unreadable: not the file that was delivered
  }
}
