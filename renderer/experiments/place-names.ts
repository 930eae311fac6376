export interface PlacedName {
  readonly name: string
  readonly x: number
  readonly y: number
}

/** Pixels below which two names would stand on one another. */
const [wide, high] = [48, 12]

/** Names beside points: those of points on nearly the same place are put into one, where the first of them stands. Pure. */
export function placeNames(points: readonly PlacedName[]): readonly PlacedName[] {
  const placed: PlacedName[] = []
  for (const point of points) {
    const at = placed.findIndex(({ x, y }) => Math.abs(x - point.x) < wide && Math.abs(y - point.y) < high)
    const found = placed[at]
    if (found) placed[at] = { ...found, name: `${found.name}, ${point.name}` }
    else placed.push(point)
  }
  return placed
}
