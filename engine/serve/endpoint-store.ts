import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { endpointSpecSchema } from '../protocol/artifact.ts'
import { readIfThere, writeFileSafely } from '../store/write-file-safely.ts'
import { z } from 'zod'

const savedSchema = z.object({ spec: endpointSpecSchema, createdAt: z.string(), keyHashes: z.array(z.string()) })
export type SavedEndpoint = z.infer<typeof savedSchema>

/** The endpoints of a workspace, one folder each: `endpoint.json`, the request log and, where callers need one, the `key`. */
export interface EndpointStore {
  folder(name: string): string
  save(endpoint: SavedEndpoint): Promise<void>
  read(name: string): Promise<SavedEndpoint | null>
  list(): Promise<SavedEndpoint[]>
  /** The key that callers send, for its owner to copy. Null when there is none. */
  readKey(name: string): Promise<string | null>
  /** Puts a new key, which only the owner of the file may read, in the place of the old one. */
  saveKey(name: string, key: string): Promise<void>
  remove(name: string): Promise<void>
}

const endpointName = /^[a-z0-9][a-z0-9-]{0,62}$/

export function openEndpointStore(root: string): EndpointStore {
  const folder = (name: string) => {
    if (!endpointName.test(name)) throw new Error(`not a name of an endpoint: ${name}`)
    return join(root, name)
  }
  const read = async (name: string): Promise<SavedEndpoint | null> => {
    if (!endpointName.test(name)) return null
    const text = await readIfThere(join(folder(name), 'endpoint.json'))
    return text === null ? null : savedSchema.parse(JSON.parse(text))
  }
  return {
    folder,
    read,
    save: (endpoint: SavedEndpoint) =>
      writeFileSafely(join(folder(endpoint.spec.name), 'endpoint.json'), JSON.stringify(endpoint, null, 1)),
    async list() {
      const names = await readdir(root).catch(() => [] as string[])
      return (await Promise.all(names.map(read))).flatMap((endpoint) => endpoint ?? [])
    },
    readKey: (name) => readIfThere(join(folder(name), 'key')),
    saveKey: (name, key) => writeFileSafely(join(folder(name), 'key'), key, 0o600),
    async remove(name) {
      await rm(folder(name), { recursive: true, force: true })
    },
  }
}
