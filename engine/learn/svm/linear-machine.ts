import type { FitControl } from '../estimator.ts'
import { minimise } from '../linear/minimise.ts'

export interface LinearTask {
  /** Columns of the same length. */
  readonly columns: readonly Float64Array[]
  /** What f should pass: 1 or -1 for a classifier, the target for a regression. */
  readonly aims: Float64Array
  /** C times the weight of each row. */
  readonly costs: Float64Array
  /** Null: squared hinge; else squared error beyond so much. */
  readonly slack: number | null
  readonly tolerance: number
}

const blockRows = 1024
const mostIterations = 5_000

/**
 * A straight machine, the objective of scikit-learn's LinearSVC and LinearSVR with squared losses: |w|^2 / 2 + b^2 / 2 + sum of costs times squared
 * losses, by L-BFGS. Gives the slopes and, last, b.
 */
export async function fitStraight(task: LinearTask, control: FitControl): Promise<{ slopes: Float64Array; converged: boolean }> {
  const { columns, aims, costs, slack } = task
  const width = columns.length
  const rows = aims.length
  const total = costs.reduce((sum, cost) => sum + cost, 0) || 1
  const values = new Float64Array(blockRows)
  const evaluate = (slopes: Float64Array, gradient: Float64Array): number => {
    let loss = 0
    let size = 0
    for (let j = 0; j <= width; j++) {
      gradient[j] = slopes[j]! / total
      size += slopes[j]! ** 2
    }
    for (let start = 0; start < rows; start += blockRows) {
      const end = Math.min(rows, start + blockRows)
      values.fill(slopes[width]!)
      columns.forEach((column, j) => {
        const slope = slopes[j]!
        for (let i = start; i < end; i++) values[i - start]! += slope * column[i]!
      })
      let pulled = 0
      for (let i = start; i < end; i++) {
        const aim = aims[i]!
        const value = values[i - start]!
        const over = slack === null ? Math.max(0, 1 - aim * value) : Math.max(0, Math.abs(value - aim) - slack)
        const pull = (2 * costs[i]! * over * (slack === null ? -aim : Math.sign(value - aim))) / total
        loss += costs[i]! * over * over
        values[i - start] = pull
        pulled += pull
      }
      columns.forEach((column, j) => {
        let sum = 0
        for (let i = start; i < end; i++) sum += values[i - start]! * column[i]!
        gradient[j]! += sum
      })
      gradient[width]! += pulled
    }
    return (loss + size / 2) / total
  }
  const found = await minimise({ dimension: width + 1, evaluate, tolerance: task.tolerance, maxIterations: mostIterations }, control)
  return { slopes: found.x, converged: found.converged }
}
