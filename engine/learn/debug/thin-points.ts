import type { CurvePoint } from './training-record.ts'

/**
 * The points with at most about `most` of each curve: every n-th of a long one, with its first, last, lowest and highest, which rules and
 * eyes go by.
 */
export function thinPoints(points: readonly CurvePoint[], most: number): readonly CurvePoint[] {
  const curves = Map.groupBy(points, ({ name }) => name)
  if ([...curves.values()].every((curve) => curve.length <= most)) return points
  const kept = new Set<CurvePoint>()
  for (const curve of curves.values()) {
    const every = Math.ceil(curve.length / most)
    let low = curve[0]!
    let high = low
    curve.forEach((point, at) => {
      if (at % every === 0) kept.add(point)
      if (point.value < low.value) low = point
      if (point.value > high.value) high = point
    })
    for (const point of [low, high, curve.at(-1)!]) kept.add(point)
  }
  return points.filter((point) => kept.has(point))
}
