import { z } from 'zod'
import { learnCombination, type LearnedCombination } from '../../engine/learn/combine/learn-combination.ts'
import { combineModels } from '../kit/combine-models.ts'
import type { RunContext } from '../kit/context.ts'
import { defineNode } from '../kit/define-node.ts'
import { rowRoles } from '../kit/evaluate-model.ts'
import { fitControl } from '../kit/fit-control.ts'
import { foldedEvaluation } from '../kit/fold-report.ts'
import { judgeFolds, testToTrain, type FoldedStudy } from '../kit/judge-folds.ts'
import { priceModel, sideModel } from '../kit/model-examples.ts'
import type { OutOfFold } from '../kit/out-of-fold.ts'
import { NodeProblem } from '../kit/problem.ts'
import type { StudyVariant } from '../kit/study.ts'
import { foldFields, foldVariants, numberFolds, studyFolds } from '../kit/study-folds.ts'
import { trainFolds } from '../kit/train-folds.ts'

const params = z.object({ folds: foldFields.folds, method: foldFields.method, column: foldFields.column, seed: foldFields.seed })

/** A model over models: how much each is to be believed is learned from their answers to rows that they had not seen. */
export const stack = defineNode({
  id: 'train.stack',
  version: 1,
  icon: 'layers',
  title: { en: 'Stack models', fr: 'Empiler des modèles' },
  summary: {
    en: 'Learns how much to believe each of several models, and makes one of them.',
    fr: 'Apprend quelle confiance accorder à chacun de plusieurs modèles, et en fait un seul.',
  },
  help: {
    en: 'Connect the nodes that train models. The rows are put into folds, and each model answers the rows of a fold after everything on the way to it has learned without that fold. From these answers a logistic regression (of their log-odds or of their probabilities, whichever fits better) or a line (of numbers) learns how to put them together; the models themselves then learn from all rows. Stacking three unlike models gains a little over the best of them, rarely more: judge it by cross-validation beside them, which learns all of this anew in each fold.',
    fr: 'Reliez les nœuds qui entraînent les modèles. Les lignes sont réparties en plis, et chaque modèle répond aux lignes d’un pli après que tout ce qui y mène a appris sans ce pli. De ces réponses, une régression logistique (de leurs cotes logarithmiques ou de leurs probabilités, selon ce qui convient le mieux) ou une droite (pour des nombres) apprend comment les réunir ; les modèles eux-mêmes apprennent ensuite de toutes les lignes. Empiler trois modèles différents fait gagner un peu sur le meilleur, rarement plus : évaluez-le par validation croisée à côté d’eux, qui réapprend tout cela dans chaque pli.',
  },
  keywords: {
    en: ['stacking', 'ensemble', 'blend', 'meta learner', 'super learner'],
    fr: ['stacking', 'empilement', 'ensemble', 'méta-modèle'],
  },
  inputs: { models: { kind: 'model', label: { en: 'Models', fr: 'Modèles' }, many: true, refit: true } },
  outputs: {
    model: { kind: 'model', label: { en: 'The models as one', fr: 'Les modèles en un seul' } },
    metrics: { kind: 'metrics', label: { en: 'Each model by itself', fr: 'Chaque modèle seul' } },
  },
  params,
  explain: ({ folds }) => ({ en: `trusted by ${folds} folds`, fr: `confiance selon ${folds} plis` }),
  async study(settings, ctx) {
    const folds = await studyFolds({ ...settings, share: 1 }, ctx)
    const rows = await numberFolds(folds, { repeat: 1, seed: settings.seed }, ctx)
    const whole = ctx.models.map(({ title }, model): StudyVariant => ({
      model,
      id: `all-${model + 1}`,
      name: { en: `“${title.en}” of all rows`, fr: `« ${title.fr} » de toutes les lignes` },
    }))
    const variants = [...foldVariants(rows, folds, { repeat: 1, settings: { ...settings, share: 1 }, ctx }), ...whole]
    await trainFolds(variants, folds, ctx)
    const about: FoldedStudy = { models: ctx.models, judged: folds.judged, parts: [rows.part], forward: folds.method === 'time', share: 1 }
    return { tables: { 'rows 1': rows }, about }
  },
  async run(_, inputs, ctx) {
    const study = ctx.studied as FoldedStudy
    const judged = await judgeFolds(study, inputs, ctx)
    const members = inputs
      .artifacts('variants', 'model')
      .slice(-study.models.length)
      .map(({ model }, place) => ({ ...model, name: study.models[place]?.title.en ?? model.name }))
    const { weights } = await rowRoles(inputs.one('rows 1'), ctx)
    const combination = await learnTrust(
      judged.map(({ answers }) => answers),
      { classes: [...new Set(members.flatMap((model) => model.classes))], weights },
      ctx,
    )
    for (const remark of combination.final.remarks) ctx.log(remark.en)
    const overlap = testToTrain(study)
    return {
      model: {
        kind: 'model',
        model: await combineModels({ members, combination, learner: 'train.stack' }, ctx),
      },
      metrics: { kind: 'metrics', evaluations: judged.map(({ evaluation }) => foldedEvaluation(evaluation, overlap)), duels: [] },
    }
  },
  examples: [
    {
      title: { en: 'Two trees', fr: 'Deux arbres' },
      params: { folds: 2 },
      inputs: { models: [sideModel, { ...sideModel, params: { target: 'side', minLeaf: 2 } }] },
      expectArtifact: {
        model: { kind: 'model', model: { task: 'classification', classes: ['left', 'right'], estimator: { id: 'combined' } } },
      },
    },
    {
      title: { en: 'A line and a tree', fr: 'Une droite et un arbre' },
      params: { folds: 4, method: 'random' },
      inputs: { models: [priceModel, { ...priceModel, node: 'train.decision-tree' }] },
      expectArtifact: { model: { kind: 'model', model: { task: 'regression', target: { name: 'price' } } } },
    },
  ],
})

interface Trusting {
  readonly classes: readonly string[]
  readonly weights: Float64Array | undefined
}

/** The model of the members' answers. Rows without a known target, or that a member could not answer, say nothing. */
async function learnTrust(answers: readonly OutOfFold[], { classes, weights }: Trusting, ctx: RunContext): Promise<LearnedCombination> {
  const [first] = answers
  const task = classes.length > 0 ? 'classification' : 'regression'
  const asked = task === 'regression' ? [''] : classes
  const members = answers.map(() => asked.map(() => [] as number[]))
  const y: number[] = []
  const known: number[] = []
  for (let at = 0; at < (first?.rows ?? 0); at++) {
    const own = answers.map((one) =>
      task === 'regression' ? [one.predicted[at] as number] : classes.map((name) => shareOf(one, name, at)),
    )
    const actual = (first?.actual[at] ?? Number.NaN) as number
    if (Number.isNaN(actual) || own.flat().some(Number.isNaN)) continue
    own.forEach((shares, member) => shares.forEach((share, k) => members[member]?.[k]?.push(share)))
    y.push(task === 'regression' ? actual : classes.indexOf(first?.classes[actual] ?? ''))
    known.push(at)
  }
  if (y.length === 0) throw nothingJudged
  const sampleWeight = weights && Float64Array.from(known, (at) => weights[at] as number)
  const options = { seed: ctx.seed, ...(sampleWeight && { sampleWeight }) }
  return learnCombination({ task, classes, members, y: Float64Array.from(y) }, options, fitControl(ctx))
}

/** The probability of a class, 0 where the model does not know it; of a model without probabilities 1 for what it answers. */
function shareOf({ classes, probabilities, predicted }: OutOfFold, name: string, at: number): number {
  const place = classes.indexOf(name)
  if (probabilities) return place < 0 ? 0 : (probabilities[place]?.[at] ?? Number.NaN)
  const answer = predicted[at] as number
  return Number.isNaN(answer) ? answer : answer === place ? 1 : 0
}

const nothingJudged = new NodeProblem({
  code: 'rows-missing',
  port: 'models',
  text: {
    en: 'No row has both a known target and an answer of every model.',
    fr: 'Aucune ligne n’a à la fois une cible connue et une réponse de chaque modèle.',
  },
  action: { en: 'Connect learners of rows whose target is known.', fr: 'Reliez des apprentissages dont les lignes ont une cible connue.' },
})
