import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { chmod, mkdir, open, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** A text that only who has the key can read, and only beside the facts that it was sealed with. */
export interface Sealed {
  readonly iv: string
  readonly tag: string
  readonly data: string
}

export interface SecretBox {
  /** `bound`: what the secret belongs to; with other facts it does not open. */
  seal(secret: string, bound: string): Promise<Sealed>
  /** Null when the key is another one, or anything was altered. */
  open(sealed: Sealed, bound: string): Promise<string | null>
}

const algorithm = 'aes-256-gcm'

/**
 * AES-256-GCM with a key of 32 random bytes in a file that only its owner may read (mode 600; on Windows the folder of the account). It
 * protects what a workspace holds where the workspace goes without the key: backups, shared folders, repositories. It does not protect
 * against programs that run as the same person.
 */
export function openSecretBox(keyFile: string): SecretBox {
  let known: Promise<Buffer> | undefined
  const key = () => {
    known ??= readOrMakeKey(keyFile).catch((error: unknown) => {
      known = undefined
      throw error
    })
    return known
  }
  return {
    async seal(secret, bound) {
      const iv = randomBytes(12)
      const cipher = createCipheriv(algorithm, await key(), iv).setAAD(Buffer.from(bound, 'utf8'))
      const data = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
      return { iv: iv.toString('base64'), tag: cipher.getAuthTag().toString('base64'), data: data.toString('base64') }
    },
    async open(sealed, bound) {
      const secret = await key()
      try {
        const decipher = createDecipheriv(algorithm, secret, Buffer.from(sealed.iv, 'base64'), { authTagLength: 16 })
        decipher.setAAD(Buffer.from(bound, 'utf8')).setAuthTag(Buffer.from(sealed.tag, 'base64'))
        return Buffer.concat([decipher.update(Buffer.from(sealed.data, 'base64')), decipher.final()]).toString('utf8')
      } catch {
        // Another key, or bytes that were changed: there is no secret to be had, which the caller says.
        return null
      }
    },
  }
}

/** The 32 bytes of a key file, which is made with random ones when it is not there. */
export async function readOrMakeKey(file: string): Promise<Buffer> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  try {
    const made = await open(file, 'wx', 0o600)
    try {
      const key = randomBytes(32)
      await made.writeFile(key.toString('base64'))
      await made.sync()
      return key
    } finally {
      await made.close()
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  // A key that was copied here may have lost its mode.
  await chmod(file, 0o600)
  // Another process that is making it has opened it first and writes it then.
  for (let tries = 0; tries < 40; tries++) {
    const text = await readFile(file, 'utf8')
    const key = Buffer.from(text, 'base64')
    if (key.length === 32) return key
    if (text !== '') break
    await sleep(25)
  }
  throw new Error(`${file} holds no key`)
}
