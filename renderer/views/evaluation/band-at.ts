/** Lowest and highest of a band at a place, straight between its points; null outside or without a band. */
export function bandAt(band: readonly (readonly [number, number, number])[] | null | undefined, at: number): [number, number] | null {
  const next = band?.findIndex(([x]) => x >= at) ?? -1
  const right = band?.[next]
  if (!right || !band) return null
  const left = band[next - 1]
  if (!left) return right[0] === at ? [right[1], right[2]] : null
  const along = (at - left[0]) / (right[0] - left[0])
  return [left[1] + along * (right[1] - left[1]), left[2] + along * (right[2] - left[2])]
}
