import { z } from 'zod'
import { defineNode } from '../kit/define-node.ts'
import { judgedOutput, judgeFields } from '../kit/judge-fields.ts'
import { judgeModels, judgedReport } from '../kit/judge-models.ts'
import { judgedRows } from '../kit/judged-rows.ts'
import { flats, twoMoons } from '../kit/learner-examples.ts'
import { priceModel, sideModel } from '../kit/model-examples.ts'
import { needModels } from '../kit/need-models.ts'
import { thresholdField } from '../kit/threshold-field.ts'

const params = z.object({ threshold: thresholdField, ...judgeFields })

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
    en: 'Connect the test output of the split and one or more models. Each model’s recipe is replayed on the test rows, so they need no preparation of their own. Every figure comes with its 95 % interval and beside the best constant answer: a model that does not beat that has learned nothing. Rows whose target is missing, or a class that the model never saw, are left out.\n\nMoving the threshold trades rows found against false alarms; it changes neither the model nor its ROC curve. Set the one you choose in the endpoint, the batch score or the group report as well.\n\nThe second output holds the judged rows with what was true and what was answered. A column with the role weight counts in every figure; one with the role time adds the error against the naive forecast, one with the role group the ranking within groups.',
    fr: 'Reliez la sortie « test » de la séparation et un ou plusieurs modèles. La recette de chaque modèle est rejouée sur les lignes de test, qui n’ont besoin d’aucune préparation. Chaque chiffre vient avec son intervalle à 95 % et à côté de la meilleure réponse constante : un modèle qui ne la bat pas n’a rien appris. Les lignes dont la cible manque, ou est une classe que le modèle n’a jamais vue, sont écartées.\n\nDéplacer le seuil échange des lignes trouvées contre de fausses alertes ; ni le modèle ni sa courbe ROC ne changent. Reportez le seuil choisi dans le point d’accès, le score par lot ou le rapport par groupe.\n\nLa seconde sortie contient les lignes jugées, avec ce qui était vrai et ce qui a été répondu. Une colonne de rôle « poids » compte dans chaque chiffre ; une de rôle « temps » ajoute l’erreur relative à la prévision naïve, une de rôle « groupe » le classement au sein des groupes.',
  },
  keywords: {
    en: ['accuracy', 'auc', 'roc', 'confusion', 'score', 'metrics'],
    fr: ['exactitude', 'auc', 'roc', 'confusion', 'score', 'métriques'],
  },
  inputs: {
    table: { kind: 'table', label: { en: 'Test rows', fr: 'Lignes de test' } },
    models: { kind: 'model', label: { en: 'Models', fr: 'Modèles' }, many: true },
  },
  outputs: { metrics: { kind: 'metrics', label: { en: 'Metrics', fr: 'Mesures' } }, ...judgedOutput },
  params,
  check: (_, inputs) => judgedRows(inputs),
  explain: ({ threshold }) =>
    threshold === null
      ? { en: 'on the rows that come in', fr: 'sur les lignes reçues' }
      : { en: `at threshold ${threshold}`, fr: `au seuil de ${String(threshold).replace('.', ',')}` },
  async run({ threshold, costs, quantile, places, slices }, inputs, ctx) {
    const relation = inputs.one('table')
    const judged = await judgeModels(needModels(inputs), relation, { threshold, costs, quantile, places }, ctx)
    const { evaluations, duels, rows } = await judgedReport(judged, relation, { slices }, ctx)
    return { metrics: { kind: 'metrics', evaluations, duels }, rows }
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
