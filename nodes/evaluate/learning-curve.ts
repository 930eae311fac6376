import { z } from 'zod'
import type { Text } from '../../engine/protocol/text.ts'
import { defineNode } from '../kit/define-node.ts'
import { withoutFigure } from '../kit/failed-parts.ts'
import { field } from '../kit/fields.ts'
import { priceModel, sideModel } from '../kit/model-examples.ts'
import { quoted } from '../kit/phrases.ts'
import { NodeProblem } from '../kit/problem.ts'
import type { StudyContext } from '../kit/study.ts'
import { foldFields } from '../kit/study-folds.ts'
import { curveViews, type Curve, type CurvePoint, type FailedPoint } from './curve-report.ts'
import { sweepObservation, sweepOffers, sweptSetting, sweptWords } from './sweep-settings.ts'

const params = z.object({
  over: field.choice({
    label: { en: 'See what changes with', fr: 'Voir ce qui change avec' },
    choices: [
      { value: 'rows', label: { en: 'more rows', fr: 'plus de lignes' } },
      { value: 'param', label: { en: 'a setting of the learner', fr: 'un réglage de l’apprentissage' } },
    ],
    default: 'rows',
  }),
  param: field.setting({
    label: { en: 'Setting', fr: 'Réglage' },
    help: {
      en: 'One with a range that all learners have.',
      fr: 'Un réglage avec un intervalle, que tous les apprentissages ont.',
    },
    optional: true,
    when: { param: 'over', in: ['param'] },
  }),
  steps: field.number({ label: { en: 'Number of points', fr: 'Nombre de points' }, default: 6, min: 2, max: 30, integer: true }),
  folds: field.number({ label: { en: 'Folds of each point', fr: 'Plis de chaque point' }, default: 5, min: 2, max: 20, integer: true }),
  method: foldFields.method,
  seed: field.seed(),
})

const usual: readonly string[] = ['auc', 'r2', 'balanced-accuracy', 'accuracy', 'rmse']

/** How well learners do with more rows, or with another value of a setting, by cross-validation at each point. */
export const learningCurve = defineNode({
  id: 'evaluate.learning-curve',
  version: 2,
  icon: 'chart-spline',
  title: { en: 'Learning curve', fr: 'Courbe d’apprentissage' },
  summary: {
    en: 'Shows how learners do with more rows, or with other values of a setting.',
    fr: 'Montre ce que valent des apprentissages avec plus de lignes, ou d’autres valeurs d’un réglage.',
  },
  help: {
    en: `Connect the nodes that train models. With more rows: a curve that still rises at its right end says that more rows would help; one that is flat, that they would not. With a setting: where the curve is highest, and how much it matters.

Every point is cross-validated, everything on the way to the model learns anew each time, and the band is the 95 % interval over the folds. A point that cannot be learned is left out, and the report says why.`,
    fr: `Reliez les nœuds qui entraînent des modèles. Avec plus de lignes : une courbe qui monte encore à droite dit que davantage de lignes aideraient ; plate, que non. Avec un réglage : où la courbe est la plus haute, et combien il compte.

Chaque point est jugé par validation croisée, tout ce qui mène au modèle réapprend à chaque fois, et la bande est l’intervalle à 95 % sur les plis. Un point qui ne peut être appris est laissé de côté, et le rapport dit pourquoi.`,
  },
  keywords: {
    en: ['learning curve', 'sample size', 'parameter sweep', 'validation curve', 'parameter fitter'],
    fr: ['courbe d’apprentissage', 'taille d’échantillon', 'balayage', 'courbe de validation'],
  },
  inputs: { models: { kind: 'model', label: { en: 'Models', fr: 'Modèles' }, many: true, refit: true } },
  outputs: {
    report: { kind: 'report', label: { en: 'Curve', fr: 'Courbe' } },
    table: { kind: 'table', label: { en: 'Points of the curve', fr: 'Points de la courbe' } },
  },
  params,
  // Points that failed are told from version 2 on.
  migrate: { 1: (params) => params },
  settings: sweepOffers,
  explain({ over, param, steps }, studied) {
    if (over === 'rows') return { en: `${steps} points, with more rows`, fr: `${steps} points, avec plus de lignes` }
    const words = sweptWords(param, studied ?? [])
    return { en: `${steps} points over ${words.en}`, fr: `${steps} points selon ${words.fr}` }
  },
  observe: ({ over, param }, _inputs, { studied }) => sweepObservation(param, over === 'param' ? (studied ?? []) : []),
  async study(settings, ctx) {
    const { over, folds, method, seed } = settings
    const along = placesOf(settings, ctx)
    const titles = distinctTitles(ctx.models)
    const points: CurvePoint[] = []
    const failed: FailedPoint[] = []
    let figure: Curve['figure'] | undefined
    for (const [index, at] of along.places.entries()) {
      const variants = ctx.models.map(({ node }, model) => ({
        model,
        id: `${index + 1}-${model + 1}`,
        name: {
          en: `“${titles[model]?.en}” at point ${index + 1}`,
          fr: `« ${titles[model]?.fr} » au point ${index + 1}`,
        },
        ...(over === 'param' && { params: { [node]: { [along.name]: at } } }),
      }))
      const share = over === 'rows' ? at : 1
      const judged = await ctx.judge(variants, { type: 'evaluate.cross-validate', params: { folds, method, share, seed } })
      for (const [model, judgement] of judged.entries()) {
        const title = titles[model] ?? { en: '', fr: '' }
        const place = { model: title.en, title, at }
        if ('problem' in judgement) {
          failed.push({ ...place, reason: judgement.problem.text })
          continue
        }
        const all = judgement.metrics.evaluations[0]?.figures ?? []
        const wanted = figure ? [figure.id] : usual
        const [found] = wanted.flatMap((id) => all.find((item) => item.id === id && item.value !== null) ?? [])
        if (!found || found.value === null) {
          failed.push({ ...place, reason: withoutFigure(figure?.label ?? { en: 'The figure', fr: 'Le chiffre' }) })
          continue
        }
        figure ??= found
        points.push({ ...place, score: found.value, interval: found.interval ?? null })
      }
      ctx.progress((0.95 * (index + 1)) / along.places.length)
    }
    if (!figure) throw noPoint(failed)
    return { about: { points, failed, figure, along: along.label, log: along.log, over } satisfies Curve }
  },
  async run(_, __, ctx) {
    const curve = ctx.studied as Curve
    const { points, failed, figure } = curve
    const collector = ctx.collect()
    const all = [...points, ...failed]
    const maybe = (value: (point: CurvePoint) => number | null | undefined) =>
      all.map((point) => ('score' in point ? (value(point) ?? null) : null))
    await collector.add([
      { name: 'model', type: 'text', values: all.map(({ model }) => model) },
      { name: 'at', type: 'float', values: Float64Array.from(all, ({ at }) => at) },
      { name: figure.id, type: 'float', values: maybe(({ score }) => score) },
      { name: 'low', type: 'float', values: maybe(({ interval }) => interval?.[0]) },
      { name: 'high', type: 'float', values: maybe(({ interval }) => interval?.[1]) },
      { name: 'problem', type: 'text', values: all.map((point) => ('reason' in point ? point.reason.en : null)) },
    ])
    const relation = collector.relation()
    if (!relation) throw noPoint(failed)
    return { report: { kind: 'report', views: curveViews(curve) }, table: await ctx.write(relation) }
  },
  examples: [
    {
      title: { en: 'Half of the rows, and all', fr: 'La moitié des lignes, et toutes' },
      params: { steps: 2, folds: 2 },
      inputs: { models: [sideModel] },
      expectArtifact: { report: { kind: 'report' } },
    },
    {
      title: { en: 'The depth of a tree', fr: 'La profondeur d’un arbre' },
      params: { over: 'param', param: 'minLeaf', steps: 2, folds: 2 },
      inputs: { models: [{ ...priceModel, node: 'train.decision-tree', params: { target: 'price', minLeaf: 1 } }] },
      expectArtifact: { report: { kind: 'report' } },
    },
  ],
})

interface Along {
  readonly name: string
  readonly places: readonly number[]
  readonly label: Text
  readonly log: boolean
}

/** Shares of the rows, or values of the setting over the range that the learner proposes. Throws NodeProblem `sweep-param`. */
function placesOf({ over, param, steps }: z.output<typeof params>, ctx: StudyContext): Along {
  const parts = Array.from({ length: steps }, (_, index) => index / (steps - 1))
  if (over === 'rows') {
    const places = parts.map((part) => Number((0.1 ** (1 - part)).toPrecision(3)))
    return { name: '', places, label: { en: 'share of the training rows', fr: 'part des lignes d’apprentissage' }, log: true }
  }
  const { name, from, to, log, integer, label } = sweptSetting(param, ctx.models)
  const values = parts.map((part) => (log ? from * (to / from) ** part : from + (to - from) * part))
  const places = values.map((value) => (integer ? Math.round(value) : Number(value.toPrecision(4))))
  return { name, places: [...new Set(places)], label: { en: quoted(label.en).en, fr: quoted(label.fr).fr }, log }
}

/** Learners that are called alike are counted: each is a line of its own. */
function distinctTitles(models: StudyContext['models']): readonly Text[] {
  return models.map(({ title }, at) => {
    const before = models.slice(0, at).filter((other) => other.title.en === title.en).length
    return before === 0 ? title : { en: `${title.en} ${before + 1}`, fr: `${title.fr} ${before + 1}` }
  })
}

function noPoint([first]: readonly FailedPoint[]): NodeProblem {
  const reason = first ? { en: ` ${first.reason.en}`, fr: ` ${first.reason.fr}` } : { en: '', fr: '' }
  return new NodeProblem({
    code: 'curve-empty',
    port: 'models',
    text: {
      en: `No point of the curve could be judged.${reason.en}`,
      fr: `Aucun point de la courbe n’a pu être jugé.${reason.fr}`,
    },
    action: { en: 'Run the learners by themselves first.', fr: 'Exécutez d’abord les apprentissages seuls.' },
  })
}
