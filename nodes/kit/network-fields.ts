import { z } from 'zod'
import type { Layer, NetworkArchitecture, Optimizer } from '../../engine/learn/neural-network/architecture.ts'
import type { NetworkBackend } from './context.ts'
import { field } from './fields.ts'

const activationChoices = [
  { value: 'relu', label: { en: 'ReLU', fr: 'ReLU' } },
  { value: 'tanh', label: { en: 'tanh', fr: 'tangente hyperbolique' } },
  { value: 'sigmoid', label: { en: 'sigmoid', fr: 'sigmoïde' } },
  { value: 'gelu', label: { en: 'GELU', fr: 'GELU' } },
  { value: 'linear', label: { en: 'none', fr: 'aucune' } },
] as const

const layer = z.object({
  kind: field.choice({
    label: { en: 'Layer', fr: 'Couche' },
    choices: [
      {
        value: 'dense',
        label: { en: 'dense', fr: 'dense' },
        help: { en: 'Each unit sees all values before it.', fr: 'Chaque unité voit toutes les valeurs qui précèdent.' },
      },
      {
        value: 'dropout',
        label: { en: 'dropout', fr: 'abandon (dropout)' },
        help: {
          en: 'Leaves values out at random in each step, against learning by heart.',
          fr: 'Écarte des valeurs au hasard à chaque pas, contre l’apprentissage par cœur.',
        },
      },
      {
        value: 'batch-norm',
        label: { en: 'batch normalisation', fr: 'normalisation par lot' },
        help: {
          en: 'Brings each unit to mean 0 and deviation 1 within a batch, then scales it as it learns.',
          fr: 'Ramène chaque unité à une moyenne de 0 et un écart type de 1 dans le lot, puis à l’échelle apprise.',
        },
      },
      { value: 'activation', label: { en: 'activation', fr: 'activation' } },
    ],
    default: 'dense',
  }),
  units: field.number({
    label: { en: 'Units', fr: 'Unités' },
    default: 32,
    min: 1,
    max: 4096,
    integer: true,
    when: { param: 'kind', in: ['dense'] },
  }),
  activation: field.choice({
    label: { en: 'Activation function', fr: 'Fonction d’activation' },
    choices: activationChoices,
    default: 'relu',
    when: { param: 'kind', in: ['dense', 'activation'] },
  }),
  share: field.number({
    label: { en: 'Share left out', fr: 'Part écartée' },
    default: 0.2,
    min: 0,
    max: 0.9,
    step: 0.05,
    when: { param: 'kind', in: ['dropout'] },
  }),
})

/** The layers between inputs and outputs. */
export const layersField = field.list({
  label: { en: 'Layers', fr: 'Couches' },
  help: {
    en: 'From the inputs to the output, which the target gives. Without any, the model is linear.',
    fr: 'Des entrées à la sortie, que donne la cible. Sans aucune, le modèle est linéaire.',
  },
  item: layer,
  default: [
    { kind: 'dense', units: 64, activation: 'relu' },
    { kind: 'dense', units: 32, activation: 'relu' },
  ],
})

const advanced = { group: 'advanced' } as const

/** How a network is trained. */
export const trainingFields = {
  epochs: field.number({ label: { en: 'Epochs', fr: 'Époques' }, default: 40, min: 1, max: 10_000, integer: true }),
  batch: field.number({
    label: { en: 'Rows in a batch', fr: 'Lignes par lot' },
    default: 128,
    min: 1,
    max: 65_536,
    integer: true,
    ...advanced,
  }),
  optimizer: field.choice({
    label: { en: 'Optimiser', fr: 'Optimiseur' },
    choices: [
      { value: 'adam', label: { en: 'Adam', fr: 'Adam' } },
      { value: 'adamw', label: { en: 'AdamW', fr: 'AdamW' } },
      { value: 'rmsprop', label: { en: 'RMSprop', fr: 'RMSprop' } },
      { value: 'sgd', label: { en: 'gradient descent (SGD)', fr: 'descente de gradient (SGD)' } },
    ],
    default: 'adam',
    ...advanced,
  }),
  learningRate: field.number({
    label: { en: 'Learning rate', fr: 'Taux d’apprentissage' },
    help: {
      en: 'Length of a step. Lower it when the loss jumps about, raise it when it hardly falls.',
      fr: 'Longueur d’un pas. Baissez-le si la perte saute, montez-le si elle ne baisse presque pas.',
    },
    default: 0.003,
    tune: { from: 0.0001, to: 0.1, log: true },
    min: 1e-7,
    max: 10,
    ...advanced,
  }),
  momentum: field.number({
    label: { en: 'Momentum', fr: 'Inertie' },
    default: 0.9,
    min: 0,
    max: 0.999,
    when: { param: 'optimizer', in: ['sgd'] },
    ...advanced,
  }),
  decay: field.number({
    label: { en: 'Weight decay', fr: 'Décroissance des poids' },
    default: 0.01,
    min: 0,
    max: 1,
    when: { param: 'optimizer', in: ['adamw'] },
    ...advanced,
  }),
  schedule: field.choice({
    label: { en: 'Learning rate over the epochs', fr: 'Taux au fil des époques' },
    choices: [
      { value: 'constant', label: { en: 'stays', fr: 'reste' } },
      { value: 'step', label: { en: 'falls in steps', fr: 'baisse par paliers' } },
      { value: 'cosine', label: { en: 'falls along a cosine', fr: 'baisse selon un cosinus' } },
    ],
    default: 'constant',
    ...advanced,
  }),
  every: field.number({
    label: { en: 'Epochs of a step', fr: 'Époques par palier' },
    default: 10,
    min: 1,
    integer: true,
    when: { param: 'schedule', in: ['step'] },
    ...advanced,
  }),
  factor: field.number({
    label: { en: 'Times, at each step', fr: 'Facteur à chaque palier' },
    default: 0.5,
    min: 0.001,
    max: 1,
    when: { param: 'schedule', in: ['step'] },
    ...advanced,
  }),
  warmUp: field.number({
    label: { en: 'Epochs of warm-up', fr: 'Époques de montée' },
    help: { en: 'The rate first rises to its value.', fr: 'Le taux monte d’abord jusqu’à sa valeur.' },
    default: 0,
    min: 0,
    max: 1000,
    ...advanced,
  }),
  validation: field.slider({
    label: { en: 'Rows kept aside to stop in time', fr: 'Lignes réservées pour s’arrêter à temps' },
    default: 0.1,
    min: 0,
    max: 0.5,
    step: 0.05,
    ...advanced,
  }),
  patience: field.number({
    label: { en: 'Epochs without gain before it stops', fr: 'Époques sans gain avant l’arrêt' },
    default: 8,
    min: 1,
    max: 1000,
    integer: true,
    ...advanced,
  }),
  l2: field.number({
    label: { en: 'Penalty on large weights', fr: 'Pénalité des grands poids' },
    help: { en: 'L2: half of it times the sum of squared weights.', fr: 'L2 : sa moitié fois la somme des carrés des poids.' },
    default: 0,
    tune: { from: 0.000001, to: 0.1, log: true },
    min: 0,
    ...advanced,
  }),
  clip: field.optionalNumber({
    label: { en: 'Longest gradient', fr: 'Gradient le plus long' },
    help: { en: 'Longer ones are shortened to it. Empty: no limit.', fr: 'Les plus longs y sont ramenés. Vide : sans limite.' },
    min: 1e-6,
    ...advanced,
  }),
  backend: field.choice({
    label: { en: 'Train on', fr: 'Entraîner sur' },
    help: {
      en: 'Fastest: dense layers on the engine’s own kernels, others on the best of TensorFlow.js; millrace backends lists them.',
      fr: 'Le plus rapide : les couches denses sur les noyaux du moteur, les autres sur le meilleur de TensorFlow.js ; millrace backends les liste.',
    },
    choices: [
      { value: 'auto', label: { en: 'what is fastest', fr: 'le plus rapide' } },
      { value: 'own', label: { en: 'own kernels', fr: 'noyaux du moteur' } },
      { value: 'tfjs-node-gpu', label: { en: 'TensorFlow (CUDA)', fr: 'TensorFlow (CUDA)' } },
      { value: 'tfjs-node', label: { en: 'TensorFlow', fr: 'TensorFlow' } },
      { value: 'webgpu', label: { en: 'WebGPU', fr: 'WebGPU' } },
      { value: 'wasm', label: { en: 'WebAssembly', fr: 'WebAssembly' } },
      { value: 'cpu', label: { en: 'JavaScript', fr: 'JavaScript' } },
    ] satisfies { value: NetworkBackend; label: { en: string; fr: string } }[],
    default: 'auto',
    ...advanced,
  }),
}
const settings = z.object({ layers: layersField, ...trainingFields })

/** What the fields of a layer in the list mean; those that are hidden mean nothing. */
export function layersOf(list: z.output<typeof layersField>): Layer[] {
  return list.map(({ kind, units, activation, share }): Layer => {
    switch (kind) {
      case 'dense':
        return { kind, units, activation }
      case 'dropout':
        return { kind, share }
      case 'batch-norm':
        return { kind }
      case 'activation':
        return { kind, activation }
    }
  })
}

/** The network that the fields describe. */
export function architectureOf(asked: z.output<typeof settings>): NetworkArchitecture {
  const { learningRate, momentum, decay, validation, patience } = asked
  const optimizers: Readonly<Record<Optimizer['kind'], Optimizer>> = {
    adam: { kind: 'adam', learningRate },
    adamw: { kind: 'adamw', learningRate, decay },
    rmsprop: { kind: 'rmsprop', learningRate },
    sgd: { kind: 'sgd', learningRate, momentum },
  }
  return {
    layers: layersOf(asked.layers),
    optimizer: optimizers[asked.optimizer],
    schedule: { kind: asked.schedule, every: asked.every, factor: asked.factor, warmUp: asked.warmUp },
    l2: asked.l2,
    clip: asked.clip,
    batchSize: asked.batch,
    epochs: asked.epochs,
    validationShare: validation,
    earlyStopping: validation > 0 ? { patience, minDelta: 1e-4 } : null,
  }
}
