import type { CrewMaker } from '../../kernels/crew.ts'
import { breathe, type FitControl } from '../estimator.ts'
import { chooseStrength, type Choice, type ChoiceRule } from './choose-strength.ts'
import { LogisticRows, mostFits, type LogisticTable, type Stretch } from './logistic-rows.ts'
import { distanceOf, nextSlopes, proximalNewton, type Holds, type NewtonFit } from './proximal-newton.ts'

/** Slopes of standardised columns at each strength, and the fit at the chosen one. */
export interface LogisticPath {
  readonly slopes: readonly Float64Array[]
  readonly choice: Choice | null
  readonly fit: { readonly slopes: Float64Array; readonly loss: number; readonly iterations: number; readonly converged: boolean }
}

export interface PathTask {
  readonly table: LogisticTable
  /** From the strongest on; a single one is taken as it is. */
  readonly strengths: readonly number[]
  /** What holds the slopes at a strength when the rows weigh so much. */
  holds(strength: number, weight: number): Holds
  readonly rule: ChoiceRule
  readonly tolerance: number
  readonly maxIterations: number
  readonly crews: CrewMaker
}

/** Tables with more rows start from a sample of so many. */
const sampledRows = 50_000
const roughly = 1e-4
/** How near the minimum the fits that only choose a strength must come: a change of the mean loss below 1e-8. */
const nearEnough = 5e-5
const mostRounds = 6

/** Fits of two classes at each strength; of several, those of cross-validation too. The number of workers changes no bit. */
export async function binaryPath(task: PathTask, control: FitControl): Promise<LogisticPath> {
  const { table, strengths, crews } = task
  const folds = table.parts?.length ?? 0
  const isLong = table.x.rows > 2 * sampledRows
  const rows = new LogisticRows(table, crews, isLong && folds > 0 ? Math.min(mostFits, strengths.length * folds) : 0)
  try {
    const fits = new Fits(task, rows, control)
    const step = isLong ? Math.floor(table.x.rows / sampledRows) : 1
    if (folds === 0) return { slopes: [], choice: null, fit: await fits.single(step) }
    return isLong ? await fits.together(step) : await fits.oneByOne()
  } finally {
    rows.close()
  }
}

/** Fits kernels can hold at once, for `logisticBytes`. */
export function fitsAtOnce(rows: number, strengths: number, folds: number): number {
  return rows > 2 * sampledRows && folds > 0 ? Math.min(mostFits, strengths * folds) : 0
}

class Fits {
  private readonly task: PathTask
  private readonly rows: LogisticRows
  private readonly control: FitControl
  private readonly quiet: FitControl

  constructor(task: PathTask, rows: LogisticRows, control: FitControl) {
    this.task = task
    this.rows = rows
    this.control = control
    // The curve that a person sees is that of the last fit.
    this.quiet = { ...control, cancelled: () => control.cancelled(), metric: () => undefined }
  }

  /** The fit at the only strength; a long table's begins where that of a sample ends. */
  async single(step: number): Promise<NewtonFit> {
    const { rows, task } = this
    const begun = step > 1 ? await this.fitAt(task.strengths[0]!, rows.sample(step), { tolerance: roughly }) : null
    return this.fitAt(task.strengths[0]!, rows.stretches(), { ...(begun && { begun }), isLast: true })
  }

  /** Short tables: each fit by itself, beginning at the one of all rows. */
  async oneByOne(): Promise<LogisticPath> {
    const { rows, task, control } = this
    const path: NewtonFit[] = []
    for (const strength of task.strengths) {
      const begun = path.at(-1)
      path.push(await this.fitAt(strength, rows.stretches(), begun ? { begun } : {}))
    }
    const errors: number[][] = []
    const folds = task.table.parts?.length ?? 0
    for (let fold = 0; fold < folds; fold++) {
      const held = [rows.part(fold)]
      const weight = rows.weight(held)
      const losses: number[] = []
      for (const [at, strength] of task.strengths.entries()) {
        const { slopes } = await this.fitAt(strength, rows.stretches(fold), { begun: path[at]! })
        losses.push(rows.evaluate(slopes, held, false).loss / weight)
      }
      errors.push(losses)
      control.progress(0.1 + (0.8 * (fold + 1)) / folds)
    }
    return this.chosen(path, errors)
  }

  /** Long tables: all fits side by side, each a few steps with the curvature of a sample, which is that of all rows but for a few percent. */
  async together(step: number): Promise<LogisticPath> {
    const { rows, task } = this
    const { strengths, table } = task
    const begun = await this.sampled(step)
    const folds = table.parts!.length
    const weights = Array.from({ length: folds }, (_, fold) => rows.weight([rows.part(fold)]))
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    const all = strengths.map((strength, at): Fit => ({ ...begun[at]!, holds: task.holds(strength, total), weight: total, leaves: -1 }))
    const partly = await this.settle(all, 0.3)
    const apart = strengths.map((strength, at) =>
      weights.map((weight, fold): Fit => {
        const own = { holds: task.holds(strength, total - weight), weight: total - weight, leaves: fold, curvature: all[at]!.curvature }
        const gradient = meanGradient(partly[at]!.gradients, own)
        return { ...own, slopes: nextSlopes(own.holds, all[at]!.slopes, gradient, own.curvature) }
      }),
    )
    const errors: number[][] = []
    const atOnce = Math.max(1, Math.floor(mostFits / strengths.length))
    for (let first = 0; first < folds; first += atOnce) {
      const some = apart.flatMap((list) => list.slice(first, first + atOnce))
      const found = await this.settle(some, 0.3 + (0.6 * Math.min(folds, first + atOnce)) / folds)
      const width = some.length / strengths.length
      for (let fold = 0; fold < width; fold++)
        errors.push(strengths.map((_, at) => found[at * width + fold]!.loss / weights[first + fold]!))
    }
    return this.chosen(all, errors)
  }

  /**
   * The path of a sample, each fit with the curvature of all rows: that of one strength, which is computed, and its change over the sample to the
   * others.
   */
  private async sampled(step: number): Promise<Begun[]> {
    const { rows, task, control } = this
    const sample = rows.sample(step)
    const weight = rows.weight(sample)
    const begun: Begun[] = []
    let before: NewtonFit | undefined
    for (const strength of task.strengths) {
      before = await this.fitAt(strength, sample, { tolerance: roughly, ...(before && { begun: before }) })
      const { curvature } = rows.evaluate(before.slopes, sample, true)
      begun.push({ slopes: before.slopes, curvature: curvature!.map((value) => value / weight) })
      control.progress(begun.length / task.strengths.length / 10)
    }
    const middle = begun[Math.floor(begun.length / 2)]!
    const stretches = rows.stretches()
    const total = rows.weight(stretches)
    const { curvature } = rows.evaluate(middle.slopes, stretches, true)
    const off = curvature!.map((value, at) => value / total - middle.curvature[at]!)
    return begun.map((fit) => ({ slopes: fit.slopes, curvature: fit.curvature.map((value, at) => value + off[at]!) }))
  }

  /** Steps of all fits until each is near enough its minimum; changes their slopes. Gives gradients by part, and losses on what each leaves out. */
  private async settle(fits: readonly Fit[], share: number): Promise<readonly Settled[]> {
    const { rows, control } = this
    const found: Settled[] = []
    let late = fits.map((_, at) => at)
    for (let round = 1; late.length > 0; round++) {
      await breathe(control)
      const some = late.map((at) => fits[at]!)
      const { gradients, losses } = rows.evaluateMany(
        some.map(({ slopes }) => slopes),
        some.map(({ leaves }) => leaves),
      )
      late.forEach((at, place) => (found[at] = { gradients: gradients.map((part) => part[place]!), loss: losses[place]! }))
      control.progress(share)
      // In 32 bits some never come nearer.
      if (round > mostRounds) break
      late = late.filter((at) => distanceOf(fits[at]!.holds, fits[at]!.slopes, meanGradient(found[at]!.gradients, fits[at]!)) > nearEnough)
      for (const at of late) fits[at]!.slopes = await this.stepOf(fits[at]!, found[at]!, round)
    }
    return found
  }

  /** The next slopes of a fit; one that steps with the curvature at hand do not settle is fitted by itself. */
  private async stepOf(fit: Fit, { gradients }: Settled, round: number): Promise<Float64Array> {
    if (round < mostRounds) return nextSlopes(fit.holds, fit.slopes, meanGradient(gradients, fit), fit.curvature)
    const { rows, quiet } = this
    const own = { ...fit.holds, rows, stretches: rows.stretches(fit.leaves), weight: fit.weight, start: fit.slopes }
    return (await proximalNewton({ ...own, curvature: null, tolerance: nearEnough / 4, maxIterations: 100 }, quiet)).slopes
  }

  private async chosen(path: readonly Begun[], errors: number[][]): Promise<LogisticPath> {
    const choice = chooseStrength(errors, this.task.rule)
    const strength = this.task.strengths[choice.chosen]!
    const fit = await this.fitAt(strength, this.rows.stretches(), { begun: path[choice.chosen]!, isLast: true })
    return { slopes: path.map(({ slopes }) => slopes), choice, fit }
  }

  private fitAt(
    strength: number,
    stretches: readonly Stretch[],
    { begun, tolerance, isLast }: { begun?: Begun; tolerance?: number; isLast?: true },
  ): Promise<NewtonFit> {
    const { rows, task } = this
    const weight = rows.weight(stretches)
    return proximalNewton(
      {
        ...task.holds(strength, weight),
        rows,
        stretches,
        weight,
        start: begun?.slopes ?? new Float64Array(rows.size),
        curvature: begun?.curvature ?? null,
        tolerance: tolerance ?? task.tolerance,
        maxIterations: task.maxIterations,
      },
      isLast ? this.control : this.quiet,
    )
  }
}

interface Begun {
  readonly slopes: Float64Array
  readonly curvature: Float64Array
}

interface Settled {
  readonly gradients: readonly Float64Array[]
  readonly loss: number
}

interface Fit {
  slopes: Float64Array
  readonly curvature: Float64Array
  readonly holds: Holds
  readonly weight: number
  /** The part that it leaves out; -1 for none. */
  readonly leaves: number
}

function meanGradient(parts: readonly Float64Array[], { leaves, weight }: { leaves: number; weight: number }): Float64Array {
  const sum = new Float64Array(parts[0]!.length)
  parts.forEach((part, at) => {
    if (at !== leaves) for (let j = 0; j < sum.length; j++) sum[j]! += part[j]! / weight
  })
  return sum
}
