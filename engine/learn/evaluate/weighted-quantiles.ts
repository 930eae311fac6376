/**
 * Quantiles of values; without differing weights those of numpy (type 7). With weights: straight lines between the middles of the weights
 * of neighbouring values, which is type 7 when all weights are equal but for the scaling to the ends.
 */
export function weightedQuantiles(values: Float64Array, weights: Float64Array, shares: readonly number[]): number[] {
  const first = weights[0]!
  if (weights.every((weight) => weight === first)) return sortedQuantiles(values.slice().sort(), shares)
  const order = Uint32Array.from(values.keys())
    .filter((i) => weights[i]! > 0)
    .sort((a, b) => values[a]! - values[b]!)
  const places = new Float64Array(order.length)
  let before = 0
  for (let i = 0; i < order.length; i++) {
    const weight = weights[order[i]!]!
    places[i] = before + weight / 2
    before += weight
  }
  const [start, end] = [places[0]!, places.at(-1)!]
  return shares.map((share) => {
    const at = start + share * (end - start)
    let low = 0
    let high = order.length - 1
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (places[middle]! <= at) low = middle
      else high = middle
    }
    const [a, b] = [values[order[low]!]!, values[order[high]!]!]
    const width = places[high]! - places[low]!
    return width > 0 ? a + ((b - a) * (at - places[low]!)) / width : a
  })
}

/** Quantiles of type 7 of values that are sorted already. */
export function sortedQuantiles(sorted: Float64Array, shares: readonly number[]): number[] {
  return shares.map((share) => {
    const place = share * (sorted.length - 1)
    const low = Math.floor(place)
    const a = sorted[low]!
    return a + (place - low) * ((sorted[low + 1] ?? a) - a)
  })
}
