import { z } from 'zod'
import { decisionTreeClassifier, decisionTreeRegressor, treeNeeds } from '../../engine/learn/decision-tree.ts'
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
  depth: field.number({
    label: { en: 'Deepest level', fr: 'Niveau le plus profond' },
    default: 6,
    tune: { from: 1, to: 20 },
    min: 1,
    max: 40,
    integer: true,
  }),
  minLeaf: field.number({
    label: { en: 'Fewest rows in a leaf', fr: 'Lignes minimales par feuille' },
    help: {
      en: 'More rows make a simpler tree that is less misled by chance.',
      fr: 'Plus de lignes donnent un arbre plus simple, moins trompé par le hasard.',
    },
    default: 20,
    tune: { from: 1, to: 200, log: true },
    min: 1,
    integer: true,
  }),
  classWeight: classWeightField({ hasTask: true }),
  positive: positiveField({ hasTask: true }),
  rules: trainingRulesField,
})

/** One CART tree for classes or numbers. */
export const decisionTree = defineNode({
  id: 'train.decision-tree',
  version: 1,
  icon: 'network',
  title: { en: 'Decision tree', fr: 'Arbre de décision' },
  summary: {
    en: 'Learns a chain of questions that leads to a class or a number.',
    fr: 'Apprend une suite de questions qui mène à une classe ou à un nombre.',
  },
  help: {
    en: 'Each question asks one column and sends the row left or right: by a limit, or by a set of the values of a text. Needs no scaling, and sends missing values to the side where they help most. A deep tree learns the training rows by heart: keep it shallow, or ask for more rows in a leaf, and compare the scores on the test rows.',
    fr: 'Chaque question porte sur une colonne et envoie la ligne à gauche ou à droite : selon une limite, ou selon un groupe de valeurs d’un texte. Aucune mise à l’échelle n’est nécessaire, et les valeurs manquantes vont du côté où elles aident le plus. Un arbre profond apprend les lignes par cœur : gardez-le peu profond, ou demandez plus de lignes par feuille, et comparez les scores sur les lignes de test.',
  },
  keywords: { en: ['cart', 'tree', 'rules', 'classifier', 'regression'], fr: ['cart', 'arbre', 'règles', 'classifieur', 'régression'] },
  ...learnerPorts,
  params,
  explain: ({ target, depth, minLeaf }) => {
    const name = targetPhrase(target)
    return {
      en: `learn ${name.en}, depth ${depth}, leaves of ${minLeaf}`,
      fr: `apprendre ${name.fr}, profondeur ${depth}, feuilles de ${minLeaf}`,
    }
  },
  check: ({ target, features, task }, inputs) => learnerProblems({ target, features, task, canClassify: true }, inputs),
  learnsFrom: ['table'],
  async run({ target, task: asked, features, depth, minLeaf, classWeight, positive }, inputs, ctx) {
    const relation = inputs.one('table')
    const task = await taskOf(asked, relation, target, ctx)
    const estimator = task === 'classification' ? decisionTreeClassifier : decisionTreeRegressor
    const model = await trainModel(
      {
        learner: 'train.decision-tree',
        task,
        target,
        features,
        positive,
        keepMissing: true,
        knowsCategories: true,
        needs: (outputs) => treeNeeds(outputs, { minLeaf, maxDepth: depth, crews: ctx.crews }),
        fit: async ({ x, y, classes, weights }, control) => ({
          model: await estimator.fit(
            x,
            y,
            {
              seed: ctx.seed,
              ...(task === 'classification' && { classes }),
              ...(weights && { sampleWeight: weights }),
              maxDepth: depth,
              minLeaf,
              minSplit: Math.max(2, minLeaf * 2),
              classWeight: task === 'classification' ? classWeight : 'none',
              crews: ctx.crews,
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
      title: { en: 'One question is enough', fr: 'Une question suffit' },
      params: { target: 'side', minLeaf: 1 },
      inputs: { table: twoMoons },
      expectArtifact: { model: { kind: 'model', model: { task: 'classification', classes: ['left', 'right'] } } },
    },
    {
      title: { en: 'A number from rooms and town', fr: 'Un nombre selon les pièces et la ville' },
      params: { target: 'price', minLeaf: 1 },
      inputs: { table: flats },
      expectArtifact: { model: { kind: 'model', model: { task: 'regression' } } },
    },
  ],
})
