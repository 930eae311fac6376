import { decideClasses } from '../../engine/learn/evaluate/decide-classes.ts'
import type { Model } from '../../engine/learn/model.ts'
import type { Evaluation } from '../../engine/protocol/artifact.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column } from '../../engine/relation/types.ts'
import { applyModel } from './apply-model.ts'
import type { RunContext } from './context.ts'
import { classCosts, type CostLine } from './cost-field.ts'
import { evaluationOf, type JudgedAnswers } from './evaluation-of.ts'
import { learnProblemAt } from './learn-problem-at.ts'
import { NodeProblem } from './problem.ts'
import { requireWeight } from './weight-column.ts'

/** What stands beside the rows that models are judged on. */
export type RowRoles = Pick<JudgedAnswers, 'weights' | 'time' | 'group'>

export interface JudgeRequest {
  readonly threshold: number | null
  readonly costs: readonly CostLine[]
  readonly quantile: number | null
  /** Places of a list that count for the figures about its first ones. */
  readonly places: number
  readonly roles: RowRoles
}

export interface JudgedModel {
  readonly model: Model
  readonly evaluation: Evaluation
  readonly answers: JudgedAnswers
}

/** Judges a model on the rows at port `table`. Throws NodeProblem when the table lacks the target or what the model needs. */
export async function evaluateModel(model: Model, ctx: RunContext, request: JudgeRequest): Promise<JudgedModel> {
  const applied = await applyModel(model, 'table', ctx, { columns: [], asCategories: [] })
  if (!applied.actual)
    throw new NodeProblem({
      code: 'target-gone',
      port: 'table',
      column: model.target.name,
      text: {
        en: `The table has no “${model.target.name}” to compare with.`,
        fr: `La table n’a pas de « ${model.target.name} » à comparer.`,
      },
      action: { en: 'Connect rows whose target is known.', fr: 'Reliez des lignes dont la cible est connue.' },
    })
  const skipped = applied.actual.reduce((count, value) => count + (Number.isNaN(value) ? 1 : 0), 0)
  if (skipped > 0) ctx.log(`${model.name}: ${skipped} of ${applied.rows} rows have no ${model.target.name} that the model knows`)
  await ctx.yieldNow()
  const { probabilities } = applied
  const positive = model.positive === undefined ? 1 : model.classes.indexOf(model.positive)
  const threshold = request.threshold ?? model.threshold ?? 0.5
  const predicted = probabilities ? decideClasses(probabilities, { positive, threshold }) : applied.predicted
  const answers = { actual: applied.actual, predicted, probabilities, ...request.roles }
  const costs = model.task === 'classification' && request.costs.length > 0 ? classCosts(request.costs, model) : undefined
  const evaluation = await learnProblemAt(
    () => ({ port: 'table' }),
    () =>
      evaluationOf(model, answers, {
        threshold: request.threshold,
        costs,
        quantile: request.quantile ?? undefined,
        places: request.places,
        seed: ctx.seed,
      }),
  )
  await ctx.yieldNow()
  return { model, evaluation, answers }
}

/** The columns of the judged rows that have the roles weight, time and group. Throws NodeProblem `weight-not-number`. */
export async function rowRoles(relation: Relation, ctx: RunContext): Promise<RowRoles> {
  const weight = requireWeight(relation)
  const time = relation.columns.find(({ role, type }) => role === 'time' && !type.startsWith('list') && type !== 'text')
  const group = relation.columns.find(({ role }) => role === 'group')
  const asked = [weight, time, group].filter((column): column is Column => column !== undefined)
  if (asked.length === 0) return {}
  const data = await ctx.load(relation, [...new Map(asked.map((column) => [column.name, column])).values()], group ? [group.name] : [])
  const codes = group && data.categories.get(group.name)?.codes
  return {
    weights: weight && data.numbers.get(weight.name),
    time: time && data.numbers.get(time.name),
    group: codes && Float64Array.from(codes, (code) => (code < 0 ? Number.NaN : code)),
  }
}
