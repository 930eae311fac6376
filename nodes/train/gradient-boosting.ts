import { z } from 'zod'
import { boostNeeds } from '../../engine/learn/boost/boost-rounds.ts'
import { boostedTreesClassifier, boostedTreesRegressor } from '../../engine/learn/boosted-trees.ts'
import { boundedColumns, boundedFields, boundsFor, type BoundedNames } from '../kit/bounded-columns.ts'
import { defineNode, type Relations } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { featureColumns, learnerProblems, targetColumn } from '../kit/learner-columns.ts'
import { flats, twoMoons } from '../kit/learner-examples.ts'
import { classWeightField, featuresField, learnerPorts, positiveField, targetField, targetPhrase } from '../kit/learner-fields.ts'
import { taskField, taskOf } from '../kit/learner-task.ts'
import { NodeProblem, type NodeProblemData } from '../kit/problem.ts'
import { trainModel } from '../kit/train-model.ts'
import { trainingRulesField } from '../kit/training-rules-field.ts'

const forNumbers = { param: 'task', in: ['auto', 'regression'] } as const

const params = z.object({
  target: targetField,
  task: taskField,
  features: featuresField,
  trees: field.number({
    label: { en: 'Trees', fr: 'Arbres' },
    help: {
      en: 'At most so many: with a patience, the fit ends when more of them no longer help.',
      fr: 'Au plus ce nombre : avec une patience, l’apprentissage s’arrête quand d’autres n’aident plus.',
    },
    default: 200,
    min: 1,
    max: 20_000,
    integer: true,
  }),
  rate: field.number({
    label: { en: 'Learning rate', fr: 'Taux d’apprentissage' },
    help: {
      en: 'How much of its answer each tree adds. Smaller is more careful and needs more trees.',
      fr: 'La part de sa réponse que chaque arbre ajoute. Plus petit, c’est plus prudent, mais il faut plus d’arbres.',
    },
    default: 0.1,
    tune: { from: 0.01, to: 0.3, log: true },
    min: 0.001,
    max: 1,
  }),
  leaves: field.number({
    label: { en: 'Leaves of a tree', fr: 'Feuilles par arbre' },
    help: {
      en: 'More leaves see finer patterns, and chance ones too.',
      fr: 'Plus de feuilles voient des motifs plus fins, et ceux du hasard aussi.',
    },
    default: 31,
    tune: { from: 7, to: 255, log: true },
    min: 2,
    max: 1024,
    integer: true,
  }),
  minLeaf: field.number({
    label: { en: 'Fewest rows in a leaf', fr: 'Lignes minimales par feuille' },
    default: 20,
    tune: { from: 3, to: 200, log: true },
    min: 1,
    integer: true,
  }),
  patience: field.number({
    label: { en: 'Patience in trees', fr: 'Patience en arbres' },
    help: {
      en: 'A tenth of the rows is kept apart; the fit ends when so many trees in a row have not brought their loss down, and keeps the best number of trees. 0: all rows are learned from and all trees are grown.',
      fr: 'Un dixième des lignes est mis de côté ; l’apprentissage s’arrête quand autant d’arbres de suite n’ont pas réduit leur perte, et garde le meilleur nombre d’arbres. 0 : on apprend de toutes les lignes et tous les arbres poussent.',
    },
    default: 20,
    min: 0,
    integer: true,
  }),
  loss: field.choice({
    label: { en: 'What counts as an error', fr: 'Ce qui compte comme erreur' },
    choices: [
      { value: 'squared', label: { en: 'the squared difference (L2)', fr: 'le carré de l’écart (L2)' } },
      {
        value: 'absolute',
        label: { en: 'the difference (L1)', fr: 'l’écart (L1)' },
        help: {
          en: 'Predicts the median; single extreme values count less.',
          fr: 'Prédit la médiane ; les valeurs extrêmes comptent moins.',
        },
      },
      {
        value: 'huber',
        label: { en: 'squared when small, else the difference (Huber)', fr: 'le carré s’il est petit, sinon l’écart (Huber)' },
      },
      {
        value: 'quantile',
        label: { en: 'a quantile', fr: 'un quantile' },
        help: {
          en: 'Predicts the value that so large a share of cases stays below.',
          fr: 'Prédit la valeur sous laquelle reste cette part des cas.',
        },
      },
      { value: 'poisson', label: { en: 'counts (Poisson)', fr: 'des effectifs (Poisson)' } },
      {
        value: 'tweedie',
        label: { en: 'amounts, often 0 (Tweedie)', fr: 'des montants, souvent nuls (Tweedie)' },
      },
    ],
    default: 'squared',
    when: forNumbers,
  }),
  quantile: field.number({
    label: { en: 'Share below', fr: 'Part en dessous' },
    default: 0.9,
    min: 0.001,
    max: 0.999,
    when: { param: 'loss', in: ['quantile'] },
  }),
  huber: field.number({
    label: { en: 'Small is up to', fr: 'Petit jusqu’à' },
    default: 1,
    min: 0.000_001,
    when: { param: 'loss', in: ['huber'] },
  }),
  power: field.number({
    label: { en: 'Power of the variance', fr: 'Puissance de la variance' },
    default: 1.5,
    min: 1.01,
    max: 1.99,
    when: { param: 'loss', in: ['tweedie'] },
  }),
  depth: field.number({
    label: { en: 'Deepest level', fr: 'Niveau le plus profond' },
    help: { en: '0: no limit but the leaves.', fr: '0 : sans autre limite que les feuilles.' },
    default: 0,
    min: 0,
    max: 64,
    integer: true,
    group: 'advanced',
  }),
  l2: field.number({
    label: { en: 'Penalty on large answers (L2)', fr: 'Pénalité des grandes réponses (L2)' },
    help: { en: 'L2: added to the weight of each leaf.', fr: 'L2 : ajoutée au poids de chaque feuille.' },
    default: 0,
    min: 0,
    group: 'advanced',
  }),
  rowShare: field.number({
    label: { en: 'Rows for each tree', fr: 'Lignes par arbre' },
    help: { en: 'A share, drawn anew for each tree.', fr: 'Une part, tirée pour chaque arbre.' },
    default: 1,
    tune: { from: 0.5, to: 1 },
    min: 0.01,
    max: 1,
    group: 'advanced',
  }),
  columnShare: field.number({
    label: { en: 'Columns for each tree', fr: 'Colonnes par arbre' },
    help: { en: 'A share, drawn anew for each tree.', fr: 'Une part, tirée pour chaque arbre.' },
    default: 1,
    tune: { from: 0.4, to: 1 },
    min: 0.01,
    max: 1,
    group: 'advanced',
  }),
  ...boundedFields,
  classWeight: classWeightField({ hasTask: true }),
  positive: positiveField({ hasTask: true }),
  rules: trainingRulesField,
})

/** Columns without any value are left out of the matrix, and of the bounds. */
function withinMatrix({ raising, lowering }: BoundedNames, names: readonly string[]): BoundedNames {
  const known = (name: string) => names.includes(name)
  return { raising: raising.filter(known), lowering: lowering.filter(known) }
}

function boundProblems(settings: z.output<typeof params>, inputs: Relations): readonly NodeProblemData[] {
  const { target, features, task, loss } = settings
  const relation = inputs.one('table')
  try {
    const { raising, lowering } = boundedColumns(relation, settings, featureColumns(relation, features, targetColumn(relation, target)))
    if (raising.length + lowering.length === 0 || task === 'classification' || (loss !== 'absolute' && loss !== 'quantile')) return []
    throw new NodeProblem({
      code: 'bound-median',
      param: 'loss',
      text: {
        en: 'Medians and quantiles cannot be kept from falling or rising with a column.',
        fr: 'On ne peut pas empêcher médianes et quantiles de baisser ou de monter avec une colonne.',
      },
      action: {
        en: 'Choose another error, or empty the two lists of columns.',
        fr: 'Choisissez une autre erreur, ou videz les deux listes.',
      },
    })
  } catch (error) {
    if (error instanceof NodeProblem) return [error.data]
    throw error
  }
}

/** Trees that each mend what those before got wrong. */
export const gradientBoosting = defineNode({
  id: 'train.gradient-boosting',
  version: 1,
  icon: 'layers',
  title: { en: 'Gradient boosting', fr: 'Boosting de gradient' },
  summary: {
    en: 'Learns many small trees, each of which mends what those before got wrong.',
    fr: 'Apprend de nombreux petits arbres, dont chacun corrige les erreurs des précédents.',
  },
  help: {
    en: 'Usually the most accurate learner for tables. Needs no scaling, puts the values of a text together by what they bring, and sends missing values to the side where they help most. All cores work; their number changes nothing in the result. Watch the loss of the rows kept apart: where it rises while the other falls, the trees learn chance.',
    fr: 'En général, l’apprentissage le plus précis pour des tables. Aucune mise à l’échelle n’est nécessaire ; les valeurs d’un texte sont réunies selon ce qu’elles apportent, et les valeurs manquantes vont du côté où elles aident le plus. Tous les cœurs travaillent ; leur nombre ne change rien au résultat. Regardez la perte des lignes mises de côté : si elle monte quand l’autre baisse, les arbres apprennent le hasard.',
  },
  keywords: {
    en: ['gbm', 'gbdt', 'lightgbm', 'xgboost', 'catboost', 'boosted trees', 'poisson', 'quantile', 'tweedie', 'huber'],
    fr: ['gbm', 'lightgbm', 'xgboost', 'arbres boostés', 'poisson', 'quantile', 'tweedie', 'huber'],
  },
  ...learnerPorts,
  params,
  explain: ({ target, trees, rate, leaves }) => {
    const name = targetPhrase(target)
    return {
      en: `learn ${name.en}, up to ${trees} trees of ${leaves} leaves, rate ${rate}`,
      fr: `apprendre ${name.fr}, jusqu’à ${trees} arbres de ${leaves} feuilles, taux ${rate}`,
    }
  },
  check(settings, inputs) {
    const { target, features, task } = settings
    const found = learnerProblems({ target, features, task, canClassify: true }, inputs)
    return found.length > 0 ? found : boundProblems(settings, inputs)
  },
  learnsFrom: ['table'],
  async run(settings, inputs, ctx) {
    const { target, task: asked, features, positive, classWeight, loss, depth, patience } = settings
    const { trees, rate, leaves, minLeaf, l2, rowShare, columnShare } = settings
    const relation = inputs.one('table')
    const task = await taskOf(asked, relation, target, ctx)
    const bounded = boundedColumns(relation, settings, featureColumns(relation, features, targetColumn(relation, target)))
    const estimator = task === 'classification' ? boostedTreesClassifier : boostedTreesRegressor
    const levels = { quantile: settings.quantile, huber: settings.huber, tweedie: settings.power, squared: 0, absolute: 0, poisson: 0 }
    const model = await trainModel(
      {
        learner: 'train.gradient-boosting',
        task,
        target,
        features,
        positive,
        keepMissing: true,
        knowsCategories: true,
        needs: (outputs) =>
          boostNeeds(
            { classes: task === 'classification' ? Math.max(2, outputs) : 0, even: classWeight === 'none' },
            { leaves, minLeaf, l1: 0, l2, leastGain: 0, maxDepth: null, ...bounded, crews: ctx.crews },
          ),
        fit: async ({ x, y, classes, positive: score, weights }, control) => ({
          model: await estimator.fit(
            x,
            y,
            {
              seed: ctx.seed,
              ...(task === 'classification' && { classes }),
              ...(weights && { sampleWeight: weights }),
              loss,
              level: levels[loss],
              trees,
              rate,
              leaves,
              minLeaf,
              maxDepth: depth === 0 ? null : depth,
              l2,
              rowShare,
              columnShare,
              patience,
              validationShare: patience === 0 ? 0 : 0.1,
              classWeight: task === 'classification' ? classWeight : 'none',
              ...withinMatrix(boundsFor(bounded, classes, score), x.names),
              crews: ctx.crews,
            },
            { ...control, ...(ctx.kept && { kept: ctx.kept }) },
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
      params: { target: 'side', minLeaf: 1, patience: 0, trees: 20 },
      inputs: { table: twoMoons },
      expectArtifact: { model: { kind: 'model', model: { task: 'classification', classes: ['left', 'right'] } } },
    },
    {
      title: { en: 'A number from rooms and town', fr: 'Un nombre selon les pièces et la ville' },
      params: { target: 'price', minLeaf: 1, patience: 0, trees: 30 },
      inputs: { table: flats },
      expectArtifact: { model: { kind: 'model', model: { task: 'regression' } } },
    },
  ],
})
