import { readdir, realpath, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { NodeProblem } from '../../../nodes/kit/problem.ts'

/** A file or a folder below the one that was looked into; paths are absolute. */
export interface FoundEntry {
  readonly kind: 'folder' | 'file'
  readonly name: string
  readonly path: string
  /** Its folder, from the one that was looked into. */
  readonly within: string
  readonly bytes: number | null
  readonly changedAt: string
}

export interface FolderWanted {
  /** Words that a name must hold, in any case and with or without accents; empty for everything in this very folder. */
  readonly find: string
  /** Endings of files, without the dot and in small letters; empty for all. */
  readonly extensions: readonly string[]
  /** Whether what a link leads to may be shown. */
  allows(path: string): boolean
}

const mostShown = 1000
/** Names that a search looks at: a folder with more is not searched to its end. */
const mostSeen = 30_000

const plain = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
const byName = new Intl.Collator('en', { numeric: true, sensitivity: 'base' }).compare

/**
 * Folders and files of a folder, folders first; with words, also what lies deeper. Hidden ones are left out, and so are links to places that are
 * not allowed. Throws NodeProblem `folder-missing`, `folder-is-file`, `folder-unreadable`.
 */
export async function lookIntoFolder(
  folder: string,
  wanted: FolderWanted,
  signal: AbortSignal,
): Promise<{ readonly entries: readonly FoundEntry[]; readonly others: number; readonly more: boolean }> {
  const words = plain(wanted.find)
    .split(/\s+/)
    .filter((word) => word !== '')
  const fits = (name: string) => words.every((word) => plain(name).includes(word))
  const endsWell = (name: string) =>
    wanted.extensions.length === 0 || wanted.extensions.some((extension) => name.toLowerCase().endsWith(`.${extension}`))
  const entries: FoundEntry[] = []
  let [others, seen] = [0, 0]
  const open = [folder]
  for (
    let next = open.shift();
    next !== undefined && !signal.aborted && seen < mostSeen && entries.length <= mostShown;
    next = open.shift()
  ) {
    const here = await namesOf(next, next === folder)
    seen += here.length
    const within = relative(folder, next).replaceAll('\\', '/')
    for (const entry of here) {
      if (entry.name.startsWith('.') || entries.length > mostShown) continue
      const path = join(next, entry.name)
      if (entry.isDirectory() && words.length > 0) open.push(path)
      if (!fits(entry.name)) continue
      const found = await look(path, entry.isSymbolicLink() ? wanted : null)
      if (found?.kind === 'file' && !endsWell(entry.name)) others++
      else if (found) entries.push({ ...found, name: entry.name, path, within })
    }
  }
  const more = entries.length > mostShown || seen >= mostSeen
  const shown = entries.toSorted((a, b) => (a.kind === b.kind ? byName(a.name, b.name) : a.kind === 'folder' ? -1 : 1))
  return { entries: shown.slice(0, mostShown), others, more }
}

/** Size and time of one file or folder; null when it went away meanwhile, is neither, or is a link to where nobody may look. */
export async function look(
  path: string,
  link: Pick<FolderWanted, 'allows'> | null,
): Promise<Pick<FoundEntry, 'kind' | 'bytes' | 'changedAt'> | null> {
  try {
    if (link && !link.allows(await realpath(path))) return null
    const info = await stat(path)
    if (!info.isDirectory() && !info.isFile()) return null
    const kind = info.isDirectory() ? 'folder' : 'file'
    return { kind, bytes: kind === 'file' ? info.size : null, changedAt: info.mtime.toISOString() }
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null
    throw error
  }
}

async function namesOf(folder: string, isFirst: boolean) {
  try {
    return await readdir(folder, { withFileTypes: true })
  } catch (error) {
    const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
    if (code === null) throw error
    // What a search cannot enter is not found; the folder that was asked for is said.
    if (!isFirst) return []
    throw folderProblem(folder, code)
  }
}

function folderProblem(folder: string, code: string): NodeProblem {
  if (code === 'ENOTDIR')
    return new NodeProblem({
      code: 'folder-is-file',
      param: 'path',
      text: { en: `“${folder}” is a file, not a folder.`, fr: `« ${folder} » est un fichier, pas un dossier.` },
    })
  const missing = code === 'ENOENT'
  return new NodeProblem({
    code: missing ? 'folder-missing' : 'folder-unreadable',
    param: 'path',
    text: missing
      ? { en: `The folder “${folder}” is not there.`, fr: `Le dossier « ${folder} » est introuvable.` }
      : { en: `This account may not look into “${folder}”.`, fr: `Ce compte n’a pas le droit de consulter « ${folder} ».` },
    action: missing
      ? { en: 'Choose another folder.', fr: 'Choisissez un autre dossier.' }
      : {
          en: 'Ask its owner for the right to read it, or choose another.',
          fr: 'Demandez à son propriétaire le droit de le lire, ou choisissez-en un autre.',
        },
  })
}
