import type { CrewMaker } from '../../kernels/crew.ts'
import { breathe, type FitControl } from '../estimator.ts'
import type { Matrix } from '../matrix.ts'
import { choleskyOf, invertedTriangle } from '../cholesky.ts'
import { kMeans } from './k-means.ts'

export interface MixtureOptions {
  readonly clouds: number
  /** `full`: clouds stretch in any direction; `diagonal`: along the columns only. */
  readonly shape: 'full' | 'diagonal'
  readonly seed: number
  readonly crews: CrewMaker
  /** Steps end when the mean log likelihood gains less. */
  readonly tolerance?: number
  readonly mostSteps?: number
  /** The cloud of each row to begin with, from 0; found by k-means when absent. */
  readonly from?: ArrayLike<number>
}

export interface Cloud {
  /** Share of the rows. */
  readonly weight: number
  readonly mean: readonly number[]
  /** Rows of the lower triangle that makes a row's offset from the mean uncorrelated numbers of deviation 1; of the diagonal shape one number each. */
  readonly factors: readonly (readonly number[])[]
}

export interface GaussianMixture {
  /** The largest first. */
  readonly clouds: readonly Cloud[]
  readonly meanLogLikelihood: number
  /** Schwarz 1978 and Akaike 1974: smaller is better. */
  readonly bic: number
  readonly aic: number
  readonly steps: number
  readonly converged: boolean
}

/** Added to each variance, so that no cloud shrinks to a point (as scikit-learn). */
const least = 1e-6

interface Fitted {
  readonly weight: number
  readonly mean: Float64Array
  /** Inverse Cholesky factor of the covariance, width x width; of the diagonal shape the inverse deviations. */
  readonly inverse: Float64Array
  /** Log of the density at the mean, without the weight. */
  readonly peak: number
}

/** A mixture of normal clouds by expectation and maximisation (Dempster, Laird and Rubin 1977). Rows complete and finite. */
export async function gaussianMixture(x: Matrix, options: MixtureOptions, control: FitControl): Promise<GaussianMixture> {
  const { clouds: count, shape, tolerance = 1e-3, mostSteps = 100 } = options
  const width = x.columns.length
  const labels =
    options.from ??
    (await kMeans(x, { clusters: count, seed: options.seed, starts: 3, crews: options.crews }, { ...control, progress: () => undefined }))
      .labels
  const shares = Array.from({ length: count }, (_, k) => Float64Array.from(labels, (label) => Number(label === k)))
  let fitted = await maximise(x, shares, shape, control)
  let before = Number.NEGATIVE_INFINITY
  let steps = 0
  let converged = false
  while (!converged && steps < mostSteps) {
    const likelihood = expectation(x, fitted, shape, shares)
    fitted = await maximise(x, shares, shape, control)
    steps++
    converged = likelihood - before < tolerance
    before = likelihood
    control.progress(steps / mostSteps)
  }
  const likelihood = expectation(x, fitted, shape, shares)
  control.progress(1)
  const parameters = fitted.length * (width + (shape === 'full' ? (width * (width + 1)) / 2 : width)) + fitted.length - 1
  return {
    clouds: fitted.toSorted((a, b) => b.weight - a.weight).map((cloud) => cloudOf(cloud, width, shape)),
    meanLogLikelihood: likelihood,
    bic: -2 * likelihood * x.rows + parameters * Math.log(x.rows),
    aic: -2 * likelihood * x.rows + 2 * parameters,
    steps,
    converged,
  }
}

function cloudOf({ weight, mean, inverse }: Fitted, width: number, shape: MixtureOptions['shape']): Cloud {
  const factors =
    shape === 'diagonal'
      ? Array.from(inverse, (value) => [value])
      : Array.from({ length: width }, (_, i) => [...inverse.subarray(i * width, i * width + i + 1)])
  return { weight, mean: [...mean], factors }
}

/** Clouds from the share that each has in each row; one without rows is left out. */
async function maximise(
  x: Matrix,
  shares: Float64Array[],
  shape: MixtureOptions['shape'],
  control: FitControl,
): Promise<readonly Fitted[]> {
  const found: Fitted[] = []
  for (let k = 0; k < shares.length;) {
    const share = shares[k]!
    let total = 0
    for (const one of share) total += one
    if (total < 1e-8) {
      shares.splice(k, 1)
      continue
    }
    found.push(fittedCloud(x, share, { total, shape }))
    k++
    await breathe(control)
  }
  return found
}

function fittedCloud(
  { rows, columns }: Matrix,
  share: Float64Array,
  { total, shape }: { readonly total: number; readonly shape: MixtureOptions['shape'] },
): Fitted {
  const width = columns.length
  const mean = Float64Array.from(columns, (column) => {
    let sum = 0
    for (let i = 0; i < rows; i++) sum += share[i]! * column[i]!
    return sum / total
  })
  const product = (i: number, j: number) => {
    const [a, b] = [columns[i]!, columns[j]!]
    const [meanA, meanB] = [mean[i]!, mean[j]!]
    let sum = 0
    for (let row = 0; row < rows; row++) sum += share[row]! * (a[row]! - meanA) * (b[row]! - meanB)
    return sum / total
  }
  const inverse = shape === 'diagonal' ? mean.map((_, j) => 1 / Math.sqrt(product(j, j) + least)) : fullInverse(width, product)
  let peak = (-width / 2) * Math.log(2 * Math.PI)
  for (let j = 0; j < width; j++) peak += Math.log(inverse[shape === 'diagonal' ? j : j * width + j]!)
  return { weight: total / rows, mean, inverse, peak }
}

function fullInverse(width: number, product: (i: number, j: number) => number): Float64Array {
  const covariance = new Float64Array(width * width)
  for (let i = 0; i < width; i++) for (let j = 0; j <= i; j++) covariance[i * width + j] = covariance[j * width + i] = product(i, j)
  // Columns of large numbers that hang on each other need more than the least to come apart.
  for (let added = least; ; added *= 10) {
    const own = covariance.map((value, at) => (at % (width + 1) === 0 ? value + added : value))
    const lower = choleskyOf(own, width)
    if (lower) return invertedTriangle(lower, width)
  }
}

/** Fills in the share that each cloud has in each row; gives the mean log likelihood. */
function expectation(
  { rows, columns }: Matrix,
  clouds: readonly Fitted[],
  shape: MixtureOptions['shape'],
  shares: readonly Float64Array[],
): number {
  const width = columns.length
  const away = new Float64Array(width)
  const logs = new Float64Array(clouds.length)
  const starts = Float64Array.from(clouds, ({ weight, peak }) => Math.log(weight) + peak)
  let sum = 0
  for (let row = 0; row < rows; row++) {
    let most = Number.NEGATIVE_INFINITY
    for (let k = 0; k < clouds.length; k++) {
      const { mean, inverse } = clouds[k]!
      for (let j = 0; j < width; j++) away[j] = columns[j]![row]! - mean[j]!
      logs[k] = starts[k]! - squaredLength(away, inverse, shape) / 2
      if (logs[k]! > most) most = logs[k]!
    }
    let all = 0
    for (let k = 0; k < logs.length; k++) all += Math.exp(logs[k]! - most)
    const log = most + Math.log(all)
    for (let k = 0; k < logs.length; k++) shares[k]![row] = Math.exp(logs[k]! - log)
    sum += log
  }
  return sum / rows
}

function squaredLength(away: Float64Array, inverse: Float64Array, shape: MixtureOptions['shape']): number {
  const width = away.length
  let sum = 0
  for (let i = 0; i < width; i++) {
    let z = 0
    if (shape === 'diagonal') z = away[i]! * inverse[i]!
    else for (let j = 0; j <= i; j++) z += inverse[i * width + j]! * away[j]!
    sum += z * z
  }
  return sum
}
