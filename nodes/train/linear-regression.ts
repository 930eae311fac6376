import { z } from 'zod'
import { linearRegression as estimator } from '../../engine/learn/linear-regression.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { learnerProblems } from '../kit/learner-columns.ts'
import { flats } from '../kit/learner-examples.ts'
import { featuresField, learnerPorts, targetField, targetPhrase } from '../kit/learner-fields.ts'
import { trainModel } from '../kit/train-model.ts'

const params = z.object({
  target: targetField,
  features: featuresField,
  l2: field.number({
    label: { en: 'Penalty (L2)', fr: 'Pénalité (L2)' },
    help: {
      en: '0 is plain least squares; more holds the coefficients near 0.',
      fr: '0 : moindres carrés simples ; plus haut, les coefficients restent près de 0.',
    },
    default: 0,
    min: 0,
  }),
  intercept: field.flag({ label: { en: 'With an intercept', fr: 'Avec une constante' }, default: true, group: 'advanced' }),
})

/** Least squares on numbers and categories. */
export const linearRegression = defineNode({
  id: 'train.linear-regression',
  version: 1,
  icon: 'trending-up',
  title: { en: 'Linear regression', fr: 'Régression linéaire' },
  summary: { en: 'Learns a number as a weighted sum of the columns.', fr: 'Apprend un nombre comme somme pondérée des colonnes.' },
  help: {
    en: 'Each column gets one coefficient: how much the target changes when the column grows by one and the others stay. Text columns become indicators of their most frequent values; the mean stands for missing numbers. A column that others explain exactly is dropped, and the log says so.',
    fr: 'Chaque colonne reçoit un coefficient : de combien la cible change quand la colonne augmente de un et que les autres restent fixes. Les colonnes de texte deviennent des indicateurs de leurs valeurs fréquentes ; la moyenne remplace les nombres manquants. Une colonne que d’autres expliquent exactement est écartée, et le journal le dit.',
  },
  keywords: { en: ['regression', 'least squares', 'ridge', 'ols'], fr: ['régression', 'moindres carrés', 'ridge', 'mco'] },
  ...learnerPorts,
  params,
  explain: ({ target, l2 }) => {
    const name = targetPhrase(target)
    return l2 === 0
      ? { en: `learn ${name.en} by least squares`, fr: `apprendre ${name.fr} par moindres carrés` }
      : { en: `learn ${name.en}, penalty ${l2}`, fr: `apprendre ${name.fr}, pénalité ${String(l2).replace('.', ',')}` }
  },
  check: ({ target, features }, inputs) => learnerProblems({ target, features, task: 'regression' }, inputs),
  learnsFrom: ['table'],
  async run({ target, features, l2, intercept }, inputs, ctx) {
    const model = await trainModel(
      {
        learner: 'train.linear-regression',
        task: 'regression',
        target,
        features,
        keepMissing: false,
        fit: async ({ x, y, weights }, control) => ({
          model: await estimator.fit(x, y, { seed: ctx.seed, ...(weights && { sampleWeight: weights }), l2, intercept }, control),
        }),
      },
      inputs.one('table'),
      ctx,
    )
    return { model }
  },
  examples: [
    {
      title: { en: 'Price by rooms', fr: 'Prix selon les pièces' },
      params: { target: 'price' },
      inputs: { table: flats },
      expectArtifact: { model: { kind: 'model', model: { task: 'regression', trained: { rows: 8 } } } },
    },
    {
      title: { en: 'One column, with a penalty', fr: 'Une colonne, avec pénalité' },
      params: { target: 'price', features: { by: 'names', names: ['rooms'] }, l2: 1 },
      inputs: { table: flats },
      expectArtifact: { model: { kind: 'model', model: { features: [{ name: 'rooms', kind: 'number' }] } } },
    },
  ],
})
