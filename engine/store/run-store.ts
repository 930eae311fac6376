import { appendFile, mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Document } from '../protocol/document.ts'
import type { ParameterValue } from '../protocol/parameter.ts'
import { annotationSchema, runRecordSchema, type Annotation, type RunRecord } from '../protocol/experiment-record.ts'
import type { RunEntry } from '../protocol/workspace.ts'
import type { StepOutcome } from '../run/step-outcome.ts'
import type { KeptRun } from './experiment-row.ts'
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
  /** Writes the end of a run, with what it leaves besides. Throws what kept it, or lines of its log, from the disk. */
  finish(manifest: RunManifest, record?: RunRecord): Promise<void>
  /** Writes into the folder of every run that still says `running` that it was lost: only for who has just locked the workspace. */
  closeLost(): Promise<void>
  log(id: string, text: string): void
  list(): Promise<RunManifest[]>
  read(id: string): Promise<{ manifest: RunManifest; log: string[] } | null>
  /** Ids of all runs, the oldest first. */
  ids(): Promise<string[]>
  /** All that lies in the folder of a run, but for its log. */
  kept(id: string): Promise<KeptRun | null>
  /** Writes what a person says of a run; false when there is no such run. */
  annotate(id: string, annotation: Annotation): Promise<boolean>
  /** Bytes of all that lies in the folder of a run; 0 when there is none. */
  bytes(id: string): Promise<number>
  /** Takes the folder of a run away. */
  remove(id: string): Promise<void>
  /** Runs that were written since this was asked last. */
  takeChanged(): readonly string[]
}

export function openRunStore(folder: string): RunStore {
  const at = (id: string, file: string) => join(folder, id, file)
  const read = async (id: string): Promise<RunManifest | null> => {
    if (!/^[\w-]+$/.test(id)) return null
    return (await jsonAt(at(id, 'manifest.json'))) as RunManifest | null
  }
  let changed = new Set<string>()
  // What was being counted when its run was deleted comes to nothing.
  const removed = new Set<string>()
  const write = async (manifest: RunManifest) => {
    await writeFileSafely(at(manifest.id, 'manifest.json'), JSON.stringify(manifest, null, 1))
    changed.add(manifest.id)
  }
  const ids = async () => (await readdir(folder).catch(() => [] as string[])).filter((id) => /^[\w-]+$/.test(id)).toSorted()
  const append = (id: string, text: string) => appendFile(at(id, 'log.txt'), `${new Date().toISOString()} ${text}\n`)
  const list = async () => {
    const latest = (await ids()).toReversed().slice(0, 200)
    return (await Promise.all(latest.map(read))).flatMap((manifest) => manifest ?? [])
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
    async finish(manifest, record) {
      await writing
      const failed = unwritten
      unwritten = null
      if (removed.has(manifest.id)) return
      if (record) await writeFileSafely(at(manifest.id, 'record.json'), JSON.stringify(record))
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
      if (removed.has(id)) return
      // A line that the disk does not take must not end the run that wrote it; `finish` says so.
      writing = writing
        .then(() => append(id, text))
        .catch((error: unknown) => {
          unwritten ??= error instanceof Error ? error : new Error(String(error))
        })
    },
    list,
    ids,
    async kept(id) {
      const manifest = await read(id)
      if (!manifest) return null
      const [record, annotation] = await Promise.all([jsonAt(at(id, 'record.json')), jsonAt(at(id, 'annotation.json'))])
      // What another Millrace wrote in another form is as if it had not been written; the manifest stays.
      const known = [runRecordSchema.safeParse(record).data ?? null, annotationSchema.safeParse(annotation ?? {}).data] as const
      return { manifest, record: known[0], annotation: known[1] ?? annotationSchema.parse({}) }
    },
    async annotate(id, annotation) {
      if ((await read(id)) === null) return false
      await writeFileSafely(at(id, 'annotation.json'), JSON.stringify(annotation, null, 1))
      changed.add(id)
      return true
    },
    async bytes(id) {
      if (!/^[\w-]+$/.test(id)) return 0
      const files = await readdir(join(folder, id)).catch(() => [] as string[])
      const sizes = await Promise.all(files.map((file) => stat(at(id, file)).then(({ size }) => size)))
      return sizes.reduce((sum, size) => sum + size, 0)
    },
    async remove(id) {
      if ((await read(id)) === null) return
      removed.add(id)
      await rm(join(folder, id), { recursive: true })
    },
    takeChanged() {
      const taken = [...changed]
      changed = new Set()
      return taken
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

/** What a JSON file holds; null when it is not there, or damaged from outside. */
async function jsonAt(path: string): Promise<unknown> {
  const text = await readIfThere(path)
  if (text === null) return null
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
