import type { CrewMaker } from '../../kernels/crew.ts'
import type { Matrix } from '../matrix.ts'
import { blockRows, openBlockedRows } from './blocked-rows.ts'
import type { ColumnScales } from './column-scales.ts'

export interface LogLinearTask {
  readonly x: Matrix
  readonly scales: ColumnScales
  /** What is expected, in units of about 1. */
  readonly y: Float64Array
  readonly weights: Float64Array
  /** What is added to the logarithm of each row's answer; null: nothing. */
  readonly offset: Float64Array | null
  /** Of the variance: 1 Poisson, 2 gamma, between them Tweedie. */
  readonly power: number
}

/** Slope and curvature of the mean loss along the standardised columns and, last, the intercept. */
export interface Bend {
  readonly gradient: Float64Array
  /** Row after row. */
  readonly hessian: Float64Array
}

/** Rows of a regression with a logarithmic link (McCullagh and Nelder 1989), its products made by kernels. Close it. */
export interface LogLinearRows {
  /** Of each row, what a step adds to the logarithm of its answer. */
  along(step: Float64Array): Float64Array
  /** Half the mean deviance, less what does not hang on the answers, `share` of the way along a step from where `bendAt` was asked last. */
  loss(moved: Float64Array | null, share: number): number
  /** Goes `share` of the way, and gives slope and curvature there. */
  bendAt(moved: Float64Array | null, share: number): Bend
  close(): void
}

export function openLogLinearRows({ x, scales, y, weights, offset, power }: LogLinearTask, crews: CrewMaker): LogLinearRows {
  const { rows } = x
  const width = x.columns.length
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const empty = new Float64Array(rows)
  const columns = [
    ...x.columns.map((values, j) => ({ values, centre: scales.means[j]!, scale: scales.deviations[j]! })),
    { values: new Float64Array(rows).fill(1), centre: 0, scale: 1 },
    { values: empty, centre: 0, scale: 1 },
  ]
  const blocked = openBlockedRows({ columns, rows, weights, parts: null }, crews)
  const numbers = new Float64Array(blocked.crew.memory.buffer)
  const [size, pulls] = [width + 1, width + 1]
  const logs = offset ? Float64Array.from(offset) : new Float64Array(rows)
  const [up, down] = [2 - power, 1 - power]
  const isPoisson = power === 1
  const isGamma = power === 2

  const along: LogLinearRows['along'] = (step) => {
    let start = step[width]!
    const moved = new Float64Array(rows)
    x.columns.forEach((column, j) => {
      const slope = scales.deviations[j] === 0 ? 0 : step[j]! / scales.deviations[j]!
      if (slope === 0) return
      start -= slope * scales.means[j]!
      for (let i = 0; i < rows; i++) moved[i]! += slope * column[i]!
    })
    for (let i = 0; i < rows; i++) moved[i]! += start
    return moved
  }

  return {
    along,
    loss(moved, share) {
      let sum = 0
      for (let i = 0; i < rows; i++) {
        const log = logs[i]! + (moved ? share * moved[i]! : 0)
        const rising = isGamma ? log : Math.exp(up * log) / up
        sum += weights[i]! * (rising - (isPoisson ? y[i]! * log : (y[i]! * Math.exp(down * log)) / down))
      }
      return sum / total
    },
    bendAt(moved, share) {
      for (let i = 0; i < rows; i++) {
        const log = moved ? (logs[i]! += share * moved[i]!) : logs[i]!
        const rising = isGamma ? 1 : Math.exp(up * log)
        const falling = isPoisson ? y[i]! : y[i]! * Math.exp(down * log)
        const curve = up * rising - down * falling
        numbers[blocked.weights / 8 + i] = weights[i]! * curve
        // A weighted column whose products with the others are the slopes.
        const place = Math.floor(i / blockRows) * blocked.width + pulls
        numbers[blocked.data / 8 + place * blockRows + (i % blockRows)] = curve > 0 ? (rising - falling) / curve : 0
      }
      const gram = blocked.gram(0, blocked.starts.at(-1)!)
      const gradient = Float64Array.from({ length: size }, (_, j) => gram[j * blocked.width + pulls]! / total)
      const hessian = new Float64Array(size * size)
      for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) hessian[i * size + j] = gram[i * blocked.width + j]! / total
      return { gradient, hessian }
    },
    close: () => blocked.close(),
  }
}
