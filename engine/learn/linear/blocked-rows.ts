import { roomFrom, type Crew, type CrewMaker, type Task } from '../../kernels/crew.ts'
import { createArena } from '../boost/arena.ts'

/** Rows of a block, as engine/kernels/assembly/gram.ts has them. */
export const blockRows = 512
const weightRoom = 2 * blockRows * 8
/** Sums that are made side by side. Their number hangs on the width alone, so that the number of workers changes no bit. */
const mostShares = 16
const bytesForSums = 128 * 1024 ** 2

export interface BlockSource {
  /** Columns of the same length; `centre` is taken away and what is left divided by `scale` (0: the column becomes 0). */
  readonly columns: readonly { readonly values: Float64Array; readonly centre: number; readonly scale: number }[]
  readonly rows: number
  /** One per row. Rows that fill up weigh 0. */
  readonly weights: Float64Array
  /** The rows of each part, one part after the other, each from a new block on; null: one part of all rows in their order. */
  readonly parts: readonly Int32Array[] | null
}

/** Columns in a crew's memory, in blocks of rows (engine/kernels/assembly/gram.ts). Close it. */
export interface BlockedRows {
  readonly crew: Crew
  /** Columns with those that fill up to a multiple of four. */
  readonly width: number
  /** The first block of each part, and the end of the last. */
  readonly starts: readonly number[]
  /** Addresses: the first block, a weight for each row, and what was asked for beside them. */
  readonly data: number
  readonly weights: number
  readonly extra: number
  /** X'WX of the blocks from..to, all width x width of it. `weights`: the address of others than the rows' own. */
  gram(from: number, to: number, weights?: number): Float64Array
  close(): void
}

/** Bytes that `openBlockedRows` will take; ask before. */
export function blockedBytes(rows: number, columns: number, parts: number): number {
  const width = Math.ceil(columns / 4) * 4
  const blocks = Math.ceil(rows / blockRows) + parts
  return blocks * blockRows * 8 * (width + 1) + sharesOf(width) * (width * width * 8 + weightRoom)
}

function sharesOf(width: number): number {
  return Math.max(1, Math.min(mostShares, Math.floor(bytesForSums / (width * width * 8))))
}

/** Copies the columns into a new memory with `extraBytes(blocks)` of room beside them. Throws RangeError beyond 4 GiB. */
export function openBlockedRows(source: BlockSource, crews: CrewMaker, extraBytes: (blocks: number) => number = () => 0): BlockedRows {
  const { columns, rows } = source
  const lengths = source.parts?.map((part) => part.length) ?? [rows]
  const starts = [0]
  for (const length of lengths) starts.push((starts.at(-1) ?? 0) + Math.ceil(length / blockRows))
  const blocks = starts.at(-1) ?? 0
  const width = Math.ceil(columns.length / 4) * 4
  const shares = sharesOf(width)
  const arena = createArena(roomFrom)
  const data = arena.take(blocks * width * blockRows * 8)
  const weights = arena.take(blocks * blockRows * 8)
  const sums = Array.from({ length: shares }, () => arena.take(width * width * 8))
  const rooms = Array.from({ length: shares }, () => arena.take(weightRoom))
  const extra = arena.take(extraBytes(blocks))
  const crew = crews.open(arena.bytes)
  const { buffer } = crew.memory
  const numbers = new Float64Array(buffer)
  const put = (values: Float64Array, { centre, scale }: { centre: number; scale: number }, at: number, apart: number) => {
    const factor = 1 / scale
    lengths.forEach((length, part) => {
      const order = source.parts?.[part]
      for (let from = 0; from < length; from += blockRows) {
        const to = at + (starts[part]! + from / blockRows) * apart
        const some = Math.min(blockRows, length - from)
        if (order) for (let i = 0; i < some; i++) numbers[to + i] = (values[order[from + i]!]! - centre) * factor
        else for (let i = 0; i < some; i++) numbers[to + i] = (values[from + i]! - centre) * factor
      }
    })
  }
  columns.forEach(({ values, centre, scale }, j) => {
    if (scale !== 0) put(values, { centre, scale }, data / 8 + j * blockRows, width * blockRows)
  })
  put(source.weights, { centre: 0, scale: 1 }, weights / 8, blockRows)
  return {
    crew,
    width,
    starts,
    data,
    weights,
    extra,
    gram(from, to, own = weights) {
      const each = Math.max(1, Math.ceil((to - from) / shares))
      const tasks: Task[] = []
      for (let at = from; at < to; at += each) {
        const share = tasks.length
        numbers.fill(0, sums[share]! / 8, sums[share]! / 8 + width * width)
        tasks.push(['gram', data, width, own, at, Math.min(to, at + each), sums[share]!, rooms[share]!])
      }
      crew.run(tasks)
      const total = new Float64Array(width * width)
      for (let share = 0; share < tasks.length; share++) {
        const start = sums[share]! / 8
        for (let i = 0; i < width; i++) for (let j = i; j < width; j++) total[i * width + j]! += numbers[start + i * width + j]!
      }
      for (let i = 0; i < width; i++) for (let j = 0; j < i; j++) total[i * width + j] = total[j * width + i]!
      return total
    },
    close: () => crew.close(),
  }
}
