import type { Tensor, Variable } from '@tensorflow/tfjs'
import type { Optimizer } from '../../learn/neural-network/architecture.ts'
import type { TensorFlow } from './backend.ts'
import type { TensorWeights } from './tensor-layers.ts'

/** Steps of the optimisers as the kernels take them (engine/kernels/assembly/optimisers.ts), in tensors: those of TensorFlow.js differ in details. */
export interface TensorOptimiser {
  /** Running figures: one list or two, each in the order of the learned weights. */
  readonly moments: readonly (readonly Variable[])[]
  step(gradients: readonly Tensor[], at: { readonly rate: number; readonly number: number; readonly factor: number }): void
  dispose(): void
}

export function tensorOptimiser(tf: TensorFlow, optimizer: Optimizer, { learned }: TensorWeights): TensorOptimiser {
  const lists = optimizer.kind === 'adam' || optimizer.kind === 'adamw' ? 2 : 1
  const moments = Array.from({ length: lists }, () =>
    learned.map(({ variable }) => tf.tidy(() => tf.variable(tf.zerosLike(variable), false))),
  )
  const [first = [], second = []] = moments
  const mixed = (kept: Variable, share: number, value: Tensor) => {
    const made = tf.add(tf.mul(kept, share), tf.mul(value, 1 - share))
    kept.assign(made)
    return made
  }
  return {
    moments,
    step(gradients, { rate, number, factor }) {
      tf.tidy(() =>
        learned.forEach(({ variable, kernel }, i) => {
          const gradient = factor === 1 ? gradients[i]! : tf.mul(gradients[i]!, factor)
          switch (optimizer.kind) {
            case 'adam':
            case 'adamw': {
              const mean = mixed(first[i]!, 0.9, gradient)
              const square = mixed(second[i]!, 0.999, tf.square(gradient))
              const below = tf.add(tf.mul(tf.sqrt(square), 1 / Math.sqrt(1 - 0.999 ** number)), 1e-8)
              const left = optimizer.kind === 'adamw' && kernel ? tf.mul(variable, 1 - rate * optimizer.decay) : variable
              variable.assign(tf.sub(left, tf.div(tf.mul(mean, rate / (1 - 0.9 ** number)), below)))
              return
            }
            case 'rmsprop': {
              const square = mixed(first[i]!, 0.99, tf.square(gradient))
              variable.assign(tf.sub(variable, tf.div(tf.mul(gradient, rate), tf.add(tf.sqrt(square), 1e-8))))
              return
            }
            case 'sgd': {
              const velocity: Tensor = tf.add(tf.mul(first[i]!, optimizer.momentum), gradient)
              first[i]!.assign(velocity)
              variable.assign(tf.sub(variable, tf.mul(velocity, rate)))
            }
          }
        }),
      )
    },
    dispose: () => tf.dispose(moments.flat()),
  }
}
