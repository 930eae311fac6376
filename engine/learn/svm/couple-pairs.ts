const mostRounds = 100

/**
 * Shares of classes out of the chances of each pair of them, r[i][j] = P(i | i or j), by the second method of Wu, Lin and Weng (2004): fills `shares`.
 * `pairs`: the chance that the second class of a pair is right, in the order 0-1, 0-2, ..., 1-2, ...
 */
export function couplePairs(pairs: Float64Array, shares: Float64Array): void {
  const count = shares.length
  const q = new Float64Array(count * count)
  const chance = (i: number, j: number) => {
    const [low, high] = i < j ? [i, j] : [j, i]
    const second = Math.min(1 - 1e-7, Math.max(1e-7, pairs[low * count - (low * (low + 1)) / 2 + high - low - 1]!))
    return i < j ? 1 - second : second
  }
  for (let i = 0; i < count; i++)
    for (let j = 0; j < count; j++) {
      if (i === j) continue
      q[i * count + i]! += chance(j, i) ** 2
      q[i * count + j] = -chance(j, i) * chance(i, j)
    }
  shares.fill(1 / count)
  for (let round = 0; round < mostRounds; round++) {
    const rows = shares.map((_, i) => shares.reduce((sum, share, j) => sum + q[i * count + j]! * share, 0))
    let whole = rows.reduce((sum, row, i) => sum + row * shares[i]!, 0)
    if (rows.every((row) => Math.abs(row - whole) < 0.005 / count / 100)) return
    for (let i = 0; i < count; i++) {
      const diagonal = q[i * count + i]!
      const change = (whole - rows[i]!) / diagonal
      shares[i]! += change
      whole = (whole + change * (change * diagonal + 2 * rows[i]!)) / (1 + change) ** 2
      for (let j = 0; j < count; j++) {
        rows[j] = (rows[j]! + change * q[i * count + j]!) / (1 + change)
        shares[j]! /= 1 + change
      }
    }
  }
}
