import type { Model } from '../../engine/learn/model.ts'
import type { Settings } from '../../engine/learn/tune/space.ts'
import type { Evaluation } from '../../engine/protocol/artifact.ts'
import { requireColumn } from '../../engine/relation/build.ts'
import type { TableArtifact } from './artifacts.ts'
import type { RunContext } from './context.ts'
import type { Inputs } from './define-node.ts'
import { rowRoles } from './evaluate-model.ts'
import { evaluationOf } from './evaluation-of.ts'
import type { FoldedEvaluation } from './fold-report.ts'
import { meanAnswers, outOfFold, takeAnswers, type OutOfFold } from './out-of-fold.ts'
import { settingColumn } from './setting-column.ts'
import type { StudiedModel } from './study.ts'

/** What the study of folds tells the worker; its tables are at the ports `rows 1`, `rows 2`, ... */
export interface FoldedStudy {
  readonly models: readonly StudiedModel[]
  /** The numbers of the parts that are judged. */
  readonly judged: readonly number[]
  /** By repeat: the column that numbers the parts. */
  readonly parts: readonly string[]
  /** Models learned from earlier parts only, instead of from all others. */
  readonly forward: boolean
  readonly share: number
}

export interface JudgedFolds {
  /** The first of its models, under the name and with the classes of all. */
  readonly model: Model
  /** The mean of the repeats, row by row. */
  readonly answers: OutOfFold
  readonly evaluation: FoldedEvaluation
  /** Fold by fold, as in `evaluation`: what a search on the way to the model chose there. */
  readonly chosen: readonly Settings[]
}

/** Judges the models that a study learned fold by fold: at the port `variants`, by repeat, fold and model. */
export async function judgeFolds(study: FoldedStudy, inputs: Inputs, ctx: RunContext): Promise<readonly JudgedFolds[]> {
  const variants = inputs.artifacts('variants', 'model').map(({ model }) => model)
  const { models, judged, parts } = study
  const { weights, time, group } = await rowRoles(inputs.one('rows 1'), ctx)
  const found: JudgedFolds[] = []
  for (const [m, studied] of models.entries()) {
    const repeats: OutOfFold[] = []
    const folds: Evaluation[] = []
    const chosen: Settings[] = []
    let last: Model | undefined
    for (const [r, part] of parts.entries()) {
      const port = `rows ${r + 1}`
      const partOf = (await ctx.load(inputs.one(port), [requireColumn(inputs.one(port), part)])).numbers.get(part) ?? new Float64Array()
      const own = new Map(judged.map((number, k) => [number, variants[(r * judged.length + k) * models.length + m] as Model]))
      const answers = await outOfFold(own, { port, part, partOf }, ctx)
      const model = namedFor(studied, [...own.values()], answers.classes)
      last ??= model
      repeats.push(answers)
      for (const number of judged) {
        const places = [...partOf.keys()].filter((row) => partOf[row] === number && !Number.isNaN(answers.actual[row]))
        if (places.length === 0) continue
        const taken = weights && Float64Array.from(places, (row) => weights[row] as number)
        folds.push(evaluationOf(model, { ...takeAnswers(answers, places), weights: taken }, { threshold: null, seed: ctx.seed }))
        chosen.push(own.get(number)?.trained.chosen ?? {})
        await ctx.yieldNow()
      }
      ctx.progress(0.9 + (0.08 * (m * parts.length + r + 1)) / (models.length * parts.length))
    }
    const answers = meanAnswers(repeats)
    const model = { ...(last as Model), classes: answers.classes }
    const pooled = evaluationOf(model, { ...answers, weights, time, group }, { threshold: null, seed: ctx.seed })
    found.push({ model, answers, evaluation: { pooled, folds }, chosen })
  }
  return found
}

/** Rows that judge for each row that is learned from, on average over the folds. */
export function testToTrain({ judged, forward, share }: FoldedStudy): number {
  const ratios = judged.map((number) => 1 / (share * (forward ? number - 1 : judged.length - 1)))
  return ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length
}

/** A row for each fold of each model, with the figures that were measured there, and with the settings that a search chose there. */
export async function foldsTable(judged: readonly JudgedFolds[], folds: number, ctx: RunContext): Promise<TableArtifact> {
  const lines = judged.flatMap(({ model, evaluation, chosen }) =>
    evaluation.folds.map((fold, index) => ({ model: model.name, index, fold, chosen: chosen[index] ?? {} })),
  )
  const settings = [...new Set(lines.flatMap(({ chosen }) => Object.keys(chosen)))]
  const ids = judged[0]?.evaluation.pooled.figures.map(({ id }) => id) ?? []
  const collector = ctx.collect()
  const numbers = (value: (line: (typeof lines)[number]) => number) => Float64Array.from(lines, value)
  await collector.add([
    { name: 'model', type: 'text', values: lines.map(({ model }) => model) },
    { name: 'repeat', type: 'int', values: numbers(({ index }) => Math.floor(index / folds) + 1) },
    { name: 'fold', type: 'int', values: numbers(({ index }) => (index % folds) + 1) },
    { name: 'rows', type: 'int', values: numbers(({ fold }) => fold.rows) },
    ...ids.map((id) => ({
      name: id,
      type: 'float' as const,
      values: lines.map(({ fold }) => fold.figures.find((figure) => figure.id === id)?.value ?? null),
    })),
    ...settings.map((setting) =>
      settingColumn(
        setting,
        lines.map(({ chosen }) => chosen),
      ),
    ),
  ])
  const relation = collector.relation()
  if (!relation) throw new Error('no fold was judged')
  return ctx.write(relation)
}

function namedFor({ title, fingerprint }: StudiedModel, models: readonly Model[], classes: readonly string[]): Model {
  const [first] = models
  if (!first) throw new Error(`${title.en} has no models`)
  const importance = first.importance.map(({ name }) => ({
    name,
    value: models.reduce((sum, model) => sum + (model.importance.find((item) => item.name === name)?.value ?? 0), 0) / models.length,
  }))
  return { ...first, name: title.en, classes, importance, trained: { ...first.trained, fingerprint } }
}
