import { designMatrix, learnFeatures, matrixWidths, type LoadedColumns } from '../../engine/learn/design-matrix.ts'
import { recordTraining } from '../../engine/learn/debug/record-training.ts'
import { TrainingLog } from '../../engine/learn/debug/training-log.ts'
import type { FitControl, FittedModel, Task } from '../../engine/learn/estimator.ts'
import { importanceByColumn } from '../../engine/learn/importance-by-column.ts'
import type { Matrix } from '../../engine/learn/matrix.ts'
import type { Feature, Model } from '../../engine/learn/model.ts'
import type { LearnProblem, LearnProblemCode } from '../../engine/learn/problem.ts'
import { checkTrainingBytes, type NeedsOf } from '../../engine/learn/training-bytes.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column } from '../../engine/relation/types.ts'
import type { ModelArtifact } from './artifacts.ts'
import { withoutColumns, type ColumnsRule } from './columns-rule.ts'
import type { RunContext } from './context.ts'
import { learnProblemAt } from './learn-problem-at.ts'
import { featureColumns, featuresEmpty, targetColumn } from './learner-columns.ts'
import { modelMemory } from './model-memory.ts'
import { quoted } from './phrases.ts'
import { positiveClass, trainingTarget } from './training-target.ts'
import { requireWeight } from './weight-column.ts'

export interface TrainRequest {
  readonly learner: string
  readonly task: Task
  /** Empty: the column with the role `target`. */
  readonly target: string
  readonly features: ColumnsRule
  /** The class that scores are about; empty: the one that reads like a yes. */
  readonly positive?: string
  /** The learner knows missing values itself. */
  readonly keepMissing: boolean
  /** It knows categories itself: they come as places in their levels. */
  readonly knowsCategories?: boolean
  /** What it holds beside the matrix, for so many outputs (classes, or 1): asked before anything large is made. */
  readonly needs?: (outputs: number) => NeedsOf
  fit(
    data: {
      x: Matrix
      y: Float64Array
      classes: readonly string[]
      positive?: string
      weights?: Float64Array
      features: readonly Feature[]
    },
    control: FitControl,
  ): Promise<{ model: FittedModel; backend?: string }>
}

export const mostLevels = 60
/** Levels that are told apart without a column for each: as many as a byte holds. */
const mostCodes = 254
/** Where a learner does not say: the table as it is loaded, target and weights beside the matrix. */
const loadedBeside: NeedsOf = (rows, columns) => ({ kernels: 0, beside: rows * (columns + 2) * 8 })

/**
 * Loads the table at port `table`, learns features and a model, and puts together everything that is needed to score raw rows later. Throws
 * NodeProblem for what a person can put right.
 */
export async function trainModel(request: TrainRequest, relation: Relation, ctx: RunContext): Promise<ModelArtifact> {
  const target = targetColumn(relation, request.target)
  const columns = featureColumns(relation, request.features, target)
  const weight = requireWeight(relation)
  const checkRoom = (rows: number, width: number, outputs = 1) =>
    checkTrainingBytes({ rows, columns: width }, request.needs?.(outputs) ?? loadedBeside, ctx.freeMemory())
  checkRoom(await ctx.count(relation), columns.length)
  const loaded = await ctx.load(
    relation,
    [...columns, target, ...(weight ? [weight] : [])],
    request.task === 'classification' ? [target.name] : [],
  )
  const { data, y, classes, dropped } = trainingTarget(loaded, target, request.task)
  if (dropped > 0) ctx.log(`${dropped} rows without ${target.name} are left out`)
  const positive = classes.length === 2 ? positiveClass(classes, request.positive ?? '') : undefined
  const { keepMissing, knowsCategories: coded = false } = request
  const features = learnFeatures(filledColumns(columns, data, ctx), data, {
    mostLevels: coded ? mostCodes : mostLevels,
    keepMissing,
    coded,
  })
  checkRoom(
    data.rows,
    matrixWidths(features).reduce((sum, width) => sum + width, 0),
    classes.length,
  )
  const x = designMatrix(features, data)
  const weights = weight && data.numbers.get(weight.name)
  const log = new TrainingLog(x.rows, { seconds: () => ctx.seconds(), tell: (...point) => ctx.metric(...point) })
  const { model: fitted, backend } = await learnProblemAt(placesOf(request, target, weight), () =>
    request.fit({ x, y, classes, ...(positive !== undefined && { positive }), features, ...(weights && { weights }) }, control(ctx, log)),
  )
  if (backend) log.ranOn(backend)
  for (const remark of fitted.remarks) ctx.log(remark.en)
  const names = features.map((feature) => feature.name)
  const json = fitted.toJSON()
  const importance = importanceByColumn(fitted, features)
  const record = recordTraining({ fitted, json, x, y, importance }, log)
  ctx.keep(record)
  const model: Model = {
    id: ctx.fingerprint,
    name: ctx.title,
    learner: request.learner,
    task: request.task,
    target: { name: target.name, type: target.type },
    classes,
    ...(positive !== undefined && { positive, threshold: 0.5 }),
    recipe: ctx.recipe('table', [...names, target.name]),
    features,
    estimator: { id: fitted.estimator, json },
    importance,
    reference: null,
    golden: [],
    trained: {
      rows: data.rows,
      seconds: ctx.seconds(),
      seed: ctx.seed,
      fingerprint: ctx.fingerprint,
      ...(backend && { backend }),
      ...(record.points.length > 0 && { history: record.points }),
    },
  }
  ctx.progress(0.97)
  return { kind: 'model', model: { ...model, ...(await modelMemory(model, { fitted, x }, ctx)) } }
}

function control(ctx: RunContext, log: TrainingLog): FitControl {
  return {
    cancelled: () => ctx.signal.aborted,
    progress: (share, note) => ctx.progress(share * 0.95, note),
    metric: log.metric,
    enough() {
      if (!ctx.enough()) return false
      log.wasStopped()
      return true
    },
    device(name) {
      log.ranOn(name)
      ctx.device(name)
    },
    yieldNow: () => ctx.yieldNow(),
  }
}

/** The columns that have a value in some row. A model must not ask for columns that taught it nothing. */
function filledColumns(columns: readonly Column[], data: LoadedColumns, ctx: RunContext): readonly Column[] {
  const isFilled = ({ name }: Column) =>
    data.numbers.get(name)?.some((value) => !Number.isNaN(value)) ?? data.categories.get(name)?.codes.some((code) => code >= 0) ?? false
  const filled = columns.filter(isFilled)
  const empty = columns.filter((column) => !filled.includes(column)).map((column) => column.name)
  if (empty.length > 0) ctx.log(`left out, because no training row has a value: ${empty.join(', ')}`)
  if (filled.length > 0) return filled
  throw featuresEmpty
}

const aboutTarget: ReadonlySet<LearnProblemCode> = new Set(['one-class', 'constant-target', 'missing-target', 'bad-target', 'bad-class'])

/** At which field a learner's problem can be put right; a column that it cannot take is left out by one click. */
function placesOf({ features }: TrainRequest, target: Column, weight: Column | undefined) {
  return ({ code, data: { column } }: LearnProblem) => {
    if (aboutTarget.has(code)) return { param: 'target', column: target.name }
    if (code === 'bad-weights' && weight) return { port: 'table', column: weight.name }
    if (column === undefined) return undefined
    const name = quoted(column)
    const label = { en: `Learn without ${name.en}`, fr: `Apprendre sans ${name.fr}` }
    return { param: 'features', column, fixes: [{ label, params: { features: withoutColumns(features, [column]) } }] }
  }
}
