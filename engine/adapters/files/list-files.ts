import { createHash } from 'node:crypto'
import { readdir, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { FilesWanted } from '../../../nodes/kit/context.ts'
import { holdsTable } from '../../../nodes/kit/file-kinds.ts'
import { NodeProblem } from '../../../nodes/kit/problem.ts'
import { fileStamp } from './file-stamp.ts'

const mostFiles = 2000

/**
 * The files of a folder whose names fit a pattern (`*`, `?`, `**` through folders, several with semicolons), in the order of their paths.
 * Links and hidden files are left alone, so that nothing outside the folder is read. Throws NodeProblem `folder-is-file`, `no-files`,
 * `too-many-files`.
 */
export async function listFiles(folder: string, wanted: FilesWanted): Promise<readonly { readonly name: string; readonly path: string }[]> {
  if (!(await stat(folder)).isDirectory())
    throw new NodeProblem({
      code: 'folder-is-file',
      param: 'path',
      text: { en: 'This is a file, not a folder.', fr: 'C’est un fichier, pas un dossier.' },
      action: { en: 'Name its folder, or use the node “File”.', fr: 'Nommez son dossier, ou utilisez le nœud « Fichier ».' },
    })
  const patterns = wanted.pattern.split(';').flatMap((pattern) => (pattern.trim() === '' ? [] : [pattern.trim()]))
  const entries = await readdir(folder, { recursive: wanted.recurse, withFileTypes: true })
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((name) => !name.split('/').some((part) => part.startsWith('.')))
    .filter((name) => (patterns.length === 0 && holdsTable(name)) || patterns.some((pattern) => fits(name, pattern)))
    .toSorted()
  if (names.length === 0)
    throw new NodeProblem({
      code: 'no-files',
      param: 'pattern',
      text: { en: 'No file of this folder fits the pattern.', fr: 'Aucun fichier de ce dossier ne correspond au motif.' },
      action: { en: 'Try *.csv, or look into its folders too.', fr: 'Essayez *.csv, ou cherchez aussi dans ses dossiers.' },
    })
  if (names.length > mostFiles)
    throw new NodeProblem({
      code: 'too-many-files',
      param: 'pattern',
      text: {
        en: `${names.length} files fit; at most ${mostFiles} are read.`,
        fr: `${names.length} fichiers correspondent ; ${mostFiles} au plus sont lus.`,
      },
      action: { en: 'Narrow the pattern.', fr: 'Restreignez le motif.' },
    })
  return names.map((name) => ({ name, path: join(folder, name) }))
}

/** A pattern without a folder speaks of names in any folder. */
function fits(name: string, pattern: string): boolean {
  return patternOf(pattern).test(pattern.includes('/') ? name : (name.split('/').at(-1) ?? ''))
}

/** A regular expression for a pattern; a character class such as [ab] means what it means in a shell. */
function patternOf(pattern: string): RegExp {
  const source = pattern.replace(/\*\*\/|\*+|\?|\[!?[^\]/]+\]|[^]/g, (part) => {
    if (part === '**/') return '(?:[^/]+/)*'
    if (part.startsWith('**')) return '.*'
    if (part === '*') return '[^/]*'
    if (part === '?') return '[^/]'
    if (part.length > 1) return part.replace(/\\/g, '\\\\').replace(/^\[!/, '[^')
    return part.replace(/[\\^$.|+()[\]{}]/, '\\$&')
  })
  try {
    return new RegExp(`^${source}$`, 'u')
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new NodeProblem({
      code: 'bad-pattern',
      param: 'pattern',
      text: { en: `“${pattern}” is no pattern of file names.`, fr: `« ${pattern} » n’est pas un motif de noms de fichiers.` },
      action: { en: 'Use * and ?, as in sales-*.csv.', fr: 'Utilisez * et ?, comme dans ventes-*.csv.' },
    })
  }
}

/** Changes when a file of the folder that fits is added, taken away or changed. */
export async function folderStamp(folder: string, wanted: FilesWanted): Promise<string> {
  const hash = createHash('sha256')
  for (const { name, path } of await listFiles(folder, wanted)) hash.update(`${name}\n${await fileStamp(path)}\n`)
  return hash.digest('hex').slice(0, 32)
}
