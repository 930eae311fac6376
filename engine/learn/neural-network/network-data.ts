import type { CheckedTraining } from '../check-training.ts'
import type { Task } from '../estimator.ts'
import { columnScales } from '../linear/column-scales.ts'
import type { Matrix } from '../matrix.ts'
import { shuffledIndices, type Random } from '../random.ts'
import type { OutputKind } from './network-plan.ts'

/** Training data as the network sees it: standardised, row-major Float32. */
export interface NetworkData {
  readonly width: number
  readonly output: OutputKind
  readonly outputs: number
  /** Row-major, `width` numbers a row. */
  readonly inputs: Float32Array
  /** Classification: class codes. Regression: (target - mean) / deviation. */
  readonly targets: Float32Array
  readonly weights: Float32Array
  readonly training: Int32Array
  readonly validation: Int32Array
  readonly means: Float64Array
  readonly deviations: Float64Array
  readonly target: { readonly mean: number; readonly deviation: number }
}

interface NetworkSource {
  readonly task: Task
  readonly x: Matrix
  readonly y: Float64Array
  readonly checked: CheckedTraining
  readonly validationShare: number
}

/** Scales come from the rows that train, not from those kept aside for validation. */
export function networkData({ task, x, y, checked, validationShare }: NetworkSource, random: Random): NetworkData {
  const order = shuffledIndices(x.rows, random)
  const kept = Math.min(x.rows - 1, Math.round(x.rows * validationShare))
  const validation = order.slice(0, kept)
  const training = order.slice(kept)
  const trainingWeights = new Float64Array(x.rows)
  for (const i of training) trainingWeights[i] = checked.weights[i]!
  const usable = trainingWeights.some((weight) => weight > 0) ? trainingWeights : checked.weights
  const { means, deviations } = columnScales(x, usable)
  const target = { mean: 0, deviation: 1 }
  if (task === 'regression') {
    const scales = columnScales({ rows: x.rows, columns: [y], names: ['y'] }, usable)
    target.mean = scales.means[0]!
    target.deviation = scales.deviations[0] || 1
  }
  const width = x.columns.length
  const inputs = new Float32Array(x.rows * width)
  x.columns.forEach((column, j) => {
    const deviation = deviations[j]!
    if (deviation > 0) for (let i = 0; i < x.rows; i++) inputs[i * width + j] = (column[i]! - means[j]!) / deviation
  })
  const classes = checked.classes.length
  const output = task === 'regression' ? 'number' : classes === 2 ? 'two-classes' : 'classes'
  return {
    width,
    output,
    outputs: output === 'classes' ? classes : 1,
    inputs,
    targets: Float32Array.from(y, (value) => (value - target.mean) / target.deviation),
    weights: Float32Array.from(checked.weights),
    training,
    validation,
    means,
    deviations,
    target,
  }
}
