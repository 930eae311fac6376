import type { TensorFlow } from './backend.ts'

const size = 64
const learningRate = 0.5

/**
 * One product of two 64 x 64 matrices, the gradient of its mean square and one optimizer step, held against the same in plain arithmetic.
 * Returns the largest error relative to the largest value; above 0.01 the back end computes wrongly (TF32 on a GPU stays below 0.002).
 */
export async function trialStep(tf: TensorFlow): Promise<number> {
  const a = Float32Array.from({ length: size * size }, (_, i) => Math.sin(i))
  const w = Float32Array.from({ length: size * size }, (_, i) => Math.cos(3 * i))
  const left = tf.tensor2d(a, [size, size])
  const weights = tf.variable(tf.tensor2d(w, [size, size]))
  const optimizer = tf.train.sgd(learningRate)
  const product = tf.matMul(left, weights)
  optimizer.minimize(() => tf.mean(tf.square(tf.matMul(left, weights))), false, [weights])
  const [gotProduct, gotWeights] = [await product.data(), await weights.data()]
  tf.dispose([left, weights, product, optimizer as unknown as Parameters<typeof tf.dispose>[0]])
  const expected = multiply(a, w, 'plain')
  const step = multiply(a, expected, 'transposed').map((value) => (2 * learningRate * value) / (size * size))
  return Math.max(
    error(gotProduct, expected),
    error(
      gotWeights,
      Float64Array.from(w, (value, i) => value - step[i]!),
    ),
  )
}

export const trialTolerance = 0.01

function multiply(a: ArrayLike<number>, b: ArrayLike<number>, first: 'plain' | 'transposed'): Float64Array {
  const out = new Float64Array(size * size)
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < size; k++) {
      const factor = first === 'plain' ? a[i * size + k]! : a[k * size + i]!
      for (let j = 0; j < size; j++) out[i * size + j]! += factor * b[k * size + j]!
    }
  }
  return out
}

function error(got: ArrayLike<number>, expected: Float64Array): number {
  let largest = 0
  let worst = 0
  expected.forEach((value, i) => {
    largest = Math.max(largest, Math.abs(value))
    const gap = Math.abs(got[i]! - value)
    worst = Number.isNaN(gap) ? Number.POSITIVE_INFINITY : Math.max(worst, gap)
  })
  return worst / largest
}
