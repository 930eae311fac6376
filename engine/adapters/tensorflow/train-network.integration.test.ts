import { createRequire } from 'node:module'
import { dirname, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { soloCrews } from '../../kernels/crew.ts'
import { quietControl, type FitControl } from '../../learn/estimator.ts'
import { modelFromJson } from '../../learn/model-from-json.ts'
import { activations, defaultArchitecture, type Layer, type NetworkArchitecture } from '../../learn/neural-network/architecture.ts'
import { kernelTrainee } from '../../learn/neural-network/kernel-trainee.ts'
import { networkData } from '../../learn/neural-network/network-data.ts'
import { initialWeights, planNetwork } from '../../learn/neural-network/network-plan.ts'
import { trainNetwork, type NetworkTraining, type TraineeRequest } from '../../learn/neural-network/train-network.ts'
import { randomFrom } from '../../learn/random.ts'
import { threadCrews } from '../threads/thread-crew.ts'
import { loadBackend, type BackendId } from './backend.ts'
import { createNetworkTrainer } from './network-trainer.ts'
import { tensorTrainee } from './tensor-trainee.ts'
import { trialStep, trialTolerance } from './trial-step.ts'

const wasm = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm'))
const load = (id: BackendId) => loadBackend(id, { wasm })

function training(task: 'classification' | 'regression', change: Partial<NetworkArchitecture> = {}, rows = 400): NetworkTraining {
  const random = randomFrom(21)
  const columns = [5, 0.01, 1000].map((size) => Float64Array.from({ length: rows }, () => size * (random.normal() + 3)))
  const signal = columns[0]!.map((value, i) => Math.sin(value / 5) * 40 + columns[1]![i]! * 1000 + random.normal())
  const y = task === 'regression' ? signal : signal.map((value) => (value > 25 ? 1 : 0))
  const architecture: NetworkArchitecture = {
    ...defaultArchitecture,
    layers: [{ kind: 'dense', units: 16, activation: 'tanh' }],
    optimizer: { kind: 'adam', learningRate: 0.02 },
    epochs: 15,
    batchSize: 32,
    ...change,
  }
  return { task, architecture, x: { rows, columns, names: ['a', 'b', 'c'] }, y, options: { seed: 5, classes: ['no', 'yes'] } }
}

function recorder(): FitControl & { readonly points: { name: string; step: number; value: number }[]; readonly shares: number[] } {
  const points: { name: string; step: number; value: number }[] = []
  const shares: number[] = []
  return {
    points,
    shares,
    cancelled: () => false,
    progress: (share) => shares.push(share),
    metric: (name, step, value) => points.push({ name, step, value }),
  }
}

/** Trainees by where they train: TensorFlow.js on two back ends, and the kernels. */
const makers = {
  cpu: async () => {
    const tf = await load('cpu')
    return (asked: TraineeRequest) => tensorTrainee(tf, asked)
  },
  wasm: async () => {
    const tf = await load('wasm')
    return (asked: TraineeRequest) => tensorTrainee(tf, asked)
  },
  own: () => Promise.resolve((asked: TraineeRequest) => kernelTrainee({ ...asked, crews: soloCrews })),
}

describe.each(['cpu', 'wasm', 'own'] as const)('a network on %s', (id) => {
  it('learns a regression and streams its figures', async () => {
    const heard = recorder()
    const asked = training('regression')
    const model = await trainNetwork(asked, await makers[id](), heard)
    const curve = (name: string) => heard.points.filter((point) => point.name === name)
    const losses = curve('loss').map(({ value }) => value)
    expect(losses.length).toBeGreaterThan(5)
    expect(losses.at(-1)).toBeLessThan(0.3 * losses[0]!)
    for (const name of ['validation loss', 'learning rate', 'gradient norm', 'saturated 1', 'update ratio 1', 'update ratio 2'])
      expect(curve(name).map(({ step }) => step)).toEqual(losses.map((_, i) => i + 1))
    expect(heard.shares).toEqual(heard.shares.toSorted((a, b) => a - b))
    expect(heard.shares.at(-1)).toBe(1)
    const predicted = model.predict(asked.x)
    const mean = asked.y.reduce((sum, value) => sum + value, 0) / asked.y.length
    const squares = (of: (i: number) => number) => asked.y.reduce((sum, value, i) => sum + (value - of(i)) ** 2, 0)
    expect(1 - squares((i) => predicted[i]!) / squares(() => mean)).toBeGreaterThan(0.8)
  })

  it('learns classes; probabilities sum to 1; the JSON answers the same', async () => {
    const layers: Layer[] = [
      { kind: 'dense', units: 16, activation: 'relu' },
      { kind: 'dropout', share: 0.1 },
      { kind: 'dense', units: 8, activation: 'relu' },
    ]
    const asked = training('classification', { layers })
    const model = await trainNetwork(asked, await makers[id](), quietControl)
    const predicted = model.predict(asked.x)
    expect(asked.y.filter((value, i) => value === predicted[i]).length / asked.y.length).toBeGreaterThan(0.85)
    const back = modelFromJson(JSON.parse(JSON.stringify(model)))
    const [no, yes] = back.predictProba!(asked.x)
    no!.forEach((value, i) => expect(value + yes![i]!).toBeCloseTo(1, 12))
    expect([no, yes]).toEqual(model.predictProba!(asked.x))
    expect(back.toJSON()).toEqual(model.toJSON())
    expect(model.importance().reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(1, 12)
  })

  it('gives the same bytes for the same seed, other ones for another', async () => {
    const run = async (seed: number) => {
      const asked = training('classification', {
        epochs: 3,
        layers: [
          { kind: 'dense', units: 6, activation: 'relu' },
          { kind: 'dropout', share: 0.3 },
        ],
      })
      return JSON.stringify(await trainNetwork({ ...asked, options: { ...asked.options, seed } }, await makers[id](), quietControl))
    }
    const first = await run(1)
    expect(await run(1)).toBe(first)
    expect(await run(2)).not.toBe(first)
  })

  it('stops with a problem when the loss is no longer a number', async () => {
    const wild = training('regression', {
      optimizer: { kind: 'sgd', learningRate: 1e6, momentum: 0 },
      layers: [{ kind: 'dense', units: 16, activation: 'relu' }],
    })
    await expect(trainNetwork(wild, await makers[id](), quietControl)).rejects.toMatchObject({
      code: 'loss-not-finite',
      data: { option: 'learningRate' },
    })
  })
})

describe.each(['cpu', 'wasm'] as const)('TensorFlow.js on %s', (id) => {
  it('multiplies, differentiates and steps as plain arithmetic does', async () => {
    expect(await trialStep(await load(id))).toBeLessThan(trialTolerance / 100)
  })

  it('gives no tensors away', async () => {
    const tf = await load(id)
    const before = tf.memory().numTensors
    const layers: Layer[] = [{ kind: 'dense', units: 4, activation: 'linear' }, { kind: 'batch-norm' }, { kind: 'dropout', share: 0.2 }]
    await trainNetwork(
      training('classification', { epochs: 2, l2: 0.01, clip: 1, layers }),
      (asked) => tensorTrainee(tf, asked),
      quietControl,
    )
    expect(tf.memory().numTensors).toBe(before)
  })
})

describe('the kernels and TensorFlow.js', () => {
  const optimizers: NetworkArchitecture['optimizer'][] = [
    { kind: 'adam', learningRate: 0.01 },
    { kind: 'adamw', learningRate: 0.01, decay: 0.1 },
    { kind: 'rmsprop', learningRate: 0.01 },
    { kind: 'sgd', learningRate: 0.01, momentum: 0.9 },
  ]
  const outputs = [
    ['regression', 0, 'relu'],
    ['classification', 2, 'tanh'],
    ['classification', 3, 'sigmoid'],
  ] as const

  it.each(outputs.flatMap((output) => optimizers.map((optimizer) => [...output, optimizer] as const)))(
    'take the same ten steps: %s of %i classes, %s, %j',
    async (task, classes, activation, optimizer) => {
      const random = randomFrom(3)
      const rows = 300
      const columns = Array.from({ length: 7 }, () => Float64Array.from({ length: rows }, () => random.normal()))
      const y = Float64Array.from({ length: rows }, (_, i) => (classes > 0 ? i % classes : columns[0]![i]! ** 2))
      const weights = Float64Array.from({ length: rows }, (_, i) => 1 + (i % 3))
      const names = Array.from({ length: classes }, (_, i) => `${i}`)
      const checked = { weights, totalWeight: 600, classes: names }
      const data = networkData({ task, x: { rows, columns, names: [] }, y, checked, validationShare: 0.1 }, random)
      const layers: Layer[] = [
        { kind: 'dense', units: 13, activation },
        { kind: 'dense', units: 6, activation },
      ]
      const architecture = { ...defaultArchitecture, layers, optimizer, l2: 0.01, clip: 0.5, batchSize: 100 }
      const plan = planNetwork(layers, data.width, data)
      const asked = { architecture, plan, data, weights: initialWeights(plan, random), seed: 1 }
      const [theirs, ours] = [tensorTrainee(await load('cpu'), asked), kernelTrainee({ ...asked, crews: soloCrews })]
      for (let number = 1; number <= 10; number++) {
        const some = data.training.subarray((number % 2) * 100, (number % 2) * 100 + 100)
        await theirs.step(some, { rate: 0.01, number })
        await ours.step(some, { rate: 0.01, number })
      }
      const wanted = await theirs.weights()
      ;(await ours.weights()).forEach((value, i) => expect(Math.abs(value - wanted[i]!)).toBeLessThan(2e-6))
      const [figures, judged] = [await theirs.figures(), await theirs.judge(data.validation)]
      const [own, ownJudged] = [await ours.figures(), await ours.judge(data.validation)]
      expect(own.loss).toBeCloseTo(figures.loss, 5)
      expect(own.gradientNorm).toBeCloseTo(figures.gradientNorm, 4)
      expect(ownJudged.loss).toBeCloseTo(judged.loss, 5)
      if (judged.accuracy === null) expect(ownJudged.accuracy).toBeNull()
      else expect(ownJudged.accuracy).toBeCloseTo(judged.accuracy, 6)
      const answers = await theirs.answers(data.validation)
      expect(answers).toHaveLength(data.validation.length * data.outputs)
      ;(await ours.answers(data.validation)).forEach((value, i) => expect(value).toBeCloseTo(answers[i]!, 4))
      theirs.close()
      ours.close()
    },
  )

  it.each(activations)('score as plain arithmetic does behind batch normalisation and %s', async (activation) => {
    const layers: Layer[] = [
      { kind: 'batch-norm' },
      { kind: 'dense', units: 7, activation },
      { kind: 'batch-norm' },
      { kind: 'activation', activation: 'tanh' },
      { kind: 'dense', units: 5, activation: 'linear' },
      { kind: 'dropout', share: 0.2 },
    ]
    const asked = training('regression', { layers, epochs: 2, validationShare: 0, earlyStopping: null }, 60)
    const tf = await load('cpu')
    let seen: readonly number[] = []
    const model = await trainNetwork(
      asked,
      (request) => {
        const trainee = tensorTrainee(tf, request)
        // Squared losses of single rows say what the network answers for them.
        const weights = async () => {
          const each: number[] = []
          for (let row = 0; row < 60; row++) each.push((await trainee.judge(Int32Array.of(row))).loss)
          seen = each
          return trainee.weights()
        }
        return { ...trainee, weights }
      },
      quietControl,
    )
    const { target } = model.toJSON() as unknown as { target: { deviation: number } }
    model.predict(asked.x).forEach((value, i) => expect(((value - asked.y[i]!) / target.deviation) ** 2).toBeCloseTo(seen[i]!, 3))
  })
})

it('TensorFlow.js goes on from what was kept as if it had not stopped', async () => {
  const tf = await load('cpu')
  const layers: Layer[] = [{ kind: 'dense', units: 6, activation: 'gelu' }, { kind: 'batch-norm' }, { kind: 'dropout', share: 0.2 }]
  const { architecture, x, y } = training('regression', { layers }, 120)
  const random = randomFrom(5)
  const checked = { weights: new Float64Array(120).fill(1), totalWeight: 120, classes: [] }
  const data = networkData({ task: 'regression', x, y, checked, validationShare: 0 }, random)
  const plan = planNetwork(layers, data.width, data)
  const asked = { architecture, plan, data, weights: initialWeights(plan, random), seed: 1 }
  const [whole, begun, resumed] = [tensorTrainee(tf, asked), tensorTrainee(tf, asked), tensorTrainee(tf, asked)]
  const step = (trainee: typeof whole, number: number) =>
    trainee.step(data.training.subarray(number * 10, number * 10 + 40), { rate: 0.02, number })
  for (let number = 1; number <= 6; number++) await step(whole, number)
  for (let number = 1; number <= 3; number++) await step(begun, number)
  resumed.restore(structuredClone(await begun.state()))
  for (let number = 4; number <= 6; number++) await step(resumed, number)
  expect(await resumed.weights()).toEqual(await whole.weights())
  for (const trainee of [whole, begun, resumed]) trainee.close()
})

it('the kernels give the same network with one thread and with three', async () => {
  const entry = resolve(import.meta.dirname, '../../bin/crew-thread.ts')
  const layers: Layer[] = [
    { kind: 'dense', units: 70, activation: 'relu' },
    { kind: 'dropout', share: 0.2 },
    { kind: 'dense', units: 33, activation: 'tanh' },
  ]
  const asked = training('classification', { layers, epochs: 3, batchSize: 2_500, l2: 0.001, clip: 1 }, 8_000)
  const run = async (crews: typeof soloCrews) =>
    JSON.stringify(await trainNetwork(asked, (request) => kernelTrainee({ ...request, crews }), quietControl))
  expect(await run(threadCrews(3, entry))).toBe(await run(soloCrews))
})

describe('who trains', () => {
  const said: string[] = []
  const trainer = createNetworkTrainer(['wasm', 'cpu'], { wasm }, (text) => said.push(text))
  const request = (layers: readonly Layer[], backend: 'auto' | 'own' | 'cpu' | 'webgpu' = 'auto') => ({
    ...training('regression', { layers, epochs: 1 }, 40),
    backend,
    crews: soloCrews,
  })
  const dense: Layer[] = [{ kind: 'dense', units: 3, activation: 'relu' }]
  const odd: Layer[] = [...dense, { kind: 'batch-norm' }]

  it.each([
    ['own', dense, 'auto', 'dense layers alone'],
    ['wasm', odd, 'auto', 'more than the own kernels train'],
    ['wasm', [{ kind: 'dense', units: 3, activation: 'gelu' }] as Layer[], 'auto', 'more than'],
    ['cpu', dense, 'cpu', 'the node asks for it'],
  ] as const)('%s', async (backend, layers, asked, why) => {
    expect((await trainer.train(request(layers, asked), quietControl)).backend).toBe(backend)
    expect(said.at(-1)).toContain(why)
  })

  it.each([
    ['own', odd],
    ['webgpu', dense],
  ] as const)('refuses %s where it cannot', async (backend, layers) => {
    await expect(trainer.train(request(layers, backend), quietControl)).rejects.toMatchObject({
      code: 'bad-option',
      data: { option: 'backend' },
    })
  })
})
