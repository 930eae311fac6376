import { join } from 'node:path'
import { z } from 'zod'
import { connectionSchema, type Connection, type ConnectionEntry } from '../protocol/connection.ts'
import { openSecretBox, type SecretBox } from './secret-box.ts'
import { readIfThere, writeFileSafely } from './write-file-safely.ts'

/** The connections of a workspace. Passwords lie encrypted beside them; the key lies elsewhere. */
export interface ConnectionStore {
  list(): Promise<readonly ConnectionEntry[]>
  read(name: string): Promise<ConnectionEntry | null>
  /** Null: there is none, or the key that it was locked with is not here. */
  password(name: string): Promise<string | null>
  /** The stored password for a connection that is being edited: null when it was given for another server, database or user. */
  passwordFor(connection: Connection, name: string): Promise<string | null>
  /** `password` undefined keeps the one that is there, which holds only for the same server, database and user. `was`: its name before. */
  save(connection: Connection, password: string | undefined, was?: string): Promise<void>
  remove(name: string): Promise<boolean>
  /** Everything that was read over it counts as old from now on. */
  refresh(name: string, at: string): Promise<boolean>
}

const sealedSchema = z.object({ iv: z.string(), tag: z.string(), data: z.string() })
const savedSchema = connectionSchema.extend({ secret: sealedSchema.nullable(), refreshedAt: z.string().nullable() })
const fileSchema = z.object({ format: z.literal('millrace/connections'), version: z.literal(1), connections: z.array(savedSchema) })

type Saved = z.output<typeof savedSchema>

export function openConnectionStore(file: string, keyFile: string): ConnectionStore {
  const box = openSecretBox(keyFile)
  let last: Promise<unknown> = Promise.resolve()

  const all = async (): Promise<readonly Saved[]> => {
    const text = await readIfThere(file)
    return text === null ? [] : fileSchema.parse(JSON.parse(text)).connections
  }
  const find = async (name: string) => (await all()).find((saved) => saved.name === name)
  // Changes follow each other, so that none is lost to another.
  const change = <T>(edit: (saved: readonly Saved[]) => Promise<{ next: readonly Saved[]; result: T }>): Promise<T> => {
    const done = last.then(async () => {
      const { next, result } = await edit(await all())
      const connections = next.toSorted((a, b) => (a.name < b.name ? -1 : 1))
      await writeFileSafely(file, JSON.stringify({ format: 'millrace/connections', version: 1, connections }, null, 1), 0o600)
      return result
    })
    last = done.catch(() => undefined)
    return done
  }

  return {
    list: async () => (await all()).map(entryOf),
    async read(name) {
      const saved = await find(name)
      return saved ? entryOf(saved) : null
    },
    async password(name) {
      const saved = await find(name)
      return saved?.secret ? box.open(saved.secret, boundTo(saved)) : null
    },
    async passwordFor(connection, name) {
      const saved = await find(name)
      return saved?.secret ? box.open(saved.secret, boundTo(connection)) : null
    },
    save: (connection, password, was = connection.name) =>
      change(async (saved) => {
        const before = saved.find((item) => item.name === was)
        const next = { ...connection, refreshedAt: before?.refreshedAt ?? null, secret: await sealed(box, connection, password, before) }
        const others = saved.filter((item) => item.name !== was && item.name !== connection.name)
        return { next: [...others, next], result: undefined }
      }),
    remove: (name) =>
      change(async (saved) => ({
        next: saved.filter((item) => item.name !== name),
        result: saved.some((item) => item.name === name),
      })),
    refresh: (name, at) =>
      change(async (saved) => ({
        next: saved.map((item) => (item.name === name ? { ...item, refreshedAt: at } : item)),
        result: saved.some((item) => item.name === name),
      })),
  }
}

/** Where the connections of a workspace and the key of this account lie. */
export function connectionPlaces(workspace: string, userFolder: string): readonly [string, string] {
  return [join(workspace, '.millrace', 'connections.json'), join(userFolder, 'connections.key')]
}

async function sealed(box: SecretBox, connection: Connection, password: string | undefined, before: Saved | undefined) {
  if (password !== undefined) return password === '' ? null : box.seal(password, boundTo(connection))
  // A password must not go to another server than the one that it was given for.
  return before && boundTo(before) === boundTo(connection) ? before.secret : null
}

/** What a password belongs to: whoever edits the file to name another host cannot have it sent there. */
function boundTo({ server, host, port, database, user, tls }: Connection): string {
  return JSON.stringify([server, host, port, database, user, tls])
}

function entryOf({ secret, ...connection }: Saved): ConnectionEntry {
  return { ...connection, hasPassword: secret !== null }
}
