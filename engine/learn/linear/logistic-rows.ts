import type { CrewMaker, Task } from '../../kernels/crew.ts'
import { gemmRoom } from '../../kernels/gemm-tasks.ts'
import type { Matrix } from '../matrix.ts'
import { blockedBytes, blockRows, openBlockedRows, type BlockedRows } from './blocked-rows.ts'
import type { ColumnScales } from './column-scales.ts'

export interface LogisticTable {
  readonly x: Matrix
  /** 0 or 1. */
  readonly labels: Float64Array
  readonly weights: Float64Array
  readonly scales: ColumnScales
  readonly intercept: boolean
  /** The rows of each part, one after the other; null: one part of all rows. */
  readonly parts: readonly Int32Array[] | null
}

/** Sums over rows at some slopes, of standardised columns; the last slope is the intercept's where there is one. */
export interface LogisticSums {
  readonly loss: number
  readonly gradient: Float64Array
  /** size x size; null where it was not asked for. */
  readonly curvature: Float64Array | null
}

/** Blocks from..to, of which each `step`th counts. */
export interface Stretch {
  readonly from: number
  readonly to: number
  readonly step: number
}

/** Fits that are computed at once at most. */
export const mostFits = 256
/** Sums that are made side by side in a stretch; their number changes no bit as it hangs on nothing but the stretch. */
const shares = 16
const roomForOne = 5 * blockRows * 8

/** Bytes in the kernels' memory for rows with so many columns in so many parts, `fits` at once. */
export function logisticBytes(rows: number, columns: number, parts: number, fits: number): number {
  const width = Math.ceil((columns + 1) / 4) * 4
  const blocks = Math.ceil(rows / blockRows) + parts
  return blockedBytes(rows, columns + 1, parts) + beside(blocks, width, parts, fits)
}

function roomForMany(width: number, fits: number): number {
  return (width + fits + 2) * blockRows * 4 + (fits * width + 4) * 4 + gemmRoom
}

function beside(blocks: number, width: number, parts: number, fits: number): number {
  const one = shares * (width + width * width + 2) * 8 + shares * roomForOne
  const many = fits === 0 ? 0 : manyShares(parts) * ((width + 1) * fits * 8 + roomForMany(width, fits) + 128)
  return blocks * blockRows * 8 + width * 8 + fits * (width * 4 + 4) + one + many + 1024
}

function manyShares(parts: number): number {
  return parts * Math.ceil(shares / parts)
}

/** Rows in the memory of kernels, over which log loss, its gradient and its curvature are summed by many. Close it. */
export class LogisticRows {
  readonly size: number
  private readonly blocked: BlockedRows
  private readonly labels: number
  private readonly slopes: number
  private readonly manySlopes: number
  private readonly folds: number
  private readonly sums: number
  private readonly rooms: number
  private readonly manySums: number
  private readonly manyRooms: number
  private readonly fits: number
  private readonly blockWeights: Float64Array

  /** `fits`: most fits at once. Ask `logisticBytes` before. */
  constructor(table: LogisticTable, crews: CrewMaker, fits: number) {
    const { x, scales, intercept, weights, parts } = table
    const columns = x.columns.map((values, j) => ({ values, centre: scales.means[j]!, scale: scales.deviations[j]! }))
    if (intercept) columns.push({ values: new Float64Array(x.rows).fill(1), centre: 0, scale: 1 })
    this.size = columns.length
    this.fits = fits
    const width = Math.ceil(columns.length / 4) * 4
    this.blocked = openBlockedRows({ columns, rows: x.rows, weights, parts }, crews, (blocks) =>
      beside(blocks, width, parts?.length ?? 1, fits),
    )
    const { extra, starts, crew } = this.blocked
    const blocks = starts.at(-1) ?? 0
    this.labels = extra
    this.slopes = this.labels + blocks * blockRows * 8
    this.sums = this.slopes + width * 8
    this.rooms = this.sums + shares * (width + width * width + 2) * 8
    this.manySums = this.rooms + shares * roomForOne
    this.manyRooms = this.manySums + manyShares(starts.length - 1) * (width + 1) * fits * 8
    this.manySlopes = this.manyRooms + manyShares(starts.length - 1) * (Math.ceil(roomForMany(width, fits) / 64) * 64)
    this.folds = this.manySlopes + fits * width * 4
    const numbers = new Float64Array(crew.memory.buffer)
    const ofRows = numbers.subarray(this.blocked.weights / 8)
    this.blockWeights = Float64Array.from({ length: blocks }, (_, block) => {
      let sum = 0
      for (let row = block * blockRows; row < (block + 1) * blockRows; row++) sum += ofRows[row]!
      return sum
    })
    starts.slice(0, -1).forEach((start, part) => {
      const at = this.labels / 8 + start * blockRows
      const order = parts?.[part]
      if (order) order.forEach((row, i) => (numbers[at + i] = table.labels[row]!))
      else numbers.set(table.labels, at)
    })
  }

  /** Blocks of all rows, or of all but one part. */
  stretches(without = -1): Stretch[] {
    const { starts } = this.blocked
    const end = starts.at(-1) ?? 0
    if (without < 0) return [{ from: 0, to: end, step: 1 }]
    return [
      { from: 0, to: starts[without]!, step: 1 },
      { from: starts[without + 1]!, to: end, step: 1 },
    ].filter(({ from, to }) => to > from)
  }

  /** The blocks of one part. */
  part(part: number): Stretch {
    const { starts } = this.blocked
    return { from: starts[part]!, to: starts[part + 1]!, step: 1 }
  }

  /** Each `step`th block of all. */
  sample(step: number): Stretch[] {
    return [{ from: 0, to: this.blocked.starts.at(-1) ?? 0, step }]
  }

  /** The sum of the weights of the rows. */
  weight(stretches: readonly Stretch[]): number {
    let sum = 0
    for (const { from, to, step } of stretches) for (let block = from; block < to; block += step) sum += this.blockWeights[block]!
    return sum
  }

  /** Sums at one fit's slopes. */
  evaluate(slopes: Float64Array, stretches: readonly Stretch[], withCurvature: boolean): LogisticSums {
    const { blocked, size } = this
    const { width, crew } = blocked
    const numbers = new Float64Array(crew.memory.buffer)
    numbers.fill(0, this.slopes / 8, this.slopes / 8 + width)
    numbers.set(slopes, this.slopes / 8)
    const total = { loss: 0, gradient: new Float64Array(size), curvature: withCurvature ? new Float64Array(size * size) : null }
    const sumBytes = (width + width * width + 2) * 8
    for (const { from, to, step } of stretches) {
      const each = Math.max(1, Math.ceil((to - from) / step / shares)) * step
      const tasks: Task[] = []
      for (let at = from; at < to; at += each) {
        const sum = this.sums + tasks.length * sumBytes
        numbers.fill(0, sum / 8, (sum + sumBytes) / 8)
        const curvature = withCurvature ? sum + (width + 2) * 8 : 0
        const room = this.rooms + tasks.length * roomForOne
        const rows = [blocked.data, width, this.labels, blocked.weights, this.slopes, at, Math.min(to, at + each), step]
        tasks.push(['logisticBlocks', ...rows, sum, curvature, room])
      }
      crew.run(tasks)
      tasks.forEach((_, share) => {
        const sum = (this.sums + share * sumBytes) / 8
        for (let j = 0; j < size; j++) total.gradient[j]! += numbers[sum + j]!
        total.loss += numbers[sum + width]!
        const start = sum + width + 2
        if (total.curvature)
          for (let i = 0; i < size; i++) for (let j = i; j < size; j++) total.curvature[i * size + j]! += numbers[start + i * width + j]!
      })
    }
    if (total.curvature)
      for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) total.curvature[i * size + j] = total.curvature[j * size + i]!
    return total
  }

  /**
   * Gradients of many fits, in 32 bits, for each part apart: `gradients[part][fit]`. A fit gets none from the part that it leaves out
   * (`leaves[fit]`; -1: leaves none out) but its loss there: `losses[fit]`.
   */
  evaluateMany(slopes: readonly Float64Array[], leaves: readonly number[]): { gradients: Float64Array[][]; losses: Float64Array } {
    const { blocked, size, fits: room } = this
    const { width, crew, starts } = blocked
    const fits = slopes.length
    if (fits > room) throw new RangeError(`${fits} fits at once, ${room} expected`)
    const { buffer } = crew.memory
    const numbers = new Float64Array(buffer)
    const own = new Float32Array(buffer, this.manySlopes, fits * width).fill(0)
    slopes.forEach((list, fit) => own.set(list, fit * width))
    new Int32Array(buffer, this.folds, fits).set(leaves)
    const parts = starts.length - 1
    const sharesOfPart = Math.ceil(shares / parts)
    const tasks: Task[] = []
    const owners: number[] = []
    const roomBytes = Math.ceil(roomForMany(width, room) / 64) * 64
    for (let part = 0; part < parts; part++) {
      const { from, to } = this.part(part)
      const each = Math.max(1, Math.ceil((to - from) / sharesOfPart))
      for (let at = from; at < to; at += each) {
        const sum = this.manySums + tasks.length * (width + 1) * room * 8
        numbers.fill(0, sum / 8, sum / 8 + (width + 1) * fits)
        const rows = [
          blocked.data,
          width,
          this.labels,
          blocked.weights,
          this.manySlopes,
          this.folds,
          fits,
          part,
          at,
          Math.min(to, at + each),
        ]
        owners.push(part)
        tasks.push(['logisticMany', ...rows, sum, this.manyRooms + tasks.length * roomBytes])
      }
    }
    crew.run(tasks)
    const gradients = Array.from({ length: parts }, () => slopes.map(() => new Float64Array(size)))
    const losses = new Float64Array(fits)
    owners.forEach((part, task) => {
      const sum = this.manySums / 8 + task * (width + 1) * room
      for (let fit = 0; fit < fits; fit++) {
        const gradient = gradients[part]![fit]!
        for (let j = 0; j < size; j++) gradient[j]! += numbers[sum + fit * width + j]!
        losses[fit]! += numbers[sum + fits * width + fit]!
      }
    })
    return { gradients, losses }
  }

  close(): void {
    this.blocked.close()
  }
}
