// Neural networks as data: architecture, weights as JSON, and scoring without TensorFlow. Training lives in engine/adapters/tensorflow.

import { badOption } from '../problem.ts'

/** `gelu` is the tanh form of Hendrycks and Gimpel (2016), the same in training and scoring. */
export type Activation = 'linear' | 'relu' | 'tanh' | 'sigmoid' | 'gelu'
export const activations: readonly Activation[] = ['linear', 'relu', 'tanh', 'sigmoid', 'gelu']

export interface HiddenLayer {
  readonly units: number
  readonly activation: Activation
  /** Share of units left out at random while training, 0 to below 1. */
  readonly dropout: number
}

export type Optimizer =
  | { readonly kind: 'adam'; readonly learningRate: number }
  | { readonly kind: 'rmsprop'; readonly learningRate: number }
  | { readonly kind: 'sgd'; readonly learningRate: number; readonly momentum: number }

/** The hidden layers and how they are trained; the output layer follows from the task: softmax over the classes, or one linear unit. */
export interface NetworkArchitecture {
  readonly layers: readonly HiddenLayer[]
  readonly optimizer: Optimizer
  /** Penalty on squared weights, not biases. */
  readonly l2: number
  readonly batchSize: number
  readonly epochs: number
  /** Share of the rows kept aside to judge each epoch. */
  readonly validationShare: number
  /** Stops after `patience` epochs without a gain of `minDelta`, and goes back to the best weights. Null: all epochs. */
  readonly earlyStopping: { readonly patience: number; readonly minDelta: number } | null
}

export const defaultArchitecture: NetworkArchitecture = {
  layers: [
    { units: 64, activation: 'relu', dropout: 0 },
    { units: 32, activation: 'relu', dropout: 0 },
  ],
  optimizer: { kind: 'adam', learningRate: 0.001 },
  l2: 0,
  batchSize: 64,
  epochs: 50,
  validationShare: 0.1,
  earlyStopping: { patience: 8, minDelta: 1e-4 },
}

/** Throws LearnProblem `bad-option` for the first value that cannot be used. */
export function checkArchitecture(network: NetworkArchitecture): void {
  const whole = (value: number) => Number.isInteger(value) && value >= 1
  const atLeastOne = { en: 'be a whole number of 1 or more', fr: 'être un entier d’au moins 1' }
  const share = { en: 'be 0 or more and below 1', fr: 'être positif ou nul et inférieur à 1' }
  const above = { en: 'be more than 0', fr: 'être supérieur à 0' }
  const belowOne = (value: number) => value >= 0 && value < 1
  for (const layer of network.layers) {
    if (!whole(layer.units)) throw badOption('units', atLeastOne)
    if (!belowOne(layer.dropout)) throw badOption('dropout', share)
    if (!activations.includes(layer.activation)) {
      throw badOption('activation', { en: `be one of ${activations.join(', ')}`, fr: `être parmi ${activations.join(', ')}` })
    }
  }
  if (!(network.optimizer.learningRate > 0 && Number.isFinite(network.optimizer.learningRate))) throw badOption('learningRate', above)
  if (network.optimizer.kind === 'sgd' && !belowOne(network.optimizer.momentum)) throw badOption('momentum', share)
  if (!(network.l2 >= 0 && Number.isFinite(network.l2))) throw badOption('l2', { en: 'be 0 or more', fr: 'être positif ou nul' })
  if (!whole(network.batchSize)) throw badOption('batchSize', atLeastOne)
  if (!whole(network.epochs)) throw badOption('epochs', atLeastOne)
  if (!belowOne(network.validationShare)) throw badOption('validationShare', share)
  if (network.earlyStopping && !whole(network.earlyStopping.patience)) throw badOption('patience', atLeastOne)
}
