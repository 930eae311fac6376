/** About 20 points of a curve, first and last included, for a table of it. */
export function fewPoints<Point>(points: readonly Point[], most = 21): readonly Point[] {
  if (points.length <= most) return points
  return Array.from({ length: most }, (_, k) => points[Math.round((k * (points.length - 1)) / (most - 1))]).filter(
    (point) => point !== undefined,
  )
}
