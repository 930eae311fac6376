import { z } from 'zod'
import { defineNode } from '../kit/define-node.ts'
import { evaluateModel } from '../kit/evaluate-model.ts'
import { field } from '../kit/fields.ts'
import { flats, twoMoons } from '../kit/learner-examples.ts'
import { priceModel, sideModel } from '../kit/model-examples.ts'
import { needModels } from '../kit/need-models.ts'

const params = z.object({
  threshold: field.optionalNumber({
    label: { en: 'Threshold', fr: 'Seuil' },
    help: {
      en: 'Two classes: the positive one is predicted from this probability on. Empty: the model’s own.',
      fr: 'Deux classes : la positive est prédite à partir de cette probabilité. Vide : celui du modèle.',
    },
    min: 0,
    max: 1,
    step: 0.01,
  }),
})

/** Judges models on rows that they have not seen, all on the same rows. */
export const evaluate = defineNode({
  id: 'evaluate.evaluate',
  version: 1,
  icon: 'gauge',
  title: { en: 'Evaluate', fr: 'Évaluer' },
  summary: {
    en: 'Says how well models do on rows they have not seen.',
    fr: 'Dit ce que valent des modèles sur des lignes inconnues d’eux.',
  },
  help: {
    en: 'Connect the test output of the split and one or more models. Each model’s recipe is replayed on the test rows, so they need no preparation of their own. Every figure comes with its 95 % interval and beside the best constant answer: a model that does not beat that has learned nothing.',
    fr: 'Reliez la sortie « test » de la séparation et un ou plusieurs modèles. La recette de chaque modèle est rejouée sur les lignes de test, qui n’ont besoin d’aucune préparation. Chaque chiffre vient avec son intervalle à 95 % et à côté de la meilleure réponse constante : un modèle qui ne la bat pas n’a rien appris.',
  },
  keywords: {
    en: ['accuracy', 'auc', 'roc', 'confusion', 'score', 'metrics'],
    fr: ['exactitude', 'auc', 'roc', 'confusion', 'score', 'métriques'],
  },
  inputs: {
    table: { kind: 'table', label: { en: 'Test rows', fr: 'Lignes de test' } },
    models: { kind: 'model', label: { en: 'Models', fr: 'Modèles' }, many: true },
  },
  outputs: { metrics: { kind: 'metrics', label: { en: 'Metrics', fr: 'Mesures' } } },
  params,
  explain: ({ threshold }) =>
    threshold === null
      ? { en: 'on the rows that come in', fr: 'sur les lignes reçues' }
      : { en: `at threshold ${threshold}`, fr: `au seuil de ${String(threshold).replace('.', ',')}` },
  async run({ threshold }, inputs, ctx) {
    const models = needModels(inputs)
    const evaluations = []
    for (const [index, { model }] of models.entries()) {
      ctx.progress(index / models.length, { en: `judging ${model.name}`, fr: `évaluation de ${model.name}` })
      evaluations.push(await evaluateModel(model, ctx, threshold))
    }
    return { metrics: { kind: 'metrics', evaluations } }
  },
  examples: [
    {
      title: { en: 'A model of two classes', fr: 'Un modèle à deux classes' },
      params: {},
      inputs: { table: twoMoons, models: [sideModel] },
      expectArtifact: {
        metrics: {
          kind: 'metrics',
          evaluations: [
            {
              task: 'classification',
              rows: 8,
              confusion: [
                [4, 0],
                [0, 4],
              ],
            },
          ],
        },
      },
    },
    {
      title: { en: 'A model of a number', fr: 'Un modèle d’un nombre' },
      params: {},
      inputs: { table: flats, models: [priceModel] },
      expectArtifact: { metrics: { kind: 'metrics', evaluations: [{ task: 'regression', rows: 8 }] } },
    },
  ],
})
