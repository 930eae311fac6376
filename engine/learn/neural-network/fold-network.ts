import type { DenseLayer } from './forward-pass.ts'
import type { NetworkPlan } from './network-plan.ts'

/** Added to variances before their root, in training and here. */
export const varianceFloor = 1e-3

/**
 * A trained network as dense layers alone, which answer the same: dropout is gone, batch normalisation is a factor and a shift that the dense
 * layer before it takes over, one score for two classes becomes two. Where no dense layer can take something over, one is put in that does nothing else.
 */
export function foldNetwork({ parts, inputs, output }: NetworkPlan, weights: Float32Array): DenseLayer[] {
  const layers: DenseLayer[] = []
  const free = (): DenseLayer => {
    const last = layers.at(-1)
    if (last?.activation === 'linear') return last
    const made = passThrough(last?.units ?? inputs)
    layers.push(made)
    return made
  }
  for (const part of parts) {
    if (part.kind === 'dense') {
      const { inputs: width, units } = part
      const kernel = weights.slice(part.kernel, part.kernel + width * units)
      layers.push({ inputs: width, units, activation: 'linear', kernel, bias: weights.slice(part.bias, part.bias + units) })
    }
    if (part.kind === 'activation') {
      free()
      layers.push({ ...layers.pop()!, activation: part.activation })
    }
    if (part.kind !== 'batch-norm') continue
    const { kernel, bias, units, inputs: width } = free()
    for (let u = 0; u < units; u++) {
      const factor = weights[part.scale + u]! / Math.sqrt(weights[part.variance + u]! + varianceFloor)
      for (let i = 0; i < width; i++) kernel[i * units + u]! *= factor
      bias[u] = (bias[u]! - weights[part.mean + u]!) * factor + weights[part.shift + u]!
    }
  }
  const last = layers.pop()!
  if (output === 'number') return [...layers, last]
  return [...layers, output === 'two-classes' ? bothClasses(last) : { ...last, activation: 'softmax' }]
}

function passThrough(units: number): DenseLayer {
  const kernel = new Float32Array(units * units)
  for (let u = 0; u < units; u++) kernel[u * units + u] = 1
  return { inputs: units, units, activation: 'linear', kernel, bias: new Float32Array(units) }
}

/** The softmax of 0 and a score is the sigmoid of that score, for the second class. */
function bothClasses({ inputs, kernel, bias }: DenseLayer): DenseLayer {
  const both = new Float32Array(2 * inputs)
  for (let i = 0; i < inputs; i++) both[2 * i + 1] = kernel[i]!
  return { inputs, units: 2, activation: 'softmax', kernel: both, bias: Float32Array.of(0, bias[0]!) }
}
