import { createHmac } from 'node:crypto'
import { join } from 'node:path'
import { readOrMakeKey } from './secret-box.ts'

/** Names of keys are file names on every system. */
const keyName = /^[A-Za-z0-9][A-Za-z0-9_-]{0,59}$/

/** HMAC-SHA256 (RFC 2104) of each text in UTF-8 with the named key of a folder, as hexadecimal digits. */
export async function keyedHash(folder: string, name: string, texts: readonly string[]): Promise<readonly string[]> {
  if (!keyName.test(name)) throw new Error(`${JSON.stringify(name)} is no name of a key`)
  const key = await readOrMakeKey(join(folder, `${name}.key`))
  return texts.map((text) => createHmac('sha256', key).update(text, 'utf8').digest('hex'))
}
