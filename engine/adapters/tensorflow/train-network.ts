import type { Tensor, Variable } from '@tensorflow/tfjs'
import { checkTraining } from '../../learn/check-training.ts'
import { breathe, type FitControl, type FitOptions, type FittedModel, type Task } from '../../learn/estimator.ts'
import type { Matrix } from '../../learn/matrix.ts'
import { checkArchitecture, type NetworkArchitecture } from '../../learn/neural-network/architecture.ts'
import type { DenseLayer } from '../../learn/neural-network/forward-pass.ts'
import { networkModel } from '../../learn/neural-network/network-model.ts'
import { LearnProblem } from '../../learn/problem.ts'
import { randomFrom, type Random } from '../../learn/random.ts'
import type { TensorFlow } from './backend.ts'
import { networkData, type NetworkData } from './network-data.ts'
import { batchOf, buildLayers, lossOf, optimizerOf, outputsOf, penaltyOf, type GraphLayer } from './network-graph.ts'

export interface NetworkTraining {
  readonly task: Task
  readonly architecture: NetworkArchitecture
  readonly x: Matrix
  readonly y: Float64Array
  readonly options: FitOptions
}

/**
 * Trains a network on the back end that `tf` runs on. Metrics `loss` and `validation-loss` come once an epoch: mean cross entropy, or squared
 * error in variances of the target (1 is no better than the mean). Initial weights, the rows kept aside, shuffling and dropout come
 * from the seed, so that a run on the cpu back end gives the same bytes twice. Cancel is looked at between batches.
 */
export async function trainNetwork(tf: TensorFlow, training: NetworkTraining, control: FitControl): Promise<FittedModel> {
  const { task, architecture, x, y, options } = training
  checkArchitecture(architecture)
  const checked = checkTraining(x, y, options, { task, missing: 'refuse' })
  const random = randomFrom(options.seed)
  const data = networkData({ task, x, y, checked, validationShare: architecture.validationShare }, random)
  const layers = buildLayers(tf, architecture.layers, data, random)
  const optimizer = optimizerOf(tf, architecture)
  try {
    const best = await runEpochs(tf, { architecture, data, layers, optimizer, random }, control)
    control.progress(1)
    return networkModel({
      task,
      features: x.names,
      classes: checked.classes,
      remarks: [],
      layers: best.layers.map((layer, l) =>
        l === layers.length - 1 && task === 'classification' ? { ...layer, activation: 'softmax' } : layer,
      ),
      means: Array.from(data.means),
      deviations: Array.from(data.deviations),
      target: data.target,
      epochs: best.epoch,
    })
  } finally {
    optimizer.dispose()
    for (const { kernel, bias } of layers) tf.dispose([kernel, bias])
  }
}

interface EpochTask {
  readonly architecture: NetworkArchitecture
  readonly data: NetworkData
  readonly layers: readonly GraphLayer[]
  readonly optimizer: ReturnType<typeof optimizerOf>
  readonly random: Random
}

/** The weights to keep and the epoch they come from: the best on the rows kept aside, else the last. */
interface Kept {
  readonly layers: readonly DenseLayer[]
  readonly epoch: number
}

async function runEpochs(tf: TensorFlow, task: EpochTask, control: FitControl): Promise<Kept> {
  const { architecture, data, layers } = task
  const { epochs, earlyStopping } = architecture
  let best: (Kept & { loss: number }) | null = null
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const loss = await trainEpoch(tf, task, { control, done: (share) => control.progress((epoch - 1 + share) / epochs) })
    control.metric('loss', epoch, loss)
    const validation = data.validation.length > 0 ? await validationLoss(tf, task, control) : null
    if (validation !== null) control.metric('validation-loss', epoch, validation)
    const judged = validation ?? loss
    if (!Number.isFinite(loss) || !Number.isFinite(judged)) throw notFinite(epoch)
    if (!earlyStopping) continue
    if (!best || judged < best.loss - earlyStopping.minDelta) best = { layers: await readLayers(layers), epoch, loss: judged }
    else if (epoch - best.epoch >= earlyStopping.patience) break
  }
  return best ?? { layers: await readLayers(layers), epoch: epochs }
}

/** One pass over the training rows in a new order; the mean loss of its batches. */
async function trainEpoch(
  tf: TensorFlow,
  { architecture, data, layers, optimizer, random }: EpochTask,
  { control, done }: { control: FitControl; done: (share: number) => void },
): Promise<number> {
  const order = data.training
  for (let i = order.length - 1; i > 0; i--) {
    const j = random.below(i + 1)
    const kept = order[i]!
    order[i] = order[j]!
    order[j] = kept
  }
  const variables = layers.flatMap(({ kernel, bias }): Variable[] => [kernel, bias])
  let sum: Tensor = tf.scalar(0)
  for (let start = 0; start < order.length; start += architecture.batchSize) {
    await breathe(control)
    const rows = order.subarray(start, start + architecture.batchSize)
    const before = sum
    sum = tf.tidy(() => {
      const { inputs, targets, weights } = batchOf(tf, data, rows)
      let seen: Tensor | null = null
      optimizer.minimize(
        () => {
          const loss = lossOf(tf, outputsOf(tf, layers, inputs, random), targets, weights)
          seen = tf.keep(tf.mul(loss, rows.length))
          return (architecture.l2 > 0 ? tf.add(loss, penaltyOf(tf, layers, architecture.l2)) : loss).asScalar()
        },
        false,
        variables,
      )
      const total = tf.add(before, seen!)
      tf.dispose(seen!)
      return total
    })
    before.dispose()
    done(Math.min(1, (start + rows.length) / order.length))
  }
  const [total] = await sum.data()
  sum.dispose()
  return total! / order.length
}

const validationRows = 4096

async function validationLoss(tf: TensorFlow, { data, layers }: EpochTask, control: FitControl): Promise<number> {
  let sum = 0
  for (let start = 0; start < data.validation.length; start += validationRows) {
    await breathe(control)
    const rows = data.validation.subarray(start, start + validationRows)
    const loss = tf.tidy(() => {
      const { inputs, targets, weights } = batchOf(tf, data, rows)
      return lossOf(tf, outputsOf(tf, layers, inputs, null), targets, weights)
    })
    sum += (await loss.data())[0]! * rows.length
    loss.dispose()
  }
  return sum / data.validation.length
}

async function readLayers(layers: readonly GraphLayer[]): Promise<DenseLayer[]> {
  const read: DenseLayer[] = []
  for (const { inputs, units, activation, kernel, bias } of layers) {
    const [weights, offsets] = [await kernel.data(), await bias.data()]
    read.push({ inputs, units, activation, kernel: Float32Array.from(weights), bias: Float32Array.from(offsets) })
  }
  return read
}

function notFinite(epoch: number): LearnProblem {
  return new LearnProblem({
    code: 'loss-not-finite',
    option: 'learningRate',
    text: {
      en: `The loss grew beyond all bounds in epoch ${epoch}.`,
      fr: `La perte a dépassé toute limite à l’époque ${epoch}.`,
    },
    action: {
      en: 'Use a smaller learning rate, for example a tenth of it.',
      fr: 'Utilisez un taux d’apprentissage plus petit, par exemple le dixième.',
    },
  })
}
