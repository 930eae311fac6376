import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import { quietControl, type FitControl } from '../../learn/estimator.ts'
import { modelFromJson } from '../../learn/model-from-json.ts'
import { activations, defaultArchitecture, type NetworkArchitecture } from '../../learn/neural-network/architecture.ts'
import { randomFrom } from '../../learn/random.ts'
import { loadBackend, type BackendId } from './backend.ts'
import { networkData } from './network-data.ts'
import { batchOf, outputsOf, type GraphLayer } from './network-graph.ts'
import { trainNetwork, type NetworkTraining } from './train-network.ts'
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
    layers: [{ units: 16, activation: 'tanh', dropout: 0 }],
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

describe.each(['cpu', 'wasm'] as const)('a network on %s', (id) => {
  it('multiplies, differentiates and steps as plain arithmetic does', async () => {
    expect(await trialStep(await load(id))).toBeLessThan(trialTolerance / 100)
  })

  it('learns a regression and streams its losses', async () => {
    const heard = recorder()
    const asked = training('regression')
    const model = await trainNetwork(await load(id), asked, heard)
    const losses = heard.points.filter(({ name }) => name === 'loss').map(({ value }) => value)
    expect(losses.length).toBeGreaterThan(5)
    expect(losses.at(-1)).toBeLessThan(0.3 * losses[0]!)
    expect(heard.points.filter(({ name }) => name === 'validation-loss').map(({ step }) => step)).toEqual(losses.map((_, i) => i + 1))
    expect(heard.shares).toEqual(heard.shares.toSorted((a, b) => a - b))
    expect(heard.shares.at(-1)).toBe(1)
    const predicted = model.predict(asked.x)
    const mean = asked.y.reduce((sum, value) => sum + value, 0) / asked.y.length
    const squares = (of: (i: number) => number) => asked.y.reduce((sum, value, i) => sum + (value - of(i)) ** 2, 0)
    expect(1 - squares((i) => predicted[i]!) / squares(() => mean)).toBeGreaterThan(0.8)
  })

  it('learns classes; probabilities sum to 1; the JSON answers the same', async () => {
    const asked = training('classification', {
      layers: [
        { units: 16, activation: 'relu', dropout: 0.1 },
        { units: 8, activation: 'gelu', dropout: 0 },
      ],
    })
    const model = await trainNetwork(await load(id), asked, quietControl)
    const predicted = model.predict(asked.x)
    expect(asked.y.filter((value, i) => value === predicted[i]).length / asked.y.length).toBeGreaterThan(0.85)
    const [no, yes] = model.predictProba!(asked.x)
    no!.forEach((value, i) => expect(value + yes![i]!).toBeCloseTo(1, 12))
    const back = modelFromJson(JSON.parse(JSON.stringify(model)))
    expect(back.predictProba!(asked.x)).toEqual(model.predictProba!(asked.x))
    expect(back.toJSON()).toEqual(model.toJSON())
    expect(model.importance().reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(1, 12)
  })

  it('gives no tensors away', async () => {
    const tf = await load(id)
    const before = tf.memory().numTensors
    await trainNetwork(tf, training('classification', { epochs: 2, l2: 0.01 }), quietControl)
    expect(tf.memory().numTensors).toBe(before)
  })
})

describe('training a network', () => {
  it.each(activations)('scores without TensorFlow as TensorFlow does: %s', async (activation) => {
    const tf = await load('cpu')
    const asked = training(
      'regression',
      {
        layers: [
          { units: 7, activation, dropout: 0 },
          { units: 5, activation, dropout: 0 },
        ],
        epochs: 2,
      },
      60,
    )
    const model = await trainNetwork(tf, asked, quietControl)
    const json = model.toJSON() as unknown as { target: { mean: number; deviation: number } }
    const read = JSON.parse(JSON.stringify(model)) as { layers: { units: number; kernel: string; bias: string }[] }
    const floats = (text: string) => new Float32Array(Uint8Array.from(Buffer.from(text, 'base64')).buffer)
    let inputs = 3
    const layers = read.layers.map(({ units, kernel, bias }, l): GraphLayer => {
      const made = {
        inputs,
        units,
        activation: l < 2 ? activation : ('linear' as const),
        dropout: 0,
        kernel: tf.variable(tf.tensor2d(floats(kernel), [inputs, units])),
        bias: tf.variable(tf.tensor1d(floats(bias))),
      }
      inputs = units
      return made
    })
    const checked = { weights: new Float64Array(60).fill(1), totalWeight: 60, classes: [] }
    const data = networkData(
      { task: 'regression', x: asked.x, y: asked.y, checked, validationShare: asked.architecture.validationShare },
      randomFrom(5),
    )
    const raw = await outputsOf(
      tf,
      layers,
      batchOf(
        tf,
        data,
        Int32Array.from({ length: 60 }, (_, i) => i),
      ).inputs,
      null,
    ).data()
    model.predict(asked.x).forEach((value, i) => expect((value - json.target.mean) / json.target.deviation).toBeCloseTo(raw[i]!, 5))
  })

  it('gives the same bytes for the same seed on cpu, other ones for another', async () => {
    const tf = await load('cpu')
    const run = async (seed: number) => {
      const asked = training('classification', { epochs: 3, layers: [{ units: 6, activation: 'relu', dropout: 0.3 }] })
      return JSON.stringify(await trainNetwork(tf, { ...asked, options: { ...asked.options, seed } }, quietControl))
    }
    const first = await run(1)
    expect(await run(1)).toBe(first)
    expect(await run(2)).not.toBe(first)
  })

  it('stops between batches when cancelled', async () => {
    let asked = 0
    const control: FitControl = {
      ...recorder(),
      cancelled: () => ++asked > 3,
      yieldNow: () => new Promise((resolve) => setImmediate(resolve)),
    }
    await expect(trainNetwork(await load('cpu'), training('regression'), control)).rejects.toMatchObject({ code: 'cancelled' })
    expect(asked).toBe(4)
  })

  it('stops with a problem when the loss is no longer a number', async () => {
    const wild = training('regression', {
      optimizer: { kind: 'sgd', learningRate: 1e6, momentum: 0 },
      layers: [{ units: 16, activation: 'relu', dropout: 0 }],
    })
    await expect(trainNetwork(await load('cpu'), wild, quietControl)).rejects.toMatchObject({
      code: 'loss-not-finite',
      data: { option: 'learningRate' },
    })
  })

  it('stops early and goes back to the best epoch', async () => {
    const heard = recorder()
    const eager = training('regression', { epochs: 200, earlyStopping: { patience: 2, minDelta: 0.001 } })
    const model = await trainNetwork(await load('cpu'), eager, heard)
    const judged = heard.points.filter(({ name }) => name === 'validation-loss')
    expect(judged.length).toBeLessThan(200)
    expect(model.toJSON()['epochs']).toBe(judged.length - 2)
  })

  it('trains without rows kept aside, with momentum, penalty and weights', async () => {
    const asked = training('regression', {
      validationShare: 0,
      l2: 1e-4,
      optimizer: { kind: 'sgd', learningRate: 0.02, momentum: 0.9 },
      earlyStopping: null,
    })
    const sampleWeight = asked.y.map((_, i) => (i % 2 === 0 ? 1 : 0))
    const heard = recorder()
    const model = await trainNetwork(await load('cpu'), { ...asked, options: { seed: 3, sampleWeight } }, heard)
    expect(heard.points.every(({ name }) => name === 'loss')).toBe(true)
    expect(model.toJSON()['epochs']).toBe(15)
  })

  it.each([
    ['no-rows', { x: { rows: 0, columns: [new Float64Array(0)], names: ['a'] }, y: new Float64Array(0) }],
    ['missing-values', { x: { rows: 2, columns: [Float64Array.of(1, Number.NaN)], names: ['a'] }, y: Float64Array.of(1, 2) }],
    ['constant-target', { x: { rows: 1, columns: [Float64Array.of(1)], names: ['a'] }, y: Float64Array.of(1) }],
  ])('refuses %s', async (code, broken) => {
    await expect(trainNetwork(await load('cpu'), { ...training('regression'), ...broken }, quietControl)).rejects.toMatchObject({ code })
  })

  it.each([
    { epochs: 0 },
    { batchSize: 0.5 },
    { validationShare: 1 },
    { l2: -1 },
    { layers: [{ units: 0, activation: 'relu' as const, dropout: 0 }] },
  ])('refuses the architecture %j', async (change) => {
    await expect(trainNetwork(await load('cpu'), training('regression', change), quietControl)).rejects.toMatchObject({
      code: 'bad-option',
    })
  })
})
