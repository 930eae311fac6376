// One viewer per kind of artifact, and the charts that they are drawn with.

export type Range = readonly [number, number]
export type Scale = (value: number) => number

/** Maps a range of values to a range of pixels. A range without extent maps to the middle. */
export function linear([from, to]: Range, [start, end]: Range): Scale {
  const extent = to - from
  if (extent === 0) return () => (start + end) / 2
  return (value) => start + ((value - from) / extent) * (end - start)
}

/** The step of 1, 2 or 5 times a power of ten that parts an extent into about `count` pieces. */
function niceStep(extent: number, count: number): number {
  const rough = extent / Math.max(1, count)
  const power = 10 ** Math.floor(Math.log10(rough))
  const lead = rough / power
  return power * (lead < 1.5 ? 1 : lead < 3.5 ? 2 : lead < 7.5 ? 5 : 10)
}

/** Round values between `from` and `to`, about `count` of them. */
export function ticks([from, to]: Range, count = 5): number[] {
  if (!Number.isFinite(from) || !Number.isFinite(to)) return []
  if (from === to) return [from]
  const step = niceStep(to - from, count)
  const first = Math.ceil(from / step - 1e-9)
  const last = Math.floor(to / step + 1e-9)
  // Multiplying and rounding keeps 0.1 + 0.2 out of the labels.
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)))
}

/** The range widened to round ends, which are the first and the last of `ticks` for as many. */
export function niceRange([from, to]: Range, count = 5): Range {
  if (from === to) return from === 0 ? [0, 1] : [Math.min(from, 0), Math.max(from, 0)]
  const step = niceStep(to - from, count)
  const low = Number((Math.floor(from / step + 1e-9) * step).toPrecision(12))
  const high = Number((Math.ceil(to / step - 1e-9) * step).toPrecision(12))
  // A wider range may be parted by a longer step, of which these ends are no multiples.
  return niceStep(high - low, count) > step * 1.5 ? niceRange([low, high], count) : [low, high]
}

/** Smallest and largest of the finite values; `otherwise` when there are none. */
export function extentOf(values: Iterable<number>, otherwise: Range = [0, 1]): Range {
  let from = Infinity
  let to = -Infinity
  for (const value of values) {
    if (!Number.isFinite(value)) continue
    if (value < from) from = value
    if (value > to) to = value
  }
  return from > to ? otherwise : [from, to]
}
