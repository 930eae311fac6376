import type { Random } from '../random.ts'
import type { Activation, Layer } from './architecture.ts'

/** One thing that a network does to the values of a batch. Numbers such as `kernel` say where its weights begin in the list of all. */
export type Part =
  /** `layer` counts dense layers from 1. The kernel is row-major, inputs x units. */
  | {
      readonly kind: 'dense'
      readonly inputs: number
      readonly units: number
      readonly kernel: number
      readonly bias: number
      readonly layer: number
    }
  | { readonly kind: 'activation'; readonly units: number; readonly activation: Exclude<Activation, 'linear'>; readonly layer: number }
  | { readonly kind: 'dropout'; readonly units: number; readonly share: number }
  | {
      readonly kind: 'batch-norm'
      readonly units: number
      readonly scale: number
      readonly shift: number
      readonly mean: number
      readonly variance: number
    }

/** What the last values are made into: a number, the score of the second of two classes, or a score for each class. */
export type OutputKind = 'number' | 'two-classes' | 'classes'

export interface NetworkPlan {
  readonly inputs: number
  readonly outputs: number
  readonly output: OutputKind
  readonly parts: readonly Part[]
  /** Weights that are learned, and all that are kept: moving figures of batch normalisation stand behind the others. */
  readonly learned: number
  readonly kept: number
}

/** What stands between the inputs and the outputs, with the shapes and the places of the weights. */
export function planNetwork(
  layers: readonly Layer[],
  inputs: number,
  { output, outputs }: { output: OutputKind; outputs: number },
): NetworkPlan {
  const parts: Part[] = []
  let width = inputs
  let learned = 0
  let dense = 0
  const room = (count: number) => (learned += count) - count
  const activate = (activation: Activation) => {
    if (activation !== 'linear') parts.push({ kind: 'activation', units: width, activation, layer: dense })
  }
  const connect = (units: number) => {
    parts.push({ kind: 'dense', inputs: width, units, kernel: room(width * units), bias: room(units), layer: ++dense })
    width = units
  }
  for (const layer of layers) {
    if (layer.kind === 'dense') connect(layer.units)
    if ('activation' in layer) activate(layer.activation)
    if (layer.kind === 'dropout' && layer.share > 0) parts.push({ kind: 'dropout', units: width, share: layer.share })
    if (layer.kind === 'batch-norm')
      parts.push({ kind: 'batch-norm', units: width, scale: room(width), shift: room(width), mean: 0, variance: 0 })
  }
  connect(outputs)
  let kept = learned
  const placed = parts.map((part) => {
    if (part.kind !== 'batch-norm') return part
    const mean = kept
    kept += 2 * part.units
    return { ...part, mean, variance: mean + part.units }
  })
  return { inputs, outputs, output, parts: placed, learned, kept }
}

/**
 * Seeded first weights. Kernels and biases: Glorot's uniform range, as scikit-learn has them (He's, wide where a layer has few inputs, learns a table of
 * twelve columns at half the pace; from biases of 0 a network takes longer to leave symmetry); scales and variances 1, shifts 0.
 */
export function initialWeights({ parts, kept }: NetworkPlan, random: Random): Float32Array {
  const weights = new Float32Array(kept)
  parts.forEach((part) => {
    if (part.kind === 'batch-norm') {
      weights.fill(1, part.scale, part.scale + part.units)
      weights.fill(1, part.variance, part.variance + part.units)
    }
    if (part.kind !== 'dense') return
    const { inputs, units, kernel, bias } = part
    const limit = Math.sqrt(6 / (inputs + units))
    for (let i = 0; i < inputs * units; i++) weights[kernel + i] = (2 * random.next() - 1) * limit
    for (let u = 0; u < units; u++) weights[bias + u] = (2 * random.next() - 1) * limit
  })
  return weights
}
