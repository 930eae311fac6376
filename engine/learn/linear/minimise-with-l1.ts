import { breathe, type FitControl } from '../estimator.ts'
import { descent, dot, memory, type MinimiseTask, type Minimum, type StepPair } from './minimise.ts'

/**
 * Minimises a smooth convex function plus sum l1 |x| by OWL-QN (Andrew and Gao 2007): L-BFGS within the orthant that the steepest descent points into;
 * what would cross 0 stays there.
 */
export async function minimiseWithL1(task: MinimiseTask & { readonly l1: Float64Array }, control: FitControl): Promise<Minimum> {
  const { l1, evaluate } = task
  let x = new Float64Array(task.dimension)
  if (task.start) x.set(task.start)
  let gradient = new Float64Array(task.dimension)
  const whole = (smooth: number, at: Float64Array) => smooth + at.reduce((sum, value, i) => sum + l1[i]! * Math.abs(value), 0)
  let value = whole(evaluate(x, gradient), x)
  const pairs: StepPair[] = []
  for (let iteration = 0; ; iteration++) {
    const steepest = steepestDescent(x, gradient, l1)
    if (steepest.every((entry) => Math.abs(entry) <= task.tolerance)) return { x, value, iterations: iteration, converged: true }
    if (iteration >= task.maxIterations) return { x, value, iterations: iteration, converged: false }
    await breathe(control)
    control.metric('loss', iteration, value)
    const direction = descent(
      steepest.map((entry) => -entry),
      pairs,
    )
    for (let i = 0; i < direction.length; i++) if (direction[i]! * steepest[i]! <= 0) direction[i] = 0
    const orthant = x.map((entry, i) => (entry === 0 ? Math.sign(steepest[i]!) : Math.sign(entry)))
    const next = { x: new Float64Array(x.length), gradient: new Float64Array(x.length), value: Number.POSITIVE_INFINITY }
    let length = pairs.length === 0 ? 1 / Math.max(1, Math.sqrt(dot(steepest, steepest))) : 1
    for (; length > 1e-12; length /= 2) {
      for (let i = 0; i < x.length; i++) {
        const moved = x[i]! + length * direction[i]!
        next.x[i] = moved * orthant[i]! > 0 ? moved : 0
      }
      next.gradient.fill(0)
      next.value = whole(evaluate(next.x, next.gradient), next.x)
      let gain = 0
      for (let i = 0; i < x.length; i++) gain += steepest[i]! * (next.x[i]! - x[i]!)
      if (next.value <= value - 1e-4 * gain + 1e-14 * Math.abs(value)) break
    }
    if (length <= 1e-12) {
      const largest = steepest.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0)
      return { x, value, iterations: iteration, converged: largest <= Math.sqrt(task.tolerance) }
    }
    const s = next.x.map((entry, i) => entry - x[i]!)
    const y = next.gradient.map((entry, i) => entry - gradient[i]!)
    const curvature = dot(s, y)
    if (curvature > 1e-300) {
      pairs.push({ s, y, rho: 1 / curvature })
      if (pairs.length > memory) pairs.shift()
    }
    ;({ x, gradient, value } = next)
  }
}

/** The way down of the whole function; 0 where |x| holds an entry at 0. */
function steepestDescent(x: Float64Array, gradient: Float64Array, l1: Float64Array): Float64Array {
  return x.map((value, i) => {
    const hold = l1[i]!
    const down = -gradient[i]!
    if (value !== 0) return down - Math.sign(value) * hold
    return Math.sign(down) * Math.max(0, Math.abs(down) - hold)
  })
}
