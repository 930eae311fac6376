import { soloCrews, type CrewMaker } from '../kernels/crew.ts'
import { checkTraining } from './check-training.ts'
import { applyClassWeight, type ClassWeight } from './class-weights.ts'
import { outputCount, type Estimator, type FitControl, type FittedModel, type ModelJson, type Task } from './estimator.ts'
import { growForest } from './forest/grow-forest.ts'
import { forestNeeds } from './forest/place-forest.ts'
import type { NeedsOf } from './training-bytes.ts'
import { treeShapes } from './debug/tree-shapes.ts'
import { badOption } from './problem.ts'
import { badModel, isRecord, readModelJson } from './read-model-json.ts'
import { predictions } from './score-rows.ts'
import type { TreeCriterion } from './tree/criterion.ts'
import { exactColumns, exactRoom } from './tree/exact-columns.ts'
import { describeTree, type TreeArrays } from './tree/describe-tree.ts'
import { asksForSet, readSets, setTable } from './tree/level-sets.ts'
import { taskEstimator, type Training } from './task-estimator.ts'

const id = 'decision-tree'
const version = 1
const versionWithSets = 2

export interface TreeOptions {
  readonly criterion: TreeCriterion
  /** Levels below the root; null for no limit. */
  readonly maxDepth: number | null
  /** Fewest rows in a leaf. */
  readonly minLeaf: number
  /** Fewest rows in a node that may be split. */
  readonly minSplit: number
  readonly classWeight: ClassWeight
  readonly crews: CrewMaker
}

export interface TreeFields extends TreeArrays, Pick<ModelJson, 'task' | 'features' | 'classes' | 'remarks'> {}

/**
 * A single tree (CART), grown as a forest of one tree is that sees every row and column. Up to 5 000 rows every limit is tried,
 * and of columns of at most 255 different values; else 254 that part the rows evenly. Of a column of levels a set goes left. Missing values go to the side where they help most;
 * where training had none, to the larger side. Importance is the share of the impurity that the splits of a column take away.
 */
export const decisionTreeClassifier: Estimator<TreeOptions> = tree('classification', 'gini')
export const decisionTreeRegressor: Estimator<TreeOptions> = tree('regression', 'squared-error')

function tree(task: Task, criterion: TreeCriterion): Estimator<TreeOptions> {
  const defaults: TreeOptions = { criterion, maxDepth: 6, minLeaf: 5, minSplit: 10, classWeight: 'none', crews: soloCrews }
  return taskEstimator({ id, task, defaults, fit: fitTree, read: readTree })
}

/** What a tree needs beside the matrix. */
export function treeNeeds(outputs: number, settings: Pick<TreeOptions, 'maxDepth' | 'minLeaf' | 'crews'>): NeedsOf {
  const ofForest = forestNeeds(outputs, { ...settings, trees: 1, bootstrap: false })
  return (rows, columns) => {
    const room = exactRoom(rows, columns)
    const { kernels, beside } = ofForest(rows, room.columns)
    return { kernels, beside: beside + room.bytes }
  }
}

async function fitTree({ x, y, task, options }: Training<TreeOptions>, control: FitControl): Promise<FittedModel> {
  checkOptions(task, options)
  const { weights: rowWeights, classes } = checkTraining(x, y, options, { task, missing: 'accept', huge: 'accept' })
  const weights = task === 'classification' ? applyClassWeight(y, rowWeights, classes.length, options.classWeight) : rowWeights
  const { criterion, maxDepth, minLeaf, minSplit, crews, seed } = options
  // Sums of squares keep their digits when the target lies around 0.
  const centre = task === 'regression' ? weightedMean(y, weights) : 0
  const exact = exactColumns(x)
  const data = {
    x: exact?.x ?? x,
    y: task === 'regression' ? y.map((value) => value - centre) : y,
    centre,
    weights,
    classes: classes.length,
  }
  const asWhole = { trees: 1, bootstrap: false, tries: 'all', limits: 'best', classWeight: 'none', inOrder: true } as const
  const { forest } = await growForest(data, { ...asWhole, criterion, maxDepth, minLeaf, minSplit, crews, seed }, control)
  // Parts of a column have its values: rows are sent down by those.
  const whole = exact ? { ...exact.x, columns: exact.source.map((at) => x.columns[at]!) } : x
  const grown = await describeTree(forest, { ...data, x: whole, criterion }, control)
  const arrays = exact
    ? { ...grown, feature: grown.feature.map((at) => exact.source[at] ?? -1), levels: grown.levels.length > 0 ? x.levels! : [] }
    : grown
  control.progress(1)
  const empty = x.names.filter((_, j) => x.columns[j]!.every(Number.isNaN))
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
  // Beyond the last limit of a column lies every value, even an infinite one.
  const threshold = Float64Array.from(fields.threshold, (limit) => (limit === Number.MAX_VALUE ? Number.POSITIVE_INFINITY : limit))
  const ofSet = Uint8Array.from(feature, (_, node) => (asksForSet(fields, node) ? 1 : 0))
  const inSet = setTable(fields.sets)
  const left = Int32Array.from(fields.left)
  const right = Int32Array.from(fields.right)
  const missingLeft = Uint8Array.from(fields.missingLeft)
  const width = outputCount(fields)
  const value = Float64Array.from(fields.value.flat())
  const scoreOne: FittedModel['scoreOne'] = (row, out) => {
    let node = 0
    for (let test = feature[0]!; test >= 0; test = feature[node]!) {
      const at = row[test]!
      const known = ofSet[node] === 1 ? inSet[threshold[node]! * 256 + at] === 1 : at <= threshold[node]!
      node = (Number.isNaN(at) ? missingLeft[node] === 1 : known) ? left[node]! : right[node]!
    }
    for (let k = 0; k < width; k++) out[k] = value[node * width + k]!
    return out
  }
  const { sets, levels, ...plain } = fields
  return {
    estimator: id,
    task,
    features,
    classes,
    remarks,
    scoreOne,
    ...predictions({ task, features, classes, scoreOne }),
    treeShapes: () =>
      treeShapes({
        starts: [0],
        nodes: feature.length,
        feature: (node) => feature[node]!,
        left: (node) => left[node]!,
        right: (node) => right[node]!,
      }),
    importance: () => impurityImportance(fields),
    // Programs that know no sets of levels must not read a model that has some.
    toJSON: () => ({
      estimator: id,
      version: levels.length > 0 ? versionWithSets : version,
      ...plain,
      ...(levels.length > 0 && { sets, levels }),
    }),
  }
}

function readTree(json: unknown): FittedModel {
  const read = readModelJson(json, id, isRecord(json) && json['version'] === versionWithSets ? versionWithSets : version)
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
    ...readSets(read, read.head.features.length),
  }
  // Children after their parent: a damaged file cannot send scoring round in circles.
  const sound = feature.every((test, at) => {
    const child = (to: number) => Number.isInteger(to) && to > at && to < count
    const isPlace = !asksForSet(fields, at) || Object.hasOwn(fields.sets, fields.threshold[at]!)
    return test === -1 || (test in read.head.features && child(fields.left[at]!) && child(fields.right[at]!) && isPlace)
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
