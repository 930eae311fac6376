// The program of a thread of a crew: it waits for a round of tasks, takes its share, and waits again.
import { workerData } from 'node:worker_threads'
import { boardOf, words } from '../kernels/crew.ts'
import { kernelsOver } from '../kernels/kernels.ts'
import { takeTasks } from '../adapters/threads/take-tasks.ts'

const { memory, module } = workerData as { memory: WebAssembly.Memory; module: WebAssembly.Module }
const looks = 4_000
const kernels = kernelsOver(module, memory)
const board = boardOf(memory)
const { control } = board

for (let round = 0; ;) {
  for (let look = 0; look < looks && Atomics.load(control, words.round) === round; look++);
  if (Atomics.load(control, words.round) === round) Atomics.wait(control, words.round, round)
  round = Atomics.load(control, words.round)
  if (round < 0) break
  takeTasks(kernels, board)
}
