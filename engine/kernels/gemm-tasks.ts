import type { Task } from './crew.ts'

/** Bytes of room that each task of a product needs for itself. */
export const gemmRoom = 256 * 128 * 4 + 256 * 16 + 128

/** A matrix of 32-bit floats in the memory of a crew: `at` in bytes, `stride` floats from row to row. `transposed`: it is stored the other way. */
export interface Operand {
  readonly at: number
  readonly stride: number
  readonly transposed?: boolean
}

export interface Product {
  readonly a: Operand
  readonly b: Operand
  /** Where it goes; `add`: added to what is there. */
  readonly c: { readonly at: number; readonly stride: number; readonly add?: boolean }
  /** C has m rows and n columns; k is what is summed over. */
  readonly m: number
  readonly n: number
  readonly k: number
}

/**
 * The tasks of C = A B for so many workers: strips of rows, or of columns where there are more of these. `room`: address of `workers` times `gemmRoom`
 * bytes. The result is the same to the last bit for any number of workers.
 */
export function gemmTasks(product: Product, workers: number, room: number): Task[] {
  const { a, b, c, m, n, k } = product
  const how = (a.transposed ? 1 : 0) + (b.transposed ? 2 : 0) + (c.add ? 4 : 0)
  const byRows = m >= n || n < 16
  const length = byRows ? m : n
  const unit = byRows ? 4 : 8
  // A strip that is soon done is not worth a second worker.
  const parts = Math.max(1, Math.min(workers, Math.ceil(length / unit), Math.floor((m * n * k) / 100_000)))
  const each = Math.ceil(length / parts / unit) * unit
  return Array.from({ length: Math.ceil(length / each) }, (_, part): Task => {
    const from = part * each
    const size = Math.min(each, length - from)
    const rowsOfA = byRows ? from * (a.transposed ? 4 : a.stride * 4) : 0
    const columnsOfB = byRows ? 0 : from * (b.transposed ? b.stride * 4 : 4)
    const ofC = byRows ? from * c.stride * 4 : from * 4
    const [rows, columns] = byRows ? [size, n] : [m, size]
    return [
      'gemm',
      a.at + rowsOfA,
      b.at + columnsOfB,
      c.at + ofC,
      rows,
      columns,
      k,
      a.stride,
      b.stride,
      c.stride,
      how,
      room + part * gemmRoom,
    ]
  })
}
