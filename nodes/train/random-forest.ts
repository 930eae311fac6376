import { defineNode } from '../kit/define-node.ts'
import { forestParams, trainForest } from '../kit/forest-learner.ts'
import { learnerProblems } from '../kit/learner-columns.ts'
import { flats, twoMoons } from '../kit/learner-examples.ts'
import { learnerPorts, targetPhrase } from '../kit/learner-fields.ts'

/** Many whole trees, each of other rows and columns, whose answers are averaged. */
export const randomForest = defineNode({
  id: 'train.random-forest',
  version: 1,
  icon: 'trees',
  title: { en: 'Random forest', fr: 'Forêt aléatoire' },
  summary: {
    en: 'Learns many trees from rows and columns drawn at random, and averages their answers.',
    fr: 'Apprend de nombreux arbres à partir de lignes et de colonnes tirées au hasard, et moyenne leurs réponses.',
  },
  help: {
    en: 'Good with its default settings, and hard to mislead by chance. Needs no scaling, puts the values of a text together by what they bring, and sends missing values to the side where they help most. Rows that a tree has not drawn tell while it learns how good the forest is (out-of-bag). All cores work; their number changes nothing in the result.',
    fr: 'Bon avec ses réglages par défaut, et difficile à tromper par le hasard. Aucune mise à l’échelle n’est nécessaire ; les valeurs d’un texte sont réunies selon ce qu’elles apportent, et les valeurs manquantes vont du côté où elles aident le plus. Les lignes qu’un arbre n’a pas tirées disent pendant l’apprentissage ce que vaut la forêt (hors sac). Tous les cœurs travaillent ; leur nombre ne change rien au résultat.',
  },
  keywords: {
    en: ['forest', 'trees', 'bagging', 'ensemble', 'out-of-bag', 'classifier', 'regression'],
    fr: ['forêt', 'arbres', 'bagging', 'ensemble', 'hors sac', 'classifieur', 'régression'],
  },
  ...learnerPorts,
  params: forestParams({ bootstrap: true }),
  explain: ({ target, trees, minLeaf }) => {
    const name = targetPhrase(target)
    return {
      en: `learn ${name.en}, ${trees} trees, leaves of ${minLeaf}`,
      fr: `apprendre ${name.fr}, ${trees} arbres, feuilles de ${minLeaf}`,
    }
  },
  check: ({ target, features, task }, inputs) => learnerProblems({ target, features, task, canClassify: true }, inputs),
  learnsFrom: ['table'],
  run: (params, inputs, ctx) => trainForest(params, { learner: 'train.random-forest', limits: 'best' }, inputs, ctx),
  examples: [
    {
      title: { en: 'Two sides of a line', fr: 'Deux côtés d’une ligne' },
      params: { target: 'side', minLeaf: 1, trees: 20 },
      inputs: { table: twoMoons },
      expectArtifact: { model: { kind: 'model', model: { task: 'classification', classes: ['left', 'right'] } } },
    },
    {
      title: { en: 'A number from rooms and town', fr: 'Un nombre selon les pièces et la ville' },
      params: { target: 'price', minLeaf: 1, trees: 30 },
      inputs: { table: flats },
      expectArtifact: { model: { kind: 'model', model: { task: 'regression' } } },
    },
  ],
})
