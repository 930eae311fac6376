import { z } from 'zod'
import { settledAfter, shuffleTest } from '../../engine/learn/evaluate/shuffle-test.ts'
import { defineNode } from '../kit/define-node.ts'
import { withoutFigure, type FailedPart } from '../kit/failed-parts.ts'
import { decidingField, decidingFigure } from '../kit/deciding-figure.ts'
import { field } from '../kit/fields.ts'
import { priceModel, sideModel } from '../kit/model-examples.ts'
import { NodeProblem, type NodeProblemData } from '../kit/problem.ts'
import { shuffleViews, shuffleWarnings, type ShuffleFound } from './shuffle-report.ts'
import type { StudyContext, StudyVariant } from '../kit/study.ts'
import { foldFields } from '../kit/study-folds.ts'
import { shuffledWithin } from './shuffled-within.ts'

const params = z.object({
  shuffles: field.number({
    label: { en: 'Shuffles', fr: 'Mélanges' },
    help: {
      en: '100 can say that chance does as well once in a hundred times at most.',
      fr: '100 permettent de dire que le hasard fait aussi bien une fois sur cent au plus.',
    },
    default: 100,
    min: 1,
    max: 1000,
    integer: true,
  }),
  settled: field.flag({
    label: { en: 'Stop when it is settled', fr: 'S’arrêter quand c’est clair' },
    help: {
      en: 'When ten shuffles have scored at least as well, more of them change nothing.',
      fr: 'Quand dix mélanges ont fait aussi bien ou mieux, d’autres n’y changent rien.',
    },
    default: true,
  }),
  within: field.choice({
    label: { en: 'Shuffle the target', fr: 'Mélanger la cible' },
    choices: [
      {
        value: 'auto',
        label: { en: 'as the roles say', fr: 'selon les rôles' },
        help: {
          en: 'Within each group where a column has the role group, within parts of time where one has the role time; else among all rows.',
          fr: 'Dans chaque groupe si une colonne a le rôle « groupe », par tranches de temps si une a le rôle « temps » ; sinon entre toutes les lignes.',
        },
      },
      { value: 'all', label: { en: 'among all rows', fr: 'entre toutes les lignes' } },
      { value: 'group', label: { en: 'within each group', fr: 'dans chaque groupe' } },
      { value: 'time', label: { en: 'within parts of time', fr: 'par tranches de temps' } },
    ],
    default: 'auto',
  }),
  column: field.text({
    label: { en: 'Column of groups or times', fr: 'Colonne des groupes ou du temps' },
    help: { en: 'Empty: the one whose role says so.', fr: 'Vide : celle dont le rôle le dit.' },
    optional: true,
    when: { param: 'within', in: ['group', 'time'] },
  }),
  blocks: field.number({
    label: { en: 'Parts of time', fr: 'Tranches de temps' },
    default: 10,
    min: 2,
    max: 1000,
    integer: true,
    when: { param: 'within', in: ['auto', 'time'] },
    group: 'advanced',
  }),
  by: decidingField({ en: 'Held against each other by', fr: 'Comparer selon' }),
  folds: field.number({ label: { en: 'Folds of each shuffle', fr: 'Plis de chaque mélange' }, default: 5, min: 2, max: 20, integer: true }),
  method: foldFields.method,
  seed: field.seed(),
})

/** So many are judged side by side before it is asked whether the test is settled. */
const atOnce = 4

/** Whether a model finds something beyond chance: learned anew with a shuffled target, again and again. */
export const labelShuffle = defineNode<typeof params, ShuffleFound>({
  id: 'evaluate.label-shuffle',
  version: 2,
  icon: 'dices',
  title: { en: 'Label-shuffle test', fr: 'Test par mélange de la cible' },
  summary: {
    en: 'Says whether a model finds more than chance does, by learning shuffled labels.',
    fr: 'Dit si un modèle trouve plus que le hasard, en apprenant une cible mélangée.',
  },
  help: {
    en: `Connect the node that trains a model. It is cross-validated once with the target as it is, then again and again with a target whose values have changed places among the rows: nothing can be learned from those. Everything on the way to the model learns anew each time.

The share of shuffles that score at least as well as the true target, itself among them, is the p-value: how easily chance gives such a score. With 100 shuffles it is 0.0099 at the least.

The target is shuffled as high up as it stands, so columns that are made of it further down are made of the shuffled one. Shuffled labels that still score well are a sign of a leak: a column knows the answer of its own row. Shuffled within groups, or parts of time, they may score above chance because groups differ; the true score must then beat that.`,
    fr: `Reliez le nœud qui entraîne un modèle. Il est jugé une fois par validation croisée avec la vraie cible, puis encore et encore avec une cible dont les valeurs ont changé de ligne : il n’y a alors rien à apprendre. Tout ce qui mène au modèle réapprend à chaque fois.

La part des mélanges qui font aussi bien ou mieux que la vraie cible, elle comprise, est la valeur p : la facilité avec laquelle le hasard donne un tel score. Avec 100 mélanges, elle vaut au moins 0,0099.

La cible est mélangée le plus haut possible : les colonnes qui en découlent plus bas découlent de la cible mélangée. Si une cible mélangée donne encore un bon score, c’est le signe d’une fuite : une colonne connaît la réponse de sa propre ligne. Mélangée par groupes ou par tranches de temps, elle peut dépasser le hasard parce que les groupes diffèrent ; le vrai score doit alors faire mieux que cela.`,
  },
  keywords: {
    en: ['permutation test', 'label shuffle', 'y-randomization', 'significance', 'p-value', 'null distribution', 'leak'],
    fr: ['test de permutation', 'mélange', 'permutation des étiquettes', 'signification', 'valeur p', 'fuite'],
  },
  inputs: { models: { kind: 'model', label: { en: 'Model', fr: 'Modèle' }, refit: true } },
  outputs: {
    report: { kind: 'report', label: { en: 'Test result', fr: 'Résultat du test' } },
    table: { kind: 'table', label: { en: 'Scores of the shuffles', fr: 'Scores des mélanges' } },
  },
  params,
  // Shuffles that failed are told from version 2 on.
  migrate: { 1: (params) => params },
  explain: ({ shuffles }) => ({ en: `${shuffles} shuffles of the target`, fr: `${shuffles} mélanges de la cible` }),
  async study(settings, ctx) {
    return { about: await shuffleStudy(settings, ctx) }
  },
  async run(_, __, ctx) {
    const found = ctx.studied as ShuffleFound
    ctx.keep(found)
    const { failed } = found
    const scores = [found.score, ...found.shuffled, ...failed.map(() => null)]
    const collector = ctx.collect()
    await collector.add([
      { name: 'labels', type: 'text', values: scores.map((_score, at) => (at === 0 ? 'true' : 'shuffled')) },
      { name: 'shuffle', type: 'int', values: scores.map((_score, at) => (at === 0 ? null : at)) },
      { name: found.figure.id, type: 'float', values: scores },
      { name: 'problem', type: 'text', values: [...scores.slice(failed.length).map(() => null), ...failed.map(({ reason }) => reason.en)] },
    ])
    const relation = collector.relation()
    if (!relation) throw new Error('nothing was judged')
    return { report: { kind: 'report', views: shuffleViews(found) }, table: await ctx.write(relation) }
  },
  warnings: (found) => shuffleWarnings(found),
  examples: [
    {
      title: { en: 'The side of a point, three shuffles', fr: 'Le côté d’un point, trois mélanges' },
      params: { shuffles: 3, folds: 2 },
      inputs: { models: sideModel },
      expectArtifact: { report: { kind: 'report' } },
    },
    {
      title: { en: 'A price, by its error', fr: 'Un prix, selon son erreur' },
      params: { shuffles: 2, folds: 2, method: 'random', by: 'mae' },
      inputs: { models: priceModel },
      expectArtifact: { report: { kind: 'report' } },
    },
  ],
})

type Settings = z.output<typeof params>

/** Scores of the true and of shuffled labels. Throws NodeProblem when the true ones cannot be judged. */
async function shuffleStudy(settings: Settings, ctx: StudyContext): Promise<ShuffleFound> {
  const { shuffles, folds, method, seed, by } = settings
  const judgedBy = { type: 'evaluate.cross-validate', params: { folds, method, seed } }
  const { column, within } = await shuffledWithin(settings, ctx)
  const [own] = await ctx.judge([{ model: 0, id: 'true', name: { en: 'the true labels', fr: 'la vraie cible' } }], judgedBy)
  if (!own || 'problem' in own) throw new NodeProblem(own ? ofTrueLabels(own.problem) : noScore)
  const [evaluation] = own.metrics.evaluations
  if (!evaluation) throw new NodeProblem(noScore)
  const { id, label, format, better, baseline, value: score } = decidingFigure(evaluation, by)
  if (score === null) throw new NodeProblem(noScore)
  const sign = better === 'lower' ? -1 : 1
  const shuffled: number[] = []
  const failed: FailedPart[] = []
  let settled: number | undefined
  for (let first = 1; first <= shuffles && settled === undefined; first += atOnce) {
    const numbers = Array.from({ length: Math.min(atOnce, shuffles + 1 - first) }, (_, at) => first + at)
    const variants = numbers.map((number): StudyVariant => ({
      model: 0,
      id: `${seed}-${number}`,
      name: { en: `shuffle ${number}`, fr: `mélange ${number}` },
      shuffled: { column, seed: (seed * 100_003 + number) % 4294967296, ...(within && { within }) },
    }))
    for (const [at, judgement] of (await ctx.judge(variants, judgedBy)).entries()) {
      const value = 'metrics' in judgement ? judgement.metrics.evaluations[0]?.figures.find((item) => item.id === id)?.value : null
      if (value === null || value === undefined) {
        const reason = 'problem' in judgement ? judgement.problem.text : withoutFigure(label)
        failed.push({ name: variants[at]?.name ?? { en: '', fr: '' }, reason })
        continue
      }
      shuffled.push(value)
      ctx.metric('score', shuffled.length, value)
    }
    if (settings.settled) settled = settledAfter(score, shuffled, sign)
    const done = Math.min(first + atOnce - 1, shuffles)
    ctx.progress((0.95 * done) / shuffles, { en: `${done} of ${shuffles} shuffles`, fr: `${done} mélanges sur ${shuffles}` })
  }
  if (shuffled.length === 0) throw new NodeProblem(nothingJudged(failed))
  const counted = shuffled.slice(0, settled)
  return {
    model: ctx.models[0]?.title.en ?? '',
    figure: { id, label, format },
    sign,
    score,
    shuffled: counted,
    chance: baseline ?? null,
    asked: shuffles,
    failed,
    within: within ?? null,
    ...shuffleTest(score, counted, sign),
  }
}

function ofTrueLabels(problem: NodeProblemData): NodeProblemData {
  const { en, fr } = problem.text
  return { ...problem, port: 'models', text: { en: `With the true labels: ${en}`, fr: `Avec la vraie cible : ${fr}` } }
}

function nothingJudged(failed: readonly FailedPart[]): NodeProblemData {
  const [first] = failed
  if (!first) return noScore
  return {
    ...noScore,
    text: {
      en: `None of ${failed.length} shuffles could be judged. ${first.reason.en}`,
      fr: `Aucun des ${failed.length} mélanges n’a pu être jugé. ${first.reason.fr}`,
    },
  }
}

const noScore: NodeProblemData = {
  code: 'shuffle-no-score',
  port: 'models',
  text: { en: 'Nothing could be judged.', fr: 'Rien n’a pu être jugé.' },
  action: { en: 'Run the learner by itself first.', fr: 'Exécutez d’abord l’apprentissage seul.' },
}
