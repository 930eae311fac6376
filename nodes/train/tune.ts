import { z } from 'zod'
import { atEdges, type TunedNumber } from '../../engine/learn/tune/space.ts'
import type { Text } from '../../engine/protocol/text.ts'
import type { RunContext } from '../kit/context.ts'
import { decidingField, scoreText } from '../kit/deciding-figure.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { priceModel, sideModel } from '../kit/model-examples.ts'
import { listed, quoted } from '../kit/phrases.ts'
import { NodeProblem, type NodeProblemData } from '../kit/problem.ts'
import { foldFields } from '../kit/study-folds.ts'
import type { Tunable } from '../kit/tunable.ts'
import { searchSettings, type TunedStudy, type TunedTrial } from '../kit/tune-study.ts'

const params = z.object({
  method: field.choice({
    label: { en: 'Look for settings', fr: 'Chercher les réglages' },
    choices: [
      {
        value: 'tpe',
        label: { en: 'where good trials lie', fr: 'là où sont les bons essais' },
        help: {
          en: 'After eight trials at random, the next ones are drawn near the best (tree-structured Parzen estimator).',
          fr: 'Après huit essais au hasard, les suivants sont tirés près des meilleurs (estimateur de Parzen, TPE).',
        },
      },
      { value: 'random', label: { en: 'at random', fr: 'au hasard' } },
      {
        value: 'halving',
        label: { en: 'many on few rows, the best on all', fr: 'beaucoup sur peu de lignes, les meilleurs sur toutes' },
        help: {
          en: 'Successive halving: each round keeps the best third and gives it three times the rows.',
          fr: 'Réduction successive : chaque tour garde le meilleur tiers et lui donne trois fois plus de lignes.',
        },
      },
    ],
    default: 'tpe',
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
    label: { en: 'Ranges', fr: 'Intervalles' },
    help: {
      en: 'Nothing listed: what the learner proposes. Params go by their name in the pipeline file: rate, leaves, c, ...',
      fr: 'Rien de listé : ce que propose l’apprentissage. Les paramètres portent leur nom du fichier de pipeline : rate, leaves, c, ...',
    },
    item: z.object({
      param: field.text({ label: { en: 'Param', fr: 'Paramètre' } }),
      from: field.number({ label: { en: 'From', fr: 'De' }, default: 0 }),
      to: field.number({ label: { en: 'To', fr: 'À' }, default: 1 }),
      log: field.flag({ label: { en: 'Equal factors', fr: 'Facteurs égaux' }, default: false }),
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

type Params = z.output<typeof params>

/** What the warnings are made from. */
type Found = Pick<TunedStudy, 'trials' | 'asItStood' | 'best' | 'space' | 'figure' | 'seeds'>

/** Looks for the settings of a learner that score best in cross-validation, and trains it with them. */
export const tune = defineNode<typeof params, Found>({
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

What was tried is kept: a search that was stopped goes on where it was. It says when the best lies at the edge of a range, and when another seed moves the score more than tuning does.`,
    fr: `Reliez le nœud qui entraîne un modèle. Ses réglages actuels sont essayés d’abord, puis d’autres, chacun par validation croisée où tout ce qui mène au modèle réapprend sans le pli qui juge. Le modèle aux meilleurs réglages, entraîné sur toutes les lignes d’apprentissage, est en sortie ; la table liste chaque essai.

Le score du meilleur de nombreux essais flatte un peu. Une partie de test que rien n’a vue dit ce que vaut le modèle, ou bien une validation croisée de ce nœud : il cherche alors de nouveau dans chaque pli.

Ce qui a été essayé est conservé : une recherche arrêtée reprend où elle en était. Elle dit quand le meilleur est au bord d’un intervalle, et quand une autre graine change plus le score que le réglage.`,
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
  },
  params,
  explain({ method, trials }) {
    const how = {
      tpe: ['near the best', 'près des meilleurs'],
      random: ['at random', 'au hasard'],
      halving: ['by halving', 'par réduction'],
    }
    const [en, fr] = how[method]
    return { en: `${trials} trials ${en}`, fr: `${trials} essais ${fr}` }
  },
  async study(settings, ctx) {
    const model = ctx.models[0]
    const space = spaceOf(settings.ranges, model?.tunable ?? [], model?.title ?? '')
    const found = await searchSettings(settings, space, ctx)
    ctx.progress(0.95, { en: 'training the best on all rows', fr: 'entraînement du meilleur sur toutes les lignes' })
    const best = found.trials[found.best]?.settings ?? {}
    await ctx.train([
      { model: 0, id: 'best', name: { en: 'the best model', fr: 'le meilleur modèle' }, params: { [model?.node ?? '']: best } },
    ])
    return { about: found }
  },
  async run(_, inputs, ctx) {
    const found = ctx.studied as TunedStudy
    const [trained] = inputs.artifacts('variants', 'model')
    if (!trained) throw new Error('the best model was not trained')
    const { trials, asItStood, best, space, figure, seeds } = found
    ctx.keep({ trials, asItStood, best, space, figure, seeds } satisfies Found)
    const said = verdictOf(found)
    const evaluation = { ...found.evaluation, model: ctx.title, node: ctx.fingerprint, verdict: said }
    const model = { ...trained.model, id: ctx.fingerprint, name: ctx.title }
    return {
      model: { kind: 'model', model: { ...model, trained: { ...model.trained, fingerprint: ctx.fingerprint } } },
      metrics: { kind: 'metrics', evaluations: [evaluation] },
      trials: await trialsTable(found, ctx),
    }
  },
  warnings: (found, settings) => [...edgeWarnings(found, settings), ...chanceWarnings(found)],
  examples: [
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

/** The ranges that a person gave, else those of the learner. Throws NodeProblem. */
function spaceOf(ranges: Params['ranges'], tunable: readonly Tunable[], title: string): readonly TunedNumber[] {
  if (ranges.length === 0 && tunable.length > 0) return tunable.map(({ label: _label, ...number }) => number)
  if (ranges.length === 0)
    throw new NodeProblem({
      code: 'tune-nothing',
      param: 'ranges',
      text: { en: `${quoted(title).en} proposes no settings to look for.`, fr: `${quoted(title).fr} ne propose aucun réglage à chercher.` },
      action: { en: 'List its params with their ranges.', fr: 'Listez ses paramètres avec leurs intervalles.' },
    })
  return ranges.map(({ param, from, to, log }) => {
    const proposed = tunable.find(({ name }) => name === param)
    const isRange = from < to && (!log || from > 0)
    if (!isRange)
      throw new NodeProblem({
        code: 'tune-range',
        param: 'ranges',
        text: {
          en: `The range of ${quoted(param).en} is none: it rises, and equal factors begin above 0.`,
          fr: `L’intervalle de ${quoted(param).fr} n’en est pas un : il monte, et des facteurs égaux partent d’au-dessus de 0.`,
        },
      })
    const integer = proposed?.integer ?? (Number.isInteger(from) && Number.isInteger(to))
    return { name: param, from, to, log, integer }
  })
}

function settingsText({ settings }: TunedTrial): Text {
  return listed(
    Object.entries(settings).map(([name, value]) => ({ en: `${name} ${value}`, fr: `${name} ${String(value).replace('.', ',')}` })),
    8,
  )
}

function verdictOf({ trials, best, asItStood, figure, evaluation, ended }: TunedStudy): Text {
  const [winner, before] = [trials[best] as TunedTrial, trials[asItStood]]
  const [score, own] = [scoreText(winner.score ?? Number.NaN, figure.format), settingsText(winner)]
  const stood = before?.score === null || before === undefined ? null : scoreText(before.score, figure.format)
  const why = {
    trials: ['', ''],
    time: [' Time was up.', ' Le temps était écoulé.'],
    energy: [' The energy was used up.', ' L’énergie était épuisée.'],
  }
  const [en, fr] = why[ended]
  return {
    en: `Best of ${trials.length} trials by ${figure.label.en}, ${score.en}${stood ? ` (as it stood: ${stood.en})` : ''}: ${own.en}.${en} ${evaluation.verdict.en}`,
    fr: `Le meilleur de ${trials.length} essais selon ${figure.label.fr}, ${score.fr}${stood ? ` (réglages de départ : ${stood.fr})` : ''} : ${own.fr}.${fr} ${evaluation.verdict.fr}`,
  }
}

async function trialsTable({ trials, best, space, figure }: TunedStudy, ctx: RunContext) {
  const collector = ctx.collect()
  const numbers = (value: (trial: TunedTrial, at: number) => number) => Float64Array.from(trials, value)
  const maybe = (value: (trial: TunedTrial) => number | null | undefined) => trials.map((trial) => value(trial) ?? null)
  await collector.add([
    { name: 'trial', type: 'int', values: numbers((_, at) => at + 1) },
    { name: 'best', type: 'bool', values: numbers((_, at) => (at === best ? 1 : 0)) },
    { name: figure.id, type: 'float', values: maybe(({ score }) => score) },
    { name: 'low', type: 'float', values: maybe(({ interval }) => interval?.[0]) },
    { name: 'high', type: 'float', values: maybe(({ interval }) => interval?.[1]) },
    { name: 'share of rows', type: 'float', values: numbers(({ share }) => share) },
    { name: 'seconds', type: 'float', values: numbers(({ seconds }) => Math.round(seconds * 1000) / 1000) },
    { name: 'problem', type: 'text', values: trials.map(({ problem }) => problem) },
    ...space.map(({ name }) => ({ name: `setting ${name}`, type: 'float' as const, values: maybe(({ settings }) => settings[name]) })),
  ])
  const relation = collector.relation()
  if (!relation) throw new Error('nothing was tried')
  return ctx.write(relation)
}

/** The best may lie beyond a range. */
function edgeWarnings({ trials, best, space }: Found, { ranges }: Params): readonly NodeProblemData[] {
  const winner = trials[best]
  if (!winner || trials.length < 3) return []
  return atEdges(space, winner.settings).map(({ param, end }) => {
    const [name, value] = [quoted(param.name), String(param[end])]
    const wider = widened(param, end)
    const all = space.map((number) => (number.name === param.name ? wider : number))
    return {
      code: 'tune-at-edge',
      param: 'ranges',
      text:
        end === 'from'
          ? {
              en: `The best ${name.en} lies at the low end of its range, ${value}. A better one may lie below.`,
              fr: `Le meilleur ${name.fr} est au bas de son intervalle, ${value.replace('.', ',')}. Un meilleur est peut-être en dessous.`,
            }
          : {
              en: `The best ${name.en} lies at the high end of its range, ${value}. A better one may lie above.`,
              fr: `Le meilleur ${name.fr} est au haut de son intervalle, ${value.replace('.', ',')}. Un meilleur est peut-être au-dessus.`,
            },
      action: { en: 'Widen the range, unless it ends there by nature.', fr: 'Élargissez l’intervalle, sauf s’il s’arrête là par nature.' },
      fixes: [
        {
          label: { en: 'Widen the range', fr: 'Élargir l’intervalle' },
          params: {
            ranges: all.map(({ name: of, from, to, log }) => ({ ...ranges.find((range) => range.param === of), param: of, from, to, log })),
          },
        },
      ],
    }
  })
}

function widened({ from, to, log, ...rest }: TunedNumber, end: 'from' | 'to'): TunedNumber {
  const [factor, step] = [Math.sqrt(to / from), (to - from) / 2]
  const round = (value: number) => (rest.integer ? Math.round(value) : Number(value.toPrecision(3)))
  if (end === 'to') return { ...rest, from, to: round(log ? to * factor : to + step), log }
  return { ...rest, from: round(log ? from / factor : from - step), to, log }
}

/** Another seed moves the score more than tuning has. */
function chanceWarnings({ trials, asItStood, best, figure, seeds }: Found): readonly NodeProblemData[] {
  const [winner, before] = [trials[best]?.score, trials[asItStood]?.score]
  if (seeds.length < 2 || winner === null || winner === undefined || before === null || before === undefined) return []
  const spread = Math.max(...seeds) - Math.min(...seeds)
  const gain = Math.abs(winner - before)
  if (spread <= gain || spread === 0) return []
  const [moves, won] = [scoreText(spread, figure.format), scoreText(gain, figure.format)]
  return [
    {
      code: 'tune-chance',
      param: 'seed',
      text: {
        en: `Another seed moves ${figure.label.en} by ${moves.en}, tuning by ${won.en}: the settings hardly matter here.`,
        fr: `Une autre graine change ${figure.label.fr} de ${moves.fr}, le réglage de ${won.fr} : les réglages ne comptent guère ici.`,
      },
      action: {
        en: 'Take the simpler settings, or judge on more folds.',
        fr: 'Prenez les réglages les plus simples, ou jugez sur plus de plis.',
      },
    },
  ]
}
