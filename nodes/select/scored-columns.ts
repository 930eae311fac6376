import type { Task } from '../../engine/learn/estimator.ts'
import type { ChoiceRule } from '../../engine/learn/linear/choose-strength.ts'
import type { PathRecord } from '../../engine/learn/linear/path-record.ts'
import { fastCorrelationFilter } from '../../engine/learn/selection/fast-correlation.ts'
import { lassoChoice } from '../../engine/learn/selection/lasso-choice.ts'
import { scoreColumns, type ColumnScore } from '../../engine/learn/selection/score-columns.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { ColumnsRule } from '../kit/columns-rule.ts'
import type { FitContext } from '../kit/context.ts'
import { fitControl } from '../kit/fit-control.ts'
import { learnProblemAt } from '../kit/learn-problem-at.ts'
import { featureColumns } from '../kit/learner-columns.ts'
import { NodeProblem } from '../kit/problem.ts'
import { judgedColumns, taughtTarget, type Judged } from './judged-columns.ts'
import { modelScores } from './model-scores.ts'
import { placeOf } from './place-of.ts'
import { powerScores } from './power-scores.ts'
import type { ScoreMethod } from './score-methods.ts'
import { noModel } from './score-problems.ts'
import { filledMatrix, searchedMatrix } from './searched-matrix.ts'

const mostCompared = 20_000
const [lassoSteps, lassoStepsInTrial] = [50, 12]

/** What scores are made from: the params of the node. */
interface Settings {
  readonly target: string
  readonly task: 'auto' | Task
  readonly features: ColumnsRule
  readonly method: ScoreMethod
  readonly neighbours: number
  readonly rule: ChoiceRule
  readonly folds: number
  readonly seed: number
}

export interface Found {
  readonly target: string
  readonly learnt: { readonly rows: number; readonly complete: number }
  /** How the lasso came to its choice. */
  readonly path?: PathRecord
  /** `open`: may stay, as far as the method goes. */
  readonly scored: readonly (ColumnScore & { readonly name: string; readonly open: boolean })[]
}

/** The columns that may be left out, each with its score. Throws NodeProblem. */
export function scoredColumns(settings: Settings, input: Relation, ctx: FitContext): Promise<Found> {
  const { method } = settings
  return method === 'model' ? byModel(settings, input, ctx) : againstTarget({ ...settings, method }, input, ctx)
}

async function againstTarget(
  settings: Settings & { readonly method: Exclude<ScoreMethod, 'model'> },
  input: Relation,
  ctx: FitContext,
): Promise<Found> {
  const { method, seed, neighbours } = settings
  const judged = await judgedColumns(
    input,
    { ...settings, columns: settings.features },
    ctx,
    method === 'relief' ? mostCompared : undefined,
  )
  const control = fitControl(ctx)
  const { columns, target, rows, complete } = judged
  if (method === 'lasso') return { ...(await byLasso(judged, settings, ctx)), target: judged.name, learnt: { rows, complete } }
  const found: readonly ColumnScore[] =
    method === 'power'
      ? (await powerScores(columns, target, seed, control)).map((score) => ({ score, p: null }))
      : await scoreColumns(columns, target, { method: method === 'fcbf' ? 'uncertainty' : method, seed, neighbours }, control)
  const chosen = method === 'fcbf' ? new Set(fastCorrelationFilter(columns, target, 0)) : null
  const scored = columns.map(({ name }, at) => ({ name, ...(found[at] ?? { score: null, p: null }), open: chosen?.has(at) ?? true }))
  return { scored, target: judged.name, learnt: { rows, complete } }
}

async function byLasso(
  { columns, target }: Judged,
  { rule, folds, seed }: Settings,
  ctx: FitContext,
): Promise<Pick<Found, 'scored' | 'path'>> {
  const { x, widths } = filledMatrix(searchedMatrix(columns))
  const steps = ctx.isTrial ? lassoStepsInTrial : lassoSteps
  const asked = { x, widths, rule, folds, steps, seed, crews: ctx.crews, ...taughtTarget(target) }
  const { sizes, path } = await learnProblemAt(placeOf, () => lassoChoice(asked, fitControl(ctx)))
  const scored = columns.map(({ name }, at) => ({ name, score: sizes[at] ?? 0, p: null, open: (sizes[at] ?? 0) > 0 }))
  return { scored, path }
}

async function byModel({ features, seed }: Settings, input: Relation, ctx: FitContext): Promise<Found> {
  const model = ctx.model('model')
  if (!model) throw new NodeProblem(noModel)
  const own = input.columns.filter(({ role }) => role !== 'target')
  const columns = featureColumns({ ...input, columns: own }, features, model.target)
  const { scores, rows, complete } = await modelScores(model, { input, columns, seed }, ctx)
  const scored = columns.map(({ name }, at) => ({ name, score: scores[at] ?? null, p: null, open: true }))
  return { scored, target: model.target.name, learnt: { rows, complete } }
}
