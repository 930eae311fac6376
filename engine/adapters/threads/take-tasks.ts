import { doTask, words, type Board } from '../../kernels/crew.ts'
import type { Kernels } from '../../kernels/kernels.ts'

/** Takes tasks off the board until none is left. */
export function takeTasks(kernels: Kernels, board: Board): void {
  const { control } = board
  for (;;) {
    const task = Atomics.add(control, words.next, 1)
    // A task is taken at most once: the counter only starts again when all of the round are done.
    if (task >= Atomics.load(control, words.count)) return
    doTask(kernels, board, task)
    Atomics.add(control, words.done, 1)
    Atomics.notify(control, words.done)
  }
}
