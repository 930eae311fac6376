import { breathe, type FitControl } from '../estimator.ts'
import type { LogisticRows, LogisticSums, Stretch } from './logistic-rows.ts'
import { descendCoordinates, solveQuadratic } from './quadratic.ts'

/** What holds each slope near 0, in units of the mean loss: sum l1 |b| + 1/2 sum l2 b^2. */
export interface Holds {
  readonly l1: Float64Array
  readonly l2: Float64Array
}

export interface NewtonTask extends Holds {
  readonly rows: LogisticRows
  readonly stretches: readonly Stretch[]
  /** The sum of the weights of these rows. */
  readonly weight: number
  readonly start: Float64Array
  /** The mean curvature somewhere near, where one is known. */
  readonly curvature: Float64Array | null
  readonly tolerance: number
  readonly maxIterations: number
}

export interface NewtonFit {
  readonly slopes: Float64Array
  readonly curvature: Float64Array
  /** Mean loss at the slopes, without the penalty. */
  readonly loss: number
  readonly iterations: number
  readonly converged: boolean
}

/**
 * Newton's method with an L1 penalty (Lee, Sun and Saunders 2014): each step makes the quadratic model of the loss and the penalty small. The
 * curvature is computed anew only when steps get too little done with the one at hand.
 */
export async function proximalNewton(task: NewtonTask, control: FitControl): Promise<NewtonFit> {
  const { rows, stretches, weight, tolerance } = task
  const at = (slopes: Float64Array, withCurvature: boolean): State =>
    stateOf(task, slopes, rows.evaluate(slopes, stretches, withCurvature), weight)
  let state = at(task.start, task.curvature === null)
  let curvature = state.curvature ?? task.curvature!
  let isFresh = state.curvature !== null
  for (let iteration = 0; ; iteration++) {
    control.metric('loss', iteration, state.loss)
    const end = (converged: boolean): NewtonFit => ({ slopes: state.slopes, curvature, loss: state.loss, iterations: iteration, converged })
    if (state.distance <= tolerance) return end(true)
    if (iteration >= task.maxIterations) return end(false)
    await breathe(control)
    const next = nextSlopes(task, state.slopes, state.gradient, curvature)
    const found = search(task, state, next, (slopes) => at(slopes, false))
    if (found && (isFresh || found.distance < 0.3 * state.distance)) {
      const slow = found.distance > 0.1 * state.distance
      state = found
      isFresh = false
      if (slow && state.distance > tolerance) {
        state = at(state.slopes, true)
        curvature = state.curvature!
        isFresh = true
      }
      continue
    }
    if (isFresh) return end(state.distance <= Math.sqrt(tolerance))
    state = at(found && found.value < state.value ? found.slopes : state.slopes, true)
    curvature = state.curvature!
    isFresh = true
  }
}

/** The slopes that make the model small: gradient and curvature at `slopes`, and the penalty. */
export function nextSlopes({ l1, l2 }: Holds, slopes: Float64Array, gradient: Float64Array, hessian: Float64Array): Float64Array {
  const size = slopes.length
  const linear = Float64Array.from({ length: size }, (_, i) => {
    let sum = -gradient[i]!
    for (let j = 0; j < size; j++) sum += hessian[i * size + j]! * slopes[j]!
    return sum
  })
  if (l1.every((value) => value === 0)) return solveQuadratic({ size, hessian, linear, l2 })
  const next = slopes.slice()
  descendCoordinates({ size, hessian, linear, l1, l2 }, next, 1e-10)
  return next
}

/** How far the gradient and the penalty would move the slopes in a step of length 1: 0 at the minimum. */
export function distanceOf({ l1, l2 }: Holds, slopes: Float64Array, gradient: Float64Array): number {
  let most = 0
  for (let j = 0; j < slopes.length; j++) {
    const aim = slopes[j]! - gradient[j]! - l2[j]! * slopes[j]!
    const after = Math.sign(aim) * Math.max(0, Math.abs(aim) - l1[j]!)
    most = Math.max(most, Math.abs(after - slopes[j]!))
  }
  return most
}

interface State {
  readonly slopes: Float64Array
  readonly gradient: Float64Array
  readonly curvature: Float64Array | null
  readonly loss: number
  /** Loss and penalty. */
  readonly value: number
  readonly distance: number
}

function stateOf(holds: Holds, slopes: Float64Array, sums: LogisticSums, weight: number): State {
  const gradient = sums.gradient.map((value) => value / weight)
  const loss = sums.loss / weight
  return {
    slopes,
    gradient,
    curvature: sums.curvature?.map((value) => value / weight) ?? null,
    loss,
    value: loss + penaltyOf(holds, slopes),
    distance: distanceOf(holds, slopes, gradient),
  }
}

function penaltyOf({ l1, l2 }: Holds, slopes: Float64Array): number {
  return slopes.reduce((sum, slope, j) => sum + l1[j]! * Math.abs(slope) + (l2[j]! / 2) * slope * slope, 0)
}

/** Goes towards `next`, half as far as long as too little is gained; null when nothing is. */
function search(holds: Holds, from: State, next: Float64Array, at: (slopes: Float64Array) => State): State | null {
  const step = next.map((value, j) => value - from.slopes[j]!)
  const smooth = step.reduce((sum, value, j) => sum + value * from.gradient[j]!, 0)
  const promised = smooth + penaltyOf(holds, next) - penaltyOf(holds, from.slopes)
  // Near the minimum the value no longer changes in its last digits.
  const noise = 1e-14 * Math.abs(from.value)
  for (let length = 1; length > 1e-8; length /= 2) {
    const found = at(length === 1 ? next : from.slopes.map((value, j) => value + length * step[j]!))
    if (found.value <= from.value + 1e-4 * length * Math.min(0, promised) + noise) return found
  }
  return null
}
