import { z } from 'zod'
import { linearRegression as leastSquares } from '../../engine/learn/linear-regression.ts'
import { needsOf, penalisedRegression } from '../../engine/learn/penalised-regression.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { learnerProblems } from '../kit/learner-columns.ts'
import { flats } from '../kit/learner-examples.ts'
import { featuresField, learnerPorts, targetField, targetPhrase } from '../kit/learner-fields.ts'
import { givenStrength, penaltyFields } from '../kit/penalty-fields.ts'
import { penaltyPhrase } from '../kit/penalty-phrase.ts'
import { trainModel } from '../kit/train-model.ts'
import { trainingRulesField } from '../kit/training-rules-field.ts'

const params = z.object({
  target: targetField,
  features: featuresField,
  ...penaltyFields({ penalty: 'none', choose: 'best' }),
  strength: field.number({
    label: { en: 'Strength of the penalty', fr: 'Force de la pénalité' },
    help: {
      en: 'Alpha of scikit-learn. Ridge adds it times the squares of the coefficients to the sum of squared errors; lasso and elastic net compare it with half their mean.',
      fr: 'L’alpha de scikit-learn. Ridge l’ajoute, fois les carrés des coefficients, à la somme des carrés des erreurs ; lasso et elastic net le comparent à la moitié de leur moyenne.',
    },
    default: 1,
    min: 0,
    tune: { from: 1e-4, to: 1e4, log: true },
    when: givenStrength,
  }),
  intercept: field.flag({ label: { en: 'With an intercept', fr: 'Avec une constante' }, default: true, group: 'advanced' }),
  rules: trainingRulesField,
})

/** Least squares on numbers and categories, with a penalty or without. */
export const linearRegression = defineNode({
  id: 'train.linear-regression',
  version: 2,
  migrate: {
    1: ({ l2 = 0, ...rest }) => (Number(l2) > 0 ? { ...rest, penalty: 'ridge', choose: 'given', strength: l2, alike: false } : rest),
  },
  icon: 'trending-up',
  title: { en: 'Linear regression', fr: 'Régression linéaire' },
  summary: { en: 'Learns a number as a weighted sum of the columns.', fr: 'Apprend un nombre comme somme pondérée des colonnes.' },
  help: {
    en: 'Each column gets one coefficient: how much the target changes when the column grows by one and the others stay. Text columns become indicators of their most frequent values; the mean stands for missing numbers. A column that others explain exactly is dropped, and the log says so.\n\nA penalty holds the coefficients near 0, which predicts better when columns are many or much alike: ridge makes all smaller, lasso makes some 0, elastic net does both. A hundred strengths are tried on rows kept apart, and the model shows how coefficients and error change with them.',
    fr: 'Chaque colonne reçoit un coefficient : de combien la cible change quand la colonne augmente de un et que les autres restent fixes. Les colonnes de texte deviennent des indicateurs de leurs valeurs fréquentes ; la moyenne remplace les nombres manquants. Une colonne que d’autres expliquent exactement est écartée, et le journal le dit.\n\nUne pénalité retient les coefficients près de 0, ce qui prédit mieux quand les colonnes sont nombreuses ou se ressemblent : ridge les réduit tous, lasso en annule certains, elastic net fait les deux. Cent forces sont essayées sur des lignes mises de côté, et le modèle montre comment coefficients et erreur changent avec elles.',
  },
  keywords: {
    en: ['regression', 'least squares', 'ridge', 'lasso', 'elastic net', 'ols', 'glmnet', 'regularisation', 'regularization path'],
    fr: ['régression', 'moindres carrés', 'ridge', 'lasso', 'elastic net', 'mco', 'glmnet', 'régularisation', 'chemin de régularisation'],
  },
  ...learnerPorts,
  params,
  explain: ({ target, penalty, choose, strength }) => {
    const name = targetPhrase(target)
    const held = penaltyPhrase(penalty, choose === 'given' ? strength : null)
    return held === null
      ? { en: `learn ${name.en} by least squares`, fr: `apprendre ${name.fr} par moindres carrés` }
      : { en: `learn ${name.en} by ${held.en}`, fr: `apprendre ${name.fr} par ${held.fr}` }
  },
  check: ({ target, features }, inputs) => learnerProblems({ target, features, task: 'regression' }, inputs),
  learnsFrom: ['table'],
  async run({ target, features, penalty, choose, strength, l1Share, folds, alike, intercept }, inputs, ctx) {
    const model = await trainModel(
      {
        learner: 'train.linear-regression',
        task: 'regression',
        target,
        features,
        keepMissing: false,
        ...(penalty !== 'none' && { needs: () => needsOf(folds) }),
        fit: async ({ x, y, weights }, control) => {
          const common = { seed: ctx.seed, ...(weights && { sampleWeight: weights }), intercept }
          if (penalty === 'none') return { model: await leastSquares.fit(x, y, common, control) }
          const chosen = choose === 'given' ? { strength } : { strength: null, rule: choose }
          return {
            model: await penalisedRegression.fit(x, y, { ...common, penalty, ...chosen, l1Share, folds, alike, crews: ctx.crews }, control),
          }
        },
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
      params: { target: 'price', features: { by: 'names', names: ['rooms'] }, penalty: 'ridge', choose: 'given', strength: 1 },
      inputs: { table: flats },
      expectArtifact: { model: { kind: 'model', model: { features: [{ name: 'rooms', kind: 'number' }] } } },
    },
    {
      title: { en: 'A lasso, its strength by cross-validation', fr: 'Un lasso, sa force par validation croisée' },
      params: { target: 'price', penalty: 'lasso', folds: 2 },
      inputs: { table: flats },
      expectArtifact: { model: { kind: 'model', model: { estimator: { id: 'penalised-regression', json: { penalty: 'lasso' } } } } },
    },
  ],
})
