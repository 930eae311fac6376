import { appendFile, mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Document } from '../protocol/document.ts'
import type { RunEntry } from '../protocol/workspace.ts'
import type { StepOutcome } from '../run/step-outcome.ts'
import { readIfThere, writeFileSafely } from './write-file-safely.ts'

/** What a run leaves: enough to see, compare and repeat it. */
export interface RunManifest {
  readonly id: string
  readonly pipeline: string
  readonly startedAt: string
  readonly finishedAt: string | null
  readonly outcome: RunEntry['outcome']
  readonly seconds: number | null
  readonly millrace: string
  readonly node: string
  readonly seed: number
  readonly document: Document
  readonly steps: readonly (StepOutcome & { readonly title: string; readonly type: string })[]
  readonly figures: RunEntry['figures']
}

export interface RunStore {
  begin(manifest: RunManifest): Promise<void>
  finish(manifest: RunManifest): Promise<void>
  log(id: string, text: string): void
  list(): Promise<RunManifest[]>
  read(id: string): Promise<{ manifest: RunManifest; log: string[] } | null>
}

export function openRunStore(folder: string): RunStore {
  const at = (id: string, file: string) => join(folder, id, file)
  const read = async (id: string): Promise<RunManifest | null> => {
    if (!/^[\w-]+$/.test(id)) return null
    const text = await readIfThere(at(id, 'manifest.json'))
    if (text === null) return null
    try {
      return JSON.parse(text) as RunManifest
    } catch (error) {
      if (error instanceof SyntaxError) return null
      throw error
    }
  }
  let writing: Promise<void> = Promise.resolve()
  return {
    async begin(manifest) {
      await mkdir(join(folder, manifest.id), { recursive: true })
      await writeFileSafely(at(manifest.id, 'manifest.json'), JSON.stringify(manifest, null, 1))
    },
    async finish(manifest) {
      await writing
      await writeFileSafely(at(manifest.id, 'manifest.json'), JSON.stringify(manifest, null, 1))
    },
    log(id, text) {
      const line = `${new Date().toISOString()} ${text}\n`
      writing = writing.then(() => appendFile(at(id, 'log.txt'), line))
    },
    async list() {
      const ids = (await readdir(folder).catch(() => [] as string[])).toSorted().reverse().slice(0, 200)
      return (await Promise.all(ids.map(read))).flatMap((manifest) => manifest ?? [])
    },
    async read(id) {
      const manifest = await read(id)
      if (!manifest) return null
      const log = (await readIfThere(at(id, 'log.txt'))) ?? ''
      return {
        manifest,
        log: log
          .split('\n')
          .filter((line) => line !== '')
          .slice(-1000),
      }
    },
  }
}
