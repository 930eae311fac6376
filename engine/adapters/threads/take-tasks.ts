import { doTask, words, type Board } from '../../kernels/crew.ts'
import type { Kernels } from '../../kernels/kernels.ts'

/** Takes tasks off the board until none is left. */
export function takeTasks(kernels: Kernels, board: Board): void {
  const { control } = board
  for (;;) {
    // One word says how many are left: whoever takes the last but one cannot mistake its number for one of a later round.
    const task = Atomics.sub(control, words.left, 1) - 1
    if (task < 0) return
    doTask(kernels, board, task)
    Atomics.add(control, words.done, 1)
    Atomics.notify(control, words.done)
  }
}
