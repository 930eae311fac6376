import { createHash } from 'node:crypto'
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { profileSchema, type Profile } from '../protocol/profile.ts'
import { readIfThere, writeFileSafely } from './write-file-safely.ts'

/** The port of a pipeline that was profiled. */
export interface ProfiledPort {
  readonly pipeline: string
  readonly node: string
  readonly port: string
}

export interface StoredProfile {
  /** Of what came out of the port. */
  readonly fingerprint: string
  readonly at: string
  readonly profile: Profile
}

/** Profiles that were looked at, the latest few of each port: what a table was before its file or its steps changed. */
export interface ProfileStore {
  /** Takes the place of an earlier profile of the same rows. */
  save(port: ProfiledPort, stored: StoredProfile): Promise<void>
  /** The latest first. */
  list(port: ProfiledPort): Promise<StoredProfile[]>
}

const keptOfPort = 10
/** Ports of pipelines that are gone leave theirs behind. */
const mostPorts = 200

export function openProfileStore(folder: string): ProfileStore {
  const folderOf = ({ pipeline, node, port }: ProfiledPort) =>
    join(
      folder,
      createHash('sha256')
        .update(JSON.stringify([pipeline, node, port]))
        .digest('hex')
        .slice(0, 24),
    )
  const read = async (path: string): Promise<StoredProfile | null> => {
    const text = await readIfThere(path)
    if (text === null) return null
    try {
      const { fingerprint, at, profile } = JSON.parse(text) as Record<keyof StoredProfile, unknown>
      const parsed = profileSchema.safeParse(profile)
      // One that an older Millrace wrote in another shape is as good as none.
      return parsed.success ? { fingerprint: String(fingerprint), at: String(at), profile: parsed.data } : null
    } catch (error) {
      if (error instanceof SyntaxError) return null
      throw error
    }
  }
  const list = async (port: ProfiledPort) => {
    const names = await readdir(folderOf(port)).catch(() => [] as string[])
    const found = await Promise.all(names.filter((name) => name.endsWith('.json')).map((name) => read(join(folderOf(port), name))))
    return found.flatMap((one) => one ?? []).toSorted((a, b) => (a.at < b.at ? 1 : -1))
  }
  const dropOldPorts = async () => {
    const names = await readdir(folder)
    if (names.length <= mostPorts) return
    const ages = await Promise.all(names.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })))
    for (const { name } of ages.toSorted((a, b) => b.at - a.at).slice(mostPorts))
      await rm(join(folder, name), { recursive: true, force: true })
  }
  return {
    async save(port, stored) {
      const fileOf = ({ fingerprint }: StoredProfile) => join(folderOf(port), `${fingerprint}.json`)
      await writeFileSafely(fileOf(stored), JSON.stringify(stored))
      for (const old of (await list(port)).slice(keptOfPort)) await rm(fileOf(old), { force: true })
      await dropOldPorts()
    },
    list,
  }
}
