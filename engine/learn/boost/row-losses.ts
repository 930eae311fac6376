import { mostTasks, type Crew, type Task } from '../../kernels/crew.ts'
import type { Arena } from './arena.ts'
import type { BoostData } from './boost-data.ts'

/** Where the losses of rows are computed: targets and weights (f64), logarithms of sums over classes or what is left in leaves, largest gradients. */
export interface LossPlaces {
  readonly targets: number
  readonly weights: number
  readonly room: number
  readonly most: number
}

export function placeRowLosses(arena: Arena, rows: number): LossPlaces {
  const numbers = () => arena.take(rows * 8)
  return { targets: numbers(), weights: numbers(), room: numbers(), most: arena.take(mostTasks * 16) }
}

/** Addresses: scores by output, gradients and hessians (f32), the numbers of rows in the order of leaves. */
export interface LossRows {
  readonly scores: readonly number[]
  readonly gradients: number
  readonly hessians: number
  readonly index: number
}

export interface RowLosses {
  /** Scores are others than before. */
  changed(): void
  /** Writes the gradients and hessians of an output; gives the largest, NaN where one is. */
  gradients(output: number): { readonly largest: number; readonly steepest: number }
  /** Mean loss of the rows from..to, by weight. */
  mean(from: number, to: number): number
  /** For each leaf the quantile of what is left of its rows; all rows weigh the same. */
  quantiles(leaves: readonly { readonly from: number; readonly count: number }[], share: number): readonly number[]
}

const fewestOfPart = 8_192

/** Losses of the rows of `data` by kernels on all threads of a crew. The number of threads changes nothing. */
export function rowLosses(crew: Crew, data: Pick<BoostData, 'y' | 'weights' | 'loss'>, places: LossPlaces, at: LossRows): RowLosses {
  const { loss, y, weights } = data
  const rows = y.length
  const classes = 'classes' in loss ? loss.classes : 0
  const [scores = 0, second = 0] = at.scores
  const stride = second - scores
  new Float64Array(crew.memory.buffer, places.targets, rows).set(y)
  new Float64Array(crew.memory.buffer, places.weights, rows).set(weights)
  const total = new Map<number, number>()
  let hasSums = false

  // Parts are as long whoever works, so that their sums come out the same.
  const inParts = (from: number, to: number, taskOf: (from: number, to: number, part: number) => Task) => {
    const each = Math.max(fewestOfPart, Math.ceil((to - from) / mostTasks))
    const count = Math.ceil((to - from) / each)
    return crew.run(Array.from({ length: count }, (_, part) => taskOf(from + part * each, Math.min(to, from + (part + 1) * each), part)))
  }

  const sumUp = () => {
    if (!hasSums) inParts(0, rows, (from, to) => ['classSums', scores, stride, classes, from, to, places.room])
    hasSums = true
  }

  const weightOf = (from: number, to: number) => {
    const known = total.get(from)
    if (known !== undefined) return known
    let sum = 0
    for (let row = from; row < to; row++) sum += weights[row]!
    total.set(from, sum)
    return sum
  }

  return {
    changed() {
      hasSums = false
    },
    gradients(output) {
      const own = at.scores[output] ?? 0
      if (classes > 0) sumUp()
      const parts = inParts(0, rows, (from, to, part): Task => {
        const rest = [places.targets, places.weights, at.gradients, at.hessians, from, to, places.most + part * 16]
        return 'classes' in loss
          ? ['classGradients', own, places.room, output, classes, ...rest]
          : ['lossGradients', loss.number, loss.level, own, ...rest]
      })
      const most = new Float64Array(crew.memory.buffer, places.most, parts.length * 2)
      const largestFrom = (first: number) => parts.reduce((so, _, part) => Math.max(so, most[part * 2 + first]!), 0)
      return { largest: largestFrom(0), steepest: largestFrom(1) }
    },
    mean(first, end) {
      if (classes > 0) sumUp()
      const { targets } = places
      const sums = inParts(first, end, (from, to): Task =>
        'classes' in loss
          ? ['classLoss', scores, stride, places.room, targets, places.weights, from, to]
          : ['lossSum', loss.number, loss.level, scores, targets, places.weights, from, to],
      )
      return sums.reduce((sum, one) => sum + one, 0) / weightOf(first, end)
    },
    quantiles(leaves, share) {
      const tasks = leaves.map(({ from, count }): Task => {
        return ['leftQuantile', at.index + from * 4, count, scores, places.targets, share, places.room + from * 8]
      })
      const found: number[] = []
      for (let first = 0; first < tasks.length; first += mostTasks) found.push(...crew.run(tasks.slice(first, first + mostTasks)))
      return found
    },
  }
}
