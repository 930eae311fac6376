import { createArena } from '../boost/arena.ts'
import { roomFrom } from '../../kernels/crew.ts'
import { gemmRoom } from '../../kernels/gemm-tasks.ts'
import type { Activation } from './architecture.ts'
import type { NetworkData } from './network-data.ts'
import type { NetworkPlan } from './network-plan.ts'

/** A dense layer with what may follow it. */
export interface KernelLayer {
  readonly inputs: number
  readonly units: number
  readonly activation: number
  readonly dropout: number
  /** Places of the weights in the list of all. */
  readonly kernel: number
  readonly bias: number
}

export interface KernelStack {
  /** Dropout of the inputs. */
  readonly dropout: number
  readonly layers: readonly KernelLayer[]
}

const numberOf: Readonly<Partial<Record<Activation, number>>> = { relu: 1, tanh: 2, sigmoid: 3 }

/** The plan as the kernels do it: dense layers, each with at most one activation and then one dropout. Null for anything else. */
export function kernelStack({ parts }: NetworkPlan): KernelStack | null {
  let dropout = 0
  const layers: KernelLayer[] = []
  for (const part of parts) {
    const last = layers.at(-1)
    if (part.kind === 'dense') {
      const { inputs, units, kernel, bias } = part
      layers.push({ inputs, units, activation: 0, dropout: 0, kernel, bias })
    } else if (part.kind === 'activation') {
      const activation = numberOf[part.activation]
      if (activation === undefined || !last || last.activation !== 0 || last.dropout !== 0) return null
      layers[layers.length - 1] = { ...last, activation }
    } else if (part.kind === 'dropout') {
      if ((last ? last.dropout : dropout) !== 0) return null
      if (last) layers[layers.length - 1] = { ...last, dropout: part.share }
      else dropout = part.share
    } else return null
  }
  return { dropout, layers }
}

/** Rows that one task takes through the layers, and rows of a kernel whose gradients one task sums up. Fixed: the work is divided alike for any crew. */
const rowsOfTask = 64
const mostRowTasks = 64
export const kernelRowsOfTask = 32
/** Rows that are judged at once. */
export const judgedRows = 1024
const headBytes = 64
const layerBytes = 48

export interface PlacedLayer extends KernelLayer {
  readonly at: {
    readonly kernel: number
    readonly bias: number
    readonly values: number
    readonly back: number
    readonly kernelGradients: number
    readonly biasGradients: number
  }
  /** Where kernel and bias begin among the learned weights in memory, each on a multiple of 16 floats. */
  readonly kernelPlace: number
  readonly biasPlace: number
}

/** Where everything lies, in bytes. */
export interface KernelPlaces {
  readonly plan: number
  readonly index: number
  readonly inputs: number
  readonly targets: number
  readonly rowWeights: number
  readonly batch: number
  readonly layers: readonly PlacedLayer[]
  readonly weights: number
  readonly gradients: number
  readonly moments: readonly number[]
  readonly sums: number
  readonly room: (task: number) => number
  /** The most rows at once, how many one task takes, and how many tasks have room of their own. */
  readonly rows: number
  readonly each: number
  readonly rooms: number
  readonly bytes: number
}

/** Finds a place for everything that a training needs. `moments`: lists of running figures that the optimiser keeps. */
export function placeKernels(
  stack: KernelStack,
  data: NetworkData,
  { batchSize, moments }: { batchSize: number; moments: number },
): KernelPlaces {
  const arena = createArena(roomFrom)
  const floats = (count: number) => arena.take(count * 4)
  const all = data.targets.length
  const most = Math.max(data.training.length, data.validation.length)
  const rows = Math.min(most, Math.max(batchSize, judgedRows))
  const each = Math.max(rowsOfTask, 4 * Math.ceil(rows / mostRowTasks / 4))
  const rooms = Math.min(mostRowTasks, Math.max(Math.ceil(rows / each), 16))
  const plan = arena.take(headBytes + stack.layers.length * layerBytes)
  const index = arena.take(rows * 4)
  const [inputs, targets, rowWeights, batch] = [floats(all * data.width), floats(all), floats(all), floats(rows * data.width)]
  let length = 0
  const place = (count: number) => (length += 16 * Math.ceil(count / 16)) - 16 * Math.ceil(count / 16)
  const own = stack.layers.map((layer) => ({ layer, kernelPlace: place(layer.inputs * layer.units), biasPlace: place(layer.units) }))
  const [weights, gradients] = [floats(length), floats(length)]
  const layers = own.map(({ layer, kernelPlace, biasPlace }): PlacedLayer => ({
    ...layer,
    kernelPlace,
    biasPlace,
    at: {
      kernel: weights + kernelPlace * 4,
      bias: weights + biasPlace * 4,
      values: floats(rows * layer.units),
      back: floats(rows * layer.units),
      kernelGradients: gradients + kernelPlace * 4,
      biasGradients: gradients + biasPlace * 4,
    },
  }))
  const figures = Array.from({ length: moments }, () => floats(length))
  const sums = arena.take(
    16 *
      Math.max(
        mostRowTasks,
        stack.layers.reduce((sum, layer) => sum + Math.ceil(layer.inputs / kernelRowsOfTask), 0),
      ),
  )
  const first = arena.take(gemmRoom * rooms)
  return {
    plan,
    index,
    inputs,
    targets,
    rowWeights,
    batch,
    layers,
    weights,
    gradients,
    sums,
    rows,
    each,
    rooms,
    moments: figures,
    room: (task) => first + (task % rooms) * gemmRoom,
    bytes: arena.bytes,
  }
}

/** Of 2^32 chances, how many leave a value out. */
const limitOf = (share: number) => Math.floor(share * 2 ** 32)
const outputs = { number: 0, 'two-classes': 1, classes: 2 } as const

/** Writes what the kernels read at `plan` (assembly/network.ts), apart from what changes with each batch. */
export function writePlan(buffer: ArrayBufferLike, places: KernelPlaces, stack: KernelStack, data: NetworkData): void {
  const view = new DataView(buffer)
  const { plan } = places
  const word = (at: number, value: number) => view.setUint32(at, value, true)
  const head = [stack.layers.length, places.inputs, data.width, places.targets, places.rowWeights, places.index, outputs[data.output], 0]
  head.forEach((value, i) => word(plan + i * 4, value))
  word(plan + 32, limitOf(stack.dropout))
  view.setFloat32(plan + 36, 1 / (1 - stack.dropout), true)
  word(plan + 40, places.batch)
  places.layers.forEach((layer, l) => {
    const at = plan + headBytes + l * layerBytes
    word(at, layer.inputs)
    word(at + 4, layer.units)
    word(at + 8, layer.activation)
    word(at + 12, limitOf(layer.dropout))
    view.setFloat32(at + 16, 1 / (1 - layer.dropout), true)
    const addresses = [layer.at.kernel, layer.at.bias, layer.at.values, layer.at.back, layer.at.kernelGradients, layer.at.biasGradients]
    addresses.forEach((address, i) => word(at + 20 + i * 4, address))
  })
}
