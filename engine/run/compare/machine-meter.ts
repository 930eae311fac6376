import { readdir } from 'node:fs/promises'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { readIfThere } from '../../store/write-file-safely.ts'
import type { PowerFacts } from './energy.ts'

export interface MachineMeter {
  /** CPU time of a process that worked for the run and has ended. */
  add(cpuSeconds: number): void
  /** What was used since the start. */
  read(): Promise<PowerFacts & { readonly cpuSeconds: number; readonly machineCpuSeconds: number | null }>
}

const powercap = '/sys/class/powercap'

/** Begins to measure what a run uses: CPU time of this process and of its workers, and the processor's own counter where it may be read. */
export async function startMeter(folder = powercap): Promise<MachineMeter> {
  const own = process.cpuUsage()
  const busy = busySeconds()
  const packages = await packagesOf(folder)
  const before = await Promise.all(packages.map(counterOf))
  let others = 0
  return {
    add: (seconds) => {
      others += seconds
    },
    async read() {
      const { user, system } = process.cpuUsage(own)
      const now = busySeconds()
      const after = await Promise.all(packages.map(counterOf))
      return {
        cpuSeconds: (user + system) / 1e6 + others,
        machineCpuSeconds: busy === null || now === null ? null : Math.max(0, now - busy),
        counterJoules: joulesBetween(before, after),
        tdpWatts: await tdpOf(packages),
      }
    },
  }
}

interface Counter {
  readonly microjoules: number
  readonly wrapsAt: number
}

/** Domains of whole packages: those of cores and memory controllers lie inside them. */
async function packagesOf(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => [] as string[])
  return names.filter((name) => /^(intel|amd)-rapl:\d+$/.test(name)).map((name) => join(folder, name))
}

async function counterOf(path: string): Promise<Counter | null> {
  const [now, most] = await Promise.all([numberIn(join(path, 'energy_uj')), numberIn(join(path, 'max_energy_range_uj'))])
  return now === null ? null : { microjoules: now, wrapsAt: most ?? 0 }
}

/** Null where no counter may be read. A counter that began again at 0 went through its end once. */
function joulesBetween(before: readonly (Counter | null)[], after: readonly (Counter | null)[]): number | null {
  let joules: number | null = null
  for (const [at, from] of before.entries()) {
    const to = after[at]
    if (!from || !to) continue
    const gone = to.microjoules - from.microjoules
    joules = (joules ?? 0) + (gone >= 0 ? gone : gone + from.wrapsAt) / 1e6
  }
  return joules
}

/** The power that the packages may draw for long, as the system limits it: what is sold as their TDP. */
async function tdpOf(packages: readonly string[]): Promise<number | null> {
  const limits = await Promise.all(packages.map((path) => numberIn(join(path, 'constraint_0_power_limit_uw'))))
  const known = limits.filter((limit) => limit !== null && limit > 0)
  return known.length === 0 || known.length < packages.length ? null : known.reduce((sum: number, limit) => sum + (limit ?? 0), 0) / 1e6
}

/** Newer kernels let only root read the counters; what may not be read is not there. */
async function numberIn(path: string): Promise<number | null> {
  try {
    const text = await readIfThere(path)
    const value = text === null ? Number.NaN : Number(text)
    return Number.isFinite(value) ? value : null
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'EACCES' || error.code === 'EPERM' || error.code === 'ENODATA'))
      return null
    throw error
  }
}

/** CPU seconds of all programs since the machine started; null where the system tells none. */
function busySeconds(): number | null {
  const all = cpus()
  if (all.length === 0) return null
  return all.reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0) / 1000
}
