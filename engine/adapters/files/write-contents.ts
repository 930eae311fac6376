import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { alreadyThere, notOurs, otherKind } from './write-problems.ts'

interface ContentTarget {
  /** Absolute path of the file or folder, already granted. Nothing is written elsewhere. */
  readonly path: string
  readonly existing: 'ask' | 'replace'
}

/** The same file of another model differs in the digest in its name. */
const withoutDigest = (name: string) => name.replace(/_[0-9a-f]{12}(?=\.)/, '')

/** What Python leaves beside the files that it runs. */
const keptByPython = /(^|\/)__pycache__(\/|$)/

/**
 * Writes one text or its bytes to a file (its name is empty), or several to a folder by their paths inside it: as a whole or not at all. A folder that
 * holds anything else is never replaced: only the same files, be they of another model, and what Python made of them. Throws NodeProblem `file-exists`, `file-is-folder`, `folder-is-file`, `folder-not-ours`.
 */
export async function writeContents(contents: ReadonlyMap<string, string | Uint8Array>, { path, existing }: ContentTarget): Promise<void> {
  const single = contents.size === 1 ? contents.get('') : undefined
  const there = await stat(path).catch(() => null)
  if (there && there.isDirectory() === (single !== undefined)) throw otherKind(path, there.isDirectory())
  if (there && existing === 'ask') throw alreadyThere(path, { canAppend: false })
  if (there && single === undefined) {
    const own = new Set([...contents.keys()].flatMap((name) => [withoutDigest(name), dirname(name)]))
    const isOwn = (name: string) => own.has(withoutDigest(name)) || keptByPython.test(name)
    const other = (await readdir(path, { recursive: true })).find((entry) => !isOwn(entry.replaceAll('\\', '/')))
    if (other !== undefined) throw notOurs(path, other)
  }
  await mkdir(dirname(path), { recursive: true })
  const part = `${path}.${process.pid}.part`
  try {
    for (const [name, content] of contents) {
      const at = name === '' ? part : join(part, name)
      await mkdir(dirname(at), { recursive: true })
      await writeFile(at, content)
    }
    if (there && single === undefined) await rm(path, { recursive: true })
    await rename(part, path)
  } finally {
    await rm(part, { force: true, recursive: true })
  }
}
