import { describe, expect, it } from 'vitest'
import { soloCrews } from '../../kernels/crew.ts'
import { quietControl } from '../estimator.ts'
import { readGolden } from '../golden/read-golden.ts'
import { defaultArchitecture, type Activation, type Layer, type NetworkArchitecture, type Optimizer } from './architecture.ts'
import { kernelTrainee } from './kernel-trainee.ts'
import type { NetworkData } from './network-data.ts'
import { planNetwork, type OutputKind } from './network-plan.ts'
import { trainNetwork, type TraineeRequest } from './train-network.ts'

interface Steps {
  readonly output: OutputKind
  readonly activation: Activation
  readonly optimiser: Optimizer['kind']
  readonly l2: number
  readonly clip: number | null
  readonly first: readonly number[]
  readonly after1: readonly number[]
  readonly after10: readonly number[]
  readonly losses: readonly number[]
  readonly norms: readonly number[]
}

const golden = readGolden<{
  x: readonly (readonly number[])[]
  targets: Readonly<Record<OutputKind, readonly number[]>>
  weight: readonly number[]
  steps: readonly Steps[]
  wide: readonly (readonly number[])[]
  number: readonly number[]
  two: readonly number[]
  curves: { number: readonly number[]; two: readonly number[] }
}>(import.meta.url, '../golden/network.json')

const optimizers: Readonly<Record<Optimizer['kind'], Optimizer>> = {
  adam: { kind: 'adam', learningRate: 0.01 },
  adamw: { kind: 'adamw', learningRate: 0.01, decay: 0.1 },
  rmsprop: { kind: 'rmsprop', learningRate: 0.01 },
  sgd: { kind: 'sgd', learningRate: 0.05, momentum: 0.9 },
}

it.each(golden.steps)('steps as torch does: $output, $activation, $optimiser, l2 $l2, clip $clip', async (steps) => {
  const outputs = steps.output === 'classes' ? 3 : 1
  const all = Int32Array.from(golden.x, (_, i) => i)
  const data: NetworkData = {
    width: 5,
    output: steps.output,
    outputs,
    inputs: Float32Array.from(golden.x.flat()),
    targets: Float32Array.from(golden.targets[steps.output]),
    weights: Float32Array.from(golden.weight),
    training: all,
    validation: new Int32Array(0),
    means: new Float64Array(5),
    deviations: new Float64Array(5).fill(1),
    target: { mean: 0, deviation: 1 },
  }
  const layers = [7, 6].map((units): Layer => ({ kind: 'dense', units, activation: steps.activation }))
  const optimizer = optimizers[steps.optimiser]
  const architecture: NetworkArchitecture = { ...defaultArchitecture, layers, optimizer, l2: steps.l2, clip: steps.clip, batchSize: 24 }
  const plan = planNetwork(layers, 5, { output: steps.output, outputs })
  const trainee = kernelTrainee({ architecture, plan, data, weights: Float32Array.from(steps.first), seed: 1, crews: soloCrews })
  for (let number = 1; number <= 10; number++) {
    await trainee.step(number % 2 === 1 ? all.subarray(0, 24) : all.subarray(24), { rate: optimizer.learningRate, number })
    const { loss, gradientNorm } = await trainee.figures()
    expect(Math.abs(loss - steps.losses[number - 1]!)).toBeLessThan(1e-5)
    expect(Math.abs(gradientNorm - steps.norms[number - 1]!)).toBeLessThan(1e-5 * Math.max(1, gradientNorm))
    const wanted = number === 1 ? steps.after1 : number === 10 ? steps.after10 : []
    const weights = await trainee.weights()
    wanted.forEach((value, i) => expect(Math.abs(weights[i]! - value)).toBeLessThan(1e-5))
  }
  trainee.close()
})

describe('losses come down as in scikit-learn', () => {
  const columns = golden.wide[0]!.map((_, j) => Float64Array.from(golden.wide, (row) => row[j]!))
  const layers = [24, 12].map((units): Layer => ({ kind: 'dense', units, activation: 'tanh' }))
  const architecture: NetworkArchitecture = {
    ...defaultArchitecture,
    layers,
    optimizer: { kind: 'adam', learningRate: 0.003 },
    batchSize: 50,
    epochs: 30,
    validationShare: 0,
    earlyStopping: null,
  }

  it.each(['number', 'two'] as const)('%s', async (name) => {
    const y = Float64Array.from(golden[name])
    const curve = new Float64Array(30)
    for (let seed = 0; seed < 20; seed++) {
      const make = (asked: TraineeRequest) => kernelTrainee({ ...asked, crews: soloCrews })
      const task = name === 'two' ? 'classification' : 'regression'
      const metric = (what: string, step: number, value: number) => {
        if (what === 'loss') curve[step - 1]! += value / 20
      }
      const x = { rows: y.length, columns, names: columns.map((_, j) => `x${j}`) }
      await trainNetwork({ task, architecture, x, y, options: { seed, classes: ['no', 'yes'] } }, make, { ...quietControl, metric })
    }
    // Mean loss of epochs 4 to 30: the first ones hang on the first weights, which the two draw differently.
    const mean = (losses: Iterable<number>) => [...losses].slice(3).reduce((sum, loss) => sum + loss, 0) / 27
    expect(Math.abs(mean(curve) / mean(golden.curves[name]) - 1)).toBeLessThan(0.02)
  })
})
