import { basename, dirname, relative } from 'node:path'
import { realpath } from 'node:fs/promises'
import { isInside, mayRead, resolveInput, type FileAccess } from '../adapters/files/file-access.ts'
import { look, lookIntoFolder, type FoundEntry } from '../adapters/files/look-into-folder.ts'
import type { Handlers } from '../http/handlers.ts'
import type { fileMethods } from '../protocol/file-methods.ts'

export interface FileTools {
  readonly access: FileAccess
  readonly workspaceName: string
  folderOf(pipeline: string): string
}

interface Place {
  readonly name: string
  readonly path: string
}

/** The use case behind the picker of files. It lists the workspace and what the person picked elsewhere, and nothing else. */
export function fileHandlers({ access, workspaceName, folderOf }: FileTools): Pick<Handlers, keyof typeof fileMethods> {
  const allows = (path: string) => isInside(access.workspace, path) || mayRead(access, path)

  /** What lies outside the workspace and was picked: folders, and single files. What is gone is left out. */
  const picked = async () => {
    const found = { folders: new Map<string, Place>(), files: new Map<string, FoundEntry>() }
    for (const path of access.picked()) {
      const there = await look(path, null)
      if (!there) continue
      const real = await realpath(path)
      if (isInside(access.workspace, real)) continue
      const name = basename(real)
      if (there.kind === 'folder') found.folders.set(real, { name, path: real })
      else found.files.set(real, { ...there, name, path: real, within: dirname(real) })
    }
    return { folders: [...found.folders.values()], files: [...found.files.values()] }
  }

  return {
    async browseFiles({ path: pipeline, folder, find, extensions }, signal) {
      const root = await realpath(access.workspace)
      const home = await realpath(folderOf(pipeline))
      const { folders, files } = await picked()
      const places = [{ name: workspaceName, path: root }, ...folders]
      const fits = ({ name }: FoundEntry) =>
        extensions.length === 0 || extensions.some((extension) => name.toLowerCase().endsWith(`.${extension}`))
      const isWanted = ({ name, path }: FoundEntry) => `${name} ${path}`.toLowerCase().includes(find.trim().toLowerCase())
      const fitting = files.filter(fits)
      // A pipeline may itself lie where nobody may look around.
      const start = allows(home) ? home : root
      const at = folder === 'picked' ? null : folder.at === '' ? start : await resolveInput(folder.at, home, access)
      const looked =
        at === null
          ? { entries: fitting.filter(isWanted), others: files.length - fitting.length, more: false }
          : await lookIntoFolder(at, { find, extensions, allows }, signal)
      const named = (path: string) => {
        if (!isInside(root, path) || !isInside(root, home)) return path
        const from = relative(home, path).replaceAll('\\', '/')
        return from === '' ? '.' : from
      }
      return {
        trail: at === null ? [] : trailOf(places, at),
        named: at === null ? '' : named(at),
        entries: looked.entries.map((entry) => ({ ...entry, named: named(entry.path) })),
        others: looked.others,
        more: looked.more,
        places,
        picked: fitting.length,
      }
    },
  }
}

/** The folders from a place down to one inside it. */
function trailOf(places: readonly Place[], folder: string): Place[] {
  const place = places.find(({ path }) => isInside(path, folder)) ?? { name: basename(folder), path: folder }
  const trail: Place[] = []
  for (let path = folder; path !== place.path; path = dirname(path)) trail.unshift({ name: basename(path), path })
  return [place, ...trail]
}
