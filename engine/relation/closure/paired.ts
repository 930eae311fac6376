import type { Floats, ListFunction } from './list-function.ts'

interface PairSums {
  readonly count: number
  readonly meanX: number
  readonly meanY: number
  readonly xx: number
  readonly yy: number
  readonly xy: number
  /** All values of a side are equal. */
  readonly constantX: boolean
  readonly constantY: boolean
}

const limit = 1e150

function pairSums(pairs: readonly (readonly [number, number])[]): PairSums {
  const count = pairs.length
  const meanX = pairs.reduce((sum, [x]) => sum + x, 0) / count
  const meanY = pairs.reduce((sum, [, y]) => sum + y, 0) / count
  let xx = 0
  let yy = 0
  let xy = 0
  for (const [x, y] of pairs) {
    xx += (x - meanX) ** 2
    yy += (y - meanY) ** 2
    xy += (x - meanX) * (y - meanY)
  }
  const [[firstX, firstY] = [0, 0]] = pairs
  const constantX = pairs.every(([x]) => x === firstX)
  return { count, meanX, meanY, xx, yy, xy, constantX, constantY: pairs.every(([, y]) => y === firstY) }
}

/** Statistics of the rows where both are not null: NaN when a value is not finite, null when one is too large to be squared. */
function ofPairs(compute: (sums: PairSums) => number | null) {
  return (xs: Floats, ys: Floats): number | null => {
    const pairs = xs.flatMap((x, row) => {
      const y = ys[row] ?? null
      return x === null || y === null ? [] : [[x, y] as const]
    })
    if (pairs.length === 0) return null
    if (!pairs.every(([x, y]) => Number.isFinite(x) && Number.isFinite(y))) return Number.NaN
    return pairs.some(([x, y]) => Math.abs(x) >= limit || Math.abs(y) >= limit) ? null : compute(pairSums(pairs))
  }
}

/** The slope of the first on the second. */
const slope = ({ xy, yy, constantY }: PairSums) => (constantY || yy === 0 ? null : xy / yy)

function intercept(sums: PairSums): number | null {
  const found = slope(sums)
  return found === null ? null : sums.meanX - found * sums.meanY
}

function correlation({ xx, yy, xy, constantX, constantY }: PairSums): number | null {
  const spread = Math.sqrt(xx) * Math.sqrt(yy)
  return constantX || constantY || spread === 0 ? null : xy / spread
}

function weightedMean(values: Floats, weights: Floats): number | null {
  let weighted = 0
  let total = 0
  for (const [row, value] of values.entries()) {
    const weight = weights[row] ?? null
    if (value === null || weight === null) continue
    weighted += value * weight
    total += weight
  }
  return total === 0 ? null : weighted / total
}

export const paired: Readonly<Record<string, ListFunction>> = {
  correlation: ofPairs(correlation),
  'covariance-sample': ofPairs(({ count, xy }) => (count < 2 ? null : xy / (count - 1))),
  'covariance-population': ofPairs(({ count, xy }) => xy / count),
  'regression-slope': ofPairs(slope),
  'regression-intercept': ofPairs(intercept),
  'weighted-mean': weightedMean,
}
