import { soloCrews } from '../kernels/crew.ts'
import { boostRounds } from './boost/boost-rounds.ts'
import { checkBoostOptions, type BoostOptions } from './boost/boost-options.ts'
import { lossOf, sigmoid, type LossName } from './boost/loss.ts'
import { ensembleScorer, gainShares, readEnsemble, walkableEnsemble, type TreeEnsemble } from './boost/tree-ensemble.ts'
import { checkCounts } from './check-counts.ts'
import { checkTraining } from './check-training.ts'
import { applyClassWeight } from './class-weights.ts'
import { treeShapes } from './debug/tree-shapes.ts'
import { badOption } from './problem.ts'
import { outputCount, type Estimator, type FitControl, type FitOptions, type FittedModel, type ModelJson, type Task } from './estimator.ts'
import { takeValues, type Matrix } from './matrix.ts'
import { randomFrom, shuffledIndices } from './random.ts'
import { badModel, isRecord, readModelJson } from './read-model-json.ts'
import { predictions } from './score-rows.ts'
import { scoreByWalk, type AnswerOf } from './tree/score-by-walk.ts'
import { taskEstimator, type Training } from './task-estimator.ts'

const id = 'boosted-trees'
const version = 1
const versionWithSets = 2

const defaults: BoostOptions = {
  loss: 'squared',
  level: 0.9,
  trees: 100,
  rate: 0.1,
  leaves: 31,
  maxDepth: null,
  minLeaf: 20,
  l1: 0,
  l2: 0,
  leastGain: 0,
  rowShare: 1,
  columnShare: 1,
  validationShare: 0,
  patience: 10,
  classWeight: 'none',
  raising: [],
  lowering: [],
  crews: soloCrews,
}

export interface BoostFields extends Pick<ModelJson, 'task' | 'features' | 'classes' | 'remarks'> {
  readonly loss: LossName
  readonly start: readonly number[]
  readonly trees: TreeEnsemble
}

/**
 * Gradient boosting over binned columns, leaf by leaf, as LightGBM grows it; gradients are whole numbers, so that the same data and seed give the
 * same trees on any number of threads. Missing values go to the side where they help. Importance is the share of the gain that splits of a
 * column made.
 */
export const boostedTreesClassifier: Estimator<BoostOptions> = boosting('classification')
export const boostedTreesRegressor: Estimator<BoostOptions> = boosting('regression')

function boosting(task: Task): Estimator<BoostOptions> {
  return taskEstimator({ id, task, defaults, fit: fitBoosted, read: readBoosted })
}

async function fitBoosted({ x, y, task, options }: Training<BoostOptions>, control: FitControl): Promise<FittedModel> {
  checkBoostOptions(options)
  const { weights: given, classes } = checkTraining(x, y, options, { task, missing: 'accept', huge: 'accept' })
  if (task === 'regression' && (options.loss === 'poisson' || options.loss === 'tweedie'))
    checkCounts(y, false, [
      { label: { en: 'Use the squared difference', fr: 'Utiliser le carré de l’écart' }, options: { loss: 'squared' } },
    ])
  const weights = task === 'classification' ? applyClassWeight(y, given, classes.length, options.classWeight) : given
  const order = validationLast(x.rows, options)
  const name: LossName = task === 'classification' ? 'log-loss' : options.loss
  checkBounds(x, options, { several: task === 'classification' && classes.length > 2 })
  const several = task === 'classification' && classes.length > 2
  const { trees, start } = await boostRounds(
    {
      x,
      order: order?.rows ?? null,
      y: order ? takeValues(y, order.rows) : y,
      weights: order ? takeValues(weights, order.rows) : weights,
      learning: order?.learning ?? x.rows,
      loss: several ? { classes: classes.length } : lossOf({ name, level: options.level }),
      logistic: task === 'classification' && !several,
    },
    options,
    control,
  )
  control.progress(1)
  return boostedModel({ task, features: x.names, classes, remarks: [], loss: name, start, trees })
}

/** Throws LearnProblem `bad-option` where answers cannot be kept from falling or rising with a column. */
function checkBounds(x: Matrix, { loss, raising, lowering }: BoostOptions, { several }: { readonly several: boolean }): void {
  for (const option of ['raising', 'lowering'] as const) {
    const names = option === 'raising' ? raising : lowering
    if (names.length === 0) continue
    if (several) throw badOption(option, { en: 'be empty with more than two classes', fr: 'être vide avec plus de deux classes' })
    if (loss === 'absolute' || loss === 'quantile')
      throw badOption(option, {
        en: 'be empty when medians or quantiles are predicted',
        fr: 'être vide pour prédire médianes ou quantiles',
      })
    const wrong = names.find((name) => {
      const at = x.names.indexOf(name)
      return at < 0 || (x.levels?.[at] ?? 0) > 0 || (option === 'raising' && lowering.includes(name))
    })
    if (wrong !== undefined)
      throw badOption(option, {
        en: `name numbers to learn from, each in one list: ${wrong}`,
        fr: `nommer des nombres dont apprendre, chacun dans une seule liste : ${wrong}`,
      })
  }
}

/** The rows in the order of the table, those that are kept apart at the end; null: none is. */
function validationLast(rows: number, { validationShare, seed }: BoostOptions & FitOptions): { rows: Int32Array; learning: number } | null {
  const apart = Math.round(rows * validationShare)
  if (apart === 0 || apart >= rows) return null
  const chosen = shuffledIndices(rows, randomFrom(seed ^ 0x5eed))
  const learning = rows - apart
  return { rows: Int32Array.from([...chosen.subarray(0, learning).sort(), ...chosen.subarray(learning).sort()]), learning }
}

function boostedModel(fields: BoostFields): FittedModel {
  const { task, features, classes, remarks, start, trees, loss } = fields
  const add = ensembleScorer(trees, start.length)
  const scores = new Float64Array(start.length)
  const answer = task === 'regression' && (loss === 'poisson' || loss === 'tweedie') ? Math.exp : (score: number) => score
  // From the sums of a row, which begin at `at`.
  const answerOf: AnswerOf = (sums, at, out) => {
    if (task === 'regression') out[0] = answer(sums[at]!)
    else if (start.length === 1) {
      out[1] = sigmoid(sums[at]!)
      out[0] = 1 - out[1]
    } else shares(sums, at, { out, count: start.length })
  }
  const scoreOne: FittedModel['scoreOne'] = (row, out) => {
    for (let at = 0; at < scores.length; at++) scores[at] = start[at]!
    add(row, scores)
    answerOf(scores, 0, out)
    return out
  }
  const outputs = outputCount({ task, classes })
  const scoreMany = scoreByWalk(() => walkableEnsemble(trees, start.length), { start, outputs, answerOf })
  return {
    estimator: id,
    task,
    features,
    classes,
    remarks,
    scoreOne,
    ...predictions({ task, features, classes, scoreOne }, scoreMany),
    treeShapes: () => treeShapes(walkableEnsemble(trees, start.length)),
    importance: () => gainShares(trees, features),
    toJSON: () => ({ estimator: id, version: versionOf(trees), task, features, classes, remarks, loss, ...listsOf(trees), start }),
  }
}

function shares(sums: ArrayLike<number>, from: number, { out, count }: { readonly out: Float64Array; readonly count: number }): void {
  let most = Number.NEGATIVE_INFINITY
  for (let at = 0; at < count; at++) most = Math.max(most, sums[from + at]!)
  let sum = 0
  for (let at = 0; at < count; at++) {
    out[at] = Math.exp(sums[from + at]! - most)
    sum += out[at]!
  }
  for (let at = 0; at < count; at++) out[at]! /= sum
}

/** Programs that know no sets of levels must not read a model that has some. */
const versionOf = ({ sets }: TreeEnsemble) => (sets.length > 0 ? versionWithSets : version)

function listsOf({ start, sets, levels, ...lists }: TreeEnsemble): Record<string, unknown> {
  return { ...lists, starts: start, ...(sets.length > 0 && { sets, levels }) }
}

const losses: readonly LossName[] = ['log-loss', 'squared', 'absolute', 'huber', 'quantile', 'poisson', 'tweedie']

function readBoosted(json: unknown): FittedModel {
  const read = readModelJson(json, id, isRecord(json) && json['version'] === versionWithSets ? versionWithSets : version)
  const loss = losses.find((name) => name === read.value('loss'))
  if (loss === undefined) throw badModel('loss')
  const outputs = read.head.task === 'classification' && read.head.classes.length > 2 ? outputCount(read.head) : 1
  return boostedModel({ ...read.head, loss, start: read.numbers('start', outputs), trees: readEnsemble(read, read.head.features.length) })
}
