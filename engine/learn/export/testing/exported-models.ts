// For tests only: one model of each kind that can be exported, over the same recipe, and rows to hold other forms against.

import { compileClosure } from '../../../relation/closure/compile-closure.ts'
import { extend, mark, values } from '../../../relation/build.ts'
import { call, column, literal } from '../../../relation/expression.ts'
import type { Column, Value } from '../../../relation/types.ts'
import { boostedTreesClassifier, boostedTreesRegressor } from '../../boosted-trees.ts'
import { decisionTreeClassifier, decisionTreeRegressor } from '../../decision-tree.ts'
import { designMatrix, learnFeatures } from '../../design-matrix.ts'
import { quietControl, type FittedModel } from '../../estimator.ts'
import { forestClassifier, forestRegressor } from '../../forest/random-forest.ts'
import { linearRegression } from '../../linear-regression.ts'
import { logLinearRegression } from '../../log-linear-regression.ts'
import { logisticRegression } from '../../logistic-regression.ts'
import type { Model } from '../../model.ts'
import { penalisedRegression } from '../../penalised-regression.ts'
import { buildRecipe, pruneStage, stageProjections } from '../../recipe.ts'
import { randomFrom } from '../../random.ts'
import { createScorer } from '../../score-model.ts'

const columns: readonly Column[] = [
  { name: 'rooms', type: 'int' },
  { name: 'area "m2"', type: 'float' },
  { name: 'town', type: 'text' },
  { name: 'built', type: 'date' },
  { name: 'garden', type: 'bool' },
]

const towns = ['Lyon', ' Lyon', 'Paris', "L'Aigle", 'new']
const random = randomFrom(11)

/** Raw rows, some of whose values are missing, as the recipe's first step takes them. */
export const rawRows: readonly (readonly Value[])[] = Array.from({ length: 240 }, (_, i) => {
  const rooms = 1 + Math.floor(random.next() * 6)
  const some = <T>(value: T): T | null => (random.next() < 0.08 ? null : value)
  return [
    some(rooms),
    some(Math.fround(rooms * 20 + random.normal() * 8)),
    some(towns[Math.floor(random.next() * (i < 200 ? 4 : 5))]!),
    some(Math.floor(random.next() * 20_000)),
    some(random.next() < 0.4),
  ]
})

const source = mark(values(columns, []), 'file', 'table', 'f')
const ratio = extend(source, [
  { name: 'each', expr: call('divide', column('area "m2"'), call('int-to-float', column('rooms'))) },
  { name: 'large', expr: call('if', call('greater', column('area "m2"'), literal('float', 70)), literal('float', 1), literal('float', 0)) },
])
const stripped = extend(mark(ratio, 'ratio', 'table', 'r'), [{ name: 'town', expr: call('strip', column('town')) }])
const prepared = mark(stripped, 'strip', 'table', 's')
const names = ['each', 'large', 'town', 'built', 'garden']
const recipe = buildRecipe(prepared, names)
const schema = prepared.columns.filter(({ name }) => names.includes(name))

/** The features of the raw rows by the recipe. */
function featureRows(): readonly (readonly Value[])[] {
  const { relation, columns: known } = pruneStage(recipe.stages[0]!, names)
  let rows = rawRows.map((row) => known.map(({ name }) => row[columns.findIndex((one) => one.name === name)] ?? null))
  let at: readonly Column[] = known
  for (const exprs of stageProjections(relation)) {
    const closures = exprs.map(({ expr }) => compileClosure(expr, at))
    rows = rows.map((row) => closures.map((closure) => closure(row)))
    at = exprs.map(
      ({ name }): Column => schema.find((one) => one.name === name) ?? columns.find((one) => one.name === name) ?? { name, type: 'float' },
    )
  }
  return rows.map((row) => schema.map(({ name }) => row[at.findIndex((one) => one.name === name)] ?? null))
}

const rows = featureRows()
const learned = 200
const cells = (name: string) => rows.slice(0, learned).map((row) => row[schema.findIndex((one) => one.name === name)] ?? null)
const levels = ['Lyon', 'Paris', "L'Aigle"]
const data = {
  rows: learned,
  numbers: new Map(
    ['each', 'large', 'built', 'garden'].map((name) => [
      name,
      Float64Array.from(cells(name), (value) => (value === null ? Number.NaN : Number(value))),
    ]),
  ),
  categories: new Map([['town', { codes: Int32Array.from(cells('town'), (value) => levels.indexOf(String(value))), levels }]]),
}
const score = (at: number) =>
  (data.numbers.get('large')![at]! || 0) * 2 + (data.categories.get('town')!.codes[at] === 1 ? 1 : 0) + random.normal() / 2
const target = Float64Array.from({ length: learned }, (_, at) => score(at))

export interface Kind {
  readonly name: string
  /** 0: a number. */
  readonly classes: number
  readonly keepMissing: boolean
  readonly coded?: boolean
  fit(x: ReturnType<typeof designMatrix>, y: Float64Array, classes: readonly string[]): Promise<FittedModel>
}

const trees = { trees: 12, leaves: 6, minLeaf: 4 }
const kinds: readonly Kind[] = [
  { name: 'least squares', classes: 0, keepMissing: false, fit: (x, y) => linearRegression.fit(x, y, { seed: 1 }, quietControl) },
  { name: 'lasso', classes: 0, keepMissing: false, fit: (x, y) => penalisedRegression.fit(x, y, { seed: 1 }, quietControl) },
  {
    name: 'regression of counts',
    classes: 0,
    keepMissing: false,
    fit: (x, y) => logLinearRegression.fit(x, y.map(Math.exp), { seed: 1, strength: 0.1 }, quietControl),
  },
  {
    name: 'regression of counts by time watched',
    classes: 0,
    keepMissing: false,
    fit: (x, y) => logLinearRegression.fit(x, y.map(Math.exp), { seed: 1, exposure: x.names.indexOf('built') }, quietControl),
  },
  {
    name: 'logistic, two classes',
    classes: 2,
    keepMissing: false,
    fit: (x, y, classes) => logisticRegression.fit(x, y, { seed: 1, classes }, quietControl),
  },
  {
    name: 'logistic, three classes',
    classes: 3,
    keepMissing: false,
    fit: (x, y, classes) => logisticRegression.fit(x, y, { seed: 1, classes }, quietControl),
  },
  { name: 'tree of a number', classes: 0, keepMissing: true, fit: (x, y) => decisionTreeRegressor.fit(x, y, { seed: 1 }, quietControl) },
  {
    name: 'tree of classes',
    classes: 3,
    keepMissing: true,
    fit: (x, y, classes) => decisionTreeClassifier.fit(x, y, { seed: 1, classes }, quietControl),
  },
  {
    name: 'tree of levels',
    classes: 2,
    keepMissing: true,
    coded: true,
    fit: (x, y, classes) => decisionTreeClassifier.fit(x, y, { seed: 1, classes, minLeaf: 3 }, quietControl),
  },
  {
    name: 'boosting of a number',
    classes: 0,
    keepMissing: true,
    fit: (x, y) => boostedTreesRegressor.fit(x, y, { seed: 1, ...trees }, quietControl),
  },
  {
    name: 'boosting of counts',
    classes: 0,
    keepMissing: true,
    fit: (x, y) =>
      boostedTreesRegressor.fit(
        x,
        y.map((value) => Math.max(0, Math.round(value))),
        { seed: 1, ...trees, loss: 'poisson' },
        quietControl,
      ),
  },
  {
    name: 'boosting of two classes',
    classes: 2,
    keepMissing: true,
    fit: (x, y, classes) => boostedTreesClassifier.fit(x, y, { seed: 1, classes, ...trees }, quietControl),
  },
  {
    name: 'boosting of levels',
    classes: 2,
    keepMissing: true,
    coded: true,
    fit: (x, y, classes) => boostedTreesClassifier.fit(x, y, { seed: 1, classes, ...trees }, quietControl),
  },
  {
    name: 'boosting of three classes',
    classes: 3,
    keepMissing: true,
    fit: (x, y, classes) => boostedTreesClassifier.fit(x, y, { seed: 1, classes, ...trees }, quietControl),
  },
  {
    name: 'forest of a number',
    classes: 0,
    keepMissing: true,
    fit: (x, y) => forestRegressor.fit(x, y, { seed: 1, trees: 10 }, quietControl),
  },
  {
    name: 'forest of classes',
    classes: 3,
    keepMissing: true,
    fit: (x, y, classes) => forestClassifier.fit(x, y, { seed: 1, classes, trees: 10 }, quietControl),
  },
  {
    name: 'forest of levels, three classes',
    classes: 3,
    keepMissing: true,
    coded: true,
    fit: (x, y, classes) => forestClassifier.fit(x, y, { seed: 1, classes, trees: 10 }, quietControl),
  },
  {
    name: 'extra trees of levels, a number',
    classes: 0,
    keepMissing: true,
    coded: true,
    fit: (x, y) => forestRegressor.fit(x, y, { seed: 1, trees: 10, limits: 'drawn', bootstrap: false }, quietControl),
  },
]

const classNames = ['no', 'yes', 'may "be"']

async function modelOf({ name, classes, keepMissing, coded = false, fit }: Kind): Promise<Model> {
  const features = learnFeatures(schema, data, { mostLevels: 60, keepMissing, coded })
  const x = designMatrix(features, data)
  const y = classes === 0 ? target : target.map((value) => (value > 1.6 ? 1 : classes === 3 && value < 0 ? 2 : 0))
  const own = classNames.slice(0, classes)
  const fitted = await fit(x, y, own)
  const bare: Model = {
    id: 'm',
    name,
    learner: 'train.any',
    task: classes === 0 ? 'regression' : 'classification',
    target: { name: 'y', type: classes === 0 ? 'float' : 'text' },
    classes: own,
    ...(classes === 2 && { positive: 'yes', threshold: 0.4 }),
    recipe,
    features,
    estimator: { id: fitted.estimator, json: JSON.parse(JSON.stringify(fitted.toJSON())) },
    importance: [],
    reference: null,
    golden: [],
    trained: { rows: learned, seconds: 1, seed: 1, fingerprint: 'f' },
  }
  const scorer = createScorer(bare)
  const golden = rawRows.slice(0, 5).map((row) => {
    const given = orderedFor(scorer.columns, row)
    const { prediction, probabilities } = scorer.score(given)
    return { input: scorer.columns.map(({ type }, at) => jsonCell(given[at] ?? null, type)), output: probabilities ?? [Number(prediction)] }
  })
  return { ...bare, golden }
}

/** A raw row in the order in which a scorer asks for its columns. */
export function orderedFor(wanted: readonly Column[], row: readonly Value[]): readonly Value[] {
  return wanted.map(({ name }) => row[columns.findIndex((one) => one.name === name)] ?? null)
}

/** A value as JSON has it: dates as text. */
export function jsonCell(value: Value, type: Column['type']): null | boolean | number | string {
  if (value === null) return null
  if (type === 'date') return new Date(Number(value) * 86_400_000).toISOString().slice(0, 10)
  return typeof value === 'boolean' || typeof value === 'string' ? value : Number(value)
}

/** One model of each kind that every form can say, by a name that says which. */
export async function exportedModels(): Promise<readonly Model[]> {
  return Promise.all(kinds.map(modelOf))
}

/** The same for other kinds, whose learners are given. */
export async function modelsOf(others: readonly Kind[]): Promise<readonly Model[]> {
  return Promise.all(others.map(modelOf))
}
