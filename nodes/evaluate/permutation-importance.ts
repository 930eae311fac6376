import { z } from 'zod'
import { matrixWidths } from '../../engine/learn/design-matrix.ts'
import { takeRows, takeValues } from '../../engine/learn/matrix.ts'
import { randomFrom, shuffledIndices } from '../../engine/learn/random.ts'
import type { AnswerFigure } from '../../engine/learn/selection/answer-figure.ts'
import { permutationImportance as shuffleColumns } from '../../engine/learn/selection/permutation-importance.ts'
import { studentQuantile } from '../../engine/learn/statistics/student-t.ts'
import { values } from '../../engine/relation/build.ts'
import type { Column } from '../../engine/relation/types.ts'
import { applyModel } from '../kit/apply-model.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { flats, twoMoons } from '../kit/learner-examples.ts'
import { priceModel, sideModel } from '../kit/model-examples.ts'
import { NodeProblem } from '../kit/problem.ts'
import { targetGone } from '../kit/target-gone.ts'
import { importanceViews } from './importance-report.ts'

const mostRows = 20_000

const params = z.object({
  metric: field.choice({
    label: { en: 'What gets worse', fr: 'Ce qui empire' },
    choices: [
      {
        value: 'auto',
        label: { en: 'log loss of classes, error of numbers', fr: 'perte logarithmique des classes, erreur des nombres' },
      },
      { value: 'accuracy', label: { en: 'accuracy', fr: 'exactitude' } },
      { value: 'auc', label: { en: 'area under the ROC curve', fr: 'aire sous la courbe ROC' } },
      { value: 'r2', label: { en: 'share of the variance (R²)', fr: 'part de la variance (R²)' } },
      { value: 'mae', label: { en: 'mean absolute error', fr: 'erreur absolue moyenne' } },
    ],
    default: 'auto',
  }),
  repeats: field.number({
    label: { en: 'Shuffles of each column', fr: 'Mélanges de chaque colonne' },
    default: 5,
    min: 2,
    max: 100,
    integer: true,
  }),
  seed: field.seed(),
})

const headings: readonly Column[] = [
  { name: 'rank', type: 'int' },
  { name: 'column', type: 'text' },
  { name: 'importance', type: 'float' },
  { name: 'low', type: 'float' },
  { name: 'high', type: 'float' },
]

/** What a model loses without each of its columns. */
export const permutationImportance = defineNode({
  id: 'evaluate.permutation-importance',
  version: 2,
  icon: 'shuffle',
  title: { en: 'Permutation importance', fr: 'Importance par permutation' },
  summary: {
    en: 'Says how much worse a model answers when one of its columns is shuffled.',
    fr: 'Dit combien un modèle répond moins bien quand une de ses colonnes est mélangée.',
  },
  help: {
    en: `Connect rows that the model has not learnt from: what it learnt by heart would look important otherwise. The values of one column are shuffled among the rows, several times, and the loss is how much the figure gets worse; the 95 % interval is that of the mean over the shuffles.

The columns are those that the model itself uses; the indicators of a text column are shuffled together. Two columns that say the same cover for each other: both may look idle. A loss below 0 is chance. Of more than 20,000 rows, so many are drawn by the seed.`,
    fr: `Reliez des lignes que le modèle n’a pas apprises : ce qu’il sait par cœur semblerait sinon important. Les valeurs d’une colonne sont mélangées entre les lignes, plusieurs fois, et la perte est ce dont la mesure empire ; l’intervalle à 95 % est celui de la moyenne des mélanges.

Les colonnes sont celles du modèle ; les indicateurs d’une colonne de texte sont mélangés ensemble. Deux colonnes qui disent la même chose se remplacent : les deux peuvent sembler inutiles. Une perte négative est du hasard. Au-delà de 20 000 lignes, autant sont tirées par la graine.`,
  },
  keywords: {
    en: ['feature importance', 'permutation', 'shuffle', 'explain', 'which columns matter'],
    fr: ['importance des variables', 'permutation', 'mélange', 'expliquer', 'quelles colonnes comptent'],
  },
  inputs: {
    table: { kind: 'table', label: { en: 'Test rows', fr: 'Lignes de test' } },
    model: { kind: 'model', label: { en: 'Model', fr: 'Modèle' } },
  },
  outputs: {
    report: { kind: 'report', label: { en: 'Report', fr: 'Rapport' } },
    table: { kind: 'table', label: { en: 'Importance of columns', fr: 'Importance des colonnes' } },
  },
  params,
  // Intervals of 95 % and a report came with version 2: what was kept is measured again.
  migrate: { 1: (params) => params },
  columns: () => ({ table: headings }),
  explain: ({ metric, repeats }) => {
    const what = {
      auto: ['loss', 'perte'],
      accuracy: ['accuracy', 'exactitude'],
      auc: ['AUC', 'AUC'],
      r2: ['R²', 'R²'],
      mae: ['error', 'erreur'],
    }[metric]
    return { en: `${what[0]} after ${repeats} shuffles`, fr: `${what[1]} après ${repeats} mélanges` }
  },
  async run({ metric: asked, repeats, seed }, inputs, ctx) {
    inputs.one('table')
    const { model } = inputs.artifact('model', 'model')
    const metric = metricFor(asked, model.task)
    const { matrix, fitted, actual } = await applyModel(model, 'table', ctx, { columns: [], asCategories: [] })
    if (!actual) throw targetGone(model.target.name)
    const known = Int32Array.from(actual.keys()).filter((row) => !Number.isNaN(actual[row]))
    const kept =
      known.length <= mostRows
        ? known
        : shuffledIndices(known.length, randomFrom(seed))
            .subarray(0, mostRows)
            .sort()
            .map((at) => known[at] ?? 0)
    if (kept.length < 2) throw new NodeProblem(tooFew)
    const { losses } = await shuffleColumns(
      {
        model: fitted,
        x: takeRows(matrix, kept),
        actual: takeValues(actual, kept),
        widths: matrixWidths(model.features),
        metric,
        ...(model.positive !== undefined && { positive: model.classes.indexOf(model.positive) }),
        repeats,
        seed,
      },
      {
        cancelled: () => ctx.signal.aborted,
        progress: (share, note) => ctx.progress(share, note),
        metric: () => undefined,
        yieldNow: () => ctx.yieldNow(),
      },
    )
    const found = model.features.map(({ name }, at) => ({ name, ...intervalOf(losses[at] ?? []) }))
    const ranked = found.toSorted((a, b) => b.mean - a.mean)
    const rows = ranked.map(({ name, mean, half }, at) => [at + 1, name, mean, mean - half, mean + half])
    return {
      report: { kind: 'report', views: importanceViews(ranked, metric) },
      table: { kind: 'table', relation: values(headings, rows) },
    }
  },
  examples: [
    {
      title: { en: 'Without “rooms” the price is unknown', fr: 'Sans « rooms », le prix est inconnu' },
      params: { metric: 'r2', repeats: 20 },
      inputs: { table: flats, model: priceModel },
      expect: {
        table: {
          columns: headings,
          rows: [
            [1, 'rooms', 1.986_470_895_743_526_6, 1.712_315_599_171_393, 2.260_626_192_315_66],
            [2, 'town', 0.000_114_383_744_182_999_79, 0.000_062_234_374_011_997_29, 0.000_166_533_114_354_002_3],
          ],
        },
      },
    },
    {
      title: { en: 'What tells the side', fr: 'Ce qui dit le côté' },
      params: { metric: 'accuracy', repeats: 20 },
      inputs: { table: twoMoons, model: sideModel },
      expect: {
        table: {
          columns: headings,
          rows: [
            [1, 'x', 0.5375, 0.468_802_160_355_381_5, 0.606_197_839_644_618_4],
            [2, 'y', 0, 0, 0],
            [3, 'colour', 0, 0, 0],
          ],
        },
      },
    },
  ],
})

function metricFor(asked: 'auto' | AnswerFigure, task: 'classification' | 'regression'): AnswerFigure {
  if (asked === 'auto') return task === 'classification' ? 'log-loss' : 'rmse'
  const ofClasses = asked === 'accuracy' || asked === 'auc'
  if (ofClasses === (task === 'classification')) return asked
  throw new NodeProblem({
    code: 'metric-unfit',
    param: 'metric',
    text: ofClasses
      ? {
          en: 'The model gives numbers; this figure is for classes.',
          fr: 'Le modèle donne des nombres ; cette mesure est pour des classes.',
        }
      : {
          en: 'The model gives classes; this figure is for numbers.',
          fr: 'Le modèle donne des classes ; cette mesure est pour des nombres.',
        },
    action: { en: 'Choose a figure that fits the model.', fr: 'Choisissez une mesure qui convient au modèle.' },
    fixes: [{ label: { en: 'Let the model decide', fr: 'Laisser le modèle décider' }, params: { metric: 'auto' } }],
  })
}

/** The mean and half of its 95 % interval by Student's t. */
function intervalOf(losses: readonly number[]): { readonly mean: number; readonly half: number } {
  const mean = losses.reduce((sum, loss) => sum + loss, 0) / losses.length
  const variance = losses.reduce((sum, loss) => sum + (loss - mean) ** 2, 0) / Math.max(1, losses.length - 1)
  return { mean, half: studentQuantile(0.05, losses.length - 1) * Math.sqrt(variance / losses.length) }
}

const tooFew = {
  code: 'no-rows',
  port: 'table',
  text: { en: 'Fewer than two rows know the target.', fr: 'Moins de deux lignes connaissent la cible.' },
  action: { en: 'Connect rows whose target is known.', fr: 'Reliez des lignes dont la cible est connue.' },
}
