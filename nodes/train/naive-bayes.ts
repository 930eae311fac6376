import { z } from 'zod'
import { naiveBayes as estimator } from '../../engine/learn/bayes/naive-bayes.ts'
import type { Feature } from '../../engine/learn/model.ts'
import { LearnProblem } from '../../engine/learn/problem.ts'
import type { Matrix } from '../../engine/learn/matrix.ts'
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
  numbers: field.choice({
    label: { en: 'Numbers are', fr: 'Les nombres sont' },
    choices: [
      { value: 'normal', label: { en: 'measures, spread like a bell', fr: 'des mesures, réparties en cloche' } },
      {
        value: 'counts',
        label: { en: 'counts of words or events', fr: 'des comptes de mots ou d’événements' },
        help: { en: 'Multinomial: 0 or more.', fr: 'Multinomial : positifs ou nuls.' },
      },
    ],
    default: 'normal',
  }),
  priors: field.choice({
    label: { en: 'Classes are taken to be', fr: 'Les classes sont supposées' },
    choices: [
      { value: 'seen', label: { en: 'as frequent as in the training rows', fr: 'aussi fréquentes que dans l’apprentissage' } },
      { value: 'equal', label: { en: 'equally frequent', fr: 'aussi fréquentes les unes que les autres' } },
    ],
    default: 'seen',
  }),
  smoothing: field.number({
    label: { en: 'Added to each count', fr: 'Ajouté à chaque compte' },
    help: {
      en: 'So that a value never seen with a class is not impossible (Laplace).',
      fr: 'Pour qu’une valeur jamais vue avec une classe ne soit pas impossible (Laplace).',
    },
    default: 1,
    tune: { from: 0.001, to: 10, log: true },
    min: 0,
    group: 'advanced',
  }),
  classWeight: classWeightField({ hasTask: false }),
  positive: positiveField({ hasTask: false }),
  rules: trainingRulesField,
})

/** Each column votes by itself. */
export const naiveBayes = defineNode({
  id: 'train.naive-bayes',
  version: 1,
  icon: 'sigma',
  title: { en: 'Naive Bayes', fr: 'Bayes naïf' },
  summary: {
    en: 'Learns a class from how each column by itself is spread in it.',
    fr: 'Apprend une classe d’après la répartition de chaque colonne prise seule.',
  },
  help: {
    en: 'Columns are taken to be independent within a class: each one votes by itself, and the votes are multiplied. Quick, good with few rows and with many columns of counts; probabilities are too sure where columns say the same thing twice. A missing number has no vote; text and a missing text vote by their values. The importance of a column is how much it says of the class by itself.',
    fr: 'Les colonnes sont supposées indépendantes au sein d’une classe : chacune vote seule, et les voix se multiplient. Rapide, bon avec peu de lignes et avec beaucoup de colonnes de comptes ; les probabilités sont trop sûres quand des colonnes disent deux fois la même chose. Un nombre manquant ne vote pas ; un texte vote par sa valeur. L’importance d’une colonne est ce qu’elle dit seule de la classe.',
  },
  keywords: {
    en: ['bayes', 'gaussian', 'multinomial', 'categorical', 'classifier', 'text classification', 'spam'],
    fr: ['bayes', 'gaussien', 'multinomial', 'catégoriel', 'classifieur', 'classification de textes'],
  },
  ...learnerPorts,
  params,
  explain: ({ target }) => {
    const name = targetPhrase(target)
    return { en: `learn ${name.en}, each column by itself`, fr: `apprendre ${name.fr}, chaque colonne seule` }
  },
  check: ({ target, features }, inputs) => learnerProblems({ target, features, task: 'classification' }, inputs),
  learnsFrom: ['table'],
  async run({ target, features: asked, numbers, priors, smoothing, classWeight, positive }, inputs, ctx) {
    const model = await trainModel(
      {
        learner: 'train.naive-bayes',
        task: 'classification',
        target,
        features: asked,
        positive,
        keepMissing: true,
        fit: async ({ x, y, classes, weights, features }, control) => {
          if (numbers === 'counts') requireCounts(x, features)
          const options = { seed: ctx.seed, classes, ...(weights && { sampleWeight: weights }), smoothing, priors, classWeight }
          return { model: await estimator.fit(x, y, { ...options, groups: groupsOf(features, numbers) }, control) }
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
      title: { en: 'Words counted', fr: 'Des mots comptés' },
      params: { target: 'topic', numbers: 'counts' },
      inputs: {
        table: {
          columns: [
            { name: 'ball', type: 'int' },
            { name: 'vote', type: 'int' },
            { name: 'topic', type: 'text' },
          ],
          rows: [
            [3, 0, 'sport'],
            [2, 1, 'sport'],
            [0, 4, 'politics'],
            [null, 2, 'politics'],
          ],
        },
      },
      expectArtifact: { model: { kind: 'model', model: { classes: ['politics', 'sport'] } } },
    },
  ],
})

/** The levels of a category belong together, and all counts do. */
function groupsOf(features: readonly Feature[], numbers: 'normal' | 'counts'): readonly number[] {
  return features.flatMap((feature, at) =>
    feature.kind === 'number' ? [numbers === 'normal' ? -1 : features.length] : feature.levels.map(() => at),
  )
}

function requireCounts(x: Matrix, features: readonly Feature[]): void {
  const names = new Set(features.flatMap(({ kind, name }) => (kind === 'number' ? [name] : [])))
  const below = x.columns.findIndex((column, at) => names.has(x.names[at] ?? '') && column.some((value) => value < 0))
  const name = x.names[below]
  if (name === undefined) return
  throw new LearnProblem({
    code: 'bad-option',
    column: name,
    text: { en: `${name} has values below 0, which no count has.`, fr: `${name} a des valeurs négatives, ce qu’aucun compte n’a.` },
    action: {
      en: 'Take the numbers for measures, or leave the column out.',
      fr: 'Prenez les nombres pour des mesures, ou écartez la colonne.',
    },
  })
}
