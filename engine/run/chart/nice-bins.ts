export interface Bins {
  readonly from: number
  readonly step: number
}

/**
 * Bins of a round width (1, 2, 2.5 or 5 times a power of ten), of which about `wanted` hold all values; they begin at a multiple of the
 * width. Whole numbers get no bin narrower than 1. On a log scale the width is in decades.
 */
export function niceBins(extent: { readonly min: number; readonly max: number }, wanted: number, whole = false): Bins {
  const span = extent.max - extent.min
  if (!(span > 0)) {
    const step = whole || extent.min === 0 ? 1 : 10 ** Math.floor(Math.log10(Math.abs(extent.min)))
    return { from: Math.floor(extent.min / step) * step, step }
  }
  const power = 10 ** Math.floor(Math.log10(span / wanted))
  const rounds = [1, 2, 2.5, 5, 10].filter((round) => !whole || Number.isInteger(round * power))
  const step = Math.max(whole ? 1 : 0, (rounds.find((round) => span / (round * power) <= wanted) ?? 10) * power)
  return { from: Math.floor(extent.min / step) * step, step }
}

/** Equal bins of log10 values: 10, 5, 4, 2 or 1 of a decade, or some decades each. */
export function logBins(extent: { readonly min: number; readonly max: number }, wanted: number): Bins {
  const [low, high] = [Math.log10(extent.min), Math.log10(extent.max)]
  const decades = Math.max(high - low, 1e-9)
  const step = [0.1, 0.2, 0.25, 0.5, 1].find((width) => decades / width <= wanted) ?? Math.ceil(decades / wanted)
  return { from: Math.floor(low / step) * step, step }
}

/** Where a bin begins, free of the dust of floating numbers. */
export function binEdge({ from, step }: Bins, place: number, log = false): number {
  const at = from + place * step
  const round = Number(at.toPrecision(12))
  return log ? Number((10 ** round).toPrecision(12)) : round
}
