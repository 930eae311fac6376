import type { ExampleInputs, ExampleMade, ExampleTable } from '../../kit/define-node.ts'
import { spoiledTables, type Asked } from './spoiled-tables.ts'

/** A learner, and what becomes of it with each of the spoiled tables (see `outcomeOf`). */
export interface LearnerRow {
  readonly node: string
  readonly asked: Asked
  readonly params: Readonly<Record<string, unknown>>
  /** What flows in; the table alone unless said otherwise. Then it may leave tables out: a learner has met them already. */
  readonly inputs?: (table: ExampleTable) => ExampleInputs
  readonly outcomes: Readonly<Record<string, string>>
}

type Outcomes = LearnerRow['outcomes']
type Params = LearnerRow['params']

const learnerOutcomes: Outcomes = {
  'nothing wrong': 'sound',
  'a column without any value': 'sound',
  'only columns without any value': 'features-empty @features',
  'only columns of one value': 'sound',
  'a text of its own in each row': 'sound',
  'more columns than rows': 'sound',
  'columns that say the same': 'sound',
  'an infinite value': 'infinite-values @features',
  'values of 1e300': 'huge-values @features',
  'values of 1e-300': 'sound',
  'no row': 'no-rows :table',
  'two rows': 'sound',
  'no known target': 'no-rows :table',
  'no target': 'column-missing @target',
  'a negative weight': 'bad-weights :table',
  'weights of 0': 'bad-weights :table',
  'a weight without a value': 'bad-weights :table',
  'hostile names': 'sound',
  'dates, yes or no': 'sound',
}

const ofClasses: Outcomes = {
  ...learnerOutcomes,
  'one class or value': 'one-class @target',
  'one row': 'one-class @target',
  'a class of its own in each row': 'too-many-classes @target',
  'a class seen once': 'sound',
  'a weight for one class alone': 'one-class @target',
}

const ofNumbers: Outcomes = {
  ...learnerOutcomes,
  'one class or value': 'constant-target @target',
  'one row': 'constant-target @target',
  'a target of 1e300': 'bad-target @target',
  'an infinite target': 'bad-target @target',
  'a target below 0': 'sound',
  'a target of zeros but one': 'sound',
}

/** Trees only compare values. */
const compares: Outcomes = { 'values of 1e300': 'sound' }
/** Folds of its own choose a strength. */
const folds: Outcomes = { 'two rows': 'bad-option @folds' }

function learner(node: string, asked: Asked, params: Params, different: Outcomes = {}): LearnerRow {
  return { node, asked, params: { target: 'y', ...params }, outcomes: { ...(asked === 'class' ? ofClasses : ofNumbers), ...different } }
}

function both(node: string, params: Params, different?: Outcomes): readonly LearnerRow[] {
  return [
    learner(node, 'class', { ...params, task: 'classification' }, different),
    learner(node, 'number', { ...params, task: 'regression' }, different),
  ]
}

const small = { minLeaf: 2 }
const boosting = 'train.gradient-boosting'
const counts: Outcomes = { ...compares, 'a target below 0': 'bad-target @target' }

const learners: readonly LearnerRow[] = [
  ...both('train.decision-tree', small, compares),
  ...both('train.random-forest', { ...small, trees: 5 }, compares),
  ...both('train.extra-trees', { ...small, trees: 5 }, compares),
  ...both(boosting, { ...small, trees: 10 }, compares),
  learner(boosting, 'number', { ...small, trees: 5, task: 'regression', loss: 'poisson' }, counts),
  learner(boosting, 'number', { ...small, trees: 5, task: 'regression', loss: 'tweedie' }, counts),
  ...both('train.neural-network', { epochs: 3, layers: [{ units: 4 }] }),
  ...both('train.nearest-neighbours', {}),
  ...both('train.support-vectors', {}),
  learner('train.support-vectors', 'class', { kernel: 'linear', task: 'classification' }),
  learner('train.naive-bayes', 'class', {}),
  learner('train.linear-regression', 'number', { penalty: 'none' }),
  learner('train.linear-regression', 'number', { penalty: 'lasso', choose: 'best', folds: 3 }, folds),
  learner('train.count-regression', 'number', { strength: 0.01 }, { 'a target below 0': 'bad-target @target' }),
  learner(
    'train.count-regression',
    'number',
    { family: 'gamma', strength: 0.01 },
    { 'a target below 0': 'bad-target @target', 'a target of zeros but one': 'bad-target @target', 'two rows': 'bad-target @target' },
  ),
  learner('train.count-regression', 'number', { family: 'tweedie', strength: 0.01 }, { 'a target below 0': 'bad-target @target' }),
  learner('train.logistic-regression', 'class', { penalty: 'none' }),
  learner('train.logistic-regression', 'class', { penalty: 'lasso', choose: 'best', folds: 3 }, folds),
]

/** What has no target, or only keeps it apart. */
const ofRows: Outcomes = {
  ...Object.fromEntries(Object.keys(ofClasses).map((fault) => [fault, 'sound'])),
  'a column without any value': 'nothing-to-learn @columns',
  'only columns without any value': 'nothing-to-learn @columns',
  'values of 1e300': 'huge-values @columns',
  'no row': 'nothing-to-learn @columns',
}

function ofTable(node: string, params: Params, different: Outcomes = {}): LearnerRow {
  return { node, asked: 'class', params, outcomes: { ...ofRows, ...different } }
}

const unusual = 'outlier.unusual-rows'
const unusualRows: Outcomes = { 'more columns than rows': 'too-many-columns @columns', 'one row': 'nothing-to-learn @columns' }
const cloud: Outcomes = {
  ...unusualRows,
  'only columns of one value': 'nothing-to-learn @columns',
  'columns that say the same': 'nothing-to-learn @columns',
  'two rows': 'nothing-to-learn @columns',
}

const extreme: Outcomes = { 'values of 1e300': 'nothing-to-learn @columns', 'values of 1e-300': 'nothing-to-learn @columns' }

const withoutTarget: readonly LearnerRow[] = [
  ofTable('cluster.k-means', { count: 3, add: 'distance' }),
  ofTable('cluster.density', {}, { 'one row': 'all-noise @radius', 'two rows': 'all-noise @radius' }),
  ofTable('cluster.gaussian-mixture', { count: 2, add: 'probabilities', shape: 'diagonal' }),
  ofTable('feature.principal-components', {}),
  ofTable('feature.cluster-distance', {}),
  ofTable('select.redundant-columns', {}),
  ofTable(unusual, { method: 'forest' }, { ...unusualRows, 'values of 1e300': 'sound' }),
  ofTable(unusual, { method: 'factor' }, { ...unusualRows, 'values of 1e300': 'sound' }),
  ofTable(unusual, { method: 'machine' }, { ...unusualRows, 'values of 1e300': 'sound' }),
  ofTable(unusual, { method: 'robust' }, { ...cloud, ...extreme }),
  ofTable(unusual, { method: 'distance' }, { ...cloud, ...extreme }),
]

/** New rows of rare classes: nothing keeps it from giving the rows that came. */
const makesRows: LearnerRow = {
  node: 'split.smote',
  asked: 'class',
  params: { column: 'y' },
  outcomes: { ...Object.fromEntries(Object.keys(ofClasses).map((fault) => [fault, 'sound'])), 'no target': 'column-missing @column' },
}

/** What chooses columns by a target. */
const chooses: Outcomes = {
  ...ofClasses,
  'one class or value': 'constant-target @target',
  'one row': 'constant-target @target',
  'only columns without any value': 'sound',
  'an infinite value': 'sound',
  'values of 1e300': 'sound',
  'a negative weight': 'sound',
  'weights of 0': 'sound',
  'a weight without a value': 'sound',
  'a weight for one class alone': 'sound',
}

const choosers: readonly LearnerRow[] = [
  { node: 'select.best-columns', asked: 'class', params: { target: 'y', method: 'relief', count: 2 }, outcomes: chooses },
  {
    node: 'select.best-columns',
    asked: 'class',
    params: { target: 'y', method: 'lasso', folds: 2 },
    outcomes: { ...chooses, 'values of 1e300': 'huge-values @features' },
  },
  {
    node: 'select.search-columns',
    asked: 'class',
    params: { target: 'y', most: 2, folds: 2 },
    outcomes: {
      ...chooses,
      'only columns without any value': 'features-empty @features',
      'two rows': 'too-few-rows :table',
    },
  },
  {
    node: 'select.search-columns',
    asked: 'class',
    params: { target: 'y', learner: 'linear', direction: 'genetic', population: 4, generations: 2, folds: 2 },
    outcomes: {
      ...chooses,
      'only columns without any value': 'features-empty @features',
      'two rows': 'too-few-rows :table',
      'values of 1e300': 'huge-values @features',
    },
  },
]

const tree = (asked: Asked, table: ExampleTable): ExampleMade => ({
  node: 'train.decision-tree',
  port: 'model',
  params: { target: 'y', ...small, task: asked === 'class' ? 'classification' : 'regression' },
  inputs: { table },
})

/** A fold, or a part of the rows, may hold less than all of them do. */
const ofParts: Outcomes = {
  'nothing wrong': 'sound',
  'a column without any value': 'sound',
  'an infinite value': 'infinite-values @features',
  'no row': 'no-rows :table',
  'no known target': 'no-rows :table',
  'a negative weight': 'bad-weights :table',
}

const partsOf: Readonly<Record<Asked, Outcomes>> = {
  class: { ...ofParts, 'one class or value': 'one-class @target', 'two rows': 'no-rows :table', 'a class seen once': 'sound' },
  number: { ...ofParts, 'one class or value': 'constant-target @target', 'two rows': 'constant-target @target' },
}

/** A problem of the learner that is asked is a problem of what asks. */
function asks(node: string, params: Params, different: Outcomes = {}): readonly LearnerRow[] {
  return (['class', 'number'] as const).map((asked) => ({
    node,
    asked,
    params,
    inputs: (table) => ({ models: tree(asked, table) }),
    outcomes: { ...partsOf[asked], ...different },
  }))
}

/** Rows that calibrate a model that learned from others. */
const calibrates: LearnerRow = {
  node: 'train.calibrate',
  asked: 'class',
  params: {},
  inputs: (table) => ({ table, model: tree('class', spoiledTables('class')['nothing wrong'] as ExampleTable) }),
  outcomes: {
    'nothing wrong': 'sound',
    'one class or value': 'one-class :table',
    'an infinite value': 'sound',
    'no row': 'no-rows :table',
    'no known target': 'no-rows :table',
    'a class of its own in each row': 'no-rows :table',
    'a class seen once': 'sound',
    'no target': 'target-gone :table',
    'a negative weight': 'bad-weights :table',
    'weights of 0': 'bad-weights :table',
    'a weight for one class alone': 'one-class :table',
  },
}

export const learnerRows: readonly LearnerRow[] = [
  ...learners,
  ...withoutTarget,
  ...choosers,
  makesRows,
  ...asks('train.vote', {}, { 'two rows': 'sound' }),
  ...asks('train.stack', { folds: 2 }),
  ...asks(
    'train.tune',
    { trials: 1, folds: 2, method: 'random', seeds: false, ranges: [{ param: 'minLeaf', from: 1, to: 4 }] },
    { 'two rows': 'tune-failed :models' },
  ),
  ...asks('evaluate.cross-validate', { folds: 2 }),
  ...asks('evaluate.learning-curve', { folds: 2, steps: 2 }, { 'two rows': 'curve-empty :models' }),
  ...asks('evaluate.label-shuffle', { folds: 2, shuffles: 2 }).map((row) => ({
    ...row,
    outcomes: { ...row.outcomes, 'two rows': row.asked === 'class' ? 'no-rows :models' : 'constant-target :models' },
  })),
  calibrates,
]
