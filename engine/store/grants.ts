import { realpath } from 'node:fs/promises'
import { readIfThere, writeFileSafely } from './write-file-safely.ts'

/** Files and folders outside the workspace that the person picked in a dialog or dropped. Kept with the workspace, so that a pipeline opens again. */
export interface Grants {
  has(path: string): boolean
  list(): readonly string[]
  add(path: string): Promise<void>
}

export async function openGrants(file: string): Promise<Grants> {
  const text = await readIfThere(file)
  const paths = new Set<string>()
  if (text !== null) {
    const saved: unknown = JSON.parse(text)
    if (Array.isArray(saved)) for (const path of saved) if (typeof path === 'string') paths.add(path)
  }
  return {
    has: (path) => paths.has(path),
    list: () => [...paths],
    async add(path) {
      paths.add(path)
      // A file that is yet to be written has no real path.
      const real = await realpath(path).catch(() => path)
      paths.add(real)
      await writeFileSafely(file, JSON.stringify([...paths].toSorted(), null, 1))
    },
  }
}
