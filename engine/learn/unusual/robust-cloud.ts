import { breathe, type FitControl } from '../estimator.ts'
import { randomFrom, type Random } from '../random.ts'
import { chiSquareQuantile } from '../statistics/chi-square.ts'
import { squaredDistance, whitening, type Whitening } from './whiten.ts'

type Rows = readonly Float64Array[]

const [starts, kept, finalists, mostSteps, subsetRows] = [200, 10, 2, 50, 1500]

/**
 * Middle and spread of the rows that lie closest together: the minimum covariance determinant by concentration steps (Rousseeuw and Van
 * Driessen 1999), brought to scale and weighted again as scikit-learn does. `support`: the share of the rows taken for common, the least that
 * makes sense when null. Of many rows the search begins on a part. Null when the rows do not spread in all directions.
 */
export async function learnRobustCloud(
  rows: Rows,
  { support, seed }: { readonly support: number | null; readonly seed: number },
  control: FitControl,
): Promise<Whitening | null> {
  const width = rows[0]?.length ?? 0
  const random = randomFrom(seed)
  const sizeOf = (count: number) => Math.min(count, support === null ? Math.ceil((count + width + 1) / 2) : Math.floor(support * count))
  const part = rows.length <= subsetRows ? rows : drawn(rows, subsetRows, random)
  const tries: Cloud[] = []
  for (let start = 0; start < starts; start++) {
    if (start % 20 === 0) await breathe(control)
    const first = cloudOf(drawn(part, width + 1, random)) ?? cloudOf(drawn(part, Math.min(part.length, 3 * width), random))
    const cloud = first && concentrated(part, first, { size: sizeOf(part.length), steps: 2 })
    if (cloud) tries.push(cloud)
  }
  const settle = async (from: readonly Cloud[], over: Rows, steps: number) => {
    const settled: Cloud[] = []
    for (const cloud of from) {
      await breathe(control)
      const found = concentrated(over, cloud, { size: sizeOf(over.length), steps })
      if (found) settled.push(found)
    }
    return settled.toSorted((a, b) => a.volume - b.volume)
  }
  const best = await settle(tries.toSorted((a, b) => a.volume - b.volume).slice(0, kept), part, mostSteps)
  const [found] = part === rows ? best : await settle(best.slice(0, finalists), rows, mostSteps)
  return found ? weightedAgain(rows, found.white) : null
}

interface Cloud {
  readonly white: Whitening
  /** The logarithm of the determinant of the covariance. */
  readonly volume: number
}

function cloudOf(rows: Rows): Cloud | null {
  const white = rows.length === 0 ? null : whitening(rows)
  return white && { white, volume: -2 * white.factors.reduce((sum, factor) => sum + Math.log(factor.at(-1) ?? 1), 0) }
}

/** Takes the nearest rows, learns from them and so on, until the determinant falls no more. */
function concentrated(rows: Rows, from: Cloud, { size, steps }: { readonly size: number; readonly steps: number }): Cloud | null {
  let best = from
  for (let step = 0; step < steps; step++) {
    const distances = Float64Array.from(rows, (row) => squaredDistance(row, best.white))
    const order = [...distances.keys()].toSorted((a, b) => (distances[a] as number) - (distances[b] as number))
    const next = cloudOf(order.slice(0, size).map((at) => rows[at] as Float64Array))
    if (!next) return null
    // The determinant of the first cloud is that of other rows, and may be smaller.
    if (step > 0 && next.volume >= best.volume - 1e-12) return next.volume < best.volume ? next : best
    best = next
  }
  return best
}

/** Brought to the scale of normal rows by the median distance; then all rows within 97.5 % of such a cloud count. */
function weightedAgain(rows: Rows, white: Whitening): Whitening | null {
  const width = rows[0]?.length ?? 0
  const distances = Float64Array.from(rows, (row) => squaredDistance(row, white))
  const scale = medianOf(distances) / chiSquareQuantile(0.5, width)
  const limit = chiSquareQuantile(0.025, width) * scale
  return cloudOf(rows.filter((_, at) => (distances[at] as number) < limit))?.white ?? null
}

function medianOf(values: Float64Array): number {
  const sorted = values.toSorted()
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? (sorted[middle] as number) : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2
}

/** So many different rows. */
function drawn(rows: Rows, count: number, random: Random): Rows {
  const order = Int32Array.from(rows, (_, at) => at)
  return Array.from({ length: Math.min(count, rows.length) }, (_, at) => {
    const other = at + random.below(rows.length - at)
    const taken = order[other] as number
    order[other] = order[at] as number
    return rows[taken] as Float64Array
  })
}
