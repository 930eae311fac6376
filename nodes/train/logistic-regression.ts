import { z } from 'zod'
import { logisticRegression as estimator } from '../../engine/learn/logistic-regression.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { learnerProblems } from '../kit/learner-columns.ts'
import { twoMoons } from '../kit/learner-examples.ts'
import { classWeightField, featuresField, learnerPorts, positiveField, targetField, targetPhrase } from '../kit/learner-fields.ts'
import { trainModel } from '../kit/train-model.ts'
import { trainingRulesField } from '../kit/training-rules-field.ts'

const params = z.object({
  target: targetField,
  features: featuresField,
  c: field.number({
    label: { en: 'Freedom (C)', fr: 'Liberté (C)' },
    help: {
      en: 'Small values hold the coefficients near 0 and forgive noise; large ones follow the training rows.',
      fr: 'De petites valeurs gardent les coefficients près de 0 et tolèrent le bruit ; de grandes suivent les lignes d’apprentissage.',
    },
    default: 1,
    min: 1e-6,
    max: 1e6,
  }),
  classWeight: classWeightField({ hasTask: false }),
  positive: positiveField({ hasTask: false }),
  rules: trainingRulesField,
})

/** Logistic regression on numbers and categories; the matrix, the recipe and the golden rows come from trainModel. */
export const logisticRegression = defineNode({
  id: 'train.logistic-regression',
  version: 1,
  icon: 'spline',
  title: { en: 'Logistic regression', fr: 'Régression logistique' },
  summary: { en: 'Learns a class as a weighted sum of the columns.', fr: 'Apprend une classe comme somme pondérée des colonnes.' },
  help: {
    en: 'A good first model: quick, steady, and readable, because each column has one weight. Text columns become one indicator for each of their most frequent values; the mean stands for missing numbers. Scale the numbers first when their ranges differ a lot, so that the penalty treats them alike.\n\nTwo classes give a probability and a threshold that can be moved later; more classes give a probability each.',
    fr: 'Un bon premier modèle : rapide, stable et lisible, car chaque colonne a un seul poids. Les colonnes de texte deviennent un indicateur pour chacune de leurs valeurs fréquentes ; la moyenne remplace les nombres manquants. Mettez d’abord les nombres à la même échelle si leurs étendues diffèrent beaucoup, pour que la pénalité les traite pareillement.\n\nDeux classes donnent une probabilité et un seuil réglable ensuite ; davantage de classes donnent chacune une probabilité.',
  },
  keywords: { en: ['classifier', 'logit', 'linear', 'binary'], fr: ['classifieur', 'logit', 'linéaire', 'binaire'] },
  ...learnerPorts,
  params,
  explain: ({ target, c }) => {
    const name = targetPhrase(target)
    return { en: `learn ${name.en}, C = ${c}`, fr: `apprendre ${name.fr}, C = ${String(c).replace('.', ',')}` }
  },
  check: ({ target, features }, inputs) => learnerProblems({ target, features, task: 'classification' }, inputs),
  learnsFrom: ['table'],
  async run({ target, features, c, classWeight, positive }, inputs, ctx) {
    const model = await trainModel(
      {
        learner: 'train.logistic-regression',
        task: 'classification',
        target,
        features,
        positive,
        keepMissing: false,
        fit: async ({ x, y, classes, weights }, control) => ({
          model: await estimator.fit(
            x,
            y,
            { seed: ctx.seed, classes, ...(weights && { sampleWeight: weights }), c, classWeight, tolerance: 1e-6 },
            control,
          ),
        }),
      },
      inputs.one('table'),
      ctx,
    )
    return { model }
  },
  examples: [
    {
      title: { en: 'Two groups of points', fr: 'Deux groupes de points' },
      params: { target: 'side' },
      inputs: { table: twoMoons },
      expectArtifact: { model: { kind: 'model', model: { task: 'classification', classes: ['left', 'right'], trained: { rows: 8 } } } },
    },
    {
      title: { en: 'Rare classes count as much', fr: 'Les classes rares comptent autant' },
      params: { target: 'side', classWeight: 'balanced', positive: 'left' },
      inputs: { table: twoMoons },
      expectArtifact: { model: { kind: 'model', model: { positive: 'left' } } },
    },
  ],
})
