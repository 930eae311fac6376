import type { Tensor, Tensor2D, Variable } from '@tensorflow/tfjs'
import type { Activation, HiddenLayer, NetworkArchitecture } from '../../learn/neural-network/architecture.ts'
import type { Random } from '../../learn/random.ts'
import type { TensorFlow } from './backend.ts'
import type { NetworkData } from './network-data.ts'

export interface GraphLayer {
  readonly inputs: number
  readonly units: number
  readonly activation: Activation
  readonly dropout: number
  readonly kernel: Variable
  readonly bias: Variable
}

/** Layers with seeded weights: He's uniform range before relu and gelu, Glorot's otherwise; biases 0. The last layer gives the raw outputs. */
export function buildLayers(tf: TensorFlow, hidden: readonly HiddenLayer[], data: NetworkData, random: Random): GraphLayer[] {
  let inputs = data.width
  return [...hidden, { units: data.outputs, activation: 'linear' as const, dropout: 0 }].map(({ units, activation, dropout }) => {
    const fan = activation === 'relu' || activation === 'gelu' ? inputs : (inputs + units) / 2
    const limit = Math.sqrt((activation === 'relu' || activation === 'gelu' ? 6 : 3) / fan)
    const values = Float32Array.from({ length: inputs * units }, () => (2 * random.next() - 1) * limit)
    // A variable copies what it is made from; tidy takes the original away.
    const kernel = tf.tidy(() => tf.variable(tf.tensor2d(values, [inputs, units])))
    const bias = tf.tidy(() => tf.variable(tf.zeros([units])))
    const layer = { inputs, units, activation, dropout, kernel, bias }
    inputs = units
    return layer
  })
}

/** Raw outputs of a batch. With `random`, dropout is on: our own seeded masks, because those of the back ends differ. */
export function outputsOf(tf: TensorFlow, layers: readonly GraphLayer[], inputs: Tensor2D, random: Random | null): Tensor2D {
  let values: Tensor2D = inputs
  for (const { kernel, bias, activation, dropout, units } of layers) {
    values = activated(tf, activation, tf.add(tf.matMul(values, kernel as unknown as Tensor2D), bias))
    if (random && dropout > 0) values = tf.mul(values, dropoutMask(tf, [inputs.shape[0], units], dropout, random))
  }
  return values
}

/** Weighted mean loss of a batch: cross entropy of the softmax, or squared error. `targets` are one-hot rows, or one column of values. */
export function lossOf(tf: TensorFlow, outputs: Tensor2D, targets: Tensor2D, weights: Tensor): Tensor {
  const perRow = targets.shape[1] === 1 ? tf.squaredDifference(outputs, targets) : tf.mul(targets, tf.neg(tf.logSoftmax(outputs)))
  return tf.div(tf.sum(tf.mul(tf.sum(perRow, 1), weights)), tf.maximum(tf.sum(weights), 1e-12))
}

export function penaltyOf(tf: TensorFlow, layers: readonly GraphLayer[], l2: number): Tensor {
  return tf.mul(tf.addN(layers.map(({ kernel }) => tf.sum(tf.square(kernel)))), l2 / 2)
}

export function optimizerOf(tf: TensorFlow, { optimizer }: NetworkArchitecture) {
  switch (optimizer.kind) {
    case 'adam':
      return tf.train.adam(optimizer.learningRate)
    case 'rmsprop':
      return tf.train.rmsprop(optimizer.learningRate)
    case 'sgd':
      return optimizer.momentum > 0 ? tf.train.momentum(optimizer.learningRate, optimizer.momentum) : tf.train.sgd(optimizer.learningRate)
  }
}

export interface Batch {
  readonly inputs: Tensor2D
  readonly targets: Tensor2D
  readonly weights: Tensor
}

/** The rows at these positions as tensors; to be disposed of by the caller's tidy. */
export function batchOf(tf: TensorFlow, data: NetworkData, rows: Int32Array): Batch {
  const { width, outputs } = data
  const inputs = new Float32Array(rows.length * width)
  const targets = new Float32Array(rows.length * outputs)
  const weights = new Float32Array(rows.length)
  rows.forEach((row, i) => {
    inputs.set(data.inputs.subarray(row * width, (row + 1) * width), i * width)
    if (outputs === 1) targets[i] = data.targets[row]!
    else targets[i * outputs + data.targets[row]!] = 1
    weights[i] = data.weights[row]!
  })
  return {
    inputs: tf.tensor2d(inputs, [rows.length, width]),
    targets: tf.tensor2d(targets, [rows.length, outputs]),
    weights: tf.tensor1d(weights),
  }
}

function dropoutMask(tf: TensorFlow, shape: [number, number], dropout: number, random: Random): Tensor2D {
  const scale = 1 / (1 - dropout)
  return tf.tensor2d(
    Float32Array.from({ length: shape[0] * shape[1] }, () => (random.next() < dropout ? 0 : scale)),
    shape,
  )
}

function activated(tf: TensorFlow, activation: Activation, values: Tensor): Tensor2D {
  switch (activation) {
    case 'linear':
      return values as Tensor2D
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
