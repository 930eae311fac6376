import { soloCrews } from '../../kernels/crew.ts'
import { checkTraining } from '../check-training.ts'
import { applyClassWeight } from '../class-weights.ts'
import { outputCount, type Estimator, type FitControl, type FittedModel, type ModelJson, type Task } from '../estimator.ts'
import { numberText, shareText } from '../number-text.ts'
import { treeShapes } from '../debug/tree-shapes.ts'
import { badModel, isRecord, readModelJson } from '../read-model-json.ts'
import { predictions } from '../score-rows.ts'
import { checkForestOptions, type ForestOptions } from './forest-options.ts'
import { growForest } from './grow-forest.ts'
import { forestScorer, packedJson, readPacked, walkableForest, type PackedForest } from './packed-forest.ts'
import { scoreByWalk, type AnswerOf } from '../tree/score-by-walk.ts'
import { widthOf } from './place-forest.ts'
import { taskEstimator, type Training } from '../task-estimator.ts'

const id = 'forest'
const version = 1
const versionWithSets = 2

/**
 * Many whole trees over binned columns, each of rows drawn with replacement and of columns drawn anew in each node (Breiman 2001), or of limits drawn
 * as well (extra trees, Geurts and others 2006). Probabilities are means of the class shares of leaves, as scikit-learn's. Missing values go to the
 * side where they help; of a column of levels a set of them goes left, or one that is drawn. Importance is the share of the impurity that splits of a column take away, mean over the trees.
 */
export const forestClassifier: Estimator<ForestOptions> = forest('classification')
export const forestRegressor: Estimator<ForestOptions> = forest('regression')

function forest(task: Task): Estimator<ForestOptions> {
  const defaults: ForestOptions = {
    trees: 100,
    criterion: task === 'classification' ? 'gini' : 'squared-error',
    tries: task === 'classification' ? 'root' : 'all',
    maxDepth: null,
    minLeaf: 1,
    minSplit: 2,
    bootstrap: true,
    limits: 'best',
    classWeight: 'none',
    crews: soloCrews,
  }
  return taskEstimator({ id, task, defaults, fit: fitForest, read: readForest })
}

async function fitForest({ x, y, task, options }: Training<ForestOptions>, control: FitControl): Promise<FittedModel> {
  checkForestOptions(task, options)
  const { weights: given, classes, totalWeight } = checkTraining(x, y, options, { task, missing: 'accept', huge: 'accept' })
  const isClass = task === 'classification'
  const weights = isClass ? applyClassWeight(y, given, classes.length, options.classWeight) : given
  // Sums of squares keep their digits when the target lies around 0.
  const centre = isClass ? 0 : y.reduce((sum, value, row) => sum + value * weights[row]!, 0) / totalWeight
  const targets = isClass ? y : y.map((value) => value - centre)
  const grown = await growForest({ x, y: targets, centre, weights, classes: classes.length }, options, control)
  control.progress(1)
  const remarks = grown.unseen === null ? [] : [unseenRemark(task, grown.unseen)]
  return forestModel({
    task,
    features: x.names,
    classes,
    remarks,
    forest: grown.forest,
    importance: grown.importance,
    unseen: grown.unseen,
  })
}

function unseenRemark(task: Task, unseen: number): { en: string; fr: string } {
  const share = shareText(unseen)
  const r2 = numberText(unseen, 3)
  return task === 'classification'
    ? {
        en: `Trees that have not seen a row answer it rightly in ${share.en} of the cases (out-of-bag accuracy).`,
        fr: `Les arbres qui n’ont pas vu une ligne y répondent juste dans ${share.fr} des cas (exactitude hors sac).`,
      }
    : {
        en: `Trees that have not seen a row explain ${r2.en} of the spread of the target (out-of-bag R²).`,
        fr: `Les arbres qui n’ont pas vu une ligne expliquent ${r2.fr} de la dispersion de la cible (R² hors sac).`,
      }
}

interface ForestFields extends Pick<ModelJson, 'task' | 'features' | 'classes' | 'remarks'> {
  readonly forest: PackedForest
  readonly importance: readonly number[]
  readonly unseen: number | null
}

function forestModel(fields: ForestFields): FittedModel {
  const { task, features, classes, remarks, forest: packed, importance, unseen } = fields
  const trees = packed.starts.length
  const add = forestScorer(packed)
  const sums = new Float64Array(packed.width)
  const answerOf: AnswerOf = (from, at, out) => {
    if (task === 'regression') {
      out[0] = from[at]! / trees
      return
    }
    let rest = 1
    for (let k = 0; k < packed.width; k++) {
      out[k] = from[at + k]! / trees
      rest -= out[k]!
    }
    // Shares are rounded to 24 bits: what is left may fall below 0 by a little.
    out[packed.width] = Math.max(0, rest)
  }
  const scoreOne: FittedModel['scoreOne'] = (row, out) => {
    add(row, sums)
    answerOf(sums, 0, out)
    return out
  }
  const start = Array.from(sums, () => 0)
  const scoreMany = scoreByWalk(() => walkableForest(packed), { start, outputs: outputCount({ task, classes }), answerOf })
  return {
    estimator: id,
    task,
    features,
    classes,
    remarks,
    scoreOne,
    ...predictions({ task, features, classes, scoreOne }, scoreMany),
    treeShapes: () => treeShapes(walkableForest(packed), true),
    importance: () => features.map((name, at) => ({ name, value: importance[at] ?? 0 })),
    toJSON: () => ({
      estimator: id,
      version: packed.levels.length > 0 ? versionWithSets : version,
      task,
      features,
      classes,
      remarks,
      ...packedJson(packed),
      importance: [...importance],
      unseen,
    }),
  }
}

function readForest(json: unknown): FittedModel {
  const read = readModelJson(json, id, isRecord(json) && json['version'] === versionWithSets ? versionWithSets : version)
  const { head } = read
  const isClass = head.task === 'classification'
  if (isClass && head.classes.length < 2) throw badModel('classes')
  const shape = { features: head.features.length, width: widthOf(isClass ? head.classes.length : 0), exact: !isClass }
  const unseen = read.value('unseen') === null ? null : read.number('unseen')
  return forestModel({ ...head, forest: readPacked(read, shape), importance: read.numbers('importance', head.features.length), unseen })
}
