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
 * Products are summed about the mean of so many rows. It lies at most sqrt(rows / 4096) deviations from the mean, whatever the rows, since these are
 * among them: of a million rows at worst 2.4 of the 16 digits are lost, of most tables none.
 */
const rowsForShift = 4096

export interface Covariance {
  /** Of each column. */
  readonly means: Float64Array
  /** Mean products of the columns about their means, or about 0, over rows - 1: width x width, row after row. */
  readonly products: Float64Array
}

/**
 * Means of the columns and their covariance (`centred`), or their mean products about 0. The rows are read once: products are summed about a
 * point near the means, which the sums of the columns put right (Chan, Golub and LeVeque 1983). Some rows at a time are copied to the crew's memory,
 * so that long tables need no second room.
 */
export async function covarianceOf(
  x: Matrix,
  { centred, crews }: { readonly centred: boolean; readonly crews: CrewMaker },
  control: FitControl,
): Promise<Covariance> {
  const width = x.columns.length
  const about = centred ? x.columns.map((column) => meanOfSome(column)) : new Array<number>(width).fill(0)
  const { firsts, products } = await sumsAbout(x, about, crews, control)
  const means = Float64Array.from(about, (point, j) => point + firsts[j]! / x.rows)
  for (let i = 0; i < width; i++)
    for (let j = i; j < width; j++) {
      const product = products[i * width + j]! - (centred ? (firsts[i]! * firsts[j]!) / x.rows : 0)
      products[i * width + j] = products[j * width + i] = product / Math.max(1, x.rows - 1)
    }
  return { means, products }
}

/** The mean of rows that lie evenly in the column. */
function meanOfSome(column: Float64Array): number {
  const step = Math.max(1, Math.floor(column.length / rowsForShift))
  let [sum, count] = [0, 0]
  for (let row = 0; row < column.length; row += step) {
    sum += column[row]!
    count++
  }
  return sum / count
}

interface Sums {
  /** Of what is left of each column when the point is taken from it, and of the products of these (the upper triangle). */
  readonly firsts: Float64Array
  readonly products: Float64Array
}

async function sumsAbout(x: Matrix, about: readonly number[], crews: CrewMaker, control: FitControl): Promise<Sums> {
  const own = x.columns.length
  const width = Math.ceil(own / 4) * 4
  const rowsEach = pieces * blocksEach * blockRows
  const arena = createArena(roomFrom)
  const data = arena.take(rowsEach * width * 8)
  const shifts = arena.take(width * 8)
  const firsts = Array.from({ length: pieces }, () => arena.take(width * 8))
  const products = Array.from({ length: pieces }, () => arena.take(width * width * 8))
  const rooms = Array.from({ length: pieces }, () => arena.take(2 * blockRows * 8))
  const crew = crews.open(arena.bytes)
  try {
    const numbers = new Float64Array(crew.memory.buffer)
    numbers.set(about, shifts / 8)
    for (let from = 0; from < x.rows; from += rowsEach) {
      const rows = Math.min(rowsEach, x.rows - from)
      for (let j = 0; j < own; j++) {
        const to = data / 8 + j * blockRows
        copyColumn(numbers, x.columns[j]!.subarray(from, from + rows), { to, apart: width * blockRows })
      }
      const used = Math.ceil(rows / (blocksEach * blockRows))
      const tasks = Array.from({ length: used }, (_, at): Task => {
        const first = at * blocksEach
        return ['covariance', data, width, first, first + blocksEach, rows, shifts, firsts[at]!, products[at]!, rooms[at]!]
      })
      crew.run(tasks)
      control.progress(Math.min(1, (from + rows) / x.rows))
      await breathe(control)
    }
    const found = { firsts: new Float64Array(own), products: new Float64Array(own * own) }
    for (let piece = 0; piece < pieces; piece++)
      for (let i = 0; i < own; i++) {
        found.firsts[i]! += numbers[firsts[piece]! / 8 + i]!
        for (let j = i; j < own; j++) found.products[i * own + j]! += numbers[products[piece]! / 8 + i * width + j]!
      }
    return found
  } finally {
    crew.close()
  }
}

/** Some rows of a column into blocks, and 0 up to the end of the last piece that was begun. */
function copyColumn(numbers: Float64Array, values: Float64Array, { to, apart }: { readonly to: number; readonly apart: number }): void {
  const pieceRows = blocksEach * blockRows
  const end = Math.ceil(values.length / pieceRows) * pieceRows
  for (let start = 0, at = to; start < end; start += blockRows, at += apart) {
    const some = values.subarray(start, start + blockRows)
    numbers.set(some, at)
    if (some.length < blockRows) numbers.fill(0, at + some.length, at + blockRows)
  }
}
