import type { PanelCurve } from './curve-panels.ts'

/** The point of a curve nearest to a step, its last one when no step is asked for; null when it has none, or had ended before that step. */
export function pointAt({ points }: PanelCurve, step: number | null): readonly [number, number] | null {
  const last = points.at(-1) ?? null
  if (step === null || !last) return last
  if (step > last[0] + 1) return null
  return points.reduce<readonly [number, number] | null>(
    (near, point) => (near && Math.abs(near[0] - step) <= Math.abs(point[0] - step) ? near : point),
    null,
  )
}
