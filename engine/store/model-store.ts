import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Model } from '../learn/model.ts'
import type { ModelEntry } from '../protocol/workspace.ts'
import { readIfThere, writeFileSafely } from './write-file-safely.ts'

interface StoredModel {
  readonly createdAt: string
  readonly run: string | null
  readonly model: Model
}

/** Trained models of a workspace, one file each, never changed once written. */
export interface ModelStore {
  add(model: Model, run: string | null): Promise<void>
  read(id: string): Promise<Model | null>
  list(): Promise<ModelEntry[]>
}

export function openModelStore(folder: string): ModelStore {
  const at = (id: string) => join(folder, `${id}.json`)
  const load = async (id: string): Promise<StoredModel | null> => {
    if (!/^[\w-]+$/.test(id)) return null
    const text = await readIfThere(at(id))
    return text === null ? null : (JSON.parse(text) as StoredModel)
  }
  return {
    async add(model, run) {
      if ((await load(model.id)) === null)
        await writeFileSafely(at(model.id), JSON.stringify({ createdAt: new Date().toISOString(), run, model }))
    },
    read: async (id) => (await load(id))?.model ?? null,
    async list() {
      const files = await readdir(folder).catch(() => [] as string[])
      const all = await Promise.all(files.filter((file) => file.endsWith('.json')).map((file) => load(file.slice(0, -5))))
      return all
        .flatMap((stored): ModelEntry[] =>
          stored
            ? [
                {
                  id: stored.model.id,
                  name: stored.model.name,
                  learner: stored.model.learner,
                  task: stored.model.task,
                  target: stored.model.target.name,
                  createdAt: stored.createdAt,
                  rows: stored.model.trained.rows,
                  run: stored.run,
                },
              ]
            : [],
        )
        .toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1))
    },
  }
}
