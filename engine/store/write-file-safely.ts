// What lies on disk in a workspace: pipelines, drafts, runs, artifacts, models, endpoints, logs.

import { randomBytes } from 'node:crypto'
import { mkdir, open, rename, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/**
 * Writes a whole file or nothing: beside it, synced, renamed over it. When anything fails (a full disk, say) the old file is untouched and
 * the temporary one is gone; the error's `path` is `path`. Creates the folder.
 */
export async function writeFileSafely(path: string, content: string | Uint8Array, mode = 0o666): Promise<void> {
  const folder = dirname(path)
  const temporary = join(folder, `.${randomBytes(6).toString('hex')}.part`)
  try {
    await mkdir(folder, { recursive: true })
    const file = await open(temporary, 'wx', mode)
    try {
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  } catch (error) {
    await unlink(temporary).catch((cleanup: unknown) => {
      if (!(cleanup instanceof Error && 'code' in cleanup && (cleanup.code === 'ENOENT' || cleanup.code === 'ENOTDIR'))) throw cleanup
    })
    // A failed write names no file, a failed open the temporary one: people know the file by its own name.
    if (error instanceof Error && 'code' in error) Object.assign(error, { path })
    throw error
  }
}

/** The text of a file, or null when it is not there. */
export async function readIfThere(path: string): Promise<string | null> {
  try {
    const file = await open(path, 'r')
    try {
      return await file.readFile('utf8')
    } finally {
      await file.close()
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return null
    throw error
  }
}
