export interface Circle {
  readonly x: number
  readonly y: number
  readonly radius: number
}

/** Two circles in a box whose areas are as the sizes of two sets, and their overlap as what both have (within one thousandth). */
export function vennCircles(
  rows: { readonly left: number; readonly both: number; readonly right: number },
  box: { readonly width: number; readonly height: number },
): readonly [Circle, Circle] {
  const [a, b] = [rows.left + rows.both, rows.right + rows.both]
  const largest = Math.max(a, b, 1)
  const [p, q] = [Math.sqrt(a / largest), Math.sqrt(b / largest)]
  const distance = a === 0 || b === 0 ? p + q : distanceFor(p, q, (Math.PI * rows.both) / largest)
  // The left circle reaches from -p; the right one ends at distance + q, unless it lies inside.
  const [start, end] = [Math.min(-p, distance - q), Math.max(p, distance + q)]
  const scale = Math.min(box.width / (end - start), box.height / 2)
  const offset = (box.width - (end - start) * scale) / 2
  const at = (centre: number, radius: number): Circle => ({
    x: offset + (centre - start) * scale,
    y: box.height / 2,
    radius: radius * scale,
  })
  return [at(0, p), at(distance, q)]
}

/** The distance of the centres at which circles of radius p and q share an area; halved 40 times. */
function distanceFor(p: number, q: number, area: number): number {
  let [near, far] = [Math.abs(p - q), p + q]
  for (let step = 0; step < 40; step++) {
    const middle = (near + far) / 2
    if (sharedArea(p, q, middle) > area) near = middle
    else far = middle
  }
  return (near + far) / 2
}

/** The area of the lens of two circles (mathworld.wolfram.com/Circle-CircleIntersection.html, equation 14). */
export function sharedArea(p: number, q: number, distance: number): number {
  if (distance >= p + q) return 0
  if (distance <= Math.abs(p - q)) return Math.PI * Math.min(p, q) ** 2
  const first = p ** 2 * Math.acos((distance ** 2 + p ** 2 - q ** 2) / (2 * distance * p))
  const second = q ** 2 * Math.acos((distance ** 2 + q ** 2 - p ** 2) / (2 * distance * q))
  const root = Math.sqrt((-distance + p + q) * (distance + p - q) * (distance - p + q) * (distance + p + q))
  return first + second - root / 2
}
