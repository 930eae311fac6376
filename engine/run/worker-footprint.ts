import { readFileSync, writeFileSync } from 'node:fs'
import { getPriority } from 'node:os'
import { collectGarbage } from '../adapters/threads/collect-garbage.ts'

export interface Footprint {
  /** Peak of the process since the task began, in bytes. */
  memoryBytes(): number
  cpuSeconds(): number
  /** Waits a moment for what still ends; false where something stays: memory, timers, handles, listeners, globals, settings of the process. */
  isGone(): Promise<boolean>
}

/** A process that waits may hold so many bytes; one that has just loaded the nodes holds 130 MB. */
const mostHeld = 320 * 1024 ** 2
/** From here on unused memory is looked for, which takes some 20 ms. */
const plenty = 256 * 1024 ** 2
const patienceMs = 250

/** Begins to watch what a task takes and leaves in this process, which has loaded what the task needs. */
export function watchFootprint(): Footprint {
  const before = traces()
  const cpu = process.cpuUsage()
  const hasOwnPeak = resetPeak()
  return {
    memoryBytes: () => (hasOwnPeak ? peakOfLinux() : process.resourceUsage().maxRSS * 1024),
    cpuSeconds() {
      const { user, system } = process.cpuUsage(cpu)
      return (user + system) / 1e6
    },
    async isGone() {
      // Where a peak is that of the process's life, one that was high would be told of every task after it.
      if (!hasOwnPeak && process.resourceUsage().maxRSS * 1024 > mostHeld) return false
      for (const end = performance.now() + patienceMs; ; await new Promise((resolve) => setTimeout(resolve, 5))) {
        if (isWithin(traces(), before)) break
        if (performance.now() > end) return false
      }
      if (process.memoryUsage.rss() > plenty) collectGarbage()
      return process.memoryUsage.rss() <= mostHeld
    },
  }
}

interface Traces {
  /** Everything of which a task may leave none, in a fixed order. */
  readonly settings: string
  /** What keeps the process busy, by kind. */
  readonly handles: ReadonlyMap<string, number>
}

function traces(): Traces {
  const handles = new Map<string, number>()
  for (const kind of process.getActiveResourcesInfo()) handles.set(kind, (handles.get(kind) ?? 0) + 1)
  const listeners = process.eventNames().map((name) => `${String(name)} ${process.listenerCount(name)}`)
  const settings = [process.env, process.cwd(), getPriority(), listeners.toSorted(), Reflect.ownKeys(globalThis).map(String)]
  return { settings: JSON.stringify(settings), handles }
}

function isWithin(now: Traces, before: Traces): boolean {
  return now.settings === before.settings && [...now.handles].every(([kind, count]) => count <= (before.handles.get(kind) ?? 0))
}

/** Linux can begin a peak anew; false where that may not be done. */
function resetPeak(): boolean {
  try {
    writeFileSync('/proc/self/clear_refs', '5')
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false
    throw error
  }
}

function peakOfLinux(): number {
  const [, kibibytes] = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? []
  if (kibibytes === undefined) throw new Error('this Linux tells no peak of memory')
  return Number(kibibytes) * 1024
}
