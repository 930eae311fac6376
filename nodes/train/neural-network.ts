import { z } from 'zod'
import type { Activation } from '../../engine/learn/neural-network/architecture.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { learnerProblems } from '../kit/learner-columns.ts'
import { flats, twoMoons } from '../kit/learner-examples.ts'
import { featuresField, learnerPorts, positiveField, targetField, targetPhrase } from '../kit/learner-fields.ts'
import { taskField, taskOf } from '../kit/learner-task.ts'
import { trainModel } from '../kit/train-model.ts'

const layer = z.object({
  units: field.number({ label: { en: 'Units', fr: 'Unités' }, default: 32, min: 1, max: 4096, integer: true }),
  activation: field.choice({
    label: { en: 'Activation function', fr: 'Fonction d’activation' },
    choices: [
      { value: 'relu', label: { en: 'ReLU', fr: 'ReLU' } },
      { value: 'tanh', label: { en: 'tanh', fr: 'tangente hyperbolique' } },
      { value: 'sigmoid', label: { en: 'sigmoid', fr: 'sigmoïde' } },
      { value: 'gelu', label: { en: 'GELU', fr: 'GELU' } },
      { value: 'linear', label: { en: 'none', fr: 'aucune' } },
    ],
    default: 'relu',
  }),
  dropout: field.number({
    label: { en: 'Dropout', fr: 'Abandon (dropout)' },
    help: {
      en: 'Share of units left out at random in each step, against learning by heart.',
      fr: 'Part des unités écartées au hasard à chaque pas, contre l’apprentissage par cœur.',
    },
    default: 0,
    min: 0,
    max: 0.9,
    step: 0.05,
  }),
})

const params = z.object({
  target: targetField,
  task: taskField,
  features: featuresField,
  layers: field.list({ label: { en: 'Hidden layers', fr: 'Couches cachées' }, item: layer }),
  epochs: field.number({ label: { en: 'Epochs', fr: 'Époques' }, default: 40, min: 1, max: 10_000, integer: true }),
  batch: field.number({
    label: { en: 'Rows in a batch', fr: 'Lignes par lot' },
    default: 128,
    min: 1,
    max: 65_536,
    integer: true,
    group: 'advanced',
  }),
  learningRate: field.number({
    label: { en: 'Learning rate', fr: 'Taux d’apprentissage' },
    help: {
      en: 'Length of a step. Lower it when the loss jumps about, raise it when it hardly falls.',
      fr: 'Longueur d’un pas. Baissez-le si la perte saute, montez-le si elle ne baisse presque pas.',
    },
    default: 0.003,
    min: 1e-7,
    max: 10,
    group: 'advanced',
  }),
  validation: field.slider({
    label: { en: 'Rows kept aside to stop in time', fr: 'Lignes réservées pour s’arrêter à temps' },
    default: 0.1,
    min: 0,
    max: 0.5,
    step: 0.05,
    group: 'advanced',
  }),
  patience: field.number({
    label: { en: 'Epochs without gain before it stops', fr: 'Époques sans gain avant l’arrêt' },
    default: 8,
    min: 1,
    max: 1000,
    integer: true,
    group: 'advanced',
  }),
  positive: positiveField({ hasTask: true }),
})

const usual = [
  { units: 64, activation: 'relu' as Activation, dropout: 0 },
  { units: 32, activation: 'relu' as Activation, dropout: 0 },
]

/** A fully connected network, trained by TensorFlow.js on the best back end that was found. */
export const neuralNetwork = defineNode({
  id: 'train.neural-network',
  version: 1,
  icon: 'brain',
  title: { en: 'Neural network', fr: 'Réseau de neurones' },
  summary: {
    en: 'Learns a class or a number through layers of units.',
    fr: 'Apprend une classe ou un nombre à travers des couches d’unités.',
  },
  help: {
    en: 'Numbers are standardised and text becomes indicators by itself. The loss of every epoch is drawn while it trains; when rows are kept aside, training stops once they stop gaining, and the best weights are kept.\n\nTwo hidden layers of 64 and 32 units are taken while the list of layers is empty.',
    fr: 'Les nombres sont standardisés et le texte devient des indicateurs automatiquement. La perte de chaque époque se dessine pendant l’apprentissage ; si des lignes sont réservées, il s’arrête quand elles ne progressent plus, et les meilleurs poids sont gardés.\n\nTant que la liste des couches est vide, deux couches cachées de 64 et 32 unités sont utilisées.',
  },
  keywords: { en: ['deep learning', 'mlp', 'perceptron', 'tensorflow'], fr: ['apprentissage profond', 'pmc', 'perceptron', 'tensorflow'] },
  ...learnerPorts,
  params,
  explain: ({ target, layers }) => {
    const name = targetPhrase(target)
    const units = (layers.length > 0 ? layers : usual).map((item) => item.units).join(', ')
    return { en: `learn ${name.en}, layers of ${units}`, fr: `apprendre ${name.fr}, couches de ${units}` }
  },
  check: ({ target, features, task }, inputs) => learnerProblems({ target, features, task, canClassify: true }, inputs),
  learnsFrom: ['table'],
  async run({ target, task: asked, features, layers, epochs, batch, learningRate, validation, patience, positive }, inputs, ctx) {
    const relation = inputs.one('table')
    const task = await taskOf(asked, relation, target, ctx)
    const model = await trainModel(
      {
        learner: 'train.neural-network',
        task,
        target,
        features,
        positive,
        keepMissing: false,
        fit: ({ x, y, classes, weights }, control) =>
          ctx.network.train(
            {
              task,
              architecture: {
                layers: layers.length > 0 ? layers : usual,
                optimizer: { kind: 'adam', learningRate },
                l2: 0,
                batchSize: batch,
                epochs,
                validationShare: validation,
                earlyStopping: validation > 0 ? { patience, minDelta: 1e-4 } : null,
              },
              x,
              y,
              options: { seed: ctx.seed, ...(task === 'classification' && { classes }), ...(weights && { sampleWeight: weights }) },
            },
            control,
          ),
      },
      relation,
      ctx,
    )
    return { model }
  },
  examples: [
    {
      title: { en: 'Two sides of a line', fr: 'Deux côtés d’une ligne' },
      params: { target: 'side', layers: [{ units: 4 }], epochs: 5, validation: 0 },
      inputs: { table: twoMoons },
      expectArtifact: { model: { kind: 'model', model: { task: 'classification', classes: ['left', 'right'] } } },
    },
    {
      title: { en: 'A number', fr: 'Un nombre' },
      params: { target: 'price', layers: [{ units: 4, activation: 'tanh' }], epochs: 5, validation: 0 },
      inputs: { table: flats },
      expectArtifact: { model: { kind: 'model', model: { task: 'regression' } } },
    },
  ],
})
