import { z } from 'zod'
import type { Params } from '../../engine/protocol/document.ts'
import { networkNeeds } from '../../engine/learn/neural-network/network-needs.ts'
import { defineNode } from '../kit/define-node.ts'
import { featureColumns, learnerProblems, targetColumn } from '../kit/learner-columns.ts'
import { flats, twoMoons } from '../kit/learner-examples.ts'
import { classWeightField, featuresField, learnerPorts, positiveField, targetField, targetPhrase } from '../kit/learner-fields.ts'
import { taskField, taskOf } from '../kit/learner-task.ts'
import { architectureOf, layersField, layersOf, trainingFields } from '../kit/network-fields.ts'
import { observeAll } from '../kit/observe-all.ts'
import { observeNetwork } from '../kit/observe-network.ts'
import { trainModel } from '../kit/train-model.ts'
import { trainingRulesField } from '../kit/training-rules-field.ts'

const params = z.object({
  target: targetField,
  task: taskField,
  features: featuresField,
  layers: layersField,
  ...trainingFields,
  classWeight: classWeightField({ hasTask: true }),
  positive: positiveField({ hasTask: true }),
  rules: trainingRulesField,
})

/** A network of layers, trained where that is fastest. */
export const neuralNetwork = defineNode({
  id: 'train.neural-network',
  version: 2,
  icon: 'brain',
  title: { en: 'Neural network', fr: 'Réseau de neurones' },
  summary: {
    en: 'Learns a class or a number through layers of units.',
    fr: 'Apprend une classe ou un nombre à travers des couches d’unités.',
  },
  help: {
    en: 'Numbers are standardised and text becomes indicators by itself. The loss of every epoch is drawn while it trains; when rows are kept aside, training stops once they stop gaining, and the best weights are kept.\n\nLayers are added, moved and taken out in the list; their shapes and weights are shown below it. Dense layers train on the engine’s own kernels, on all cores, and the number of cores changes nothing; batch normalisation and GELU train on TensorFlow.js. The log of the run says which was taken, and why.',
    fr: 'Les nombres sont standardisés et le texte devient des indicateurs automatiquement. La perte de chaque époque se dessine pendant l’apprentissage ; si des lignes sont réservées, il s’arrête quand elles ne progressent plus, et les meilleurs poids sont gardés.\n\nLes couches s’ajoutent, se déplacent et se retirent dans la liste ; leurs formes et leurs poids s’affichent dessous. Les couches denses s’entraînent sur les noyaux du moteur, sur tous les cœurs, dont le nombre ne change rien ; la normalisation par lot et GELU s’entraînent sur TensorFlow.js. Le journal de l’exécution dit ce qui a été choisi, et pourquoi.',
  },
  keywords: {
    en: ['deep learning', 'mlp', 'perceptron', 'tensorflow', 'adam', 'dropout', 'batch normalisation'],
    fr: ['apprentissage profond', 'pmc', 'perceptron', 'tensorflow', 'adam', 'dropout', 'normalisation par lot'],
  },
  ...learnerPorts,
  params,
  migrate: {
    // Dropout was a setting of each layer, and an empty list stood for the usual two layers.
    1: ({ layers, ...rest }) => ({
      ...rest,
      ...(Array.isArray(layers) && layers.length > 0 && { layers: layers.flatMap(splitDropout) as Params[string] }),
    }),
  },
  explain: ({ target, layers }) => {
    const name = targetPhrase(target)
    const units = layersOf(layers).flatMap((item) => (item.kind === 'dense' ? [item.units] : []))
    if (units.length === 0) return { en: `learn ${name.en}, no dense layer between`, fr: `apprendre ${name.fr}, sans couche dense entre` }
    return { en: `learn ${name.en}, layers of ${units.join(', ')}`, fr: `apprendre ${name.fr}, couches de ${units.join(', ')}` }
  },
  check: ({ target, features, task }, inputs) => learnerProblems({ target, features, task, canClassify: true }, inputs),
  observe({ target: name, features, task, layers }, inputs) {
    const rows = inputs.one('table')
    const target = targetColumn(rows, name)
    return observeAll([
      learnerPorts.observe({ target: name, features }, inputs),
      observeNetwork({ rows, target, features: featureColumns(rows, features, target), task, layers: layersOf(layers) }),
    ])
  },
  learnsFrom: ['table'],
  async run(settings, inputs, ctx) {
    const { target, task: asked, features, positive, classWeight, backend } = settings
    const relation = inputs.one('table')
    const task = await taskOf(asked, relation, target, ctx)
    const architecture = architectureOf(settings)
    const model = await trainModel(
      {
        learner: 'train.neural-network',
        task,
        target,
        features,
        positive,
        keepMissing: false,
        needs: (outputs) => networkNeeds(architecture, outputs),
        fit: ({ x, y, classes, weights }, control) =>
          ctx.network.train(
            {
              task,
              architecture,
              x,
              y,
              options: {
                seed: ctx.seed,
                ...(task === 'classification' && { classes, classWeight }),
                ...(weights && { sampleWeight: weights }),
              },
              backend,
              crews: ctx.crews,
            },
            { ...control, ...(ctx.kept && { kept: ctx.kept }) },
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
      params: { target: 'side', layers: [{ kind: 'dense', units: 4 }], epochs: 5, validation: 0 },
      inputs: { table: twoMoons },
      expectArtifact: { model: { kind: 'model', model: { task: 'classification', classes: ['left', 'right'] } } },
    },
    {
      title: { en: 'A number, with layers that are normalised', fr: 'Un nombre, avec des couches normalisées' },
      params: {
        target: 'price',
        layers: [{ kind: 'dense', units: 4, activation: 'linear' }, { kind: 'batch-norm' }, { kind: 'activation', activation: 'tanh' }],
        epochs: 5,
        validation: 0,
      },
      inputs: { table: flats },
      expectArtifact: { model: { kind: 'model', model: { task: 'regression' } } },
    },
  ],
})

function splitDropout(layer: unknown): unknown[] {
  const { dropout, ...dense } = layer as { dropout?: unknown }
  return [{ kind: 'dense', ...dense }, ...(typeof dropout === 'number' && dropout > 0 ? [{ kind: 'dropout', share: dropout }] : [])]
}
