/**
 * Heights for labels that would lie over one another: each as near to its own as it can be, `gap` pixels apart, none outside of `top` to `bottom`
 * while there is room. In the order of the heights that were given.
 */
export function spreadLabels(
  heights: readonly number[],
  { gap, top, bottom }: { readonly gap: number; readonly top: number; readonly bottom: number },
): readonly number[] {
  const order = heights.map((height, at) => ({ height, at })).toSorted((a, b) => a.height - b.height)
  const placed = new Array<number>(heights.length).fill(0)
  let last = top - gap
  for (const { height, at } of order) placed[at] = last = Math.max(height, last + gap)
  let next = Math.max(bottom, top + (heights.length - 1) * gap) + gap
  for (const { at } of order.toReversed()) placed[at] = next = Math.min(placed[at] ?? 0, next - gap)
  return placed
}
