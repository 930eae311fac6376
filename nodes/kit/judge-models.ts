import { answerDuels, type DuelInput } from '../../engine/learn/evaluate/answer-duels.ts'
import type { DuelAnswers } from '../../engine/learn/evaluate/lead.ts'
import type { Duel, Evaluation } from '../../engine/protocol/artifact.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { ModelArtifact, TableArtifact } from './artifacts.ts'
import type { RunContext } from './context.ts'
import type { CostLine } from './cost-field.ts'
import { evaluateModel, rowRoles, type JudgedModel } from './evaluate-model.ts'
import { judgedTable, type JudgedTable } from './judged-table.ts'
import { weakSpots } from './weak-spots.ts'

export interface JudgeSettings {
  readonly threshold: number | null
  readonly costs: readonly CostLine[]
  readonly quantile: number | null
  readonly places: number
}

/** Judges models on the same rows, one after the other, with the columns of those rows that have the roles weight, time and group. */
export async function judgeModels(
  models: readonly ModelArtifact[],
  relation: Relation,
  settings: JudgeSettings,
  ctx: RunContext,
): Promise<readonly JudgedModel[]> {
  const roles = await rowRoles(relation, ctx)
  const judged: JudgedModel[] = []
  for (const [index, { model }] of models.entries()) {
    ctx.progress((0.8 * index) / models.length, { en: `judging ${model.name}`, fr: `évaluation de ${model.name}` })
    judged.push(await evaluateModel(model, ctx, { ...settings, roles }))
  }
  return judged
}

export interface JudgedReport {
  readonly evaluations: readonly Evaluation[]
  readonly duels: readonly Duel[]
  readonly rows: TableArtifact
}

/** What several judged models say together: the rows with all answers, and every pair held against each other. */
export async function judgedReport(
  judged: readonly JudgedModel[],
  relation: Relation,
  options: { readonly slices: boolean },
  ctx: RunContext,
): Promise<JudgedReport> {
  ctx.progress(0.85, { en: 'writing the judged rows', fr: 'écriture des lignes jugées' })
  const table = await judgedTable(judged, relation, 'rows', ctx)
  const slices = options.slices ? await weakSpots(judged, relation, ctx) : null
  ctx.progress(0.95, { en: 'holding the models against each other', fr: 'confrontation des modèles' })
  const duels: Duel[] = []
  for (const [a, first] of judged.entries())
    for (let b = a + 1; b < judged.length; b++) {
      duels.push(...answerDuels(duelOf(first, judged[b] as JudgedModel, ctx.seed)).map((duel) => ({ a, b, ...duel })))
      await ctx.yieldNow()
    }
  return {
    evaluations: judged.map(({ evaluation }, k) => ({
      ...evaluation,
      answers: table.places[k] as JudgedTable['places'][number],
      ...(slices && { slices: [...(slices[k] ?? [])] }),
    })),
    duels,
    rows: table.artifact,
  }
}

function duelOf(first: JudgedModel, second: JudgedModel, seed: number): DuelInput {
  const { model, answers, evaluation } = first
  return {
    task: model.task,
    classes: model.classes.length,
    positive: Math.max(0, model.classes.indexOf(model.positive ?? '')),
    actual: answers.actual,
    a: answers,
    b: inClassesOf(model.classes, second),
    weights: answers.weights,
    costs: evaluation.costs,
    seed,
  }
}

/** The answers of a model in the order of another model's classes; two that learned from the same rows have the same one. */
function inClassesOf(classes: readonly string[], { model, answers }: JudgedModel): DuelAnswers {
  if (model.task === 'regression' || model.classes.join('\n') === classes.join('\n')) return answers
  const places = model.classes.map((name) => classes.indexOf(name))
  const none = new Float64Array(answers.predicted.length)
  return {
    predicted: answers.predicted.map((place) => places[place] ?? Number.NaN).map((place) => (place < 0 ? Number.NaN : place)),
    probabilities: answers.probabilities && classes.map((name) => answers.probabilities?.[model.classes.indexOf(name)] ?? none),
  }
}
