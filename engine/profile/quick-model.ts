import { decisionTreeClassifier, decisionTreeRegressor } from '../learn/decision-tree.ts'
import { designMatrix, learnFeatures, type LoadedColumns } from '../learn/design-matrix.ts'
import type { FitControl, FittedModel, Task } from '../learn/estimator.ts'
import { evaluateClassification } from '../learn/evaluate/evaluate-classification.ts'
import { evaluateRegression } from '../learn/evaluate/evaluate-regression.ts'
import { figureOf } from '../learn/evaluate/figure-of.ts'
import { classificationVerdict, regressionVerdict } from '../learn/evaluate/verdict.ts'
import { importanceByColumn } from '../learn/importance-by-column.ts'
import type { Matrix } from '../learn/matrix.ts'
import { LearnProblem } from '../learn/problem.ts'
import { randomFrom, shuffledIndices } from '../learn/random.ts'
import { takeLoadedRows } from '../learn/take-loaded-rows.ts'
import type { QuickModel } from '../protocol/profile-further.ts'
import type { Text } from '../protocol/text.ts'
import type { Column } from '../relation/types.ts'
import { countText } from './number-words.ts'

const testShare = 0.2
const fewestRows = 50
const mostClasses = 20
const mostLevels = 30
const depth = 8
const shownColumns = 12
const shown: Readonly<Record<Task, readonly string[]>> = {
  classification: ['auc', 'accuracy', 'balanced-accuracy', 'f1', 'average-precision'],
  regression: ['r2', 'mae', 'rmse'],
}

export interface QuickModelRequest {
  readonly columns: readonly Column[]
  readonly target: Column
  readonly task: Task
  readonly seed: number
}

type Learnt = Omit<QuickModel, 'leftOut'>

/**
 * A tree of at most 8 levels from four fifths of the rows, judged on the last fifth beside the best constant answer. `data` holds the columns and
 * the target (classes as categories). Gives the reason where nothing can be learnt.
 */
export async function quickModel(
  data: LoadedColumns,
  request: QuickModelRequest,
  control: FitControl,
): Promise<Learnt | { readonly none: Text }> {
  const { columns, target, task, seed } = request
  const category = task === 'classification' ? data.categories.get(target.name) : undefined
  const y = category ? Float64Array.from(category.codes, (code) => (code < 0 ? Number.NaN : code)) : data.numbers.get(target.name)
  if (!y) throw new Error(`the target ${target.name} was not loaded`)
  const classes = category?.levels ?? []
  const known = Array.from(y.keys()).filter((row) => Number.isFinite(y[row]))
  const none = cannotLearn(known.length, classes.length, columns.length)
  if (none) return { none }
  const order = shuffledIndices(known.length, randomFrom(seed)).map((at) => known[at] ?? 0)
  const tests = Math.round(order.length * testShare)
  const [test, train] = [order.subarray(0, tests), order.subarray(tests)]
  const finite = withoutInfinities(data)
  const trained = takeLoadedRows(finite, train)
  const features = learnFeatures(columns, trained, { mostLevels, keepMissing: true })
  const minLeaf = Math.max(5, Math.min(50, Math.round(train.length / 200)))
  const options = { seed, maxDepth: depth, minLeaf, minSplit: 2 * minLeaf }
  const values = (rows: Int32Array) => Float64Array.from(rows, (row) => y[row] ?? Number.NaN)
  try {
    const x = designMatrix(features, trained)
    const fitted = category
      ? await decisionTreeClassifier.fit(x, values(train), { ...options, classes }, control)
      : await decisionTreeRegressor.fit(x, values(train), options, control)
    const judged = judge(fitted, { x: designMatrix(features, takeLoadedRows(finite, test)), actual: values(test), seed })
    return {
      ...judged,
      task,
      target: target.name,
      trainRows: train.length,
      importance: importanceByColumn(fitted, features)
        .filter(({ value }) => value > 0)
        .toSorted((a, b) => b.value - a.value)
        .slice(0, shownColumns),
    }
  } catch (error) {
    if (error instanceof LearnProblem && error.code !== 'cancelled') return { none: error.data.text }
    throw error
  }
}

/** An infinity is no place to cut at: it is as good as missing. */
function withoutInfinities(data: LoadedColumns): LoadedColumns {
  const known = (value: number) => (Number.isFinite(value) ? value : Number.NaN)
  return { ...data, numbers: new Map([...data.numbers].map(([name, values]) => [name, values.map(known)])) }
}

interface Judged {
  readonly x: Matrix
  readonly actual: Float64Array
  readonly seed: number
}

function judge(fitted: FittedModel, { x, actual, seed }: Judged): Omit<Learnt, 'task' | 'target' | 'trainRows' | 'importance'> {
  const wanted = shown[fitted.task]
  if (fitted.task === 'regression') {
    const report = evaluateRegression({ actual, predicted: fitted.predict(x), seed })
    return {
      rows: report.rows,
      figures: wanted.flatMap((id) => report.figures.filter((one) => one.id === id)).map((one) => figureOf(one, report.baseline[one.id])),
      verdict: regressionVerdict(report),
      actualPredicted: report.actualPredicted.map(({ actual: own, predicted, rows }) => ({ actual: own, predicted, rows })),
    }
  }
  const { classes } = fitted
  const positive = classes.length === 2 ? rarer(actual) : undefined
  const probabilities = fitted.predictProba?.(x)
  if (!probabilities) throw new Error('a tree of classes gives probabilities')
  const report = evaluateClassification({ classes, actual, probabilities, seed, ...(positive !== undefined && { positive }) })
  return {
    rows: report.rows,
    figures: wanted.flatMap((id) => report.figures.filter((one) => one.id === id)).map((one) => figureOf(one, report.baseline[one.id])),
    verdict: classificationVerdict(report),
    classes: [...classes],
    ...(positive !== undefined && { positive: classes[positive] ?? '' }),
    confusion: report.confusion.map((row) => [...row]),
  }
}

/** The place of the class with fewer rows. */
function rarer(actual: Float64Array): number {
  const second = actual.reduce((sum, value) => sum + value, 0)
  return second <= actual.length / 2 ? 1 : 0
}

function cannotLearn(rows: number, classes: number, columns: number): Text | null {
  if (columns === 0) return { en: 'There is no column to learn from.', fr: 'Il n’y a aucune colonne dont apprendre.' }
  if (rows < fewestRows)
    return {
      en: `Only ${countText(rows)} rows have a target; it takes ${fewestRows}.`,
      fr: `Seules ${countText(rows)} lignes ont une cible ; il en faut ${fewestRows}.`,
    }
  if (classes > mostClasses)
    return {
      en: `The target has ${countText(classes)} classes; a quick model learns at most ${mostClasses}.`,
      fr: `La cible a ${countText(classes)} classes ; un modèle rapide en apprend au plus ${mostClasses}.`,
    }
  return null
}
