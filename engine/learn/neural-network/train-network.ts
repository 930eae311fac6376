import { checkTraining } from '../check-training.ts'
import { applyClassWeight, type ClassWeight } from '../class-weights.ts'
import type { FitControl, FitOptions, FittedModel, Task } from '../estimator.ts'
import type { Matrix } from '../matrix.ts'
import { randomFrom } from '../random.ts'
import { checkArchitecture, type NetworkArchitecture } from './architecture.ts'
import { foldNetwork } from './fold-network.ts'
import { networkData, type NetworkData } from './network-data.ts'
import { networkModel } from './network-model.ts'
import { initialWeights, planNetwork, type NetworkPlan } from './network-plan.ts'
import { trainEpochs } from './train-epochs.ts'
import type { Trainee } from './trainee.ts'

export interface NetworkTraining {
  readonly task: Task
  readonly architecture: NetworkArchitecture
  readonly x: Matrix
  readonly y: Float64Array
  readonly options: FitOptions & { readonly classWeight?: ClassWeight }
}

export interface TraineeRequest {
  readonly architecture: NetworkArchitecture
  readonly plan: NetworkPlan
  readonly data: NetworkData
  /** The first weights, in the places of the plan. */
  readonly weights: Float32Array
  readonly seed: number
}

/**
 * Trains a network by the trainee that `make` gives. Metrics come once an epoch: `loss` and `validation loss` (mean cross entropy, or squared error in
 * variances of the target: 1 is no better than the mean), `validation accuracy`, `learning rate`, `gradient norm`, and the figures of layers. Initial weights, the rows kept aside, shuffling and dropout come from the seed. Cancel is looked at between batches. Throws LearnProblem.
 */
export async function trainNetwork(
  training: NetworkTraining,
  make: (request: TraineeRequest) => Trainee | Promise<Trainee>,
  control: FitControl,
): Promise<FittedModel> {
  const { task, architecture, x, y, options } = training
  checkArchitecture(architecture)
  const checked = checkTraining(x, y, options, { task, missing: 'refuse' })
  const weights =
    task === 'classification'
      ? applyClassWeight(y, checked.weights, checked.classes.length, options.classWeight ?? 'none')
      : checked.weights
  const random = randomFrom(options.seed)
  const data = networkData({ task, x, y, checked: { ...checked, weights }, validationShare: architecture.validationShare }, random)
  const plan = planNetwork(architecture.layers, data.width, data)
  const trainee = await make({ architecture, plan, data, weights: initialWeights(plan, random), seed: options.seed })
  try {
    const best = await trainEpochs(trainee, { architecture, plan, data, seed: options.seed }, control)
    control.progress(1)
    return networkModel({
      task,
      features: x.names,
      classes: checked.classes,
      remarks: [],
      layers: foldNetwork(plan, best.weights),
      means: Array.from(data.means),
      deviations: Array.from(data.deviations),
      target: data.target,
      epochs: best.epoch,
    })
  } finally {
    trainee.close()
  }
}
