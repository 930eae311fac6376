import { mostTasks, soloCrews, type Crew, type CrewMaker, type Task } from '../../kernels/crew.ts'
import { kernelRowsOfTask, kernelStack, placeKernels, writePlan, type KernelPlaces } from './kernel-plan.ts'
import type { TraineeRequest } from './train-network.ts'
import type { Judged, StepFigures, Trainee, TraineeState } from './trainee.ts'

type KernelTraining = TraineeRequest & { readonly crews: CrewMaker }

const momentsOf = { adam: 2, adamw: 2, rmsprop: 1, sgd: 1 } as const
/** Operations of a step (half a millisecond of one core) below which waking others, and waiting for them, takes longer than it saves. */
const worthWaking = 2e7
/** Weights that one task moves. */
const weightsOfTask = 16_384

/**
 * A stack of dense layers, trained by the kernels on all workers. How the work is divided depends on the network and the batch alone, so the number
 * of workers changes no bit. Throws for a plan that `kernelStack` gives nothing for.
 */
export function kernelTrainee({ architecture, plan, data, weights, seed, crews }: KernelTraining): Trainee {
  const { optimizer, l2, clip, batchSize } = architecture
  const stack = kernelStack(plan)
  if (!stack) throw new Error('layers that the kernels do not train')
  const places = placeKernels(stack, data, { batchSize, moments: momentsOf[optimizer.kind] })
  const crew = (6 * plan.learned * batchSize < worthWaking ? soloCrews : crews).open(places.bytes)
  const { buffer } = crew.memory
  const view = new DataView(buffer)
  const floats = (at: number, count: number) => new Float32Array(buffer, at, count)
  writePlan(buffer, places, stack, data)
  floats(places.inputs, data.inputs.length).set(data.inputs)
  floats(places.targets, data.targets.length).set(data.targets)
  floats(places.rowWeights, data.weights.length).set(data.weights)
  view.setFloat64(places.plan + 56, l2, true)
  const sums = { loss: 0, rows: 0, norm: 0, steps: 0 }
  const moves = movesOf(places)
  write(places.weights, weights)

  /** The lists of the plan, without the gaps that they have in memory. */
  function read(at: number): Float32Array {
    const list = new Float32Array(weights.length)
    for (const layer of places.layers) {
      list.set(floats(at + layer.kernelPlace * 4, layer.inputs * layer.units), layer.kernel)
      list.set(floats(at + layer.biasPlace * 4, layer.units), layer.bias)
    }
    return list
  }

  function write(at: number, list: Float32Array): void {
    for (const layer of places.layers) {
      floats(at + layer.kernelPlace * 4, layer.inputs * layer.units).set(
        list.subarray(layer.kernel, layer.kernel + layer.inputs * layer.units),
      )
      floats(at + layer.biasPlace * 4, layer.units).set(list.subarray(layer.bias, layer.bias + layer.units))
    }
  }

  /** Takes rows through the network; gives the sums of weighted losses and of weighted right rows. `number` of the step: it learns. */
  function through(rows: Int32Array, number: number | null): { loss: number; right: number; weight: number } {
    new Int32Array(buffer, places.index, rows.length).set(rows)
    let weight = 0
    for (const row of rows) weight += data.weights[row]!
    view.setFloat64(places.plan + 48, 1 / Math.max(weight, 1e-12), true)
    view.setUint32(places.plan + 28, Math.imul(seed ^ Math.imul(number ?? 0, 0x9e3779b1), 0x85ebca6b) >>> 0, true)
    view.setUint32(places.plan + 44, number === null ? 0 : 1, true)
    const count = Math.ceil(rows.length / places.each)
    crew.run(
      Array.from({ length: count }, (_, task): Task => {
        const from = task * places.each
        const to = Math.min(rows.length, from + places.each)
        return ['networkRows', places.plan, from, to, number === null ? 0 : 1, places.sums + task * 16, places.room(task)]
      }),
    )
    let loss = 0
    let right = 0
    for (let task = 0; task < count; task++) {
      loss += view.getFloat64(places.sums + task * 16, true)
      right += view.getFloat64(places.sums + task * 16 + 8, true)
    }
    return { loss, right, weight }
  }

  return {
    step(rows, { rate, number }) {
      const { loss, weight } = through(rows, number)
      const norm = Math.sqrt(sumGradients(crew, places, rows.length))
      const factor = clip !== null && norm > clip ? clip / norm : 1
      const tasks = moves.map(({ from, to, decays }) => moveTask({ from, to, decays, factor, rate, number }))
      for (let start = 0; start < tasks.length; start += mostTasks) crew.run(tasks.slice(start, start + mostTasks))
      sums.loss += (loss / Math.max(weight, 1e-12)) * rows.length
      sums.rows += rows.length
      sums.norm += norm
      sums.steps++
    },
    figures(): StepFigures {
      const figures = { loss: sums.loss / sums.rows, gradientNorm: sums.norm / sums.steps }
      Object.assign(sums, { loss: 0, rows: 0, norm: 0, steps: 0 })
      return figures
    },
    judge(rows): Judged {
      let [loss, right, weight] = [0, 0, 0]
      for (let start = 0; start < rows.length; start += places.rows) {
        const part = through(rows.subarray(start, start + places.rows), null)
        loss += part.loss
        right += part.right
        weight += part.weight
      }
      const whole = Math.max(weight, 1e-12)
      return { loss: loss / whole, accuracy: data.output === 'number' ? null : right / whole }
    },
    activations(rows) {
      through(rows, null)
      return places.layers
        .filter(({ activation }) => activation !== 0)
        .map(({ at, units }) => floats(at.values, rows.length * units).slice())
    },
    answers(rows) {
      const last = places.layers.at(-1)
      if (!last) throw new Error('a network without layers')
      const answers = new Float32Array(rows.length * last.units)
      for (let start = 0; start < rows.length; start += places.rows) {
        const part = rows.subarray(start, start + places.rows)
        through(part, null)
        answers.set(floats(last.at.values, part.length * last.units), start * last.units)
      }
      return answers
    },
    weights: () => read(places.weights),
    state: (): TraineeState => ({ weights: read(places.weights), moments: places.moments.map(read) }),
    restore(state) {
      write(places.weights, state.weights)
      state.moments.forEach((list, i) => write(places.moments[i]!, list))
    },
    close: () => crew.close(),
  }

  function moveTask(move: Move & { factor: number; rate: number; number: number }): Task {
    const { from, to, decays, factor, rate, number } = move
    const [first = 0, second = 0] = places.moments
    const lists = [places.weights, places.gradients, first] as const
    switch (optimizer.kind) {
      case 'adam':
      case 'adamw': {
        const left = optimizer.kind === 'adamw' && decays ? 1 - rate * optimizer.decay : 1
        return ['adamStep', ...lists, second, from, to, factor, rate / (1 - 0.9 ** number), 1 / Math.sqrt(1 - 0.999 ** number), left]
      }
      case 'rmsprop':
        return ['rmsStep', ...lists, from, to, factor, rate]
      case 'sgd':
        return ['momentumStep', ...lists, from, to, factor, rate, optimizer.momentum]
    }
  }
}

interface Move {
  readonly from: number
  readonly to: number
  /** Kernels lose by decay, biases do not. */
  readonly decays: boolean
}

function movesOf({ layers }: KernelPlaces): Move[] {
  return layers.flatMap((layer) => {
    const moves: Move[] = []
    const end = layer.kernelPlace + layer.inputs * layer.units
    for (let from = layer.kernelPlace; from < end; from += weightsOfTask)
      moves.push({ from, to: Math.min(end, from + weightsOfTask), decays: true })
    moves.push({ from: layer.biasPlace, to: layer.biasPlace + layer.units, decays: false })
    return moves
  })
}

/** Gradients of all weights over a batch; gives the sum of their squares, added up in one order. */
function sumGradients(crew: Crew, places: KernelPlaces, rows: number): number {
  const tasks = places.layers.flatMap(({ inputs }, l) =>
    Array.from({ length: Math.ceil(inputs / kernelRowsOfTask) }, (_, part) => ({
      l,
      from: part * kernelRowsOfTask,
      to: Math.min(inputs, (part + 1) * kernelRowsOfTask),
    })),
  )
  for (let start = 0; start < tasks.length; start += places.rooms)
    crew.run(
      tasks
        .slice(start, start + places.rooms)
        .map(({ l, from, to }, i): Task => [
          'networkGradients',
          places.plan,
          l,
          from,
          to,
          rows,
          places.sums + (start + i) * 16,
          places.room(i),
        ]),
    )
  const view = new DataView(crew.memory.buffer)
  return tasks.reduce((sum, _, task) => sum + view.getFloat64(places.sums + task * 16, true), 0)
}
