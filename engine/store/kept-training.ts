import { readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import type { KeptFit } from '../learn/estimator.ts'
import type { Text } from '../protocol/text.ts'
import { writeFileSafely } from './write-file-safely.ts'

export interface KeptTraining extends KeptFit {
  /** The step is done: nobody will go on from here. */
  clear(): Promise<void>
}

interface KeptTrainingOptions {
  /** Where trainings that were stopped lie, each by the fingerprint of its step. */
  readonly folder: string
  readonly fingerprint: string
  /** Told when something is read, and when something was written: how to complete "go on from ...". */
  readonly heard: (what: 'read' | 'written', place: Text) => void
}

interface Content {
  readonly node: string
  readonly mark: number
  readonly place: Text
  readonly progress: unknown
}

const secondsBetween = 2
/** Of trainings that were stopped, so many are kept. */
const mostFiles = 5

/** How far a training came, on disk: written every few seconds, read by the next run of the same step. */
export function keptTraining({ folder, fingerprint, heard }: KeptTrainingOptions): KeptTraining {
  const path = join(folder, `${fingerprint}.kept`)
  let last = performance.now()
  return {
    async read(asked) {
      const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null
        throw error
      })
      if (!bytes) return null
      const { node, mark, place, progress } = deserialize(bytes) as Content
      // Another Node may write the same object in another way.
      if (node !== process.version || mark !== asked) return null
      heard('read', place)
      return progress
    },
    due: () => performance.now() - last > secondsBetween * 1000,
    async write(progress, { mark, place }) {
      const content: Content = { node: process.version, mark, place, progress }
      await writeFileSafely(path, serialize(content))
      await removeOldest(folder)
      heard('written', place)
      last = performance.now()
    },
    clear: () => rm(path, { force: true }),
  }
}

async function removeOldest(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.kept'))
  if (names.length <= mostFiles) return
  const files = await Promise.all(names.map(async (name) => ({ path: join(folder, name), at: (await stat(join(folder, name))).mtimeMs })))
  for (const { path } of files.toSorted((a, b) => b.at - a.at).slice(mostFiles)) await rm(path, { force: true })
}
