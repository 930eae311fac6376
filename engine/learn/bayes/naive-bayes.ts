import { checkTraining } from '../check-training.ts'
import { applyClassWeight, type ClassWeight } from '../class-weights.ts'
import { breathe, type Estimator, type FitControl, type FitOptions, type FittedModel, type ModelJson } from '../estimator.ts'
import type { Matrix } from '../matrix.ts'
import { badOption } from '../problem.ts'
import { badModel, readModelJson } from '../read-model-json.ts'
import { predictions } from '../score-rows.ts'
import { informationOf } from './information.ts'

const id = 'naive-bayes'
const version = 1

export interface BayesOptions {
  /** For each column the group that it belongs to: the levels of one category, or words that are counted together; -1 for a number by itself. */
  readonly groups: readonly number[]
  /** Added to each count of a level, so that what was never seen with a class is not impossible (Laplace). */
  readonly smoothing: number
  /** Share of the largest variance that is added to each variance. */
  readonly varianceShare: number
  /** How frequent classes are taken to be: as seen, or all alike. */
  readonly priors: 'seen' | 'equal'
  readonly classWeight: ClassWeight
}

const defaults: BayesOptions = { groups: [], smoothing: 1, varianceShare: 1e-9, priors: 'seen', classWeight: 'none' }

/** What a column says by class: a normal curve, or a log share for each time that its level occurs. Both lists by class. */
export type ColumnLaw =
  | { readonly kind: 'normal'; readonly means: readonly number[]; readonly variances: readonly number[] }
  | { readonly kind: 'count'; readonly logs: readonly number[] }

export interface BayesFields extends Pick<ModelJson, 'task' | 'features' | 'classes' | 'remarks'> {
  readonly laws: readonly ColumnLaw[]
  readonly priors: readonly number[]
  readonly information: readonly number[]
}

/**
 * Naive Bayes: columns are taken to be independent within a class; numbers normal, levels and counts multinomial, each group by itself. A missing
 * number is left out of the product. Importance: how much each column by itself says of the class, in nats.
 */
export const naiveBayes: Estimator<BayesOptions> = {
  id,
  task: 'classification',
  defaults,
  fit: (x, y, options, control) => fitBayes(x, y, { ...defaults, ...options }, control),
  fromJSON: (json) => bayesModel(readBayes(json)),
}

async function fitBayes(x: Matrix, y: Float64Array, options: BayesOptions & FitOptions, control: FitControl): Promise<FittedModel> {
  if (!(options.smoothing >= 0)) throw badOption('smoothing', { en: 'be 0 or more', fr: 'être positif ou nul' })
  const { weights: given, classes } = checkTraining(x, y, options, { task: 'classification', missing: 'accept' })
  const weights = applyClassWeight(y, given, classes.length, options.classWeight)
  const groups = x.names.map((_, j) => options.groups[j] ?? -1)
  const totals = new Float64Array(classes.length)
  for (let i = 0; i < y.length; i++) totals[y[i]!]! += weights[i]!
  const all = totals.reduce((sum, total) => sum + total, 0)
  const present = totals.reduce((count, total) => count + Number(total > 0), 0)
  const added = options.varianceShare * largestVariance(x, groups)
  const counts = x.columns.map((column, j) => (groups[j]! < 0 ? null : sumsByClass({ column, y, weights }, classes.length)))
  const laws: ColumnLaw[] = []
  const information: number[] = []
  for (const [j, column] of x.columns.entries()) {
    const own = counts[j]
    const members = counts.filter((_, other) => groups[other] === groups[j] && groups[j]! >= 0)
    const law = own
      ? countLaw(
          own,
          members.map((sums) => sums!),
          options.smoothing,
        )
      : normalLaw({ column, y, weights }, classes.length, added)
    laws.push(law)
    information.push(informationOf({ column, y, weights, totals }, law))
    control.progress((j + 1) / x.columns.length)
    await breathe(control)
  }
  const shares = totals.map((total) => (options.priors === 'seen' ? total / all : total > 0 ? 1 / present : 0))
  return bayesModel({
    task: 'classification',
    features: x.names,
    classes,
    remarks: [],
    laws,
    // What never occurred stays impossible: -infinity is no number of JSON.
    priors: Array.from(shares, (share) => (share > 0 ? Math.log(share) : impossible)),
    information,
  })
}

const impossible = -1e300

interface Labelled {
  readonly column: Float64Array
  readonly y: Float64Array
  readonly weights: Float64Array
}

/** Over all rows, each once (as scikit-learn). */
function largestVariance(x: Matrix, groups: readonly number[]): number {
  return x.columns.reduce((most, column, j) => {
    if (groups[j]! >= 0) return most
    let [count, sum, squares] = [0, 0, 0]
    for (const value of column) {
      if (Number.isNaN(value)) continue
      count++
      sum += value
    }
    for (const value of column) if (!Number.isNaN(value)) squares += (value - sum / count) ** 2
    return count > 0 ? Math.max(most, squares / count) : most
  }, 0)
}

function normalLaw({ column, y, weights }: Labelled, classes: number, added: number): ColumnLaw {
  const [totals, means, variances] = [new Float64Array(classes), new Float64Array(classes), new Float64Array(classes)]
  for (let i = 0; i < column.length; i++) {
    if (Number.isNaN(column[i]!)) continue
    totals[y[i]!]! += weights[i]!
    means[y[i]!]! += weights[i]! * column[i]!
  }
  for (let c = 0; c < classes; c++) means[c] = totals[c]! > 0 ? means[c]! / totals[c]! : 0
  for (let i = 0; i < column.length; i++)
    if (!Number.isNaN(column[i]!)) variances[y[i]!]! += weights[i]! * (column[i]! - means[y[i]!]!) ** 2
  // A class that never knew the number says nothing by it: a curve as wide as all numbers.
  return {
    kind: 'normal',
    means: [...means],
    variances: Array.from(variances, (sum, c) => (totals[c]! > 0 ? Math.max(sum / totals[c]! + added, 1e-300) : 1e300)),
  }
}

function sumsByClass({ column, y, weights }: Labelled, classes: number): Float64Array {
  const sums = new Float64Array(classes)
  for (let i = 0; i < column.length; i++) if (column[i]! > 0) sums[y[i]!]! += weights[i]! * column[i]!
  return sums
}

function countLaw(own: Float64Array, members: readonly Float64Array[], smoothing: number): ColumnLaw {
  const logs = Array.from(own, (sum, c) => {
    const total = members.reduce((all, sums) => all + sums[c]!, 0)
    const share = (sum + smoothing) / (total + smoothing * members.length)
    return share > 0 ? Math.log(share) : impossible
  })
  return { kind: 'count', logs }
}

function bayesModel(fields: BayesFields): FittedModel {
  const { features, classes, remarks, laws, priors, information } = fields
  const columns = laws.map((law) =>
    law.kind === 'count'
      ? { counts: true, first: Float64Array.from(law.logs), second: new Float64Array(0), third: new Float64Array(0) }
      : {
          counts: false,
          first: Float64Array.from(law.means),
          second: Float64Array.from(law.variances, (variance) => -0.5 / variance),
          third: Float64Array.from(law.variances, (variance) => -0.5 * Math.log(2 * Math.PI * variance)),
        },
  )
  const scoreOne: FittedModel['scoreOne'] = (row, out) => {
    for (let c = 0; c < priors.length; c++) out[c] = priors[c]!
    for (let j = 0; j < columns.length; j++) {
      const value = row[j]!
      if (Number.isNaN(value)) continue
      const { counts, first, second, third } = columns[j]!
      if (counts && value === 0) continue
      for (let c = 0; c < priors.length; c++) out[c]! += counts ? value * first[c]! : (value - first[c]!) ** 2 * second[c]! + third[c]!
    }
    let most = Number.NEGATIVE_INFINITY
    for (let c = 0; c < priors.length; c++) most = Math.max(most, out[c]!)
    let sum = 0
    for (let c = 0; c < priors.length; c++) sum += out[c] = Math.exp(out[c]! - most)
    for (let c = 0; c < priors.length; c++) out[c]! /= sum
    return out
  }
  return {
    estimator: id,
    task: 'classification',
    features,
    classes,
    remarks,
    scoreOne,
    ...predictions({ task: 'classification', features, classes, scoreOne }),
    importance: () => features.map((name, j) => ({ name, value: information[j]! })),
    toJSON: () => ({ estimator: id, version, ...fields }),
  }
}

/** What naive Bayes knows, from the JSON of its model; throws LearnProblem `bad-model`. */
export function readBayes(json: unknown): BayesFields {
  const read = readModelJson(json, id, version)
  const { features, classes, task } = read.head
  if (task !== 'classification') throw badModel(`task is ${task}`)
  const laws = read.value('laws')
  if (!Array.isArray(laws) || laws.length !== features.length) throw badModel('laws')
  return {
    ...read.head,
    laws: laws.map((law: unknown) => readLaw(law, classes.length)),
    priors: read.numbers('priors', classes.length),
    information: read.numbers('information', features.length),
  }
}

function readLaw(law: unknown, classes: number): ColumnLaw {
  const fields = (typeof law === 'object' ? law : null) as Readonly<Record<string, unknown>> | null
  const numbers = (field: string) => {
    const list = fields?.[field]
    if (!Array.isArray(list) || list.length !== classes || !list.every(Number.isFinite)) throw badModel('laws')
    return list as readonly number[]
  }
  if (fields?.['kind'] === 'count') return { kind: 'count', logs: numbers('logs') }
  const variances = numbers('variances')
  if (fields?.['kind'] !== 'normal' || !variances.every((variance) => variance > 0)) throw badModel('laws')
  return { kind: 'normal', means: numbers('means'), variances }
}
