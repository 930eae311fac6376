import type { NetworkPlan } from './network-plan.ts'

export interface LayerLook {
  /** Weights before and after the last step of an epoch. */
  readonly before: Float32Array
  readonly weights: Float32Array
  /** Values behind each activation of the plan, for the same few rows. */
  readonly values: readonly Float32Array[]
}

/** A tanh beyond this, or a sigmoid as near to its ends, hardly learns: its slope is below a tenth of its steepest. */
const tanhEnd = 0.95
const sigmoidEnd = 0.025

/**
 * How the layers are, dense ones counted from 1 (the last is the output): the share of ReLU units that are 0 for every row, the share of values of
 * tanh and sigmoid at their ends, and the length of the last change of the weights beside the length of the weights.
 */
export function layerFigures({ parts }: NetworkPlan, { before, weights, values }: LayerLook): { name: string; value: number }[] {
  const figures: { name: string; value: number }[] = []
  let at = 0
  for (const part of parts) {
    if (part.kind === 'dense') {
      const [from, to] = [part.kernel, part.kernel + part.inputs * part.units]
      let change = 0
      let size = 0
      for (let i = from; i < to; i++) {
        change += (weights[i]! - before[i]!) ** 2
        size += before[i]! ** 2
      }
      if (size > 0) figures.push({ name: `update ratio ${part.layer}`, value: Math.sqrt(change / size) })
    }
    if (part.kind !== 'activation') continue
    const seen = values[at++]!
    if (part.activation === 'relu') figures.push({ name: `dead units ${part.layer}`, value: deadShare(seen, part.units) })
    if (part.activation === 'tanh')
      figures.push({ name: `saturated ${part.layer}`, value: shareOf(seen, (value) => Math.abs(value) > tanhEnd) })
    if (part.activation === 'sigmoid')
      figures.push({ name: `saturated ${part.layer}`, value: shareOf(seen, (value) => value < sigmoidEnd || value > 1 - sigmoidEnd) })
  }
  return figures
}

function deadShare(values: Float32Array, units: number): number {
  const alive = new Uint8Array(units)
  for (let i = 0; i < values.length; i++) if (values[i]! > 0) alive[i % units] = 1
  return 1 - alive.reduce((sum, one) => sum + one, 0) / units
}

function shareOf(values: Float32Array, holds: (value: number) => boolean): number {
  let count = 0
  for (const value of values) if (holds(value)) count++
  return values.length > 0 ? count / values.length : 0
}
