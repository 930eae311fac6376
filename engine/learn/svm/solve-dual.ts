import { roomFrom, type Crew, type CrewMaker, type Task } from '../../kernels/crew.ts'
import { createArena } from '../boost/arena.ts'
import { breathe, type FitControl } from '../estimator.ts'
import { fillOctets, frameOf, pointRoom, writePoint, type Frame } from './octet-points.ts'

export interface DualTask {
  /** Rows of `width` numbers, one after the other. */
  readonly points: Float64Array
  readonly width: number
  /** Of the kernel exp(-gamma d²). */
  readonly gamma: number
  /** 1 or -1 for each variable. There may be several times as many as rows: variable k belongs to row k modulo their number. */
  readonly signs: Int8Array
  /** The most that each variable may become. */
  readonly bounds: Float64Array
  /** Minus the sign times the linear term of each variable: the label for a classifier. */
  readonly aims: Float64Array
  readonly tolerance: number
  readonly crews: CrewMaker
  /** Room for rows of the kernel, the one used least recently makes place. */
  readonly cache?: number
}

export interface DualSolution {
  /** For each row: its sign times its variable, summed. */
  readonly coefficients: Float64Array
  readonly intercept: number
  readonly converged: boolean
}

export const cacheBytes = 256 * 1024 ** 2
const mostSteps = 10_000_000
/** Values looked at between two breaths. */
const breath = 20_000_000
/** Numbers of a row of the kernel that are worth another worker. */
const worthAWorker = 200_000

/**
 * Makes the dual problem of a support vector machine with a Gaussian kernel small by kernels (engine/kernels/assembly/dual-steps.ts), until the worst
 * pair of variables is within `tolerance`. Rows of the kernel are computed in 32 bits, on all workers, when they are needed.
 */
export async function solveDual(task: DualTask, control: FitControl): Promise<DualSolution> {
  const { points, width, signs, bounds, aims, tolerance } = task
  const rows = points.length / width
  const count = signs.length
  const blocks = Math.ceil(rows / 8)
  const rowBytes = blocks * 32
  const kept = Math.max(2, Math.min(rows, Math.floor((task.cache ?? cacheBytes) / rowBytes)))
  const arena = createArena(roomFrom)
  const room = {
    plan: arena.take(128),
    blocks: arena.take(blocks * 32 * width),
    point: arena.take(pointRoom(width)),
    values: arena.take(count * 8),
    lacks: arena.take(count * 8),
    bounds: arena.take(count * 8),
    signs: arena.take(count),
    may: arena.take(count),
    places: arena.take(rows * 4),
    ticks: arena.take(kept * 4),
    cache: arena.take(kept * rowBytes),
  }
  const crew = task.crews.open(arena.bytes)
  try {
    const { buffer } = crew.memory
    // The memory may hold what another fit left.
    const words = new Int32Array(buffer, room.plan, 16).fill(0)
    const values = new Float64Array(buffer, room.values, count).fill(0)
    words.set([rows, count, room.values, room.lacks, room.bounds, room.signs, room.may, room.places, room.cache, rowBytes, room.ticks])
    new Float64Array(buffer, room.plan + 64, 1)[0] = tolerance
    const lacks = new Float64Array(buffer, room.lacks, count)
    lacks.set(aims)
    new Float64Array(buffer, room.bounds, count).set(bounds)
    new Int8Array(buffer, room.signs, count).set(signs)
    const frame = frameOf(points, width, task.gamma)
    fillOctets(new Float32Array(buffer, room.blocks, blocks * 8 * width), points, frame)
    crew.run([['settleAll', room.plan]])
    const { keep } = rowCache(crew, { ...room, rows, kept, rowBytes, width, frame, points })
    const each = Math.max(1, Math.floor(breath / (4 * count)))
    let converged = false
    for (let taken = 0; taken < mostSteps && !converged; taken += each) {
      await breathe(control)
      let found = 0
      do {
        found = crew.run([['dualSteps', room.plan, each]])[0]!
        if (found > 0) keep(found - 1)
      } while (found > 0)
      converged = found === 0
    }
    return { ...answerOf(task, values, lacks), converged }
  } finally {
    crew.close()
  }
}

interface CacheRoom {
  readonly blocks: number
  readonly point: number
  readonly places: number
  readonly ticks: number
  readonly cache: number
  readonly rows: number
  readonly kept: number
  readonly rowBytes: number
  readonly width: number
  readonly frame: Frame
  readonly points: Float64Array
}

/** Computes rows of the kernel into the cache. */
function rowCache(crew: Crew, room: CacheRoom): { keep(row: number): void } {
  const { width, kept, rowBytes, points } = room
  const { buffer } = crew.memory
  const places = new Int32Array(buffer, room.places, room.rows).fill(-1)
  const ticks = new Int32Array(buffer, room.ticks, kept).fill(0)
  const owners = new Int32Array(kept).fill(-1)
  const point = new Float32Array(buffer, room.point, width * 4)
  const blocks = rowBytes / 32
  const parts = Math.max(1, Math.min(crew.size, Math.floor((blocks * 8 * width) / worthAWorker)))
  let used = 0
  const oldest = () => ticks.reduce((best, tick, place) => (tick < ticks[best]! ? place : best), 0)
  return {
    keep(row) {
      const place = used < kept ? used++ : oldest()
      if (owners[place]! >= 0) places[owners[place]!] = -1
      owners[place] = row
      places[row] = place
      writePoint(point, points.subarray(row * width, (row + 1) * width), room.frame)
      const out = room.cache + place * rowBytes
      crew.run(
        Array.from({ length: parts }, (_, part): Task => {
          const [from, to] = [Math.floor((part * blocks) / parts), Math.floor(((part + 1) * blocks) / parts)]
          return ['gaussianRow', room.blocks, from, to, width, room.point, out]
        }),
      )
    },
  }
}

function answerOf({ signs, bounds, points, width }: DualTask, values: Float64Array, lack: Float64Array): Omit<DualSolution, 'converged'> {
  const rows = points.length / width
  const coefficients = new Float64Array(rows)
  let [free, sum] = [0, 0]
  let [low, high] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  values.forEach((value, k) => {
    coefficients[k % rows]! += signs[k]! * value
    if (value > 0 && value < bounds[k]!) {
      free++
      sum += lack[k]!
    } else if (bounds[k]! > 0) {
      if (value > 0 === signs[k]! > 0) high = Math.min(high, lack[k]!)
      else low = Math.max(low, lack[k]!)
    }
  })
  const middle =
    Number.isFinite(low) && Number.isFinite(high) ? (low + high) / 2 : Number.isFinite(low) ? low : Number.isFinite(high) ? high : 0
  return { coefficients, intercept: free > 0 ? sum / free : middle }
}
