import type { Scalar, Tensor, Tensor1D, Tensor2D, Variable } from '@tensorflow/tfjs'
import type { NetworkData } from '../../learn/neural-network/network-data.ts'
import type { Judged, Trainee, TraineeState } from '../../learn/neural-network/trainee.ts'
import type { TraineeRequest } from '../../learn/neural-network/train-network.ts'
import { randomFrom } from '../../learn/random.ts'
import type { TensorFlow } from './backend.ts'
import { makeWeights, outputsOf, readWeights, writeWeights, type ForwardPass } from './tensor-layers.ts'
import { tensorOptimiser } from './tensor-optimiser.ts'

type Batch = {
  readonly inputs: Tensor2D
  readonly targets: Tensor2D
  readonly weights: Tensor1D
}

const judgedRows = 4096
/** What moving means and variances keep of themselves in a step. */
const kept = 0.9

/** A network of any layers, trained on the back end that `tf` runs on. */
export function tensorTrainee(tf: TensorFlow, { architecture, plan, data, weights: first, seed }: TraineeRequest): Trainee {
  const { optimizer, l2, clip } = architecture
  const weights = makeWeights(tf, plan, first)
  const optimiser = tensorOptimiser(tf, optimizer, weights)
  const variables = weights.learned.map(({ variable }) => variable)
  const kernels = weights.learned.filter(({ kernel }) => kernel).map(({ variable }) => variable)
  const sums = { loss: 0, rows: 0, norm: 0, steps: 0 }

  const momentList = async (list: readonly Variable[]) => {
    const all = new Float32Array(plan.learned)
    let at = 0
    for (const variable of list) {
      all.set(await variable.data(), at)
      at += variable.size
    }
    return all
  }

  return {
    async step(rows, { rate, number }) {
      const moved: NonNullable<ForwardPass['moved']>[number][] = []
      const batch = tf.tidy(() => batchOf(tf, data, rows))
      let plain: Tensor | null = null
      const { value, grads } = tf.variableGrads(() => {
        const pass = { random: randomFrom(seed + number * 0x1_0000_0000), moved }
        const loss = lossOf(tf, data, { outputs: outputsOf(tf, plan, { weights, inputs: batch.inputs, pass }), batch })
        for (const { mean, variance } of moved) {
          tf.keep(mean)
          tf.keep(variance)
        }
        plain = tf.keep(loss)
        if (l2 === 0) return loss.asScalar()
        return tf.add(loss, tf.mul(tf.addN(kernels.map((kernel) => tf.sum(tf.square(kernel)))), l2 / 2)).asScalar()
      }, variables)
      const gradients = variables.map(({ name }) => grads[name]!)
      const squares = tf.tidy(() => tf.addN(gradients.map((gradient) => tf.sum(tf.square(gradient)))) as Scalar)
      const norm = Math.sqrt((await squares.data())[0]!)
      optimiser.step(gradients, { rate, number, factor: clip !== null && norm > clip ? clip / norm : 1 })
      tf.tidy(() => {
        for (const { part, mean, variance } of moved) {
          const [, , means, variances] = weights.parts[part]!
          means!.assign(tf.add(tf.mul(means!, kept), tf.mul(mean, 1 - kept)))
          variances!.assign(tf.add(tf.mul(variances!, kept), tf.mul(variance, 1 - kept)))
        }
      })
      sums.loss += (await plain!.data())[0]! * rows.length
      sums.rows += rows.length
      sums.norm += norm
      sums.steps++
      tf.dispose([
        value,
        squares,
        plain!,
        ...gradients,
        batch.inputs,
        batch.targets,
        batch.weights,
        ...moved.flatMap(({ mean, variance }) => [mean, variance]),
      ])
    },
    figures() {
      const figures = { loss: sums.loss / sums.rows, gradientNorm: sums.norm / sums.steps }
      Object.assign(sums, { loss: 0, rows: 0, norm: 0, steps: 0 })
      return figures
    },
    async judge(rows): Promise<Judged> {
      let [loss, right, weight] = [0, 0, 0]
      for (let start = 0; start < rows.length; start += judgedRows) {
        const part = rows.subarray(start, start + judgedRows)
        const whole = part.reduce((sum, row) => sum + data.weights[row]!, 0)
        const [mean, hits] = tf.tidy(() => {
          const batch = batchOf(tf, data, part)
          const outputs = outputsOf(tf, plan, { weights, inputs: batch.inputs, pass: { random: null } })
          return [lossOf(tf, data, { outputs, batch }), hitsOf(tf, data, { outputs, batch })] as const
        })
        loss += (await mean.data())[0]! * whole
        right += (await hits.data())[0]!
        weight += whole
        tf.dispose([mean, hits])
      }
      const whole = Math.max(weight, 1e-12)
      return { loss: loss / whole, accuracy: data.output === 'number' ? null : right / whole }
    },
    async activations(rows) {
      const seen = tf.tidy(() => {
        const values: Tensor2D[] = []
        outputsOf(tf, plan, { weights, inputs: batchOf(tf, data, rows).inputs, pass: { random: null, seen: values } })
        return values
      })
      const read = await Promise.all(seen.map((values) => values.data()))
      tf.dispose(seen)
      return read.map((values) => Float32Array.from(values))
    },
    async answers(rows) {
      const outputs = tf.tidy(() => outputsOf(tf, plan, { weights, inputs: batchOf(tf, data, rows).inputs, pass: { random: null } }))
      const read = Float32Array.from(await outputs.data())
      tf.dispose(outputs)
      return read
    },
    weights: () => readWeights(plan, weights),
    async state(): Promise<TraineeState> {
      return { weights: await readWeights(plan, weights), moments: await Promise.all(optimiser.moments.map(momentList)) }
    },
    restore(state) {
      writeWeights(tf, plan, { weights, list: state.weights })
      optimiser.moments.forEach((list, i) => {
        let at = 0
        for (const variable of list) {
          const end = at + variable.size
          tf.tidy(() => variable.assign(tf.tensor(state.moments[i]!.slice(at, end), variable.shape)))
          at = end
        }
      })
    },
    close() {
      optimiser.dispose()
      tf.dispose(weights.parts.flat())
    },
  }
}

/** The rows at these positions as tensors; to be disposed of by the caller's tidy. Targets: one-hot rows, or one column. */
function batchOf(tf: TensorFlow, data: NetworkData, rows: Int32Array): Batch {
  const { width, outputs } = data
  const inputs = new Float32Array(rows.length * width)
  const targets = new Float32Array(rows.length * outputs)
  const weights = new Float32Array(rows.length)
  rows.forEach((row, i) => {
    inputs.set(data.inputs.subarray(row * width, (row + 1) * width), i * width)
    if (data.output === 'classes') targets[i * outputs + data.targets[row]!] = 1
    else targets[i] = data.targets[row]!
    weights[i] = data.weights[row]!
  })
  return {
    inputs: tf.tensor2d(inputs, [rows.length, width]),
    targets: tf.tensor2d(targets, [rows.length, outputs]),
    weights: tf.tensor1d(weights),
  }
}

interface Answered {
  readonly outputs: Tensor2D
  readonly batch: Batch
}

/** Weighted mean loss of a batch: squared error, or the cross entropy of a sigmoid or a softmax. */
function lossOf(tf: TensorFlow, { output }: NetworkData, { outputs, batch: { targets, weights } }: Answered): Tensor {
  const perRow = () => {
    if (output === 'number') return tf.squaredDifference(outputs, targets)
    if (output === 'classes') return tf.mul(targets, tf.neg(tf.logSoftmax(outputs)))
    return tf.add(tf.sub(tf.relu(outputs), tf.mul(outputs, targets)), tf.log1p(tf.exp(tf.neg(tf.abs(outputs)))))
  }
  return tf.div(tf.sum(tf.mul(tf.sum(perRow(), 1), weights)), tf.maximum(tf.sum(weights), 1e-12))
}

/** The weight of the rows whose class is the most likely one. */
function hitsOf(tf: TensorFlow, { output }: NetworkData, { outputs, batch: { targets, weights } }: Answered): Tensor {
  if (output === 'number') return tf.scalar(0)
  const right =
    output === 'classes'
      ? tf.equal(tf.argMax(outputs, 1), tf.argMax(targets, 1))
      : tf.equal(tf.greater(outputs, 0), tf.greater(targets, 0.5)).reshape([targets.shape[0]])
  return tf.sum(tf.mul(tf.cast(right, 'float32'), weights))
}
