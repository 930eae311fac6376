// What is kept of a run beyond its steps, and what two runs have and do differently.

import type { Energy } from '../../protocol/experiment-record.ts'

/** What a run used of the machine. */
export interface MachineUse {
  readonly seconds: number
  readonly cpuSeconds: number
  readonly cores: number
  readonly memoryBytes: number
  /** CPU seconds of all programs in that time; null where the system does not tell. */
  readonly machineCpuSeconds: number | null
}

/** What the machine says of its power: joules counted while the run went on, or the watts that it may draw for long. */
export interface PowerFacts {
  readonly counterJoules: number | null
  readonly tdpWatts: number | null
}

/** Watts of a core nobody knows anything of: Green Algorithms, and CodeCarbon as the least. */
const wattsPerCore = 12
const leastWattsPerCore = 4
/** Watts of a gigabyte of memory (Green Algorithms). */
const wattsPerGigabyte = 0.3725

/**
 * Energy of a run. A counter of the processor is parted by CPU time, at most all of it; else the processor's power by its load (per process
 * TDP x u, for the machine TDP (0.1 + 0.9 u^3), as CodeCarbon does) and the memory's; else the default of Green Algorithms per core.
 */
export function energyOf(use: MachineUse, { counterJoules, tdpWatts }: PowerFacts): Energy {
  const { seconds, cpuSeconds, cores, machineCpuSeconds } = use
  if (counterJoules !== null) {
    const all = counterJoules / 3600
    const share = machineCpuSeconds !== null && machineCpuSeconds > 0 ? Math.min(1, cpuSeconds / machineCpuSeconds) : 1
    return { wattHours: all * share, range: [all * share, all], from: 'counter' }
  }
  const memory = ((use.memoryBytes / 1e9) * wattsPerGigabyte * seconds) / 3600
  if (tdpWatts !== null) {
    const load = seconds > 0 ? Math.min(1, cpuSeconds / (cores * seconds)) : 0
    const process = (tdpWatts * load * seconds) / 3600 + memory
    const machine = (tdpWatts * (0.1 + 0.9 * load ** 3) * seconds) / 3600 + memory
    return { wattHours: process, range: [Math.min(process, machine), Math.max(process, machine)], from: 'tdp' }
  }
  const most = (cpuSeconds * wattsPerCore) / 3600 + memory
  return { wattHours: most, range: [(cpuSeconds * leastWattsPerCore) / 3600 + memory, most], from: 'default' }
}
