import { z } from 'zod'
import type { ForestOptions } from '../../engine/learn/forest/forest-options.ts'
import { forestNeeds } from '../../engine/learn/forest/place-forest.ts'
import { forestClassifier, forestRegressor } from '../../engine/learn/forest/random-forest.ts'
import type { ModelArtifact } from './artifacts.ts'
import type { RunContext } from './context.ts'
import type { Inputs } from './define-node.ts'
import { field } from './fields.ts'
import { classWeightField, featuresField, positiveField, targetField } from './learner-fields.ts'
import { taskField, taskOf } from './learner-task.ts'
import { trainModel } from './train-model.ts'
import { trainingRulesField } from './training-rules-field.ts'

/** The params of forests; `bootstrap`: whether each tree draws its rows unless a person says otherwise. */
export const forestParams = ({ bootstrap }: { readonly bootstrap: boolean }) =>
  z.object({
    target: targetField,
    task: taskField,
    features: featuresField,
    trees: field.number({
      label: { en: 'Trees', fr: 'Arbres' },
      help: {
        en: 'More trees make steadier answers and take longer; they never learn chance better.',
        fr: 'Plus d’arbres donnent des réponses plus stables et prennent plus de temps ; ils n’apprennent pas mieux le hasard.',
      },
      default: 100,
      min: 1,
      max: 5_000,
      integer: true,
    }),
    minLeaf: field.number({
      label: { en: 'Fewest rows in a leaf', fr: 'Lignes minimales par feuille' },
      help: {
        en: '1 grows whole trees: large models, and probabilities near 0 and 1.',
        fr: '1 fait pousser des arbres entiers : de gros modèles, et des probabilités proches de 0 et de 1.',
      },
      default: 3,
      tune: { from: 1, to: 100, log: true },
      min: 1,
      integer: true,
    }),
    tries: field.choice({
      label: { en: 'Columns that a question chooses from', fr: 'Colonnes parmi lesquelles une question choisit' },
      help: {
        en: 'Drawn anew for each question, so that trees differ.',
        fr: 'Tirées pour chaque question, afin que les arbres diffèrent.',
      },
      choices: [
        {
          value: 'auto',
          label: { en: 'as the target is', fr: 'selon la cible' },
          help: {
            en: 'The root of their number for a class, a third of them for a number.',
            fr: 'La racine de leur nombre pour une classe, un tiers pour un nombre.',
          },
        },
        { value: 'root', label: { en: 'the root of their number', fr: 'la racine de leur nombre' } },
        { value: 'share', label: { en: 'a share of them', fr: 'une part d’entre elles' } },
        { value: 'all', label: { en: 'all of them', fr: 'toutes' } },
      ],
      default: 'auto',
      tune: true,
    }),
    share: field.slider({
      label: { en: 'Share of the columns', fr: 'Part des colonnes' },
      default: 0.33,
      tune: { from: 0.1, to: 1 },
      min: 0.01,
      max: 1,
      step: 0.01,
      when: { param: 'tries', in: ['share'] },
    }),
    depth: field.number({
      label: { en: 'Deepest level', fr: 'Niveau le plus profond' },
      help: { en: '0: no limit but the rows of a leaf.', fr: '0 : sans autre limite que les lignes par feuille.' },
      default: 0,
      min: 0,
      max: 1_000,
      integer: true,
      group: 'advanced',
    }),
    criterion: field.choice({
      label: { en: 'A leaf is pure by', fr: 'Pureté d’une feuille selon' },
      choices: [
        { value: 'gini', label: { en: 'Gini: how often two rows differ', fr: 'Gini : la fréquence où deux lignes diffèrent' } },
        { value: 'entropy', label: { en: 'entropy: the bits to tell its class', fr: 'l’entropie : les bits pour dire sa classe' } },
      ],
      default: 'gini',
      tune: true,
      group: 'advanced',
      when: { param: 'task', in: ['auto', 'classification'] },
    }),
    bootstrap: field.flag({
      label: { en: 'Each tree draws its rows', fr: 'Chaque arbre tire ses lignes' },
      help: {
        en: 'As many as there are, some twice, some never: the latter tell how good the forest is (out-of-bag).',
        fr: 'Autant qu’il y en a, certaines deux fois, d’autres jamais : celles-ci disent ce que vaut la forêt (hors sac).',
      },
      default: bootstrap,
      group: 'advanced',
    }),
    classWeight: classWeightField({ hasTask: true }),
    positive: positiveField({ hasTask: true }),
    rules: trainingRulesField,
  })

export type ForestParams = z.output<ReturnType<typeof forestParams>>

/** Trains a forest on the table at port `table`. */
export async function trainForest(
  params: ForestParams,
  { learner, limits }: { readonly learner: string; readonly limits: ForestOptions['limits'] },
  inputs: Inputs,
  ctx: RunContext,
): Promise<{ model: ModelArtifact }> {
  const { target, features, positive, trees, minLeaf, depth, bootstrap, criterion, classWeight } = params
  const relation = inputs.one('table')
  const task = await taskOf(params.task, relation, target, ctx)
  const isClass = task === 'classification'
  const tries = params.tries === 'share' ? params.share : params.tries === 'auto' ? (isClass ? 'root' : 1 / 3) : params.tries
  const maxDepth = depth === 0 ? null : depth
  const estimator = isClass ? forestClassifier : forestRegressor
  const model = await trainModel(
    {
      learner,
      task,
      target,
      features,
      positive,
      keepMissing: true,
      knowsCategories: true,
      needs: (outputs) => forestNeeds(outputs, { trees, minLeaf, maxDepth, bootstrap, crews: ctx.crews }),
      fit: async ({ x, y, classes, weights }, control) => ({
        model: await estimator.fit(
          x,
          y,
          {
            seed: ctx.seed,
            ...(isClass && { classes }),
            ...(weights && { sampleWeight: weights }),
            trees,
            minLeaf,
            maxDepth,
            tries,
            criterion: isClass ? criterion : 'squared-error',
            bootstrap,
            limits,
            classWeight: isClass ? classWeight : 'none',
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
}
