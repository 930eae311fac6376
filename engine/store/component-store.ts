import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { libraryComponentSchema, type LibraryComponent } from '../protocol/library-methods.ts'
import { ProblemError } from '../protocol/problem-error.ts'
import { makeFolder } from './make-folder.ts'
import { readIfThere, writeFileSafely } from './write-file-safely.ts'

/** The components of a workspace, a file for each: `components/clean-sales.json`. */
export interface ComponentStore {
  /** In the order of their titles. A file that is no component is left out. */
  list(): Promise<readonly LibraryComponent[]>
  /** Gives the new version. Throws ProblemError `component-changed` when the one that is there is not `over`, `component-name` for a name that is no file's. */
  save(entry: LibraryComponent, over: number | null): Promise<number>
}

const fileSchema = libraryComponentSchema.omit({ name: true }).extend({ format: z.literal('millrace/component') })
const ending = '.json'

export function openComponentStore(folder: string): ComponentStore {
  // Saves follow each other: two at once must not both be version 2.
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const done = last.then(act)
    last = done.catch(() => undefined)
    return done
  }
  const read = async (name: string): Promise<LibraryComponent | null> => {
    const text = await readIfThere(fileOf(folder, name))
    if (text === null) return null
    try {
      const { success, data } = fileSchema.safeParse(JSON.parse(text))
      return success ? { name, component: data.component, needs: data.needs } : null
    } catch (error) {
      if (error instanceof SyntaxError) return null
      throw error
    }
  }
  return {
    async list() {
      const files = await readdir(folder).catch((error: unknown) => {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
        throw error
      })
      const names = files
        .flatMap((file) => (file.endsWith(ending) ? [file.slice(0, -ending.length)] : []))
        .filter((name) => usable.test(name))
      const found = (await Promise.all(names.map(read))).filter((entry) => entry !== null)
      return found.toSorted((a, b) => (a.component.title < b.component.title ? -1 : 1))
    },
    save: (entry, over) =>
      inTurn(async () => {
        const there = (await read(entry.name))?.component.version ?? null
        if (there !== over) throw changed(entry.component.title, there)
        const version = (there ?? 0) + 1
        const { library: _library, ...component } = entry.component
        const file = { format: 'millrace/component', component: { ...component, version }, needs: entry.needs }
        await makeFolder(folder)
        await writeFileSafely(fileOf(folder, entry.name), `${JSON.stringify(file, null, 1)}\n`)
        return version
      }),
  }
}

const usable = /^[\p{L}\p{N}][\p{L}\p{N}_-]{0,79}$/u

function fileOf(folder: string, name: string): string {
  if (usable.test(name)) return join(folder, `${name}${ending}`)
  throw new ProblemError({
    code: 'component-name',
    severity: 'error',
    place: {},
    text: {
      en: `“${name}” cannot name a component of the workspace.`,
      fr: `« ${name} » ne peut nommer un composant de l’espace de travail.`,
    },
  })
}

function changed(title: string, there: number | null): ProblemError {
  const text =
    there === null
      ? {
          en: `“${title}” is no longer among the components of the workspace.`,
          fr: `« ${title} » n’est plus parmi les composants de l’espace de travail.`,
        }
      : { en: `“${title}” has meanwhile become version ${there}.`, fr: `« ${title} » est entre-temps passé en version ${there}.` }
  const action = { en: 'Look at that one first, then save again.', fr: 'Regardez-la d’abord, puis enregistrez de nouveau.' }
  return new ProblemError({ code: 'component-changed', severity: 'warning', place: {}, text, action }, 409)
}
