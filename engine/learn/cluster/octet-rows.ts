// Clusters of rows: k-means, density, mixtures of normal clouds. Rows are complete and finite.

import { roomFrom, type Crew, type CrewMaker } from '../../kernels/crew.ts'
import { createArena } from '../boost/arena.ts'
import type { Matrix } from '../matrix.ts'

/** Rows in blocks of 8 as the kernel of distances reads them (engine/kernels/assembly/distances.ts), around 0, with room for centres. */
export interface OctetRows {
  readonly crew: Crew
  readonly x: Matrix
  /** What was taken from each column, so that 32 bits keep the digits that tell rows apart. */
  readonly middle: Float64Array
  /** Addresses. */
  readonly blocks: number
  readonly labels: number
  readonly centres: number
  readonly sums: number
  /** First blocks of the pieces that are worked on side by side, and the end: the same for any number of threads. */
  readonly pieces: readonly number[]
  /** Bytes of one piece's sums. */
  readonly sumBytes: number
}

const mostPieces = 64
const blockSize = 8
const tile = 1024

/** Copies rows into a crew's memory, with room for so many centres. The crew is to be closed. */
export function openOctetRows(x: Matrix, centres: number, crews: CrewMaker): OctetRows {
  const width = x.columns.length
  const blockCount = Math.ceil(x.rows / blockSize)
  const groups = Math.ceil(centres / 4)
  const pieceCount = Math.max(1, Math.min(mostPieces, Math.ceil(blockCount / 64)))
  const sumBytes = groups * 4 * (width + 1) * 8
  const arena = createArena(roomFrom)
  const places = {
    blocks: arena.take(blockCount * blockSize * width * 4),
    labels: arena.take(blockCount * blockSize * 4),
    centres: arena.take(groups * (width + 1) * 64),
    sums: arena.take(pieceCount * sumBytes),
  }
  const crew = crews.open(arena.bytes)
  const middle = Float64Array.from(x.columns, meanOf)
  fillBlocks(new Float32Array(crew.memory.buffer, places.blocks, blockCount * blockSize * width), x, middle)
  const pieces = Array.from({ length: pieceCount + 1 }, (_, at) => Math.floor((at * blockCount) / pieceCount))
  return { crew, x, middle, ...places, pieces, sumBytes }
}

function meanOf(values: Float64Array): number {
  let sum = 0
  for (const value of values) sum += value
  return sum / values.length
}

function fillBlocks(into: Float32Array, { rows, columns }: Matrix, middle: Float64Array): void {
  const width = columns.length
  // Some rows at a time, so that what is written stays in the cache from column to column.
  for (let from = 0; from < rows; from += tile) {
    const to = Math.min(rows, from + tile)
    for (let j = 0; j < width; j++) {
      const column = columns[j]!
      const less = middle[j]!
      for (let i = from; i < to; i++) into[((i >> 3) * width + j) * blockSize + (i & 7)] = column[i]! - less
    }
  }
}
