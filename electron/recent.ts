import { z } from 'zod'
import { readStored, writeStored } from './stored-file.ts'

/** Pipelines opened from outside the workspace, the newest first, ten at most. `announce` tells the system, which has a list of its own. */
export function openRecent(file: string, announce: (path: string) => void) {
  let paths = z.array(z.string()).safeParse(readStored(file)).data ?? []
  return {
    paths: () => paths,
    add(path: string) {
      paths = [path, ...paths.filter((other) => other !== path)].slice(0, 10)
      writeStored(file, paths)
      announce(path)
    },
  }
}
