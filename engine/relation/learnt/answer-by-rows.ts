import { cleanPoint, distancesOverKnown, distancesTo, flatRows, nearestRows } from './distances.ts'
import { isolationScore } from './isolation-score.ts'
import {
  askedWidth,
  meeting,
  type KernelSum,
  type LearntRow,
  type LearntRows,
  type NearestValues,
  type OutlierFactor,
} from './learnt-rows.ts'

type Answer = (point: LearntRow) => LearntRow | null

/**
 * The answer of learnt rows to a point of `askedWidth` numbers: nearest values in the order of `answers`, else one number. Null for points of
 * another width, or that lack a number where all are needed.
 */
export function answerByRows(learnt: LearntRows): Answer {
  const wide = askedWidth(learnt)
  const answer = answerOf(learnt)
  return (point) => (point.length === wide ? answer(point) : null)
}

function answerOf(learnt: LearntRows): Answer {
  switch (learnt.kind) {
    case 'nearest':
      return nearestValues(learnt)
    case 'factor':
      return outlierFactor(learnt)
    case 'kernel':
      return kernelSum(learnt)
    case 'forest':
      return (point) => (point.every(isKnown) ? [isolationScore(learnt, point as readonly number[])] : null)
  }
}

const isKnown = (value: number | null) => value !== null && Number.isFinite(value)

function nearestValues({ counts, rows, neighbours, weights, within = Number.POSITIVE_INFINITY, answers }: NearestValues): Answer {
  const width = counts.length
  const donors = answers.map(({ values, classes }) => {
    const places = values.flatMap((value, at) => (value === null ? [] : [at]))
    return { classes, places, values: places.map((at) => values[at] as number) }
  })
  const flat = flatRows(rows, width)
  return (point) => {
    if (point.slice(width).every((wanted) => wanted === null)) return null
    const distances = distancesOverKnown(cleanPoint(point, width), flat, counts)
    return donors.map(({ classes, places, values }, at) => {
      if ((point[width + at] ?? null) === null) return null
      const own = Float64Array.from(places, (place) => distances[place] as number)
      const near = nearestRows(own, neighbours)
      if (near.length === 0 || lastDistance(own, neighbours) > within) return null
      const close = weights === 'equal' ? null : closeness(near.map(({ place }) => own[place] as number))
      const shares = near.map(({ share }, index) => share * (close?.[index] ?? 1))
      const found = near.map(({ place }) => values[place] as number)
      return classes > 0 ? mostVotes(found, shares, classes) : weightedMean(found, shares)
    })
  }
}

function lastDistance(distances: Float64Array, neighbours: number): number {
  if (neighbours === 1) return distances.reduce((least, far) => Math.min(least, far), Number.POSITIVE_INFINITY)
  return distances.toSorted()[Math.min(neighbours, distances.length) - 1] ?? Number.POSITIVE_INFINITY
}

/** 1 over the distance; rows that meet the point count alone. */
function closeness(distances: readonly number[]): readonly number[] {
  const meets = distances.some((far) => far < meeting)
  return distances.map((far) => (meets ? Number(far < meeting) : 1 / far))
}

function weightedMean(values: readonly number[], shares: readonly number[]): number {
  const sum = values.reduce((all, value, at) => all + value * (shares[at] as number), 0)
  return sum / shares.reduce((all, share) => all + share, 0)
}

/** The first of those with the largest share. */
function mostVotes(values: readonly number[], shares: readonly number[], classes: number): number {
  const votes = new Float64Array(classes)
  for (const [at, value] of values.entries()) votes[value - 1] = (votes[value - 1] ?? 0) + (shares[at] as number)
  return votes.indexOf(votes.reduce((most, vote) => Math.max(most, vote), 0)) + 1
}

function outlierFactor({ metric, rows, neighbours, radii, densities }: OutlierFactor): Answer {
  const flat = flatRows(rows, rows[0]?.length ?? 0)
  return (point) => {
    const clean = cleanPoint(point, flat.width)
    if (clean.some(Number.isNaN)) return null
    const distances = distancesTo(clean, flat, metric)
    // A kept row is no neighbour of its own.
    const itself = distances.indexOf(0)
    if (itself >= 0) distances[itself] = Number.POSITIVE_INFINITY
    return [factorOf(distances, { neighbours, radii, densities })]
  }
}

/** From distances in which the row itself is infinitely far. */
export function factorOf(
  distances: Float64Array,
  { neighbours, radii, densities }: Omit<OutlierFactor, 'kind' | 'metric' | 'rows'>,
): number {
  const near = nearestRows(distances, neighbours)
  const mean = (of: (place: number) => number) => near.reduce((sum, { place }) => sum + of(place), 0) / near.length
  return mean((place) => densities[place] as number) * reach(mean((place) => Math.max(radii[place] as number, distances[place] as number)))
}

/** What a density is one over: never 0, as scikit-learn has it. */
export const reach = (mean: number): number => mean + 1e-10

function kernelSum({ rows, weights, gamma }: KernelSum): Answer {
  const flat = flatRows(rows, rows[0]?.length ?? 0)
  return (point) => {
    const clean = cleanPoint(point, flat.width)
    if (clean.some(Number.isNaN)) return null
    const distances = distancesTo(clean, flat, 'euclidean')
    return [distances.reduce((sum, far, at) => sum + (weights[at] as number) * Math.exp(-gamma * far * far), 0)]
  }
}
