import { z } from 'zod'
import type { Evaluation, Figure } from '../../engine/protocol/artifact.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { judgedOutput, judgeFields } from '../kit/judge-fields.ts'
import { judgeModels, judgedReport } from '../kit/judge-models.ts'
import { judgedRows } from '../kit/judged-rows.ts'
import { flats, twoMoons } from '../kit/learner-examples.ts'
import { priceModel, sideModel } from '../kit/model-examples.ts'
import { needModels } from '../kit/need-models.ts'
import { NodeProblem } from '../kit/problem.ts'

const choices = [
  {
    value: 'auto',
    label: { en: 'what suits the task', fr: 'ce qui convient à la tâche' },
    help: {
      en: 'AUC for two classes, balanced accuracy for more, R² for numbers.',
      fr: 'AUC pour deux classes, exactitude équilibrée au-delà, R² pour les nombres.',
    },
  },
  { value: 'auc', label: { en: 'AUC', fr: 'AUC' } },
  { value: 'accuracy', label: { en: 'accuracy', fr: 'exactitude' } },
  { value: 'balanced-accuracy', label: { en: 'balanced accuracy', fr: 'exactitude équilibrée' } },
  { value: 'f1', label: { en: 'F1', fr: 'F1' } },
  { value: 'log-loss', label: { en: 'log loss', fr: 'perte logarithmique' } },
  { value: 'mcc', label: { en: 'Matthews correlation', fr: 'corrélation de Matthews' } },
  { value: 'brier', label: { en: 'Brier score', fr: 'score de Brier' } },
  { value: 'average-precision', label: { en: 'average precision', fr: 'précision moyenne' } },
  { value: 'ndcg', label: { en: 'NDCG within lists', fr: 'NDCG au sein des listes' } },
  { value: 'list-precision', label: { en: 'mean average precision of lists', fr: 'précision moyenne des listes' } },
  { value: 'cost', label: { en: 'cost per row', fr: 'coût par ligne' } },
  { value: 'r2', label: { en: 'R²', fr: 'R²' } },
  { value: 'rmse', label: { en: 'root mean squared error', fr: 'racine de l’erreur quadratique' } },
  { value: 'mae', label: { en: 'mean absolute error', fr: 'erreur absolue moyenne' } },
] as const

const params = z.object({
  by: field.choice({ label: { en: 'The best one by', fr: 'Le meilleur selon' }, choices, default: 'auto' }),
  ...judgeFields,
})

type Criterion = z.output<typeof params>['by']

/** Judges models on the same rows and hands the best one on. */
export const compareModels = defineNode({
  id: 'evaluate.compare-models',
  version: 1,
  icon: 'scale',
  title: { en: 'Compare models', fr: 'Comparer des modèles' },
  summary: { en: 'Judges models side by side and hands the best one on.', fr: 'Évalue des modèles côte à côte et transmet le meilleur.' },
  help: {
    en: 'All models answer the same test rows. The report shows each figure with its interval, so that a lead which may be chance is seen as one, and the probability that one beats another on the same rows. The output is the model that leads by the figure you choose; when two are equal, the one connected first.',
    fr: 'Tous les modèles répondent aux mêmes lignes de test. Le rapport montre chaque chiffre avec son intervalle, pour qu’une avance peut-être due au hasard se voie, et la probabilité que l’un batte l’autre sur les mêmes lignes. La sortie est le modèle en tête selon le chiffre choisi ; à égalité, le premier relié.',
  },
  keywords: { en: ['best', 'champion', 'ranking', 'side by side'], fr: ['meilleur', 'champion', 'classement', 'côte à côte'] },
  inputs: {
    table: { kind: 'table', label: { en: 'Test rows', fr: 'Lignes de test' } },
    models: { kind: 'model', label: { en: 'Models', fr: 'Modèles' }, many: true },
  },
  outputs: {
    metrics: { kind: 'metrics', label: { en: 'Metrics', fr: 'Mesures' } },
    model: { kind: 'model', label: { en: 'Best model', fr: 'Meilleur modèle' } },
    ...judgedOutput,
  },
  params,
  check: (_, inputs) => judgedRows(inputs),
  explain({ by }) {
    const { en, fr } = labelOf(by)
    return { en: `best by ${en}`, fr: `le meilleur selon ${fr}` }
  },
  async run({ by, costs, quantile, places, slices }, inputs, ctx) {
    const relation = inputs.one('table')
    const models = needModels(inputs)
    const judged = await judgeModels(models, relation, { threshold: null, costs, quantile, places }, ctx)
    const evaluations = judged.map(({ evaluation }) => evaluation)
    const id = decisive(evaluations, by)
    if (id === undefined) throw noFigure(by, evaluations[0]?.task ?? 'classification')
    const scores = evaluations.map((evaluation) => scoreOf(figureOf(evaluation, id)))
    const best = scores.reduce((leader, score, index) => (score > (scores[leader] as number) ? index : leader), 0)
    const leading = [judged[best] as (typeof judged)[number], ...judged.toSpliced(best, 1)]
    const report = await judgedReport(leading, relation, { slices }, ctx)
    return {
      metrics: { kind: 'metrics', evaluations: report.evaluations, duels: report.duels },
      model: models[best] as (typeof models)[number],
      rows: report.rows,
    }
  },
  examples: [
    {
      title: { en: 'Two trees', fr: 'Deux arbres' },
      params: {},
      inputs: { table: twoMoons, models: [{ ...sideModel, params: { target: 'side', minLeaf: 4 } }, sideModel] },
      expectArtifact: { model: { kind: 'model', model: { target: { name: 'side' } } } },
    },
    {
      title: { en: 'By the mean error', fr: 'Selon l’erreur moyenne' },
      params: { by: 'mae' },
      inputs: { table: flats, models: [priceModel] },
      expectArtifact: { metrics: { kind: 'metrics', evaluations: [{ task: 'regression' }] } },
    },
  ],
})

function labelOf(by: Criterion) {
  return (choices.find((choice) => choice.value === by) ?? choices[0]).label
}

/** The figure that decides: the one asked for when some model has it, else the first of the usual ones that all have. */
function decisive(evaluations: readonly Evaluation[], by: Criterion): string | undefined {
  if (by !== 'auto') return evaluations.some((evaluation) => figureOf(evaluation, by)) ? by : undefined
  const usual = evaluations[0]?.task === 'regression' ? ['r2', 'mae'] : ['auc', 'balanced-accuracy', 'accuracy']
  return usual.find((id) => evaluations.every((evaluation) => figureOf(evaluation, id)))
}

/** Undefined where the task has no such figure, or where the rows do not allow it. */
function figureOf(evaluation: Evaluation, id: string): Figure | undefined {
  return evaluation.figures.find((item) => item.id === id && item.value !== null)
}

/** Larger is better; a model without the figure comes last. */
function scoreOf(figure: Figure | undefined): number {
  if (figure === undefined || figure.value === null) return -Infinity
  return figure.better === 'lower' ? -figure.value : figure.value
}

function noFigure(by: Criterion, task: Evaluation['task']): NodeProblem {
  const { en, fr } = labelOf(by)
  const what = task === 'regression' ? { en: 'numbers', fr: 'de nombres' } : { en: 'classes', fr: 'de classes' }
  return new NodeProblem({
    code: 'figure-missing',
    param: 'by',
    text:
      by === 'auto'
        ? { en: 'No figure can be computed on these rows.', fr: 'Aucun chiffre ne se calcule sur ces lignes.' }
        : {
            en: `For models of ${what.en} on these rows there is no ${en}.`,
            fr: `Pour des modèles ${what.fr}, sur ces lignes, « ${fr} » ne se calcule pas.`,
          },
    action:
      by === 'auto'
        ? { en: 'Connect more rows whose target is known.', fr: 'Reliez davantage de lignes dont la cible est connue.' }
        : { en: 'Choose another figure.', fr: 'Choisissez un autre chiffre.' },
    ...(by !== 'auto' && {
      fixes: [{ label: { en: 'Use what suits the task', fr: 'Utiliser ce qui convient à la tâche' }, params: { by: 'auto' } }],
    }),
  })
}
