import { z } from 'zod'
import { neighbourClassifier, neighbourRegressor } from '../../engine/learn/neighbours/nearest-neighbours.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { learnerProblems } from '../kit/learner-columns.ts'
import { flats, twoMoons } from '../kit/learner-examples.ts'
import { classWeightField, featuresField, learnerPorts, positiveField, targetField, targetPhrase } from '../kit/learner-fields.ts'
import { taskField, taskOf } from '../kit/learner-task.ts'
import { trainModel } from '../kit/train-model.ts'
import { trainingRulesField } from '../kit/training-rules-field.ts'

const params = z.object({
  target: targetField,
  task: taskField,
  features: featuresField,
  neighbours: field.number({
    label: { en: 'Neighbours', fr: 'Voisines' },
    help: {
      en: 'Few follow every row, chance too; many look further away.',
      fr: 'Peu suivent chaque ligne, le hasard aussi ; beaucoup regardent plus loin.',
    },
    default: 5,
    tune: { from: 1, to: 200, log: true },
    min: 1,
    max: 1000,
    integer: true,
  }),
  votes: field.choice({
    label: { en: 'Their votes count', fr: 'Leurs voix comptent' },
    choices: [
      { value: 'equal', label: { en: 'alike', fr: 'autant' } },
      { value: 'distance', label: { en: 'more when nearer', fr: 'plus quand elles sont proches' } },
    ],
    default: 'equal',
    tune: true,
  }),
  scale: field.flag({
    label: { en: 'Bring columns to one scale first', fr: 'Ramener d’abord à une même échelle' },
    help: { en: 'Otherwise the column with the largest numbers decides.', fr: 'Sinon la colonne aux plus grands nombres décide.' },
    default: true,
  }),
  metric: field.choice({
    label: { en: 'Distances measured', fr: 'Distances mesurées' },
    choices: [
      { value: 'euclidean', label: { en: 'straight (Euclidean)', fr: 'en ligne droite (euclidienne)' } },
      { value: 'manhattan', label: { en: 'sum over the columns (Manhattan)', fr: 'somme sur les colonnes (Manhattan)' } },
      { value: 'chebyshev', label: { en: 'largest column (Chebyshev)', fr: 'plus grande colonne (Tchebychev)' } },
    ],
    default: 'euclidean',
    tune: true,
    group: 'advanced',
  }),
  kept: field.number({
    label: { en: 'Rows kept', fr: 'Lignes gardées' },
    help: {
      en: 'Of more, so many are drawn by the seed. They are in the model’s file, and each answer looks among them.',
      fr: 'Au-delà, autant sont tirées par la graine. Elles sont dans le fichier du modèle, et chaque réponse cherche parmi elles.',
    },
    default: 20_000,
    min: 10,
    max: 200_000,
    integer: true,
    group: 'advanced',
  }),
  classWeight: classWeightField({ hasTask: true }),
  positive: positiveField({ hasTask: true }),
  rules: trainingRulesField,
})

/** The answers of the rows that are most alike. */
export const nearestNeighbours = defineNode({
  id: 'train.nearest-neighbours',
  version: 1,
  icon: 'users',
  title: { en: 'Nearest neighbours', fr: 'Plus proches voisins' },
  summary: {
    en: 'Answers with what the most similar training rows say (k-NN).',
    fr: 'Répond par ce que disent les lignes d’apprentissage les plus semblables (k-PPV).',
  },
  help: {
    en: 'Nothing is learnt but the rows themselves: an answer is the share of each class, or the mean, among the nearest rows. Each text value becomes an indicator; the mean stands for missing numbers. Works where rows lie close in few columns; in many columns all rows are about as far away: choose columns first, or take principal components. The model’s file holds the kept rows with their values.',
    fr: 'Rien n’est appris que les lignes mêmes : une réponse est la part de chaque classe, ou la moyenne, parmi les lignes les plus proches. Chaque valeur de texte devient un indicateur ; la moyenne remplace les nombres manquants. Convient quand les lignes sont proches selon peu de colonnes ; avec beaucoup de colonnes, toutes sont à peu près aussi loin : choisissez d’abord des colonnes, ou prenez des composantes principales. Le fichier du modèle contient les lignes gardées avec leurs valeurs.',
  },
  keywords: {
    en: ['knn', 'k-nn', 'k nearest', 'neighbors', 'instance based', 'similar', 'classifier', 'regression'],
    fr: ['kppv', 'k-ppv', 'knn', 'voisins', 'semblable', 'classifieur', 'régression'],
  },
  ...learnerPorts,
  params,
  explain: ({ target, neighbours }) => {
    const name = targetPhrase(target)
    return { en: `learn ${name.en} from ${neighbours} neighbours`, fr: `apprendre ${name.fr} de ${neighbours} voisines` }
  },
  check: ({ target, features, task }, inputs) => learnerProblems({ target, features, task, canClassify: true }, inputs),
  learnsFrom: ['table'],
  async run({ target, task: asked, features, positive, classWeight, kept, neighbours, votes, scale, metric }, inputs, ctx) {
    const relation = inputs.one('table')
    const task = await taskOf(asked, relation, target, ctx)
    const estimator = task === 'classification' ? neighbourClassifier : neighbourRegressor
    const model = await trainModel(
      {
        learner: 'train.nearest-neighbours',
        task,
        target,
        features,
        positive,
        keepMissing: false,
        fit: async ({ x, y, classes, weights }, control) => ({
          model: await estimator.fit(
            x,
            y,
            {
              seed: ctx.seed,
              ...(task === 'classification' && { classes }),
              ...(weights && { sampleWeight: weights }),
              neighbours,
              votes,
              scale,
              metric,
              most: kept,
              classWeight: task === 'classification' ? classWeight : 'none',
            },
            control,
          ),
        }),
      },
      relation,
      ctx,
    )
    return { model }
  },
  examples: [
    {
      title: { en: 'Two sides of a line', fr: 'Deux côtés d’une ligne' },
      params: { target: 'side', neighbours: 3 },
      inputs: { table: twoMoons },
      expectArtifact: { model: { kind: 'model', model: { task: 'classification', classes: ['left', 'right'] } } },
    },
    {
      title: { en: 'A number from rooms and town', fr: 'Un nombre selon les pièces et la ville' },
      params: { target: 'price', neighbours: 2, votes: 'distance' },
      inputs: { table: flats },
      expectArtifact: { model: { kind: 'model', model: { task: 'regression' } } },
    },
  ],
})
