import type { Activation } from './architecture.ts'

export interface DenseLayer {
  readonly inputs: number
  readonly units: number
  readonly activation: Activation | 'softmax'
  /** Row-major, `inputs` x `units`, as TensorFlow keeps it. */
  readonly kernel: Float32Array
  readonly bias: Float32Array
}

/** One row through the layers. Returns a function with its own working room, so it allocates nothing and is not re-entrant. */
export function forwardPass(layers: readonly DenseLayer[]): (input: Float64Array) => Float64Array {
  const rooms = layers.map(({ units }) => new Float64Array(units))
  return (input) => {
    let values = input
    for (let l = 0; l < layers.length; l++) {
      dense(layers[l]!, values, rooms[l]!)
      values = rooms[l]!
    }
    return values
  }
}

function dense({ inputs, units, activation, kernel, bias }: DenseLayer, values: Float64Array, out: Float64Array): void {
  for (let u = 0; u < units; u++) out[u] = bias[u]!
  for (let i = 0; i < inputs; i++) {
    const value = values[i]!
    // After relu many are 0. NaN is not skipped: it must reach the answer.
    if (value === 0) continue
    const row = i * units
    for (let u = 0; u < units; u++) out[u]! += value * kernel[row + u]!
  }
  activate(activation, out)
}

function activate(activation: DenseLayer['activation'], out: Float64Array): void {
  switch (activation) {
    case 'linear':
      return
    case 'relu':
      for (let u = 0; u < out.length; u++) if (out[u]! < 0) out[u] = 0
      return
    case 'tanh':
      for (let u = 0; u < out.length; u++) out[u] = Math.tanh(out[u]!)
      return
    case 'sigmoid':
      for (let u = 0; u < out.length; u++) out[u] = 1 / (1 + Math.exp(-out[u]!))
      return
    case 'gelu':
      for (let u = 0; u < out.length; u++) out[u] = gelu(out[u]!)
      return
    case 'softmax':
      softmax(out)
  }
}

const geluFactor = Math.sqrt(2 / Math.PI)

function gelu(x: number): number {
  return 0.5 * x * (1 + Math.tanh(geluFactor * (x + 0.044715 * x * x * x)))
}

function softmax(out: Float64Array): void {
  let most = Number.NEGATIVE_INFINITY
  for (const value of out) if (value > most) most = value
  let total = 0
  for (let u = 0; u < out.length; u++) total += out[u] = Math.exp(out[u]! - most)
  for (let u = 0; u < out.length; u++) out[u]! /= total
}
