// Directions in which rows vary: principal components.

import { roomFrom, type CrewMaker, type Task } from '../../kernels/crew.ts'
import { createArena } from '../boost/arena.ts'
import { breathe, type FitControl } from '../estimator.ts'
import type { Matrix } from '../matrix.ts'

/** Rows of a block, as engine/kernels/assembly/gram.ts has them. */
const blockRows = 512
/** Blocks are summed up in so many pieces, whatever the number of threads, so that it changes no bit. */
const pieces = 16
const blocksEach = 4

/**
 * Mean products of columns about `about`, over rows - 1 (the covariance, about the means): width x width, row after row. Some rows at a time are
 * copied to the crew's memory, so that long tables need no second room.
 */
export async function covarianceOf(x: Matrix, about: Float64Array, crews: CrewMaker, control: FitControl): Promise<Float64Array> {
  const own = x.columns.length
  const width = Math.ceil(own / 4) * 4
  const arena = createArena(roomFrom)
  const data = arena.take(pieces * blocksEach * blockRows * width * 8)
  const sums = Array.from({ length: pieces }, () => arena.take(width * width * 8))
  const rooms = Array.from({ length: pieces }, () => arena.take(2 * blockRows * 8))
  const crew = crews.open(arena.bytes)
  try {
    const numbers = new Float64Array(crew.memory.buffer)
    const tasks = sums.map((sum, at): Task => ['gram', data, width, 0, at * blocksEach, (at + 1) * blocksEach, sum, rooms[at]!])
    const rowsEach = pieces * blocksEach * blockRows
    for (let from = 0; from < x.rows; from += rowsEach) {
      const rows = Math.min(rowsEach, x.rows - from)
      for (let j = 0; j < own; j++)
        copyColumn(x.columns[j]!, { numbers, from, rows, less: about[j]! }, { at: data / 8 + j * blockRows, width })
      crew.run(tasks.slice(0, Math.ceil(rows / (blocksEach * blockRows))))
      control.progress(Math.min(1, (from + rows) / x.rows))
      await breathe(control)
    }
    const found = new Float64Array(own * own)
    for (const sum of sums)
      for (let i = 0; i < own; i++) for (let j = i; j < own; j++) found[i * own + j]! += numbers[sum / 8 + i * width + j]!
    for (let i = 0; i < own; i++)
      for (let j = i; j < own; j++) found[i * own + j] = found[j * own + i] = found[i * own + j]! / Math.max(1, x.rows - 1)
    return found
  } finally {
    crew.close()
  }
}

interface Piece {
  readonly numbers: Float64Array
  readonly from: number
  readonly rows: number
  readonly less: number
}

/** Some rows of a column, and 0 up to the end of the last block that was begun and of its piece. */
function copyColumn(values: Float64Array, { numbers, from, rows, less }: Piece, { at, width }: { at: number; width: number }): void {
  const pieceRows = blocksEach * blockRows
  const end = Math.ceil(rows / pieceRows) * pieceRows
  for (let start = 0; start < end; start += blockRows) {
    const to = at + (start / blockRows) * width * blockRows
    const some = Math.max(0, Math.min(blockRows, rows - start))
    for (let i = 0; i < some; i++) numbers[to + i] = values[from + start + i]! - less
    if (some < blockRows) numbers.fill(0, to + some, to + blockRows)
  }
}
