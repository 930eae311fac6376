import { z } from 'zod'
import { countText } from '../../engine/learn/number-text.ts'
import { mostKernelRows, vectorClassifier, vectorNeeds, vectorRegressor } from '../../engine/learn/support-vectors.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { learnerProblems } from '../kit/learner-columns.ts'
import { flats, twoMoons } from '../kit/learner-examples.ts'
import { classWeightField, featuresField, learnerPorts, positiveField, targetField, targetPhrase } from '../kit/learner-fields.ts'
import { taskField, taskOf } from '../kit/learner-task.ts'
import { NodeProblem } from '../kit/problem.ts'
import { trainModel } from '../kit/train-model.ts'
import { trainingRulesField } from '../kit/training-rules-field.ts'

const params = z.object({
  target: targetField,
  task: taskField,
  features: featuresField,
  kernel: field.choice({
    label: { en: 'Border', fr: 'Frontière' },
    choices: [
      {
        value: 'gaussian',
        label: { en: 'curved (Gaussian kernel, RBF)', fr: 'courbe (noyau gaussien, RBF)' },
        help: { en: 'Up to 50,000 rows.', fr: 'Jusqu’à 50 000 lignes.' },
      },
      {
        value: 'linear',
        label: { en: 'straight (linear)', fr: 'droite (linéaire)' },
        help: { en: 'For any number of rows.', fr: 'Quel que soit le nombre de lignes.' },
      },
    ],
    default: 'gaussian',
    tune: true,
  }),
  c: field.number({
    label: { en: 'Cost of an error (C)', fr: 'Coût d’une erreur (C)' },
    help: {
      en: 'Small values draw a wide, simple border; large ones follow the training rows.',
      fr: 'De petites valeurs tracent une frontière large et simple ; de grandes suivent les lignes d’apprentissage.',
    },
    default: 1,
    min: 1e-6,
    max: 1e6,
    tune: { from: 0.01, to: 1000, log: true },
  }),
  gamma: field.number({
    label: { en: 'Reach of a row (gamma)', fr: 'Portée d’une ligne (gamma)' },
    help: {
      en: '0: by the number of columns. Large values look at close rows only.',
      fr: '0 : selon le nombre de colonnes. De grandes valeurs ne regardent que les lignes proches.',
    },
    default: 0,
    tune: { from: 0.001, to: 10, log: true },
    min: 0,
    when: { param: 'kernel', in: ['gaussian'] },
  }),
  slack: field.number({
    label: { en: 'Errors that cost nothing', fr: 'Erreurs qui ne coûtent rien' },
    help: {
      en: 'Epsilon, in standard deviations of the target.',
      fr: 'Epsilon, en écarts-types de la cible.',
    },
    default: 0.1,
    min: 0,
    when: { param: 'task', in: ['auto', 'regression'] },
  }),
  classWeight: classWeightField({ hasTask: true }),
  positive: positiveField({ hasTask: true }),
  rules: trainingRulesField,
})

/** The widest border between classes, or the flattest curve through numbers. */
export const supportVectors = defineNode({
  id: 'train.support-vectors',
  version: 1,
  icon: 'unfold-vertical',
  title: { en: 'Support vector machine', fr: 'Machine à vecteurs de support' },
  summary: {
    en: 'Draws the widest border between classes, straight or curved; or a curve through numbers (SVM).',
    fr: 'Trace la plus large frontière entre classes, droite ou courbe ; ou une courbe à travers des nombres (SVM).',
  },
  help: {
    en: 'Strong on a few thousand rows with many columns. Columns are brought to one scale by itself; each text value becomes an indicator, and the mean stands for missing numbers. With a curved border the rows nearest to it, the support vectors, are kept in the model’s file with their values. Probabilities come from rows that were kept apart while it learned (Platt); of several classes, each pair has its own border.',
    fr: 'Efficace sur quelques milliers de lignes avec beaucoup de colonnes. Les colonnes sont ramenées d’elles-mêmes à une même échelle ; chaque valeur de texte devient un indicateur, et la moyenne remplace les nombres manquants. Avec une frontière courbe, les lignes les plus proches d’elle, les vecteurs de support, sont gardées dans le fichier du modèle avec leurs valeurs. Les probabilités viennent de lignes mises de côté pendant l’apprentissage (Platt) ; de plusieurs classes, chaque paire a sa frontière.',
  },
  keywords: {
    en: ['svm', 'svc', 'svr', 'rbf', 'libsvm', 'kernel', 'margin', 'classifier', 'regression'],
    fr: ['svm', 'svc', 'svr', 'rbf', 'noyau', 'marge', 'séparateur à vaste marge', 'classifieur', 'régression'],
  },
  ...learnerPorts,
  params,
  explain: ({ target, kernel, c }) => {
    const name = targetPhrase(target)
    const border = kernel === 'linear' ? { en: 'straight border', fr: 'frontière droite' } : { en: 'curved border', fr: 'frontière courbe' }
    return { en: `learn ${name.en}, ${border.en}, C = ${c}`, fr: `apprendre ${name.fr}, ${border.fr}, C = ${String(c).replace('.', ',')}` }
  },
  check: ({ target, features, task }, inputs) => learnerProblems({ target, features, task, canClassify: true }, inputs),
  learnsFrom: ['table'],
  async run({ target, task: asked, features, positive, classWeight, kernel, c, gamma, slack }, inputs, ctx) {
    const relation = inputs.one('table')
    const rows = kernel === 'gaussian' ? await ctx.count(relation) : 0
    if (rows > mostKernelRows) throw tooManyRows(rows)
    const task = await taskOf(asked, relation, target, ctx)
    const estimator = task === 'classification' ? vectorClassifier : vectorRegressor
    const model = await trainModel(
      {
        learner: 'train.support-vectors',
        task,
        target,
        features,
        positive,
        keepMissing: false,
        needs: () => (kernel === 'gaussian' ? vectorNeeds : (count, columns) => ({ kernels: 0, beside: count * columns * 16 })),
        fit: async ({ x, y, classes, weights }, control) => ({
          model: await estimator.fit(
            x,
            y,
            {
              seed: ctx.seed,
              ...(task === 'classification' && { classes }),
              ...(weights && { sampleWeight: weights }),
              kernel,
              c,
              gamma: gamma === 0 ? null : gamma,
              slack,
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
      title: { en: 'Two sides of a line', fr: 'Deux côtés d’une ligne' },
      params: { target: 'side' },
      inputs: { table: twoMoons },
      expectArtifact: { model: { kind: 'model', model: { task: 'classification', classes: ['left', 'right'] } } },
    },
    {
      title: { en: 'A number from rooms and town, straight', fr: 'Un nombre selon les pièces et la ville, en ligne droite' },
      params: { target: 'price', kernel: 'linear', c: 10 },
      inputs: { table: flats },
      expectArtifact: { model: { kind: 'model', model: { task: 'regression' } } },
    },
  ],
})

function tooManyRows(rows: number): NodeProblem {
  const [count, most] = [countText(rows), countText(mostKernelRows)]
  return new NodeProblem({
    code: 'too-many-rows',
    param: 'kernel',
    text: {
      en: `A curved border compares every row with every other: ${count} rows would take too long, ${most} are the most.`,
      fr: `Une frontière courbe compare chaque ligne à toutes les autres : ${count} lignes demanderaient trop de temps, ${most} est le maximum.`,
    },
    action: { en: 'Take a straight border, or a sample of the rows.', fr: 'Prenez une frontière droite, ou un échantillon des lignes.' },
    fixes: [{ label: { en: 'Take a straight border', fr: 'Prendre une frontière droite' }, params: { kernel: 'linear' } }],
  })
}
