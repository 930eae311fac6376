/** A model in a chart that shows several. */
export interface CurveModel {
  readonly name: string
  readonly colour: string
}

/** The point of a curve at or before `x`, for the label beside it; null for an empty curve. */
export function curveAt(points: readonly (readonly [number, number])[], x: number): readonly [number, number] | null {
  let found: readonly [number, number] | null = points[0] ?? null
  for (const point of points) if (point[0] <= x && (!found || point[0] >= found[0])) found = point
  return found
}
