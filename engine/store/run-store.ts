import { appendFile, mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Document } from '../protocol/document.ts'
import type { ParameterValue } from '../protocol/parameter.ts'
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
  /** What the pipeline's parameters were in this run. Absent in runs of an older Millrace. */
  readonly parameters?: Readonly<Record<string, ParameterValue>>
  readonly document: Document
  readonly steps: readonly (StepOutcome & { readonly title: string; readonly type: string })[]
  readonly figures: RunEntry['figures']
}

export interface RunStore {
  begin(manifest: RunManifest): Promise<void>
  /** Writes the end of a run. Throws what kept it, or lines of its log, from the disk. */
  finish(manifest: RunManifest): Promise<void>
  /** Writes into the folder of every run that still says `running` that it was lost: only for who has just locked the workspace. */
  closeLost(): Promise<void>
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
  const write = (manifest: RunManifest) => writeFileSafely(at(manifest.id, 'manifest.json'), JSON.stringify(manifest, null, 1))
  const append = (id: string, text: string) => appendFile(at(id, 'log.txt'), `${new Date().toISOString()} ${text}\n`)
  const list = async () => {
    const ids = (await readdir(folder).catch(() => [] as string[])).toSorted().reverse().slice(0, 200)
    return (await Promise.all(ids.map(read))).flatMap((manifest) => manifest ?? [])
  }
  let writing: Promise<void> = Promise.resolve()
  let unwritten: Error | null = null
  return {
    async begin(manifest) {
      await mkdir(join(folder, manifest.id), { recursive: true })
      try {
        await write(manifest)
      } catch (error) {
        await rm(join(folder, manifest.id), { recursive: true, force: true })
        throw error
      }
    },
    async finish(manifest) {
      await writing
      const failed = unwritten
      unwritten = null
      await write(manifest)
      if (failed !== null) throw failed
    },
    async closeLost() {
      for (const manifest of await list()) {
        if (manifest.outcome !== 'running') continue
        await write({ ...manifest, outcome: 'lost' })
        await append(manifest.id, 'the engine ended before this run did; steps that were finished are reused by the next run')
      }
    },
    log(id, text) {
      // A line that the disk does not take must not end the run that wrote it; `finish` says so.
      writing = writing
        .then(() => append(id, text))
        .catch((error: unknown) => {
          unwritten ??= error instanceof Error ? error : new Error(String(error))
        })
    },
    list,
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
