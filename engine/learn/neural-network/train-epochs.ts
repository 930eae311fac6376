import { judgeChances, rowsForCalibration } from '../calibrate/judge-chances.ts'
import { breathe, type FitControl } from '../estimator.ts'
import { LearnProblem } from '../problem.ts'
import { randomFrom } from '../random.ts'
import type { NetworkArchitecture } from './architecture.ts'
import { layerFigures } from './layer-figures.ts'
import { learningRateAt } from './learning-rate.ts'
import type { NetworkData } from './network-data.ts'
import type { NetworkPlan } from './network-plan.ts'
import type { Trainee, TraineeState } from './trainee.ts'

export interface EpochTask {
  readonly architecture: NetworkArchitecture
  readonly plan: NetworkPlan
  readonly data: NetworkData
  readonly seed: number
}

/** The weights to keep and the epoch they come from: the best on the rows kept aside, else the last. */
export interface KeptWeights {
  readonly weights: Float32Array
  readonly epoch: number
}

interface Point {
  readonly name: string
  readonly step: number
  readonly value: number
}

/** How far a training came: enough to go on as if nothing had happened. */
interface Progress {
  readonly epoch: number
  readonly state: TraineeState
  readonly best: (KeptWeights & { readonly loss: number }) | null
  readonly points: readonly Point[]
}

/**
 * Goes through the epochs: order of rows, learning rate, figures of each epoch, early stopping, what is kept to go on from. Everything that is drawn
 * comes from the seed and the number of the epoch, so that a training that went on ends with the weights of one that was never stopped.
 */
export async function trainEpochs(trainee: Trainee, task: EpochTask, control: FitControl): Promise<KeptWeights> {
  const { architecture, plan, data } = task
  const { epochs, earlyStopping, batchSize } = architecture
  const mark = control.kept ? markOf(task) : 0
  const kept = (await control.kept?.read(mark)) as Progress | null | undefined
  const points: Point[] = [...(kept?.points ?? [])]
  for (const { name, step, value } of points) control.metric(name, step, value)
  if (kept) {
    trainee.restore(kept.state)
    const place = placeOf(kept.epoch, epochs)
    control.progress(kept.epoch / epochs, { en: `Goes on from ${place.en}`, fr: `Reprend à ${place.fr}` })
  }
  let best = kept?.best ?? null
  const steps = Math.ceil(data.training.length / batchSize)
  const seen = data.output === 'number' ? null : rowsForCalibration(data.validation, mostJudged)
  const actual = seen && Float64Array.from(seen, (row) => data.targets[row]!)
  let last = kept?.epoch ?? 0
  for (let epoch = last + 1; epoch <= epochs; epoch++) {
    last = epoch
    const tell = (name: string, value: number) => {
      points.push({ name, step: epoch, value })
      control.metric(name, epoch, value)
    }
    const { before, rate } = await runSteps(trainee, { ...task, epoch, steps }, control)
    const { loss, gradientNorm } = await trainee.figures()
    tell('loss', loss)
    const judged = data.validation.length > 0 ? await trainee.judge(data.validation) : null
    if (judged) tell('validation loss', judged.loss)
    if (judged?.accuracy !== null && judged?.accuracy !== undefined) tell('validation accuracy', judged.accuracy)
    if (seen && actual) tell('validation calibration error', judgeChances(await trainee.answers(seen), actual).calibrationError)
    const measured = judged?.loss ?? loss
    if (!Number.isFinite(loss) || !Number.isFinite(measured)) throw notFinite(epoch, architecture.optimizer.learningRate)
    tell('learning rate', rate)
    tell('gradient norm', gradientNorm)
    const weights = await trainee.weights()
    for (const { name, value } of layerFigures(plan, { before, weights, values: await trainee.activations(someRows(data)) }))
      tell(name, value)
    control.progress(epoch / epochs)
    if (earlyStopping) {
      if (!best || measured < best.loss - earlyStopping.minDelta) best = { weights, epoch, loss: measured }
      else if (epoch - best.epoch >= earlyStopping.patience) break
    }
    if (control.enough?.()) break
    if (control.kept?.due()) {
      const progress: Progress = { epoch, state: await trainee.state(), best, points }
      await control.kept.write(progress, { mark, place: placeOf(epoch, epochs) })
    }
  }
  return best ?? { weights: await trainee.weights(), epoch: last }
}

/** Differs for other rows: a body that fits several networks must not go on with one on the rows of another. */
function markOf({ data, plan, seed }: EpochTask): number {
  let sum = seed + plan.kept
  data.inputs.forEach((value, i) => (sum += value * ((i % 97) + 1)))
  data.targets.forEach((value, i) => (sum += value * ((i % 89) + 1)))
  return sum
}

/** The steps of an epoch, in a new order; gives the weights before the last one, and its rate. */
async function runSteps(
  trainee: Trainee,
  task: EpochTask & { readonly epoch: number; readonly steps: number },
  control: FitControl,
): Promise<{ before: Float32Array; rate: number }> {
  const { architecture, data, seed, epoch, steps } = task
  const { optimizer, schedule, batchSize, epochs } = architecture
  const order = orderOf(data.training, seed, epoch)
  let before = new Float32Array(0)
  let rate = 0
  for (let done = 0; done < steps; done++) {
    await breathe(control)
    if (done === steps - 1) before = Float32Array.from(await trainee.weights())
    rate = learningRateAt(optimizer, schedule, { epoch, done, steps, epochs })
    await trainee.step(order.subarray(done * batchSize, (done + 1) * batchSize), { rate, number: (epoch - 1) * steps + done + 1 })
    control.progress((epoch - 1 + (done + 1) / steps) / epochs)
  }
  return { before, rate }
}

function orderOf(rows: Int32Array, seed: number, epoch: number): Int32Array {
  const random = randomFrom(seed + epoch * 0x1_0000_0000)
  const order = Int32Array.from(rows)
  for (let i = order.length - 1; i > 0; i--) {
    const j = random.below(i + 1)
    const kept = order[i]!
    order[i] = order[j]!
    order[j] = kept
  }
  return order
}

const mostJudged = 1000
const mostLookedAt = 256

/** Rows on which the units of the layers are looked at: always the same. */
function someRows({ training, validation }: EpochTask['data']): Int32Array {
  return (validation.length >= mostLookedAt ? validation : training).subarray(0, mostLookedAt)
}

const placeOf = (epoch: number, epochs: number) => ({
  en: `epoch ${epoch} of ${epochs}`,
  fr: `l’époque ${epoch} sur ${epochs}`,
})

function notFinite(epoch: number, rate: number): LearnProblem {
  const smaller = Number((rate / 10).toPrecision(3))
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
    fixes: [
      {
        label: { en: `Use a learning rate of ${smaller}`, fr: `Utiliser un taux d’apprentissage de ${String(smaller).replace('.', ',')}` },
        options: { learningRate: smaller },
      },
    ],
  })
}
