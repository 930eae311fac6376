import type { CurvePoint } from './run.ts'

/** More points of one curve than this are thinned while it grows. */
const mostOfCurve = 400

/**
 * The points without every second one of the curves that have grown too long. First, last, lowest and highest of each curve stay: the table and
 * the mark of the best go by them.
 */
export function thinCurves(points: readonly CurvePoint[]): readonly CurvePoint[] {
  const names = [...new Set(points.map(({ name }) => name))]
  const curves = names.map((name) => points.filter((point) => point.name === name)).filter(({ length }) => length > mostOfCurve)
  if (curves.length === 0) return points
  const gone = new Set(curves.flatMap((curve) => curve.filter((_, at) => at % 2 === 1)))
  for (const curve of curves) {
    const finite = curve.filter(({ value }) => Number.isFinite(value))
    const values = finite.map(({ value }) => value)
    const [low, high] = [Math.min(...values), Math.max(...values)]
    for (const point of [finite.find(({ value }) => value === low), finite.find(({ value }) => value === high), curve.at(-1)])
      if (point) gone.delete(point)
  }
  return points.filter((point) => !gone.has(point))
}
