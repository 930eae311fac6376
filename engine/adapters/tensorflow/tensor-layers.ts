import type { Tensor, Tensor2D, Variable } from '@tensorflow/tfjs'
import type { Activation } from '../../learn/neural-network/architecture.ts'
import { varianceFloor } from '../../learn/neural-network/fold-network.ts'
import type { NetworkPlan, Part } from '../../learn/neural-network/network-plan.ts'
import type { Random } from '../../learn/random.ts'
import type { TensorFlow } from './backend.ts'

/** The weights of a plan as tensors: a list for each part, in the order kernel, bias or scale, shift, mean, variance. */
export interface TensorWeights {
  readonly parts: readonly (readonly Variable[])[]
  /** Those that are learned, and whether each is a kernel. */
  readonly learned: readonly { readonly variable: Variable; readonly kernel: boolean }[]
}

/** Where each tensor of a part begins in the list of all weights, and its shape. */
function piecesOf(part: Part): { readonly at: number; readonly shape: number[] }[] {
  if (part.kind === 'dense')
    return [
      { at: part.kernel, shape: [part.inputs, part.units] },
      { at: part.bias, shape: [part.units] },
    ]
  if (part.kind === 'batch-norm') return [part.scale, part.shift, part.mean, part.variance].map((at) => ({ at, shape: [part.units] }))
  return []
}

const sizeOf = (shape: readonly number[]) => shape.reduce((product, side) => product * side, 1)

export function makeWeights(tf: TensorFlow, plan: NetworkPlan, list: Float32Array): TensorWeights {
  const learned: { variable: Variable; kernel: boolean }[] = []
  const parts = plan.parts.map((part) =>
    piecesOf(part).map(({ at, shape }, i) => {
      // A variable copies what it is made from; tidy takes the original away.
      const variable = tf.tidy(() => tf.variable(tf.tensor(list.slice(at, at + sizeOf(shape)), shape), i < 2))
      if (i < 2) learned.push({ variable, kernel: part.kind === 'dense' && i === 0 })
      return variable
    }),
  )
  return { parts, learned }
}

export async function readWeights(plan: NetworkPlan, { parts }: Pick<TensorWeights, 'parts'>): Promise<Float32Array> {
  const list = new Float32Array(plan.kept)
  for (const [p, part] of plan.parts.entries()) for (const [i, { at }] of piecesOf(part).entries()) list.set(await parts[p]![i]!.data(), at)
  return list
}

export function writeWeights(
  tf: TensorFlow,
  plan: NetworkPlan,
  { weights: { parts }, list }: { weights: TensorWeights; list: Float32Array },
): void {
  plan.parts.forEach((part, p) =>
    piecesOf(part).forEach(({ at, shape }, i) => tf.tidy(() => parts[p]![i]!.assign(tf.tensor(list.slice(at, at + sizeOf(shape)), shape)))),
  )
}

export interface ForwardPass {
  /** Dropout is on, and batch normalisation goes by the batch. Our own seeded masks, because those of the back ends differ. */
  readonly random: Random | null
  /** Values behind each activation, where they are asked for. */
  readonly seen?: Tensor2D[]
  /** Mean and variance of each batch normalisation in this batch, to be kept moving. */
  readonly moved?: { readonly part: number; readonly mean: Tensor; readonly variance: Tensor }[]
}

/** Raw outputs of a batch. */
export function outputsOf(
  tf: TensorFlow,
  plan: NetworkPlan,
  { weights, inputs, pass }: { weights: TensorWeights; inputs: Tensor2D; pass: ForwardPass },
): Tensor2D {
  let values = inputs
  plan.parts.forEach((part, p) => {
    const own = weights.parts[p]!
    switch (part.kind) {
      case 'dense':
        values = tf.add(tf.matMul(values, own[0] as unknown as Tensor2D), own[1]!)
        return
      case 'activation':
        values = activated(tf, part.activation, values)
        pass.seen?.push(values)
        return
      case 'dropout':
        if (pass.random) values = tf.mul(values, dropoutMask(tf, [inputs.shape[0], part.units], { share: part.share, random: pass.random }))
        return
      case 'batch-norm': {
        const figures = pass.random ? tf.moments(values, 0) : { mean: own[2] as Tensor, variance: own[3] as Tensor }
        if (pass.random) pass.moved?.push({ part: p, ...figures })
        const factor = tf.div(own[0]!, tf.sqrt(tf.add(figures.variance, varianceFloor)))
        values = tf.add(tf.mul(tf.sub(values, figures.mean), factor), own[1]!)
      }
    }
  })
  return values
}

function dropoutMask(tf: TensorFlow, shape: [number, number], { share, random }: { share: number; random: Random }): Tensor2D {
  const scale = 1 / (1 - share)
  return tf.tensor2d(
    Float32Array.from({ length: shape[0] * shape[1] }, () => (random.next() < share ? 0 : scale)),
    shape,
  )
}

function activated(tf: TensorFlow, activation: Exclude<Activation, 'linear'>, values: Tensor): Tensor2D {
  switch (activation) {
    case 'relu':
      return tf.relu(values) as Tensor2D
    case 'tanh':
      return tf.tanh(values) as Tensor2D
    case 'sigmoid':
      return tf.sigmoid(values) as Tensor2D
    case 'gelu': {
      const cubed = tf.mul(values, tf.square(values))
      const inner = tf.mul(tf.add(values, tf.mul(cubed, 0.044715)), Math.sqrt(2 / Math.PI))
      return tf.mul(tf.mul(values, 0.5), tf.add(tf.tanh(inner), 1))
    }
  }
}
