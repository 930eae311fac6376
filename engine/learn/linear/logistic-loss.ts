import type { Matrix } from '../matrix.ts'
import type { ColumnScales } from './column-scales.ts'

export interface LogisticTask {
  readonly x: Matrix
  readonly y: Float64Array
  readonly weights: Float64Array
  /** 1 for two classes (the second one's log-odds), else the number of classes. */
  readonly outputs: number
  readonly scales: ColumnScales
  readonly intercept: boolean
  /** For each column, what its slope's square is multiplied by, halved, in units of the mean loss. */
  readonly l2: Float64Array
}

const blockRows = 1024

/**
 * Mean weighted log loss plus the L2 penalty, over slopes of standardised columns (which L-BFGS needs to converge quickly). Per output: one parameter per column, then the intercept at the
 * column's mean. Rows are taken in blocks that stay in the processor's cache.
 */
export function logisticLoss(task: LogisticTask): (parameters: Float64Array, gradient: Float64Array) => number {
  const { x, outputs, scales } = task
  const width = x.columns.length + 1
  const totalWeight = task.weights.reduce((sum, weight) => sum + weight, 0)
  const margins = Array.from({ length: outputs }, () => new Float64Array(blockRows))
  const residualSums = new Float64Array(outputs)
  const losses = outputs === 1 ? binaryBlock : multinomialBlock
  return (parameters, gradient) => {
    gradient.fill(0)
    residualSums.fill(0)
    let loss = 0
    for (let start = 0; start < x.rows; start += blockRows) {
      const end = Math.min(x.rows, start + blockRows)
      for (let k = 0; k < outputs; k++) fillMargins(task, parameters.subarray(k * width, (k + 1) * width), margins[k]!, { start, end })
      loss += losses(task, margins, start, end)
      for (let k = 0; k < outputs; k++) {
        const residuals = margins[k]!
        for (let i = 0; i < end - start; i++) residualSums[k]! += residuals[i]!
        for (let j = 0; j < width - 1; j++) {
          if (scales.deviations[j] === 0) continue
          const column = x.columns[j]!
          const mean = scales.means[j]!
          let sum = 0
          for (let i = start; i < end; i++) sum += residuals[i - start]! * (column[i]! - mean)
          gradient[k * width + j]! += sum
        }
      }
    }
    let size = 0
    for (let k = 0; k < outputs; k++) {
      for (let j = 0; j < width - 1; j++) {
        const deviation = scales.deviations[j]!
        const at = k * width + j
        if (deviation === 0) continue
        const slope = parameters[at]!
        gradient[at] = gradient[at]! / (deviation * totalWeight) + task.l2[j]! * slope
        size += task.l2[j]! * slope * slope
      }
      gradient[k * width + width - 1] = task.intercept ? residualSums[k]! / totalWeight : 0
    }
    return loss / totalWeight + size / 2
  }
}

interface Block {
  readonly start: number
  readonly end: number
}

function fillMargins(task: LogisticTask, parameters: Float64Array, margins: Float64Array, { start, end }: Block): void {
  const { columns } = task.x
  const { means, deviations } = task.scales
  margins.fill(parameters[columns.length]!)
  for (let j = 0; j < columns.length; j++) {
    if (deviations[j] === 0) continue
    const column = columns[j]!
    const slope = parameters[j]! / deviations[j]!
    const mean = means[j]!
    for (let i = start; i < end; i++) margins[i - start]! += slope * (column[i]! - mean)
  }
}

/** Turns margins into weighted residuals in place; returns the block's loss. */
function binaryBlock(task: LogisticTask, margins: readonly Float64Array[], start: number, end: number): number {
  const own = margins[0]!
  let loss = 0
  for (let i = start; i < end; i++) {
    const margin = own[i - start]!
    const weight = task.weights[i]!
    const decay = Math.exp(-Math.abs(margin))
    const probability = margin >= 0 ? 1 / (1 + decay) : decay / (1 + decay)
    loss += weight * (Math.max(margin, 0) - task.y[i]! * margin + Math.log1p(decay))
    own[i - start] = weight * (probability - task.y[i]!)
  }
  return loss
}

function multinomialBlock(task: LogisticTask, margins: readonly Float64Array[], start: number, end: number): number {
  let loss = 0
  for (let i = 0; i < end - start; i++) {
    const weight = task.weights[start + i]!
    const actual = task.y[start + i]!
    let most = Number.NEGATIVE_INFINITY
    for (const own of margins) most = Math.max(most, own[i]!)
    let total = 0
    for (const own of margins) total += Math.exp(own[i]! - most)
    loss += weight * (Math.log(total) + most - margins[actual]![i]!)
    for (let k = 0; k < margins.length; k++) {
      const own = margins[k]!
      own[i] = weight * (Math.exp(own[i]! - most) / total - (k === actual ? 1 : 0))
    }
  }
  return loss
}
