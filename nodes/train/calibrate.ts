import { z } from 'zod'
import { calibratedModel, calibrateShares, type CalibrationMap } from '../../engine/learn/calibrate/calibrated-model.ts'
import { fitCalibration, suitedMethod } from '../../engine/learn/calibrate/fit-calibration.ts'
import type { Model } from '../../engine/learn/model.ts'
import { modelFromJson } from '../../engine/learn/model-from-json.ts'
import { createScorer, hashKeysOf } from '../../engine/learn/score-model.ts'
import { buildProfile } from '../../engine/monitor/build-profile.ts'
import type { ReferenceProfile } from '../../engine/monitor/profile.ts'
import { scoreName } from '../../engine/monitor/watch-requests.ts'
import { readValue } from '../../engine/relation/read-value.ts'
import { applyModel } from '../kit/apply-model.ts'
import type { RunContext } from '../kit/context.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { learnProblemAt } from '../kit/learn-problem-at.ts'
import { twoMoons } from '../kit/learner-examples.ts'
import { sideModel } from '../kit/model-examples.ts'
import { NodeProblem } from '../kit/problem.ts'
import { targetGone } from '../kit/target-gone.ts'
import { requireWeight } from '../kit/weight-column.ts'

const params = z.object({
  method: field.choice({
    label: { en: 'How', fr: 'Comment' },
    choices: [
      {
        value: 'auto',
        label: { en: 'what suits the rows', fr: 'ce qui convient aux lignes' },
        help: {
          en: 'Isotonic where every class has 300 rows, else Platt.',
          fr: 'Isotonique si chaque classe a 300 lignes, sinon Platt.',
        },
      },
      {
        value: 'isotonic',
        label: { en: 'any rising line (isotonic)', fr: 'toute courbe croissante (isotonique)' },
        help: { en: 'Mends any distortion; needs many rows.', fr: 'Corrige toute déformation ; demande beaucoup de lignes.' },
      },
      {
        value: 'platt',
        label: { en: 'an S-shaped curve (Platt)', fr: 'une courbe en S (Platt)' },
        help: {
          en: 'Two numbers for each class, of its odds or of its probability, whichever fits better; enough for few rows.',
          fr: 'Deux nombres par classe, sur ses cotes ou sur sa probabilité, selon ce qui convient le mieux ; suffit pour peu de lignes.',
        },
      },
    ],
    default: 'auto',
  }),
})

/** Makes the probabilities of a model mean what they say, by rows that it did not learn from. */
export const calibrate = defineNode({
  id: 'train.calibrate',
  version: 1,
  icon: 'gauge',
  title: { en: 'Calibrate probabilities', fr: 'Calibrer les probabilités' },
  summary: {
    en: 'Of cases given 30 %, 30 in 100 shall come true.',
    fr: 'Parmi les cas donnés à 30 %, 30 sur 100 doivent se réaliser.',
  },
  help: {
    en: 'Connect a model of classes and rows that it did not learn from: the validation rows of a split. What was said there is compared with what happened, and the model’s probabilities are bent accordingly; which case comes before which stays (isotonic may make neighbours equal). Judge the result on other rows: those that calibrated it look right by themselves. Rows whose class is missing, or that the model cannot answer, say nothing.',
    fr: 'Reliez un modèle de classes et des lignes dont il n’a pas appris : les lignes de validation d’une séparation. Ce qui y était annoncé est comparé à ce qui est arrivé, et les probabilités du modèle sont corrigées d’autant ; l’ordre des cas reste (l’isotonique peut rendre des voisins égaux). Évaluez le résultat sur d’autres lignes : celles qui l’ont calibré paraissent justes d’elles-mêmes. Les lignes dont la classe manque, ou auxquelles le modèle ne peut répondre, ne disent rien.',
  },
  keywords: {
    en: ['isotonic', 'platt', 'sigmoid', 'calibration', 'reliability', 'brier', 'overconfident'],
    fr: ['isotonique', 'platt', 'sigmoïde', 'calibration', 'fiabilité', 'brier', 'trop sûr'],
  },
  inputs: {
    model: { kind: 'model', label: { en: 'Model', fr: 'Modèle' } },
    table: { kind: 'table', label: { en: 'Validation rows', fr: 'Lignes de validation' } },
  },
  outputs: { model: { kind: 'model', label: { en: 'Calibrated model', fr: 'Modèle calibré' } } },
  params,
  check(_, inputs) {
    const part = inputs.optional('table')?.part
    if (part !== 'train' && part !== 'mixed') return []
    return [
      {
        code: 'calibrated-on-training',
        severity: 'warning',
        port: 'table',
        text: {
          en: 'The model may have learned from these rows: it is too sure of them, and stays too sure.',
          fr: 'Le modèle a peut-être appris de ces lignes : il en est trop sûr, et le restera.',
        },
        action: { en: 'Connect the validation output of a split.', fr: 'Reliez la sortie « validation » d’une séparation.' },
      },
    ]
  },
  explain: ({ method }) => {
    if (method === 'isotonic') return { en: 'by any rising line', fr: 'par toute courbe croissante' }
    if (method === 'platt') return { en: 'by an S-shaped curve', fr: 'par une courbe en S' }
    return { en: 'by the rows that come in', fr: 'selon les lignes reçues' }
  },
  async run({ method }, inputs, ctx) {
    const { model } = inputs.artifact('model', 'model')
    if (model.task !== 'classification') throw ofNumber(model)
    const table = inputs.one('table')
    const weight = requireWeight(table)
    const applied = await applyModel(model, 'table', ctx, { columns: weight ? [weight] : [], asCategories: [] })
    const { actual, probabilities } = applied
    if (!actual) throw targetGone(model.target.name)
    if (!probabilities) throw new Error(`${model.name} gives no probabilities`)
    const weights = weight && applied.own.numbers.get(weight.name)
    const rows = { classes: model.classes, probabilities, actual, ...(weights && { weights }) }
    const chosen = method === 'auto' ? suitedMethod(rows) : method
    ctx.log(`${model.name}: ${chosen}, ${applied.rows} rows`)
    ctx.progress(0.6)
    const maps = await learnProblemAt(
      ({ code }) => ({ port: 'table', ...(code === 'bad-weights' && weight && { column: weight.name }) }),
      () => fitCalibration(rows, chosen),
    )
    return { model: { kind: 'model', model: await calibrated(model, { maps, probabilities }, ctx) } }
  },
  examples: [
    {
      title: { en: 'Few rows: Platt', fr: 'Peu de lignes : Platt' },
      params: {},
      inputs: { table: twoMoons, model: sideModel },
      expectArtifact: { model: { kind: 'model', model: { task: 'classification', estimator: { id: 'calibrated' } } } },
    },
    {
      title: { en: 'A rising line', fr: 'Une courbe croissante' },
      params: { method: 'isotonic' },
      inputs: { table: twoMoons, model: sideModel },
      expectArtifact: {
        model: { kind: 'model', model: { estimator: { json: { maps: [{ method: 'isotonic', x: [0, 1], y: [0, 1] }] } } } },
      },
    },
  ],
})

/** The model with its answers bent: also those of its golden rows, and what is watched of its score. */
async function calibrated(
  model: Model,
  { maps, probabilities }: { maps: readonly CalibrationMap[]; probabilities: readonly Float64Array[] },
  ctx: RunContext,
): Promise<Model> {
  const fitted = calibratedModel(modelFromJson(model.estimator.json), maps)
  const bent: Model = {
    ...model,
    id: ctx.fingerprint,
    name: ctx.title,
    estimator: { id: fitted.estimator, json: fitted.toJSON() },
    trained: { ...model.trained, fingerprint: ctx.fingerprint, seconds: model.trained.seconds + ctx.seconds() },
  }
  const scorer = createScorer(bent, await ctx.hashKeys(hashKeysOf(bent)))
  const golden = model.golden.map(({ input }) => {
    const values = input.map((value, index) => readValue(value, scorer.columns[index]?.type ?? 'text') ?? null)
    return { input, output: scorer.score(values).probabilities ?? [] }
  })
  return { ...bent, golden, reference: withScore(model, calibrateShares(maps, [...probabilities])) }
}

/** What the model's training rows were like, with the calibrated score of the rows that calibrated it. */
function withScore({ reference, classes, positive }: Model, shares: readonly Float64Array[]): unknown {
  const values = shares[positive === undefined ? 0 : classes.indexOf(positive)]
  const known = reference as ReferenceProfile | null
  if (!known || !values) return reference
  const score = buildProfile([{ kind: 'number', name: scoreName, values }]).features
  return { ...known, features: [...known.features.filter(({ name }) => name !== scoreName), ...score] }
}

function ofNumber(model: Model): NodeProblem {
  return new NodeProblem({
    code: 'not-classes',
    port: 'model',
    text: {
      en: `“${model.name}” predicts a number: it has no probabilities.`,
      fr: `« ${model.name} » prédit un nombre : il n’a pas de probabilités.`,
    },
    action: { en: 'Connect a model of classes.', fr: 'Reliez un modèle de classes.' },
  })
}
