// The program of a thread of crews: given the memory of one, it waits for a round of tasks, takes its share, and waits again, until that crew closes.
import { parentPort, workerData } from 'node:worker_threads'
import { collectGarbage } from '../adapters/threads/collect-garbage.ts'
import { boardOf, words } from '../kernels/crew.ts'
import { kernelsOver } from '../kernels/kernels.ts'
import { takeTasks } from '../adapters/threads/take-tasks.ts'

const { module } = workerData as { module: WebAssembly.Module }
const looks = 4_000

function workIn(memory: WebAssembly.Memory): void {
  const kernels = kernelsOver(module, memory)
  const board = boardOf(memory)
  const { control } = board
  for (let round = 0; ;) {
    for (let look = 0; look < looks && Atomics.load(control, words.round) === round; look++);
    if (Atomics.load(control, words.round) === round) Atomics.wait(control, words.round, round)
    round = Atomics.load(control, words.round)
    if (round < 0) return
    takeTasks(kernels, board)
  }
}

parentPort?.on('message', (memory: WebAssembly.Memory) => {
  workIn(memory)
  // A thread that rests would hold the memory of its last crew as long as it lives.
  collectGarbage()
})
