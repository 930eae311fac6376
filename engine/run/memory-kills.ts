import { readFileSync } from 'node:fs'

/**
 * How many processes the system has ended since its start because memory ran out, this machine's or a group's limit. Null where that is not
 * told: only Linux counts them (proc_vmstat(5), `oom_kill`).
 */
export function memoryKills(): number | null {
  if (process.platform !== 'linux') return null
  try {
    return memoryKillsIn(readFileSync('/proc/vmstat', 'utf8'))
  } catch {
    // Not there, or not for everybody to read.
    return null
  }
}

export function memoryKillsIn(statistics: string): number | null {
  const count = /^oom_kill (\d+)$/m.exec(statistics)?.[1]
  return count === undefined ? null : Number(count)
}
