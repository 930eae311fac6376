import type { CurvePoint } from '../../runs/run.ts'

export interface CurveSeries {
  readonly name: string
  readonly points: readonly (readonly [number, number])[]
}

/** Points by the name of their curve, each curve in the order of its steps. */
export function curveSeries(points: readonly CurvePoint[]): CurveSeries[] {
  const byName = new Map<string, (readonly [number, number])[]>()
  for (const { name, step, value } of points) {
    if (!Number.isFinite(value)) continue
    const known = byName.get(name)
    if (known) known.push([step, value])
    else byName.set(name, [[step, value]])
  }
  return [...byName].map(([name, list]) => ({ name, points: list.toSorted((a, b) => a[0] - b[0]) }))
}
