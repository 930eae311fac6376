import { z } from 'zod'
import type { Text } from '../../engine/protocol/text.ts'
import type { RunContext } from '../kit/context.ts'
import { decidingField, scoreText } from '../kit/deciding-figure.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { priceModel, sideModel } from '../kit/model-examples.ts'
import { offeredSettings } from '../kit/offered-settings.ts'
import { settingColumn } from '../kit/setting-column.ts'
import { foldFields } from '../kit/study-folds.ts'
import { searchSettings, type TunedStudy } from '../kit/tune-study.ts'
import type { TunedTrial } from '../kit/tune-trials.ts'
import { paramsOfSettings } from '../kit/tuned-setting.ts'
import { tuneProposals } from './tune-proposals.ts'
import { settingsText, tuneViews } from './tune-report.ts'
import { tuneWarnings, type SearchFound } from './tune-warnings.ts'
import { gridCount, tunedSpace } from './tuned-space.ts'

/** A range counts while no values are listed. */
const asRange = { param: 'values', in: [''] } as const

const params = z.object({
  method: field.choice({
    label: { en: 'Look for settings', fr: 'Chercher les réglages' },
    choices: [
      {
        value: 'tpe',
        label: { en: 'where good trials lie (TPE)', fr: 'là où sont les bons essais (TPE)' },
        help: {
          en: 'After eight trials at random, the next ones are drawn near the best (tree-structured Parzen estimator).',
          fr: 'Après huit essais au hasard, les suivants sont tirés près des meilleurs (estimateur de Parzen, TPE).',
        },
      },
      { value: 'random', label: { en: 'at random', fr: 'au hasard' } },
      {
        value: 'grid',
        label: { en: 'all of a grid', fr: 'toute une grille' },
        help: {
          en: 'Every combination, where all settings are choices, listed values or whole numbers.',
          fr: 'Chaque combinaison, si tous les réglages sont des choix, des valeurs listées ou des nombres entiers.',
        },
      },
      {
        value: 'halving',
        label: {
          en: 'many on little, the best on all (successive halving)',
          fr: 'beaucoup sur peu, les meilleurs sur tout (réductions successives)',
        },
        help: {
          en: 'Successive halving: each round keeps the best third and gives it three times as much.',
          fr: 'Réduction successive : chaque tour garde le meilleur tiers et lui donne trois fois plus.',
        },
      },
    ],
    default: 'tpe',
  }),
  resource: field.choice({
    label: { en: 'Begin with few', fr: 'Commencer avec peu de' },
    choices: [
      { value: 'rows', label: { en: 'rows', fr: 'lignes' } },
      {
        value: 'rounds',
        label: { en: 'trees or epochs', fr: 'arbres ou d’époques' },
        help: {
          en: 'Of the learner’s own number. Each round learns from the beginning.',
          fr: 'Du nombre propre à l’apprentissage. Chaque tour réapprend depuis le début.',
        },
      },
    ],
    default: 'rows',
    when: { param: 'method', in: ['halving'] },
  }),
  trials: field.number({ label: { en: 'Trials', fr: 'Essais' }, default: 20, min: 1, max: 1000, integer: true }),
  minutes: field.optionalNumber({
    label: { en: 'No longer than (minutes)', fr: 'Pas plus de (minutes)' },
    help: { en: 'Trials under way end; no new ones begin.', fr: 'Les essais en cours se terminent ; aucun autre ne commence.' },
    min: 0.1,
  }),
  energy: field.optionalNumber({
    label: { en: 'No more energy than (watt-hours)', fr: 'Pas plus d’énergie que (wattheures)' },
    help: {
      en: 'Estimated at 12 W for each core in use.',
      fr: 'Estimée à 12 W par cœur utilisé.',
    },
    min: 0.001,
  }),
  by: decidingField({ en: 'The best one by', fr: 'Le meilleur selon' }),
  folds: field.number({
    label: { en: 'Folds of each trial', fr: 'Plis de chaque essai' },
    default: 3,
    min: 2,
    max: 20,
    integer: true,
  }),
  foldMethod: foldFields.method,
  ranges: field.list({
    label: { en: 'Settings to look for', fr: 'Réglages à chercher' },
    help: {
      en: 'Nothing listed: the numbers that the learner proposes. “Before you run” lists what each node proposes by a click.',
      fr: 'Rien de listé : les nombres que propose l’apprentissage. « Avant d’exécuter » liste d’un clic ce que propose chaque nœud.',
    },
    item: z.object({
      param: field.setting({ label: { en: 'Setting', fr: 'Réglage' } }),
      from: field.number({ label: { en: 'From', fr: 'De' }, default: 0, when: asRange }),
      to: field.number({ label: { en: 'To', fr: 'À' }, default: 1, when: asRange }),
      log: field.flag({ label: { en: 'Equal factors', fr: 'Facteurs égaux' }, default: false, when: asRange }),
      values: field.text({
        label: { en: 'Or one of', fr: 'Ou l’un de' },
        help: { en: 'Values between semicolons: ridge; lasso.', fr: 'Des valeurs entre points-virgules : ridge ; lasso.' },
        optional: true,
      }),
    }),
  }),
  seeds: field.flag({
    label: { en: 'Try the best under other seeds', fr: 'Essayer le meilleur avec d’autres graines' },
    help: {
      en: 'Two more trials say how much of the gain may be chance.',
      fr: 'Deux essais de plus disent quelle part du gain peut être due au hasard.',
    },
    default: true,
  }),
  seed: field.seed(),
})

/** Looks for the settings of a learner that score best in cross-validation, and trains it with them. */
export const tune = defineNode<typeof params, SearchFound>({
  id: 'train.tune',
  version: 1,
  icon: 'sliders-horizontal',
  title: { en: 'Tune', fr: 'Régler' },
  summary: {
    en: 'Looks for the settings of a learner that do best, and trains it with them.',
    fr: 'Cherche les réglages d’un apprentissage qui donnent les meilleurs résultats, puis l’entraîne avec eux.',
  },
  help: {
    en: `Connect the node that trains a model. Its settings as they stand are tried first, then others, each by cross-validation in which everything on the way to the model learns anew without the fold that judges. The model with the best settings, trained on all training rows, comes out; the table lists every trial.

The score of the best of many trials flatters a little. A test part that nothing has seen tells how good the model is, or cross-validation of this node: it then looks for settings anew within each fold.

A trial that cannot be learned or judged is listed with its reason and counts as not good; the search goes on, unless more than half of the first ten fail. What was tried is kept: a search that was stopped goes on where it was. It says when the best lies at the edge of a range, and when another seed moves the score more than tuning does.`,
    fr: `Reliez le nœud qui entraîne un modèle. Ses réglages actuels sont essayés d’abord, puis d’autres, chacun par validation croisée où tout ce qui mène au modèle réapprend sans le pli qui juge. Le modèle aux meilleurs réglages, entraîné sur toutes les lignes d’apprentissage, est en sortie ; la table liste chaque essai.

Le score du meilleur de nombreux essais flatte un peu. Une partie de test que rien n’a vue dit ce que vaut le modèle, ou bien une validation croisée de ce nœud : il cherche alors de nouveau dans chaque pli.

Un essai qui ne peut être appris ou jugé est listé avec sa raison et compte comme mauvais ; la recherche continue, sauf si plus de la moitié des dix premiers échouent. Ce qui a été essayé est conservé : une recherche arrêtée reprend où elle en était. Elle dit quand le meilleur est au bord d’un intervalle, et quand une autre graine change plus le score que le réglage.`,
  },
  keywords: {
    en: ['hyperparameters', 'hpo', 'search', 'grid search', 'optuna', 'tpe', 'successive halving', 'sweep'],
    fr: ['hyperparamètres', 'recherche', 'optimisation', 'optuna', 'tpe', 'balayage', 'réglage'],
  },
  inputs: { models: { kind: 'model', label: { en: 'Model', fr: 'Modèle' }, refit: true } },
  outputs: {
    model: { kind: 'model', label: { en: 'Best model', fr: 'Meilleur modèle' } },
    metrics: { kind: 'metrics', label: { en: 'Metrics', fr: 'Mesures' } },
    trials: { kind: 'table', label: { en: 'Trials', fr: 'Essais' } },
    report: { kind: 'report', label: { en: 'Search', fr: 'Recherche' } },
  },
  params,
  explain({ method, trials }) {
    const how = {
      tpe: ['near the best', 'près des meilleurs'],
      random: ['at random', 'au hasard'],
      halving: ['by halving', 'par réduction'],
      grid: ['of a grid at most', 'd’une grille au plus'],
    }
    const [en, fr] = how[method]
    return { en: `${trials} trials ${en}`, fr: `${trials} essais ${fr}` }
  },
  observe: ({ ranges }, _inputs, { studied }) => tuneProposals(ranges, studied?.[0]),
  settings: ([model]) => (model ? offeredSettings(model) : []),
  async study(settings, ctx) {
    const [model] = ctx.models
    if (!model) throw new Error('there is no model to tune')
    const space = tunedSpace(settings.ranges, model)
    const trials = settings.method === 'grid' ? gridCount(space, settings.trials) : settings.trials
    const found = await searchSettings({ ...settings, trials }, space, ctx)
    ctx.progress(0.95, { en: 'training the best on all rows', fr: 'entraînement du meilleur sur toutes les lignes' })
    const best = found.trials[found.best]?.settings ?? {}
    await ctx.train([
      { model: 0, id: 'best', name: { en: 'the best model', fr: 'le meilleur modèle' }, params: paramsOfSettings(space, best) },
    ])
    return { about: found }
  },
  async run({ ranges }, inputs, ctx) {
    const found = ctx.studied as TunedStudy
    const [trained] = inputs.artifacts('variants', 'model')
    if (!trained) throw new Error('the best model was not trained')
    const { trials, asItStood, best, space, figure, seeds } = found
    ctx.keep({ trials, asItStood, best, space, figure, seeds } satisfies SearchFound)
    const said = verdictOf(found)
    const evaluation = { ...found.evaluation, model: ctx.title, node: ctx.fingerprint, verdict: said }
    const model = { ...trained.model, id: ctx.fingerprint, name: ctx.title }
    return {
      model: {
        kind: 'model',
        model: { ...model, trained: { ...model.trained, fingerprint: ctx.fingerprint, chosen: trials[best]?.settings ?? {} } },
      },
      metrics: { kind: 'metrics', evaluations: [evaluation] },
      trials: await trialsTable(found, ctx),
      report: { kind: 'report', views: tuneViews(found, tuneWarnings(found, ranges)) },
    }
  },
  warnings: (found, { ranges }) => tuneWarnings(found, ranges),
  examples: [
    {
      title: { en: 'All of a small grid', fr: 'Toute une petite grille' },
      params: { method: 'grid', trials: 4, folds: 2, seeds: false, ranges: [{ param: 'minLeaf', values: '1; 2' }] },
      inputs: { models: sideModel },
      expectArtifact: { model: { kind: 'model', model: { task: 'classification' } } },
    },
    {
      title: { en: 'The depth of a tree', fr: 'La profondeur d’un arbre' },
      params: { trials: 2, folds: 2, method: 'random', seeds: false, ranges: [{ param: 'minLeaf', from: 1, to: 3 }] },
      inputs: { models: sideModel },
      expectArtifact: { model: { kind: 'model', model: { task: 'classification', trained: { rows: 8 } } } },
    },
    {
      title: { en: 'On few rows first, missing values among them', fr: 'D’abord sur peu de lignes, dont des valeurs manquantes' },
      params: { trials: 3, folds: 2, method: 'halving', seeds: false, ranges: [{ param: 'depth', from: 1, to: 4 }] },
      inputs: { models: { ...priceModel, node: 'train.decision-tree', params: { target: 'price', minLeaf: 1 } } },
      expectArtifact: { model: { kind: 'model', model: { task: 'regression' } } },
    },
  ],
})

function verdictOf({ trials, best, asItStood, space, figure, evaluation, ended }: TunedStudy): Text {
  const [winner, before] = [trials[best] as TunedTrial, trials[asItStood]]
  const [score, own] = [scoreText(winner.score ?? Number.NaN, figure.format), settingsText(winner.settings, space)]
  const stood = before?.score === null || before === undefined ? null : scoreText(before.score, figure.format)
  const why = {
    trials: ['', ''],
    time: [' Time was up.', ' Le temps était écoulé.'],
    energy: [' The energy was used up.', ' L’énergie était épuisée.'],
  }
  const [en, fr] = why[ended]
  const lost = trials.filter(({ problem }) => problem !== null).length
  const failed = lost > 0 ? { en: `, ${lost} of which failed,`, fr: `, dont ${lost} en échec,` } : { en: '', fr: '' }
  return {
    en: `Best of ${trials.length} trials${failed.en} by ${figure.label.en}, ${score.en}${stood ? ` (as it stood: ${stood.en})` : ''}: ${own.en}.${en} ${evaluation.verdict.en}`,
    fr: `Le meilleur de ${trials.length} essais${failed.fr} selon ${figure.label.fr}, ${score.fr}${stood ? ` (réglages de départ : ${stood.fr})` : ''} : ${own.fr}.${fr} ${evaluation.verdict.fr}`,
  }
}

async function trialsTable({ trials, best, space, sharesOf, figure }: TunedStudy, ctx: RunContext) {
  const collector = ctx.collect()
  const numbers = (value: (trial: TunedTrial, at: number) => number) => Float64Array.from(trials, value)
  const maybe = (value: (trial: TunedTrial) => number | null | undefined) => trials.map((trial) => value(trial) ?? null)
  await collector.add([
    { name: 'trial', type: 'int', values: numbers((_, at) => at + 1) },
    { name: 'best', type: 'bool', values: numbers((_, at) => (at === best ? 1 : 0)) },
    { name: figure.id, type: 'float', values: maybe(({ score }) => score) },
    { name: 'low', type: 'float', values: maybe(({ interval }) => interval?.[0]) },
    { name: 'high', type: 'float', values: maybe(({ interval }) => interval?.[1]) },
    { name: `share of ${sharesOf}`, type: 'float', values: numbers(({ share }) => share) },
    { name: 'seconds', type: 'float', values: numbers(({ seconds }) => Math.round(seconds * 1000) / 1000) },
    { name: 'problem', type: 'text', values: trials.map(({ problem }) => problem?.en ?? null) },
    ...space.map(({ name }) =>
      settingColumn(
        name,
        trials.map(({ settings }) => settings),
      ),
    ),
  ])
  const relation = collector.relation()
  if (!relation) throw new Error('nothing was tried')
  return ctx.write(relation)
}
