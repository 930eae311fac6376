import { breathe, type FitControl } from '../estimator.ts'

export interface MinimiseTask {
  readonly dimension: number
  /** The value at `x`; fills `gradient`. */
  evaluate(x: Float64Array, gradient: Float64Array): number
  /** Ends when the largest gradient entry is at or below this. */
  readonly tolerance: number
  readonly maxIterations: number
  /** Where to start; 0 unless said otherwise. */
  readonly start?: Float64Array
}

export interface Minimum {
  readonly x: Float64Array
  readonly value: number
  readonly iterations: number
  readonly converged: boolean
}

/** Steps that the curvature is estimated from. */
export const memory = 10

/** A step, and the change of the gradient over it. */
export interface StepPair {
  readonly s: Float64Array
  readonly y: Float64Array
  readonly rho: number
}

/**
 * Minimises a smooth convex function by L-BFGS (Nocedal and Wright, algorithm 7.4). Near the minimum the value no longer
 * changes in the last bits while the gradient still does, so a step is also accepted when the slope along it has shrunk
 * (the approximate Wolfe test of Hager and Zhang 2005).
 */
export async function minimise(task: MinimiseTask, control: FitControl): Promise<Minimum> {
  const n = task.dimension
  let x = new Float64Array(n)
  if (task.start) x.set(task.start)
  let gradient = new Float64Array(n)
  let value = task.evaluate(x, gradient)
  const pairs: StepPair[] = []
  for (let iteration = 0; ; iteration++) {
    if (largest(gradient) <= task.tolerance) return { x, value, iterations: iteration, converged: true }
    if (iteration >= task.maxIterations) return { x, value, iterations: iteration, converged: false }
    await breathe(control)
    control.metric('loss', iteration, value)
    control.progress(1 - 1 / (1 + iteration / 10))
    const direction = descent(gradient, pairs)
    const step = search(
      task,
      { x, gradient, value },
      direction,
      pairs.length === 0 ? 1 / Math.max(1, Math.sqrt(dot(direction, direction))) : 1,
    )
    if (!step) return { x, value, iterations: iteration, converged: largest(gradient) <= Math.sqrt(task.tolerance) }
    const s = subtract(step.x, x)
    const y = subtract(step.gradient, gradient)
    const curvature = dot(s, y)
    if (curvature > 1e-300) {
      pairs.push({ s, y, rho: 1 / curvature })
      if (pairs.length > memory) pairs.shift()
    }
    ;({ x, gradient, value } = step)
  }
}

interface Point {
  readonly x: Float64Array<ArrayBuffer>
  readonly gradient: Float64Array<ArrayBuffer>
  readonly value: number
}

/** The direction down from a gradient, by the curvature that the pairs tell. */
export function descent(gradient: Float64Array, pairs: readonly StepPair[]): Float64Array {
  const q = gradient.map((g) => -g)
  const alphas = new Array<number>(pairs.length)
  for (let k = pairs.length - 1; k >= 0; k--) {
    const { s, y, rho } = pairs[k]!
    alphas[k] = rho * dot(s, q)
    add(q, y, -alphas[k]!)
  }
  const last = pairs.at(-1)
  if (last) {
    const scale = 1 / (last.rho * dot(last.y, last.y))
    for (let i = 0; i < q.length; i++) q[i]! *= scale
  }
  pairs.forEach(({ s, y, rho }, k) => add(q, s, alphas[k]! - rho * dot(y, q)))
  return q
}

/** Widens the step until the slope turns, then narrows by bisection, until Armijo (or the approximate test) and curvature hold. */
function search(task: MinimiseTask, from: Point, direction: Float64Array, first: number): Point | null {
  const slope = dot(from.gradient, direction)
  if (!(slope < 0)) return null
  const noise = 1e-13 * Math.abs(from.value)
  let low = 0
  let high = Number.POSITIVE_INFINITY
  let length = first
  for (let attempt = 0; attempt < 60; attempt++) {
    const x = from.x.map((value, i) => value + length * direction[i]!)
    const gradient = new Float64Array(x.length)
    const value = task.evaluate(x, gradient)
    const ahead = dot(gradient, direction)
    const lower = value <= from.value + 1e-4 * length * slope || (value <= from.value + noise && ahead <= -0.8 * slope)
    if (!lower || !Number.isFinite(value)) high = length
    else if (ahead < 0.9 * slope) low = length
    else return { x, gradient, value }
    length = high === Number.POSITIVE_INFINITY ? low * 2 : (low + high) / 2
  }
  return null
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

function add(to: Float64Array, what: Float64Array, factor: number): void {
  for (let i = 0; i < to.length; i++) to[i]! += factor * what[i]!
}

function subtract(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value - b[i]!)
}

function largest(values: Float64Array): number {
  let most = 0
  for (const value of values) most = Math.max(most, Math.abs(value))
  return most
}
