import { decodeWeights } from '../neural-network/weights-text.ts'
import { isRecord } from '../read-model-json.ts'
import { coefficientsName, type WeightSpread } from './training-record.ts'

/** How the weights in a model's JSON spread: layer by layer of a network, or the coefficients of a linear model. Empty for other models. */
export function weightSpreads(json: unknown): readonly WeightSpread[] {
  if (!isRecord(json)) return []
  const { layers, coefficients } = json
  if (Array.isArray(layers))
    return layers.flatMap((layer: unknown, at) => {
      const kernel = isRecord(layer) ? layer['kernel'] : undefined
      return typeof kernel === 'string' ? [spreadOf(String(at + 1), decodeWeights(kernel, countIn(kernel)))] : []
    })
  if (!Array.isArray(coefficients)) return []
  const values = coefficients.flatMap((one: unknown): unknown => (isRecord(one) ? one['value'] : one))
  const numbers = values.filter((value) => typeof value === 'number')
  return numbers.length > 0 ? [spreadOf(coefficientsName, numbers)] : []
}

/** Four bytes a number, three bytes in four letters. */
function countIn(text: string): number {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  return ((text.length / 4) * 3 - padding) / 4
}

function spreadOf(name: string, weights: ArrayLike<number>): WeightSpread {
  let [sum, squares, zeros] = [0, 0, 0]
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i]!
    sum += weight
    squares += weight * weight
    if (weight === 0) zeros++
  }
  const count = weights.length
  const mean = count > 0 ? sum / count : 0
  return { name, count, zeros, variance: count > 0 ? Math.max(0, squares / count - mean * mean) : 0 }
}
