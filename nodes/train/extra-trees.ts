import { defineNode } from '../kit/define-node.ts'
import { forestParams, trainForest } from '../kit/forest-learner.ts'
import { learnerProblems } from '../kit/learner-columns.ts'
import { flats, twoMoons } from '../kit/learner-examples.ts'
import { learnerPorts, targetPhrase } from '../kit/learner-fields.ts'

/** A forest whose limits are drawn too. */
export const extraTrees = defineNode({
  id: 'train.extra-trees',
  version: 1,
  icon: 'shuffle',
  title: { en: 'Extra trees', fr: 'Arbres extra-aléatoires' },
  summary: {
    en: 'Learns many trees whose questions ask for limits drawn at random, and averages their answers.',
    fr: 'Apprend de nombreux arbres dont les questions portent sur des limites tirées au hasard, et moyenne leurs réponses.',
  },
  help: {
    en: 'A random forest with still more chance in it: of each column one limit is drawn, of a text some of its values, and the best of these questions is taken. Often as good, smoother, and steadier with noisy columns. By default every tree sees every row. All cores work; their number changes nothing in the result.',
    fr: 'Une forêt aléatoire où le hasard joue encore plus : pour chaque colonne une limite est tirée, pour un texte quelques-unes de ses valeurs, et la meilleure de ces questions est retenue. Souvent aussi bonne, plus lisse, et plus stable avec des colonnes bruitées. Par défaut, chaque arbre voit toutes les lignes. Tous les cœurs travaillent ; leur nombre ne change rien au résultat.',
  },
  keywords: {
    en: ['extremely randomized trees', 'extremely randomised trees', 'forest', 'ensemble', 'classifier', 'regression'],
    fr: ['arbres extrêmement aléatoires', 'extra trees', 'forêt', 'ensemble', 'classifieur', 'régression'],
  },
  ...learnerPorts,
  params: forestParams({ bootstrap: false }),
  explain: ({ target, trees, minLeaf }) => {
    const name = targetPhrase(target)
    return {
      en: `learn ${name.en}, ${trees} trees of drawn limits, leaves of ${minLeaf}`,
      fr: `apprendre ${name.fr}, ${trees} arbres aux limites tirées, feuilles de ${minLeaf}`,
    }
  },
  check: ({ target, features, task }, inputs) => learnerProblems({ target, features, task, canClassify: true }, inputs),
  learnsFrom: ['table'],
  run: (params, inputs, ctx) => trainForest(params, { learner: 'train.extra-trees', limits: 'drawn' }, inputs, ctx),
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
