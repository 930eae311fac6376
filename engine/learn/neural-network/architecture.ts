// Neural networks as data: layers, how they are trained, weights as JSON, and scoring. Kernels train dense layers here; the rest is engine/adapters/tensorflow.

import { badOption } from '../problem.ts'

/** `gelu` is the tanh form of Hendrycks and Gimpel (2016), the same in training and scoring. */
export type Activation = 'linear' | 'relu' | 'tanh' | 'sigmoid' | 'gelu'
export const activations: readonly Activation[] = ['linear', 'relu', 'tanh', 'sigmoid', 'gelu']

/** A layer between the standardised inputs and the outputs. */
export type Layer =
  | { readonly kind: 'dense'; readonly units: number; readonly activation: Activation }
  /** Share of units left out at random while training, 0 to below 1. */
  | { readonly kind: 'dropout'; readonly share: number }
  /** Ioffe and Szegedy (2015). Moving figures keep .9 of what they were in each step. */
  | { readonly kind: 'batch-norm' }
  | { readonly kind: 'activation'; readonly activation: Activation }

export type Optimizer =
  | { readonly kind: 'adam'; readonly learningRate: number }
  /** Decoupled decay (Loshchilov and Hutter 2019): weights, not biases, lose rate x decay of themselves in a step. */
  | { readonly kind: 'adamw'; readonly learningRate: number; readonly decay: number }
  | { readonly kind: 'rmsprop'; readonly learningRate: number }
  | { readonly kind: 'sgd'; readonly learningRate: number; readonly momentum: number }

export interface Schedule {
  /** `step`: times `factor` after every `every` epochs. `cosine`: half a wave down to 0 at the last epoch. */
  readonly kind: 'constant' | 'step' | 'cosine'
  readonly every: number
  readonly factor: number
  /** Epochs in which the rate first rises from 0, in equal steps. */
  readonly warmUp: number
}

/** The layers and how they are trained; the output layer follows from the task: softmax, or one unit for a number or for two classes. */
export interface NetworkArchitecture {
  readonly layers: readonly Layer[]
  readonly optimizer: Optimizer
  readonly schedule: Schedule
  /** Penalty on squared weights, not biases: half of it times their sum is added to the loss. */
  readonly l2: number
  /** The longest gradient of a step; a longer one is shortened to it. Null: it stays as it is. */
  readonly clip: number | null
  readonly batchSize: number
  readonly epochs: number
  /** Share of the rows kept aside to judge each epoch. */
  readonly validationShare: number
  /** Stops after `patience` epochs without a gain of `minDelta`, and goes back to the best weights. Null: all epochs. */
  readonly earlyStopping: { readonly patience: number; readonly minDelta: number } | null
}

export const defaultArchitecture: NetworkArchitecture = {
  layers: [
    { kind: 'dense', units: 64, activation: 'relu' },
    { kind: 'dense', units: 32, activation: 'relu' },
  ],
  optimizer: { kind: 'adam', learningRate: 0.001 },
  schedule: { kind: 'constant', every: 10, factor: 0.5, warmUp: 0 },
  l2: 0,
  clip: null,
  batchSize: 64,
  epochs: 50,
  validationShare: 0.1,
  earlyStopping: { patience: 8, minDelta: 1e-4 },
}

const whole = (value: number) => Number.isInteger(value) && value >= 1
const belowOne = (value: number) => value >= 0 && value < 1
const finite = (value: number) => value >= 0 && Number.isFinite(value)
const atLeastOne = { en: 'be a whole number of 1 or more', fr: 'être un entier d’au moins 1' }
const share = { en: 'be 0 or more and below 1', fr: 'être positif ou nul et inférieur à 1' }
const above = { en: 'be more than 0', fr: 'être supérieur à 0' }
const notBelow = { en: 'be 0 or more', fr: 'être positif ou nul' }

/** Throws LearnProblem `bad-option` for the first value that cannot be used. */
export function checkArchitecture(network: NetworkArchitecture): void {
  const { optimizer, schedule, clip } = network
  network.layers.forEach(checkLayer)
  if (!(optimizer.learningRate > 0 && Number.isFinite(optimizer.learningRate))) throw badOption('learningRate', above)
  if (optimizer.kind === 'sgd' && !belowOne(optimizer.momentum)) throw badOption('momentum', share)
  if (optimizer.kind === 'adamw' && !finite(optimizer.decay)) throw badOption('decay', notBelow)
  if (!whole(schedule.every)) throw badOption('every', atLeastOne)
  if (!(schedule.factor > 0 && schedule.factor <= 1))
    throw badOption('factor', { en: 'be above 0 and at most 1', fr: 'être supérieur à 0 et au plus 1' })
  if (!finite(schedule.warmUp)) throw badOption('warmUp', notBelow)
  if (!finite(network.l2)) throw badOption('l2', notBelow)
  if (clip !== null && !(clip > 0)) throw badOption('clip', above)
  if (!whole(network.batchSize)) throw badOption('batchSize', atLeastOne)
  if (!whole(network.epochs)) throw badOption('epochs', atLeastOne)
  if (!belowOne(network.validationShare)) throw badOption('validationShare', share)
  if (network.earlyStopping && !whole(network.earlyStopping.patience)) throw badOption('patience', atLeastOne)
}

function checkLayer(layer: Layer): void {
  if (layer.kind === 'dense' && !whole(layer.units)) throw badOption('units', atLeastOne)
  if (layer.kind === 'dropout' && !belowOne(layer.share)) throw badOption('dropout', share)
  if ('activation' in layer && !activations.includes(layer.activation))
    throw badOption('activation', { en: `be one of ${activations.join(', ')}`, fr: `être parmi ${activations.join(', ')}` })
}
