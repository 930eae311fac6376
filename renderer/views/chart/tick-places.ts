/** More places than these are not read: such numbers are written as powers of ten. */
const mostPlaces = 5

/** Places after the point that all ticks of an axis need, so that they read alike: 2 for 0, 0.25 and 0.5. Null when more than five would be. */
export function tickPlaces(ticks: readonly number[]): number | null {
  for (let places = 0; places <= mostPlaces; places += 1)
    if (ticks.every((tick) => Math.abs(tick - Number(tick.toFixed(places))) <= Math.abs(tick) * 1e-9)) return places
  return null
}
