import { checkTraining } from './check-training.ts'
import { applyClassWeight, type ClassWeight } from './class-weights.ts'
import { breathe, outputCount, type Estimator, type FitControl, type FittedModel, type ModelJson, type Task } from './estimator.ts'
import { badOption } from './problem.ts'
import { randomFrom } from './random.ts'
import { badModel, readModelJson } from './read-model-json.ts'
import { predictions } from './score-rows.ts'
import { binFeature, mostBins, sampleForBins, type BinnedFeature } from './tree/bin-feature.ts'
import { criterionOf, type TreeCriterion } from './tree/criterion.ts'
import { growTree, type TreeArrays } from './tree/grow-tree.ts'
import { taskEstimator, type Training } from './task-estimator.ts'

const id = 'decision-tree'
const version = 1
const exactRows = 20_000

export interface TreeOptions {
  readonly criterion: TreeCriterion
  /** Levels below the root; null for no limit. */
  readonly maxDepth: number | null
  /** Fewest rows in a leaf. */
  readonly minLeaf: number
  /** Fewest rows in a node that may be split. */
  readonly minSplit: number
  readonly classWeight: ClassWeight
  /** Distinct limits tried per column; `auto` tries every one up to 20 000 rows and 255 beyond. */
  readonly bins: 'auto' | 'exact' | number
}

export interface TreeFields extends TreeArrays, Pick<ModelJson, 'task' | 'features' | 'classes' | 'remarks'> {}

/**
 * A single tree (CART). Missing values go to the side where they help most; where training had none, to the larger side. Importance is the
 * share of the impurity that the splits of a column take away.
 */
export const decisionTreeClassifier: Estimator<TreeOptions> = tree('classification', 'gini')
export const decisionTreeRegressor: Estimator<TreeOptions> = tree('regression', 'squared-error')

function tree(task: Task, criterion: TreeCriterion): Estimator<TreeOptions> {
  const defaults: TreeOptions = { criterion, maxDepth: 6, minLeaf: 5, minSplit: 10, classWeight: 'none', bins: 'auto' }
  return taskEstimator({ id, task, defaults, fit: fitTree, read: readTree })
}

async function fitTree({ x, y, task, options }: Training<TreeOptions>, control: FitControl): Promise<FittedModel> {
  checkOptions(task, options)
  const { weights: rowWeights, classes } = checkTraining(x, y, options, { task, missing: 'accept', huge: 'accept' })
  const weights = task === 'classification' ? applyClassWeight(y, rowWeights, classes.length, options.classWeight) : rowWeights
  const { bins } = options
  const maxBins = bins === 'exact' || (bins === 'auto' && x.rows <= exactRows) ? mostBins : bins === 'auto' ? 255 : bins
  const sample = sampleForBins(x.rows, maxBins, randomFrom(options.seed))
  const features: BinnedFeature[] = []
  for (const column of x.columns) {
    features.push(binFeature(column, maxBins, sample))
    await breathe(control)
  }
  // Sums of squares keep their digits when the target lies around 0.
  const centre = task === 'regression' ? weightedMean(y, weights) : 0
  const arrays = await growTree(
    {
      features,
      targets: task === 'regression' ? y.map((value) => value - centre) : y,
      weights,
      criterion: criterionOf(options.criterion, classes.length),
      maxDepth: options.maxDepth ?? Number.POSITIVE_INFINITY,
      minLeaf: options.minLeaf,
      minSplit: options.minSplit,
      answer: task === 'regression' ? (sums) => [centre + sums[1]! / sums[0]!] : (sums) => shares(sums, classes.length),
    },
    control,
  )
  control.progress(1)
  const empty = x.names.filter((_, j) => features[j]!.bins === 0)
  const remarks =
    empty.length === 0
      ? []
      : [
          {
            en: `Missing in every row, so not used: ${empty.join(', ')}.`,
            fr: `Manquantes partout, donc inutilisées : ${empty.join(', ')}.`,
          },
        ]
  return treeModel({ task, features: x.names, classes, remarks, ...arrays })
}

function treeModel(fields: TreeFields): FittedModel {
  const { task, features, classes, remarks } = fields
  const feature = Int32Array.from(fields.feature)
  const threshold = Float64Array.from(fields.threshold)
  const left = Int32Array.from(fields.left)
  const right = Int32Array.from(fields.right)
  const missingLeft = Uint8Array.from(fields.missingLeft)
  const width = outputCount(fields)
  const value = Float64Array.from(fields.value.flat())
  const scoreOne: FittedModel['scoreOne'] = (row, out) => {
    let node = 0
    for (let test = feature[0]!; test >= 0; test = feature[node]!) {
      const at = row[test]!
      const goesLeft = Number.isNaN(at) ? missingLeft[node] === 1 : at <= threshold[node]!
      node = goesLeft ? left[node]! : right[node]!
    }
    for (let k = 0; k < width; k++) out[k] = value[node * width + k]!
    return out
  }
  return {
    estimator: id,
    task,
    features,
    classes,
    remarks,
    scoreOne,
    ...predictions({ task, features, classes, scoreOne }),
    importance: () => impurityImportance(fields),
    toJSON: () => ({ estimator: id, version, ...fields }),
  }
}

function readTree(json: unknown): FittedModel {
  const read = readModelJson(json, id, version)
  const feature = read.numbers('feature')
  const count = feature.length
  const node = (field: string) => read.numbers(field, count)
  const fields: TreeFields = {
    ...read.head,
    feature,
    threshold: node('threshold'),
    left: node('left'),
    right: node('right'),
    missingLeft: node('missingLeft'),
    rows: node('rows'),
    weight: node('weight'),
    impurity: node('impurity'),
    value: read.table('value', count, outputCount(read.head)),
  }
  // Children after their parent: a damaged file cannot send scoring round in circles.
  const sound = feature.every((test, at) => {
    const child = (to: number) => Number.isInteger(to) && to > at && to < count
    return test === -1 || (test in read.head.features && child(fields.left[at]!) && child(fields.right[at]!))
  })
  if (count === 0 || !sound) throw badModel('nodes')
  return treeModel(fields)
}

function impurityImportance({ features, feature, left, right, weight, impurity }: TreeFields): { name: string; value: number }[] {
  const taken = new Float64Array(features.length)
  const held = (node: number) => weight[node]! * impurity[node]!
  feature.forEach((test, node) => {
    if (test >= 0) taken[test]! += held(node) - held(left[node]!) - held(right[node]!)
  })
  const total = taken.reduce((sum, value) => sum + value, 0)
  return features.map((name, j) => ({ name, value: total > 0 ? Math.max(0, taken[j]! / total) : 0 }))
}

function checkOptions(task: Task, options: TreeOptions): void {
  const whole = (value: number, least: number) => Number.isInteger(value) && value >= least
  const atLeast = (least: number) => ({ en: `be a whole number of ${least} or more`, fr: `être un entier d’au moins ${least}` })
  if (options.maxDepth !== null && !whole(options.maxDepth, 1)) throw badOption('maxDepth', atLeast(1))
  if (!whole(options.minLeaf, 1)) throw badOption('minLeaf', atLeast(1))
  if (!whole(options.minSplit, 2)) throw badOption('minSplit', atLeast(2))
  if (typeof options.bins === 'number' && !whole(options.bins, 2)) throw badOption('bins', atLeast(2))
  if ((options.criterion === 'squared-error') !== (task === 'regression')) {
    throw badOption('criterion', { en: 'fit the task', fr: 'convenir à la tâche' })
  }
}

function weightedMean(y: Float64Array, weights: Float64Array): number {
  let sum = 0
  let total = 0
  for (let i = 0; i < y.length; i++) {
    sum += weights[i]! * y[i]!
    total += weights[i]!
  }
  return sum / total
}

function shares(sums: Float64Array, classCount: number): number[] {
  const own = Array.from(sums.subarray(0, classCount))
  const total = own.reduce((sum, weight) => sum + weight, 0)
  return own.map((weight) => weight / total)
}
