// Threads that do tasks of kernels on one memory, crew after crew.
import { Worker } from 'node:worker_threads'
import { boardOf, crewMemory, doTask, resultsOf, words, writeTasks, type CrewMaker } from '../../kernels/crew.ts'
import { kernelModule, kernelsOver } from '../../kernels/kernels.ts'
import { takeTasks } from './take-tasks.ts'

/** How often a look is taken before somebody sleeps: about 20 microseconds, the gap between two steps of growing a tree. */
const looks = 4_000

/** Threads whose crew is closed, by their program: the start of one takes longer than many a training. */
const resting = new Map<string, Worker[]>()

function threadFor(entry: string | URL, memory: WebAssembly.Memory): Worker {
  const thread = resting.get(String(entry))?.pop() ?? new Worker(entry, { workerData: { module: kernelModule() } })
  thread.unref()
  thread.postMessage(memory)
  return thread
}

/**
 * Opens crews of `size`: the caller and threads that run the program at `entry`. `run` blocks the caller, so it belongs into a process that has
 * nothing else to do. Tasks are taken by whoever is free; a thread that is held up by other programs holds up nobody.
 */
export function threadCrews(size: number, entry: string | URL): CrewMaker {
  const open: CrewMaker['open'] = (bytes) => {
    const memory = crewMemory(bytes)
    const board = boardOf(memory)
    const kernels = kernelsOver(kernelModule(), memory)
    const threads = Array.from({ length: size - 1 }, () => threadFor(entry, memory))
    const { control } = board
    return {
      size,
      memory,
      run(tasks, meanwhile) {
        writeTasks(board, tasks)
        if (tasks.length === 1 || size === 1) {
          meanwhile?.()
          for (let task = 0; task < tasks.length; task++) doTask(kernels, board, task)
        } else {
          Atomics.store(control, words.done, 0)
          // From here on a thread that comes late from the last round may take tasks too.
          Atomics.store(control, words.left, tasks.length)
          Atomics.add(control, words.round, 1)
          Atomics.notify(control, words.round)
          meanwhile?.()
          takeTasks(kernels, board)
          for (let look = 0, done = Atomics.load(control, words.done); done < tasks.length; done = Atomics.load(control, words.done))
            if (look++ > looks) Atomics.wait(control, words.done, done)
        }
        return resultsOf(board, tasks.length)
      },
      close() {
        Atomics.store(control, words.round, -1)
        Atomics.notify(control, words.round)
        // Each hears of its next crew when it has left this one.
        resting.set(String(entry), [...(resting.get(String(entry)) ?? []), ...threads.splice(0)])
      },
    }
  }
  return { size, open }
}
