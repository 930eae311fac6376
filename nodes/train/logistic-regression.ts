import { z } from 'zod'
import { logisticRegression as estimator, needsOf } from '../../engine/learn/logistic-regression.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { learnerProblems } from '../kit/learner-columns.ts'
import { twoMoons } from '../kit/learner-examples.ts'
import { classWeightField, featuresField, learnerPorts, positiveField, targetField, targetPhrase } from '../kit/learner-fields.ts'
import { givenStrength, penaltyFields } from '../kit/penalty-fields.ts'
import { penaltyName, penaltyPhrase } from '../kit/penalty-phrase.ts'
import { trainModel } from '../kit/train-model.ts'
import { trainingRulesField } from '../kit/training-rules-field.ts'

const params = z.object({
  target: targetField,
  features: featuresField,
  ...penaltyFields({ penalty: 'ridge', choose: 'given' }),
  c: field.number({
    label: { en: 'Inverse of the penalty (C)', fr: 'Inverse de la pénalité (C)' },
    help: {
      en: 'Small values hold the coefficients near 0 and forgive noise; large ones follow the training rows.',
      fr: 'De petites valeurs gardent les coefficients près de 0 et tolèrent le bruit ; de grandes suivent les lignes d’apprentissage.',
    },
    default: 1,
    tune: { from: 0.001, to: 100, log: true },
    min: 1e-6,
    max: 1e6,
    when: givenStrength,
  }),
  classWeight: classWeightField({ hasTask: false }),
  positive: positiveField({ hasTask: false }),
  rules: trainingRulesField,
})

/** Strengths that cross-validation tries. */
const steps = 20

/** Logistic regression on numbers and categories; the matrix, the recipe and the golden rows come from trainModel. */
export const logisticRegression = defineNode({
  id: 'train.logistic-regression',
  version: 2,
  // What was made before had a ridge on the coefficients as they are.
  migrate: { 1: (before) => ({ ...before, penalty: 'ridge', choose: 'given', alike: false }) },
  icon: 'spline',
  title: { en: 'Logistic regression', fr: 'Régression logistique' },
  summary: { en: 'Learns a class as a weighted sum of the columns.', fr: 'Apprend une classe comme somme pondérée des colonnes.' },
  help: {
    en: 'A good first model: quick, steady, and readable, because each column has one weight. Text columns become one indicator for each of their most frequent values; the mean stands for missing numbers.\n\nA penalty holds the coefficients near 0: ridge makes all smaller, lasso makes some 0, elastic net does both. Its strength can be chosen among twenty by cross-validation; the model then shows how coefficients and error change with it.\n\nTwo classes give a probability and a threshold that can be moved later; more classes give a probability each.',
    fr: 'Un bon premier modèle : rapide, stable et lisible, car chaque colonne a un seul poids. Les colonnes de texte deviennent un indicateur pour chacune de leurs valeurs fréquentes ; la moyenne remplace les nombres manquants.\n\nUne pénalité retient les coefficients près de 0 : ridge les réduit tous, lasso en annule certains, elastic net fait les deux. Sa force peut être choisie parmi vingt par validation croisée ; le modèle montre alors comment coefficients et erreur changent avec elle.\n\nDeux classes donnent une probabilité et un seuil réglable ensuite ; davantage de classes donnent chacune une probabilité.',
  },
  keywords: {
    en: ['classifier', 'logit', 'linear', 'binary', 'ridge', 'lasso', 'elastic net', 'regularisation'],
    fr: ['classifieur', 'logit', 'linéaire', 'binaire', 'ridge', 'lasso', 'elastic net', 'régularisation'],
  },
  ...learnerPorts,
  params,
  explain: ({ target, c, penalty, choose }) => {
    const name = targetPhrase(target)
    const kind = penaltyName(penalty)
    const held = penaltyPhrase(penalty, null)
    if (kind === null || held === null) return { en: `learn ${name.en} without a penalty`, fr: `apprendre ${name.fr} sans pénalité` }
    if (choose !== 'given') return { en: `learn ${name.en} by ${held.en}`, fr: `apprendre ${name.fr} par ${held.fr}` }
    const freedom = { en: `C = ${c}`, fr: `C = ${String(c).replace('.', ',')}` }
    return penalty === 'ridge'
      ? { en: `learn ${name.en}, ${freedom.en}`, fr: `apprendre ${name.fr}, ${freedom.fr}` }
      : { en: `learn ${name.en} by ${kind.en}, ${freedom.en}`, fr: `apprendre ${name.fr} par ${kind.fr}, ${freedom.fr}` }
  },
  check: ({ target, features }, inputs) => learnerProblems({ target, features, task: 'classification' }, inputs),
  learnsFrom: ['table'],
  async run({ target, features, classWeight, positive, ...settings }, inputs, ctx) {
    const { penalty, choose, c, l1Share, folds, alike } = settings
    const held = penalty === 'none' ? { c: Number.POSITIVE_INFINITY } : { penalty, c: choose === 'given' ? c : null }
    const model = await trainModel(
      {
        learner: 'train.logistic-regression',
        task: 'classification',
        target,
        features,
        positive,
        keepMissing: false,
        needs: () => needsOf({ folds, steps, c: choose === 'given' ? c : null }),
        fit: async ({ x, y, classes, weights }, control) => {
          const common = {
            seed: ctx.seed,
            classes,
            ...(weights && { sampleWeight: weights }),
            classWeight,
            tolerance: 1e-6,
            crews: ctx.crews,
          }
          const chosen = choose === 'given' ? {} : { rule: choose, folds, steps }
          return { model: await estimator.fit(x, y, { ...common, ...held, ...chosen, l1Share, alike }, control) }
        },
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
    {
      title: { en: 'A lasso, its strength by cross-validation', fr: 'Un lasso, sa force par validation croisée' },
      params: { target: 'side', penalty: 'lasso', choose: 'best', folds: 2 },
      inputs: { table: twoMoons },
      expectArtifact: { model: { kind: 'model', model: { estimator: { id: 'logistic-regression' } } } },
    },
  ],
})
