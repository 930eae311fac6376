import { kernelModule, kernelNames, kernelsOver, type Kernels } from './kernels.ts'

type Kernel = (...args: readonly number[]) => number | undefined

export type Task = readonly [kernel: keyof Kernels, ...args: readonly number[]]

/** One memory, and those who work on it. The number of workers must never change what comes out: tasks of a call write to different places. */
export interface Crew {
  readonly size: number
  readonly memory: WebAssembly.Memory
  /**
   * Does the tasks in any order, side by side, and waits for all. Gives what each kernel gave, 0 for nothing. At most `mostTasks`. The caller does
   * what is to be done `meanwhile` before it takes tasks itself: it must touch nothing that they touch.
   */
  run(tasks: readonly Task[], meanwhile?: () => void): readonly number[]
  close(): void
}

export interface CrewMaker {
  /** Of the crews that it opens. */
  readonly size: number
  /** A crew on a new memory with so many bytes of room from `roomFrom` on. */
  open(bytes: number): Crew
}

export const mostTasks = 512
const slots = 16
const control = 64
/** Where constants of the kernels stand (tools/build-kernels.mjs). */
export const constants = { from: control + mostTasks * slots * 8, bytes: 16_384 } as const
/** The first byte that is not the crew's own. */
export const roomFrom = constants.from + constants.bytes

const page = 65_536
const mostPages = 65_536

/** Memory of at least so many bytes beside the crew's own. Throws RangeError beyond 4 GiB. */
export function crewMemory(bytes: number): WebAssembly.Memory {
  const initial = Math.ceil((roomFrom + bytes) / page)
  if (initial > mostPages) throw new RangeError(`${bytes} bytes are more than one memory of kernels can hold`)
  return new WebAssembly.Memory({ initial, maximum: initial, shared: true })
}

/** Words that the crew speaks through: the round, how many tasks nobody has taken (or less than none), how many are done. */
export const words = { round: 0, left: 1, done: 2 } as const

export interface Board {
  readonly control: Int32Array
  readonly numbers: Float64Array
}

export function boardOf(memory: WebAssembly.Memory): Board {
  return { control: new Int32Array(memory.buffer, 0, control / 4), numbers: new Float64Array(memory.buffer, control, mostTasks * slots) }
}

function checkCount(tasks: readonly Task[]): void {
  if (tasks.length > mostTasks) throw new RangeError(`${tasks.length} tasks at once`)
}

const numberOf = new Map<string, number>(kernelNames.map((name, at) => [name, at]))

/** Writes the tasks to where every worker sees them. */
export function writeTasks({ numbers }: Board, tasks: readonly Task[]): void {
  checkCount(tasks)
  tasks.forEach(([kernel, ...args], task) => {
    const at = task * slots
    numbers[at] = numberOf.get(kernel) ?? -1
    numbers[at + 1] = args.length
    numbers.set(args, at + 2)
  })
}

/** Does one task; what it gives stands in its last slot. */
export function doTask(kernels: Kernels, { numbers }: Board, task: number): void {
  const at = task * slots
  const name = kernelNames[numbers[at] ?? -1]
  if (name === undefined) throw new Error('a task without a kernel')
  const kernel = kernels[name] as Kernel
  numbers[at + slots - 1] = kernel(...numbers.subarray(at + 2, at + 2 + (numbers[at + 1] ?? 0))) ?? 0
}

export function resultsOf({ numbers }: Board, count: number): number[] {
  return Array.from({ length: count }, (_, task) => numbers[task * slots + slots - 1] ?? 0)
}

/** Nobody but the caller. */
export const soloCrews: CrewMaker = {
  size: 1,
  open(bytes) {
    const memory = crewMemory(bytes)
    const kernels = kernelsOver(kernelModule(), memory)
    return {
      size: 1,
      memory,
      run(tasks, meanwhile) {
        checkCount(tasks)
        meanwhile?.()
        return tasks.map(([name, ...args]) => (kernels[name] as Kernel)(...args) ?? 0)
      },
      close: () => undefined,
    }
  },
}
