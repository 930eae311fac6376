import { mostTasks, type Crew, type Task } from '../../kernels/crew.ts'
import { breathe, type FitControl } from '../estimator.ts'
import type { Matrix } from '../matrix.ts'
import { sampledRows } from '../tree/bin-feature.ts'
import type { Arena } from './arena.ts'

/** Bins of known values; the 256th is for missing ones. */
const mostBins = 255

const sortBytes = 98_304
const limitBytes = 2_048

/** Room for the values of a column for each worker: to sort them, and for the limits found. */
export interface LimitPlaces {
  readonly room: number
  readonly bytes: number
}

export function placeLimits(arena: Arena, rows: number, workers: number): LimitPlaces {
  const bytes = Math.min(rows, sampledRows) * 16 + sortBytes + limitBytes
  return { room: arena.take(workers * bytes), bytes }
}

/**
 * Limits between the bins of each column, at most 254, ascending: a value lies in the bin whose number is that of the limits below it. Halfway between
 * neighbours of a sorted sample, so that every value of the sample is on the same side of a limit as its equals. No limit: a constant column.
 * `rows`: those of the sample, null for all. Levels are bins of their own.
 */
export async function findLimits(
  { room, bytes }: LimitPlaces,
  { x, rows }: { readonly x: Matrix; readonly rows: Int32Array | null },
  crew: Crew,
  control: FitControl,
): Promise<Float64Array[]> {
  const count = rows?.length ?? x.rows
  const numbers = new Float64Array(crew.memory.buffer)
  const limits = x.columns.map((_, feature) => levelLimits(x.levels?.[feature] ?? 0))
  const sought = Array.from(limits.keys()).filter((feature) => (x.levels?.[feature] ?? 0) === 0)
  const some = Math.min(crew.size, mostTasks)
  for (let first = 0; first < sought.length; first += some) {
    const features = sought.slice(first, first + some)
    const tasks = features.map((feature, at): Task => {
      const values = room + at * bytes
      const column = x.columns[feature]!
      if (rows === null) numbers.set(column, values / 8)
      else for (let i = 0; i < count; i++) numbers[values / 8 + i] = column[rows[i]!]!
      return ['columnLimits', values, count, values + count * 8, mostBins, values + bytes - limitBytes]
    })
    crew.run(tasks).forEach((found, at) => {
      const from = (room + (at + 1) * bytes - limitBytes) / 8
      limits[features[at]!] = numbers.slice(from, from + found)
    })
    await breathe(control)
  }
  return limits
}

function levelLimits(levels: number): Float64Array {
  return Float64Array.from({ length: Math.max(0, Math.min(levels, mostBins) - 1) }, (_, at) => at + 0.5)
}
