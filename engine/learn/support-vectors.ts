import { soloCrews, type CrewMaker } from '../kernels/crew.ts'
import type { Text } from '../protocol/text.ts'
import { fitPlatt, type PlattLine } from './calibrate/platt.ts'
import { checkTraining } from './check-training.ts'
import { applyClassWeight, type ClassWeight } from './class-weights.ts'
import { breathe, type Estimator, type FitControl, type FitOptions, type Task } from './estimator.ts'
import { columnScales } from './linear/column-scales.ts'
import { countText } from './number-text.ts'
import { badOption, LearnProblem } from './problem.ts'
import { randomFrom, shuffledIndices } from './random.ts'
import { distanceAt } from './svm/distance-at.ts'
import { fitStraight } from './svm/linear-machine.ts'
import { oneCrew } from './svm/one-crew.ts'
import { cacheBytes, solveDual } from './svm/solve-dual.ts'
import { valuesOfMany } from './svm/values-of-many.ts'
import { decide, vectorModel, vectorModelFromJson, vectorsId, type Machines } from './svm/vector-model.ts'
import { taskEstimator, type Training } from './task-estimator.ts'
import type { NeedsOf } from './training-bytes.ts'

/** A Gaussian kernel takes some minutes for so many rows, four times as long for twice as many. */
export const mostKernelRows = 50_000
/** Each machine is fitted so many times more, on parts, for the probabilities. */
const chanceFolds = 3
/** Threads take longer to begin than a short machine to be learnt: rows times rows times columns from which they are worth it. */
const worthThreads = 5e8

export interface VectorOptions {
  readonly kernel: 'linear' | 'gaussian'
  /** The cost of an error, as in scikit-learn. */
  readonly c: number
  /** Of the Gaussian kernel exp(-gamma d^2); null: 1 / (columns * variance of all values), scikit-learn's "scale"; the variance is 1 with `alike`. */
  readonly gamma: number | null
  /** Regression: errors up to this cost nothing; in deviations of the target with `alike`. */
  readonly slack: number
  /** Columns, and the target of a regression, are brought to mean 0 and deviation 1 first. */
  readonly alike: boolean
  readonly classWeight: ClassWeight
  readonly tolerance: number
  readonly crews: CrewMaker
}

const defaults: VectorOptions = {
  kernel: 'gaussian',
  c: 1,
  gamma: null,
  slack: 0.1,
  alike: true,
  classWeight: 'none',
  tolerance: 1e-3,
  crews: soloCrews,
}

/**
 * Support vector machines: with a Gaussian kernel those of libsvm (C-SVC by pairs of classes, epsilon-SVR), straight ones those of LinearSVC and
 * LinearSVR with squared losses (one class against the rest; the intercept is held near 0 too). Probabilities: Platt's line through values on rows
 * that were kept apart, in three folds. Refuses missing values.
 */
export const vectorClassifier: Estimator<VectorOptions> = machine('classification')
export const vectorRegressor: Estimator<VectorOptions> = machine('regression')

function machine(task: Task): Estimator<VectorOptions> {
  return taskEstimator({ id: vectorsId, task, defaults, fit: fitVectors, read: vectorModelFromJson })
}

async function fitVectors({ x, y, task, options }: Training<VectorOptions>, control: FitControl) {
  checkOptions(options)
  const { weights: given, classes } = checkTraining(x, y, options, { task, missing: 'refuse' })
  if (options.kernel === 'gaussian' && x.rows > mostKernelRows) throw tooManyRows(x.rows)
  const weights = task === 'classification' ? applyClassWeight(y, given, classes.length, options.classWeight) : given
  const own = columnScales(x, given)
  const constant = x.names.filter((_, j) => own.deviations[j] === 0)
  const centres = options.alike ? own.means : new Float64Array(x.columns.length)
  const scales = options.alike ? own.deviations : new Float64Array(x.columns.length).fill(1)
  const scaled = x.columns.map((column, j) => column.map((value) => (scales[j] === 0 ? 0 : (value - centres[j]!) / scales[j]!)))
  const gamma = options.gamma ?? (options.alike ? 1 / Math.max(1, x.columns.length - constant.length) : usualGamma(scaled, x.rows))
  const target = task === 'regression' && options.alike ? targetScale(y, given) : { centre: 0, scale: 1 }
  const sides = task === 'regression' ? [wholeTarget(y, target)] : sidesOf(y, classes.length, options.kernel)
  const found: Fitted[] = []
  const crews = oneCrew(x.rows * x.rows * x.columns.length < worthThreads ? soloCrews : options.crews)
  const data = { scaled, weights, gamma, options: { ...options, crews } }
  try {
    for (const side of sides) {
      const share = (done: number) => control.progress((found.length + done) / sides.length)
      const fitted = await fitMachine(data, side, side.rows, control)
      share(1 / (chanceFolds + 1))
      found.push({ ...fitted, chance: task === 'regression' ? null : await chanceOf(data, side, control, share) })
    }
  } finally {
    crews.close()
  }
  control.progress(1)
  const machines = join(found, { scaled, gamma, kernel: options.kernel })
  return vectorModel({
    task,
    features: x.names,
    classes,
    remarks: remarksOf(found, constant, machines),
    centres: Array.from(centres),
    scales: Array.from(scales),
    target,
    machines,
    chances: found.flatMap(({ chance }) => chance ?? []),
    importances: Array.from(steepness(machines, x.columns.length), (slope, j) => (slope * own.deviations[j]!) / (scales[j]! || 1)),
  })
}

function checkOptions({ c, gamma, slack }: VectorOptions): void {
  if (!(c > 0 && Number.isFinite(c))) throw badOption('C', { en: 'be more than 0', fr: 'être supérieur à 0' })
  if (gamma !== null && !(gamma > 0)) throw badOption('gamma', { en: 'be more than 0', fr: 'être supérieur à 0' })
  if (!(slack >= 0)) throw badOption('slack', { en: 'be 0 or more', fr: 'être positif ou nul' })
}

function tooManyRows(rows: number): LearnProblem {
  const [count, most] = [countText(rows), countText(mostKernelRows)]
  return new LearnProblem({
    code: 'too-large',
    text: {
      en: `A Gaussian kernel compares every row with every other: ${count} rows would take too long, ${most} are the most.`,
      fr: `Un noyau gaussien compare chaque ligne à toutes les autres : ${count} lignes demanderaient trop de temps, ${most} est le maximum.`,
    },
    action: { en: 'Use straight borders, or a sample.', fr: 'Utilisez des frontières droites, ou un échantillon.' },
  })
}

function usualGamma(columns: readonly Float64Array[], rows: number): number {
  const count = rows * columns.length
  const mean = columns.reduce((sum, column) => sum + column.reduce((part, value) => part + value, 0), 0) / count
  const variance = columns.reduce((sum, column) => sum + column.reduce((part, value) => part + (value - mean) ** 2, 0), 0) / count
  return variance > 0 ? 1 / (columns.length * variance) : 1
}

function targetScale(y: Float64Array, weights: Float64Array): { centre: number; scale: number } {
  const { means, deviations } = columnScales({ rows: y.length, columns: [y], names: ['y'] }, weights)
  return { centre: means[0]!, scale: deviations[0]! }
}

/** The rows that a machine learns from and what f should be there: 1 or -1, or the target. */
interface Side {
  readonly rows: Int32Array
  readonly aims: Float64Array
  readonly isRegression: boolean
}

function wholeTarget(y: Float64Array, { centre, scale }: { centre: number; scale: number }): Side {
  return { rows: Int32Array.from(y, (_, row) => row), aims: y.map((value) => (value - centre) / scale), isRegression: true }
}

/** Two classes: one machine. More: one for each class with straight borders, for each pair with a kernel. */
function sidesOf(y: Float64Array, classes: number, kernel: VectorOptions['kernel']): Side[] {
  const all = Int32Array.from(y, (_, row) => row)
  const against = (above: (code: number) => boolean, rows: Int32Array): Side => ({
    rows,
    aims: y.map((code) => (above(code) ? 1 : -1)),
    isRegression: false,
  })
  if (classes === 2) return [against((code) => code === 1, all)]
  if (kernel === 'linear') return Array.from({ length: classes }, (_, k) => against((code) => code === k, all))
  return Array.from({ length: classes }, (_, low) =>
    Array.from({ length: classes - low - 1 }, (__, step) => {
      const high = low + step + 1
      return against(
        (code) => code === high,
        all.filter((row) => y[row] === low || y[row] === high),
      )
    }),
  ).flat()
}

interface Data {
  readonly scaled: readonly Float64Array[]
  readonly weights: Float64Array
  readonly gamma: number
  readonly options: VectorOptions & FitOptions
}

/** One machine: slopes and intercept, or a factor for each of its rows. */
interface FittedMachine {
  readonly rows: Int32Array
  readonly values: Float64Array
  readonly intercept: number
  readonly converged: boolean
}

interface Fitted extends FittedMachine {
  readonly chance: PlattLine | null
}

async function fitMachine(
  { scaled, weights, gamma, options }: Data,
  side: Side,
  rows: Int32Array,
  control: FitControl,
): Promise<FittedMachine> {
  await breathe(control)
  const aims = Float64Array.from(rows, (row) => side.aims[row]!)
  const costs = Float64Array.from(rows, (row) => options.c * weights[row]!)
  if (options.kernel === 'linear') {
    const columns = scaled.map((column) => Float64Array.from(rows, (row) => column[row]!))
    const task = { columns, aims, costs, slack: side.isRegression ? options.slack : null, tolerance: options.tolerance * 1e-4 }
    const quiet: FitControl = { ...control, cancelled: () => control.cancelled(), progress: () => undefined, metric: () => undefined }
    const { slopes, converged } = await fitStraight(task, quiet)
    return { rows: new Int32Array(0), values: slopes.slice(0, -1), intercept: slopes.at(-1)!, converged }
  }
  const { slack, tolerance } = options
  const twice = (first: (value: number) => number, second: (value: number) => number, list: Float64Array) =>
    Float64Array.from([...list.map(first), ...list.map(second)])
  const same = (value: number) => value
  const task = side.isRegression
    ? {
        signs: Int8Array.from({ length: 2 * rows.length }, (_, k) => (k < rows.length ? 1 : -1)),
        bounds: twice(same, same, costs),
        aims: twice(
          (aim) => aim - slack,
          (aim) => aim + slack,
          aims,
        ),
      }
    : { signs: Int8Array.from(aims), bounds: costs, aims }
  const { coefficients, intercept, converged } = await solveDual(
    {
      points: pointsOf(scaled, rows),
      width: scaled.length,
      gamma,
      ...task,
      tolerance,
      crews: options.crews,
    },
    control,
  )
  return { rows, values: coefficients, intercept, converged }
}

/** Rows of the scaled columns, one after the other. */
function pointsOf(scaled: readonly Float64Array[], rows: Int32Array): Float64Array {
  const points = new Float64Array(rows.length * scaled.length)
  let at = 0
  for (const row of rows) for (const column of scaled) points[at++] = column[row]!
  return points
}

/** Platt's line through the values of machines at rows that they did not learn from. */
async function chanceOf(data: Data, side: Side, control: FitControl, share: (done: number) => void): Promise<PlattLine> {
  const { scaled, options, gamma, weights } = data
  const above = side.rows.filter((row) => side.aims[row]! > 0)
  const below = side.rows.filter((row) => side.aims[row]! < 0)
  const foldOf = new Int32Array(side.aims.length).fill(-1)
  const random = randomFrom(options.seed ^ 0x91a7)
  for (const list of [above, below]) shuffledIndices(list.length, random).forEach((place, at) => (foldOf[list[place]!] = at % chanceFolds))
  // With so few rows none can be spared: the values are those of rows that were learnt from.
  const folds = Math.min(above.length, below.length) > chanceFolds ? chanceFolds : 1
  const values = new Float64Array(side.rows.length)
  for (let fold = 0; fold < folds; fold++) {
    const taught = folds === 1 ? side.rows : side.rows.filter((row) => foldOf[row] !== fold)
    const held = folds === 1 ? side.rows : side.rows.filter((row) => foldOf[row] === fold)
    const machines = join([await fitMachine(data, side, taught, control)], { scaled, gamma, kernel: options.kernel })
    const found = await valuesAt(machines, pointsOf(scaled, held), data, control)
    let at = 0
    side.rows.forEach((row, place) => {
      if (folds === 1 || foldOf[row] === fold) values[place] = found[at++]!
    })
    share((fold + 2) / (chanceFolds + 1))
  }
  return fitPlatt(
    values,
    Uint8Array.from(side.rows, (row) => (side.aims[row]! > 0 ? 1 : 0)),
    Float64Array.from(side.rows, (row) => weights[row]!),
  )
}

/** Values of the first machine at scaled rows, one after the other. */
async function valuesAt(machines: Machines, points: Float64Array, { scaled, options }: Data, control: FitControl): Promise<Float64Array> {
  const width = scaled.length
  const count = points.length / width
  if (machines.kernel === 'gaussian') return valuesOfMany(machines, points, { width, crews: options.crews }, control)
  const out = new Float64Array(1)
  return Float64Array.from({ length: count }, (_, at) => {
    decide(machines, points.subarray(at * width, (at + 1) * width), out)
    return out[0]!
  })
}

/** What a machine of so many rows holds beside the matrix: its rows in 64 bits and 32, and rows of the kernel. */
export const vectorNeeds: NeedsOf = (rows, columns) => ({
  kernels: rows * (columns * 4 + 64) + Math.min(cacheBytes, rows * rows * 4),
  beside: rows * columns * 24,
})

/** Machines that share their kept rows. */
function join(
  fitted: readonly FittedMachine[],
  { scaled, gamma, kernel }: { scaled: readonly Float64Array[]; gamma: number; kernel: VectorOptions['kernel'] },
): Machines {
  const intercepts = fitted.map(({ intercept }) => intercept)
  if (kernel === 'linear') return { kernel, slopes: fitted.map(({ values }) => values), intercepts }
  const used = new Set<number>()
  for (const { rows, values } of fitted) rows.forEach((row, at) => values[at] !== 0 && used.add(row))
  const kept = Int32Array.from(used).sort()
  const places = new Map(Array.from(kept, (row, place) => [row, place]))
  const factors = fitted.map(({ rows, values }) => {
    const own = new Float64Array(kept.length)
    rows.forEach((row, at) => {
      const place = places.get(row)
      if (place !== undefined) own[place] = values[at]!
    })
    return own
  })
  return { kernel, gamma, points: pointsOf(scaled, kept), factors, intercepts }
}

const lookedAt = 500

/** How steep f is along each scaled column: mean size of the slopes, of a kernel the root of the mean square at kept rows. */
function steepness(machines: Machines, width: number): Float64Array {
  const steep = new Float64Array(width)
  if (machines.kernel === 'linear') {
    for (const slopes of machines.slopes) slopes.forEach((slope, j) => (steep[j]! += Math.abs(slope) / machines.slopes.length))
    return steep
  }
  const { points, gamma, factors } = machines
  const kept = points.length / width
  const step = Math.max(1, Math.floor(kept / lookedAt))
  const slope = new Float64Array(width)
  let looks = 0
  for (const own of factors)
    for (let at = 0; at < kept; at += step) {
      slope.fill(0)
      const point = points.subarray(at * width, (at + 1) * width)
      for (let k = 0; k < kept; k++) {
        if (own[k] === 0) continue
        const pull = -2 * gamma * own[k]! * Math.exp(-gamma * distanceAt(points, k * width, point))
        for (let j = 0; j < width; j++) slope[j]! += pull * (points[at * width + j]! - points[k * width + j]!)
      }
      for (let j = 0; j < width; j++) steep[j]! += slope[j]! ** 2
      looks++
    }
  return steep.map((sum) => (looks > 0 ? Math.sqrt(sum / looks) : 0))
}

function remarksOf(found: readonly Fitted[], constant: readonly string[], machines: Machines): Text[] {
  const remarks: Text[] = []
  if (constant.length > 0)
    remarks.push({
      en: `Constant in the training rows, so without influence: ${constant.join(', ')}.`,
      fr: `Constantes dans les lignes d’apprentissage, donc sans influence : ${constant.join(', ')}.`,
    })
  if (machines.kernel === 'gaussian') {
    const kept = countText(machines.factors[0]!.length)
    remarks.push({
      en: `The model keeps ${kept} training rows (support vectors), with their values.`,
      fr: `Le modèle garde ${kept} lignes d’apprentissage (vecteurs de support), avec leurs valeurs.`,
    })
  }
  if (found.some(({ converged }) => !converged))
    remarks.push({
      en: 'The fit did not settle: bring the columns to one scale, or use a smaller C.',
      fr: 'L’ajustement ne s’est pas stabilisé : ramenez les colonnes à une même échelle, ou prenez un C plus petit.',
    })
  return remarks
}
