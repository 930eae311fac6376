import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import type { Artifact } from '../../nodes/kit/artifacts.ts'
import type { Text } from '../protocol/text.ts'
import type { Column, Part } from '../relation/types.ts'
import type { Relation } from '../relation/relation.ts'
import { scan } from '../relation/build.ts'
import { duckdbType } from '../relation/print/duckdb-type.ts'
import { readIfThere, writeFileSafely } from './write-file-safely.ts'

/** What is remembered of a step that was done: the result in figures, and which ports lie on disk. */
export interface StepRecord {
  readonly fingerprint: string
  readonly node: string
  readonly type: string
  readonly finishedAt: string
  readonly seconds: number
  readonly memoryBytes: number | null
  readonly rows: Readonly<Record<string, number>>
  readonly summary?: Text
  readonly notices: readonly Text[]
  /** Ports whose artifact was written, by kind. A table port that is not here was computed inside another query. */
  readonly ports: Readonly<Record<string, StoredPort>>
  readonly state?: unknown
  /** Bytes of each file beside it, put in by the store: a file that is cut short is no artifact. */
  readonly files?: Readonly<Record<string, number>>
  /** Files outside the store that the step wrote for a person (absolute). One that is gone is written again by the next run. */
  readonly exports?: readonly string[]
}

export type StoredPort =
  | {
      readonly kind: 'table'
      readonly columns: readonly Column[]
      readonly part?: Part
      readonly rows: number
      readonly lineage: readonly string[]
    }
  | { readonly kind: 'json' }

/** Artifacts on disk by fingerprint, one folder each: `step.json`, `PORT.parquet`, `PORT.json`. */
export interface ArtifactStore {
  record(fingerprint: string): Promise<StepRecord | null>
  /** A folder to write a step's files into; becomes visible as a whole by `commit`. */
  begin(fingerprint: string): Promise<{ readonly folder: string; commit(record: StepRecord): Promise<void>; discard(): Promise<void> }>
  /** A stored table as a relation over its file; null when it is not there. */
  table(fingerprint: string, port: string): Promise<Relation | null>
  json(fingerprint: string, port: string): Promise<Artifact | null>
  tablePath(fingerprint: string, port: string): string
  bytes(): Promise<number>
  /** Removes the artifacts used longest ago until the cap is kept, except those in `keep`. Returns what was removed. */
  evict(capBytes: number, keep: ReadonlySet<string>): Promise<readonly string[]>
  clear(): Promise<void>
  /** Removes what a killed engine left half written. */
  tidy(): Promise<void>
}

export function openArtifactStore(root: string): ArtifactStore {
  const folderOf = (fingerprint: string) => join(root, fingerprint.slice(0, 2), fingerprint)

  const record = async (fingerprint: string): Promise<StepRecord | null> => {
    const text = await readIfThere(join(folderOf(fingerprint), 'step.json'))
    if (text === null) return null
    try {
      const entry = JSON.parse(text) as StepRecord
      return (await isWhole(folderOf(fingerprint), entry)) && (await areThere(entry.exports ?? [])) ? entry : null
    } catch (error) {
      // A record that was damaged from outside is no record; the step is computed again.
      if (error instanceof SyntaxError) return null
      throw error
    }
  }

  const touch = async (fingerprint: string) => {
    const now = new Date()
    await utimes(folderOf(fingerprint), now, now).catch(ignoreMissing)
  }

  const list = async () => {
    const found: { fingerprint: string; folder: string; bytes: number; usedAt: number }[] = []
    for (const shard of await readdir(root).catch(() => [] as string[])) {
      for (const fingerprint of await readdir(join(root, shard)).catch(() => [] as string[])) {
        // A step at work writes there: it is counted when it is done, and never taken away from under it.
        if (fingerprint.endsWith('.part')) continue
        const folder = join(root, shard, fingerprint)
        const info = await stat(folder).catch(() => null)
        if (!info?.isDirectory()) continue
        const files = await readdir(folder).catch(() => [] as string[])
        const sizes = await Promise.all(
          files.map((file) =>
            stat(join(folder, file)).then(
              (item) => item.size,
              () => 0,
            ),
          ),
        )
        found.push({ fingerprint, folder, bytes: sizes.reduce((sum, size) => sum + size, 0), usedAt: info.mtimeMs })
      }
    }
    return found
  }

  return {
    record,
    async begin(fingerprint) {
      const folder = `${folderOf(fingerprint)}.${randomBytes(4).toString('hex')}.part`
      await mkdir(folder, { recursive: true })
      const discard = () => rm(folder, { recursive: true, force: true })
      return {
        folder,
        discard,
        async commit(entry) {
          const files = await sizesIn(folder)
          await writeFileSafely(join(folder, 'step.json'), JSON.stringify({ ...entry, files }))
          const target = folderOf(fingerprint)
          // What an earlier run left under this fingerprint stays valid; ports that this one adds are put beside them.
          const before = await record(fingerprint)
          if (!before) {
            await rm(target, { recursive: true, force: true })
            await rename(folder, target)
            return
          }
          for (const file of await readdir(folder)) if (file !== 'step.json') await rename(join(folder, file), join(target, file))
          await writeFileSafely(
            join(target, 'step.json'),
            JSON.stringify({
              ...entry,
              rows: { ...before.rows, ...entry.rows },
              ports: { ...before.ports, ...entry.ports },
              files: { ...before.files, ...files },
            }),
          )
          await discard()
        },
      }
    },
    async table(fingerprint, port) {
      const entry = await record(fingerprint)
      const stored = entry?.ports[port]
      if (stored?.kind !== 'table') return null
      const path = join(folderOf(fingerprint), `${port}.parquet`)
      if ((await stat(path).catch(() => null)) === null) return null
      await touch(fingerprint)
      const physical = stored.columns.map((column, index) => ({ name: `c${index}`, duckdb: duckdbType(column.type) }))
      const relation = scan({ format: 'parquet', paths: [path], physical }, stored.columns, stored.lineage)
      return stored.part ? { ...relation, part: stored.part } : relation
    },
    async json(fingerprint, port) {
      const text = await readIfThere(join(folderOf(fingerprint), `${port}.json`))
      if (text === null) return null
      await touch(fingerprint)
      return JSON.parse(text) as Artifact
    },
    tablePath: (fingerprint, port) => join(folderOf(fingerprint), `${port}.parquet`),
    async bytes() {
      return (await list()).reduce((sum, item) => sum + item.bytes, 0)
    },
    async evict(capBytes, keep) {
      const all = (await list()).toSorted((a, b) => a.usedAt - b.usedAt)
      let total = all.reduce((sum, item) => sum + item.bytes, 0)
      const removed: string[] = []
      for (const item of all) {
        if (total <= capBytes) break
        if (keep.has(item.fingerprint)) continue
        await rm(item.folder, { recursive: true, force: true })
        total -= item.bytes
        removed.push(item.fingerprint)
      }
      return removed
    },
    async tidy() {
      for (const shard of await readdir(root).catch(() => [] as string[]))
        for (const name of await readdir(join(root, shard)).catch(() => [] as string[]))
          if (name.endsWith('.part')) await rm(join(root, shard, name), { recursive: true, force: true })
    },
    async clear() {
      for (const item of await list()) await rm(item.folder, { recursive: true, force: true })
    },
  }
}

async function sizesIn(folder: string): Promise<Record<string, number>> {
  const names = (await readdir(folder)).filter((name) => name !== 'step.json')
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, (await stat(join(folder, name))).size] as const)))
}

/** After a loss of power a record can be there whose files are not, or not to their end. */
async function isWhole(folder: string, { files = {} }: StepRecord): Promise<boolean> {
  const found = await Promise.all(
    Object.entries(files).map(([name, bytes]) =>
      stat(join(folder, name)).then(
        (info) => info.size === bytes,
        () => false,
      ),
    ),
  )
  return found.every(Boolean)
}

async function areThere(paths: readonly string[]): Promise<boolean> {
  const found = await Promise.all(
    paths.map((path) =>
      stat(path).then(
        (info) => info.isFile() || info.isDirectory(),
        () => false,
      ),
    ),
  )
  return found.every(Boolean)
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
}
