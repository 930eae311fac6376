import { roomFrom, type CrewMaker, type Task } from '../../kernels/crew.ts'
import { createArena } from '../boost/arena.ts'
import { breathe, type FitControl } from '../estimator.ts'
import { fillOctets, frameOf, pointRoom, writePoint } from './octet-points.ts'
import type { Machines } from './vector-model.ts'

/** Points of a task, and tasks at once. */
const [pointsEach, tasksAtOnce] = [64, 16]

/**
 * Values of the first of Gaussian machines at many scaled points, one after the other, by kernels: good to some 6 digits, where `decide` is exact.
 */
export async function valuesOfMany(
  { points: kept, factors, gamma, intercepts }: Extract<Machines, { kernel: 'gaussian' }>,
  points: Float64Array,
  { width, crews }: { readonly width: number; readonly crews: CrewMaker },
  control: FitControl,
): Promise<Float64Array> {
  const count = points.length / width
  const blocks = Math.ceil(kept.length / width / 8)
  const arena = createArena(roomFrom)
  const tasks = Math.min(tasksAtOnce, Math.ceil(count / pointsEach))
  const rows = arena.take(blocks * 32 * width)
  const own = arena.take(blocks * 32)
  const asked = arena.take(tasks * pointsEach * pointRoom(width))
  const sums = arena.take(tasks * pointsEach * 8)
  const crew = crews.open(arena.bytes)
  try {
    const { buffer } = crew.memory
    const frame = frameOf(kept, width, gamma)
    fillOctets(new Float32Array(buffer, rows, blocks * 8 * width), kept, frame)
    new Float32Array(buffer, own, blocks * 8).fill(0).set(factors[0]!)
    const values = new Float64Array(count)
    const intercept = intercepts[0]!
    for (let from = 0; from < count; from += tasks * pointsEach) {
      const some = Math.min(tasks * pointsEach, count - from)
      for (let at = 0; at < some; at++) {
        const room = new Float32Array(buffer, asked + at * pointRoom(width), width * 4)
        writePoint(room, points.subarray((from + at) * width, (from + at + 1) * width), frame)
      }
      crew.run(
        Array.from({ length: Math.ceil(some / pointsEach) }, (_, task): Task => {
          const first = task * pointsEach
          const place = asked + first * pointRoom(width)
          return ['gaussianSums', rows, blocks, width, own, place, Math.min(pointsEach, some - first), sums + first * 8]
        }),
      )
      values.set(new Float64Array(buffer, sums, some), from)
      await breathe(control)
    }
    return values.map((value) => value + intercept)
  } finally {
    crew.close()
  }
}
