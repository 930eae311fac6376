import { describe, expect, it } from 'vitest'
import { soloCrews } from '../../kernels/crew.ts'
import { quietControl, type FitControl, type KeptFit } from '../estimator.ts'
import { randomFrom } from '../random.ts'
import { defaultArchitecture, type Layer, type NetworkArchitecture } from './architecture.ts'
import { kernelStack } from './kernel-plan.ts'
import { kernelTrainee } from './kernel-trainee.ts'
import { learningRateAt } from './learning-rate.ts'
import { layerFigures } from './layer-figures.ts'
import { planNetwork } from './network-plan.ts'
import { trainNetwork, type NetworkTraining, type TraineeRequest } from './train-network.ts'

const own = (asked: TraineeRequest) => kernelTrainee({ ...asked, crews: soloCrews })

function training(change: Partial<NetworkArchitecture> = {}, rows = 300): NetworkTraining {
  const random = randomFrom(8)
  const columns = [1, 10].map((size) => Float64Array.from({ length: rows }, () => size * random.normal()))
  const y = columns[0]!.map((value, i) => value * 3 + Math.sin(columns[1]![i]!) + 0.1 * random.normal())
  const layers: Layer[] = [{ kind: 'dense', units: 12, activation: 'tanh' }]
  const architecture = {
    ...defaultArchitecture,
    layers,
    optimizer: { kind: 'adam', learningRate: 0.01 } as const,
    epochs: 10,
    batchSize: 50,
    ...change,
  }
  return { task: 'regression', architecture, x: { rows, columns, names: ['a', 'b'] }, y, options: { seed: 2 } }
}

function recorder(): FitControl & { readonly points: { name: string; step: number; value: number }[] } {
  const points: { name: string; step: number; value: number }[] = []
  return { ...quietControl, points, metric: (name, step, value) => points.push({ name, step, value }) }
}

describe('the epochs of a network', () => {
  it('stop early and go back to the best one', async () => {
    const heard = recorder()
    const model = await trainNetwork(training({ epochs: 300, earlyStopping: { patience: 3, minDelta: 0.01 } }), own, heard)
    const judged = heard.points.filter(({ name }) => name === 'validation loss')
    expect(judged.length).toBeLessThan(300)
    expect(model.toJSON()['epochs']).toBe(judged.length - 3)
  })

  it('go all the way without rows kept aside, with momentum, penalty and weights', async () => {
    const asked = training({
      validationShare: 0,
      l2: 1e-4,
      optimizer: { kind: 'sgd', learningRate: 0.02, momentum: 0.9 },
      earlyStopping: null,
    })
    const sampleWeight = asked.y.map((_, i) => (i % 2 === 0 ? 1 : 0))
    const heard = recorder()
    const model = await trainNetwork({ ...asked, options: { seed: 3, sampleWeight } }, own, heard)
    expect(heard.points.some(({ name }) => name === 'validation loss')).toBe(false)
    expect(model.toJSON()['epochs']).toBe(10)
  })

  it('tell how true the probabilities come on rows kept aside, where there are enough', async () => {
    const asked = training({ epochs: 3, validationShare: 0.5 }, 600)
    const of = (classes: readonly string[]) => ({ ...asked, task: 'classification' as const, options: { seed: 2, classes } })
    const classes = { ...of(['low', 'high']), y: asked.y.map((value) => (value > 0 ? 1 : 0)) }
    const told = async (what: NetworkTraining) => {
      const heard = recorder()
      await trainNetwork(what, own, heard)
      return heard.points.filter(({ name }) => name === 'validation calibration error').map(({ step, value }) => [step, value < 0.5])
    }
    const each = [1, 2, 3].map((step) => [step, true])
    expect(await told(classes)).toEqual(each)
    expect(await told({ ...of(['a', 'b', 'c']), y: asked.y.map((value) => (value > 1 ? 2 : value > -1 ? 1 : 0)) })).toEqual(each)
    expect(await told({ ...classes, architecture: { ...classes.architecture, validationShare: 0.1 } })).toEqual([])
    expect(await told(asked)).toEqual([])
  })

  it('end between batches when cancelled', async () => {
    let asked = 0
    const control: FitControl = { ...quietControl, cancelled: () => ++asked > 3 }
    await expect(trainNetwork(training(), own, control)).rejects.toMatchObject({ code: 'cancelled' })
    expect(asked).toBe(4)
  })

  it('end with what there is when a person has enough', async () => {
    let asked = 0
    const model = await trainNetwork(training({ earlyStopping: null }), own, { ...quietControl, enough: () => ++asked === 4 })
    expect(model.toJSON()['epochs']).toBe(4)
  })

  it('go on where they were stopped, to the same bytes', async () => {
    let written: unknown = null
    let marked = 0
    let places: string[] = []
    const kept: KeptFit = {
      read: (mark) => Promise.resolve(mark === marked ? structuredClone(written) : null),
      due: () => true,
      write: (progress, { mark, place }) => {
        marked = mark
        written = structuredClone(progress)
        places.push(place.en)
        return Promise.resolve()
      },
    }
    const layers: Layer[] = [
      { kind: 'dense', units: 9, activation: 'relu' },
      { kind: 'dropout', share: 0.2 },
    ]
    const asked = training({ layers })
    const whole = recorder()
    const expected = JSON.stringify(await trainNetwork(asked, own, whole))
    let batches = 0
    const stopped: FitControl = { ...quietControl, kept, cancelled: () => ++batches > 20 }
    await expect(trainNetwork(asked, own, stopped)).rejects.toMatchObject({ code: 'cancelled' })
    expect(places).toEqual(['epoch 1 of 10', 'epoch 2 of 10', 'epoch 3 of 10'])
    places = []
    const again = recorder()
    expect(JSON.stringify(await trainNetwork(asked, own, { ...again, kept }))).toBe(expected)
    expect(places[0]).toBe('epoch 4 of 10')
    expect(again.points).toEqual(whole.points)
    const other = { ...asked, y: asked.y.map((value) => value + 1 + value ** 2) }
    expect(JSON.stringify(await trainNetwork(other, own, { ...quietControl, kept }))).toBe(
      JSON.stringify(await trainNetwork(other, own, quietControl)),
    )
  })

  it('weigh rare classes as asked', async () => {
    const asked = training()
    const y = asked.y.map((value) => (value > 4 ? 1 : 0))
    const share = async (classWeight: 'none' | 'balanced') => {
      const model = await trainNetwork(
        { ...asked, task: 'classification', y, options: { seed: 2, classes: ['no', 'yes'], classWeight } },
        own,
        quietControl,
      )
      return model.predictProba!(asked.x)[1]!.reduce((sum, value) => sum + value, 0) / y.length
    }
    expect(await share('balanced')).toBeGreaterThan(1.3 * (await share('none')))
  })

  it.each([
    ['no-rows', { x: { rows: 0, columns: [new Float64Array(0)], names: ['a'] }, y: new Float64Array(0) }],
    ['missing-values', { x: { rows: 2, columns: [Float64Array.of(1, Number.NaN)], names: ['a'] }, y: Float64Array.of(1, 2) }],
    ['constant-target', { x: { rows: 1, columns: [Float64Array.of(1)], names: ['a'] }, y: Float64Array.of(1) }],
  ])('refuse %s', async (code, broken) => {
    await expect(trainNetwork({ ...training(), ...broken }, own, quietControl)).rejects.toMatchObject({ code })
  })

  it.each([
    { epochs: 0 },
    { batchSize: 0.5 },
    { validationShare: 1 },
    { l2: -1 },
    { clip: 0 },
    { layers: [{ kind: 'dense' as const, units: 0, activation: 'relu' as const }] },
    { layers: [{ kind: 'dropout' as const, share: 1 }] },
    { schedule: { ...defaultArchitecture.schedule, factor: 0 } },
    { optimizer: { kind: 'adamw' as const, learningRate: 0.1, decay: -1 } },
  ])('refuse the architecture %j', async (change) => {
    await expect(trainNetwork(training(change), own, quietControl)).rejects.toMatchObject({ code: 'bad-option' })
  })
})

describe('the learning rate', () => {
  const optimizer = { kind: 'adam', learningRate: 0.1 } as const
  const rate = (kind: 'constant' | 'step' | 'cosine', epoch: number, warmUp = 0) =>
    learningRateAt(optimizer, { kind, every: 2, factor: 0.5, warmUp }, { epoch, done: 0, steps: 10, epochs: 4 })

  it('stays, falls in steps, or along a cosine', () => {
    expect([1, 2, 3, 4].map((epoch) => rate('constant', epoch))).toEqual([0.1, 0.1, 0.1, 0.1])
    expect([1, 2, 3, 4].map((epoch) => rate('step', epoch))).toEqual([0.1, 0.1, 0.05, 0.05])
    expect([1, 3].map((epoch) => rate('cosine', epoch))).toEqual([0.1, 0.05])
    expect(rate('cosine', 4)).toBeCloseTo(0.1 * 0.1464466, 6)
  })

  it('rises in equal steps before that', () => {
    const early = (done: number) =>
      learningRateAt(optimizer, { kind: 'constant', every: 1, factor: 1, warmUp: 1 }, { epoch: 1, done, steps: 10, epochs: 4 })
    expect(early(0)).toBeCloseTo(0.1 / 11, 12)
    expect(early(9)).toBeCloseTo((10 * 0.1) / 11, 12)
    expect(rate('cosine', 2, 1)).toBeCloseTo(0.1, 12)
  })
})

describe('the plan of a network', () => {
  const two = { output: 'two-classes', outputs: 1 } as const

  it('places weights one after the other, moving figures last', () => {
    const plan = planNetwork(
      [{ kind: 'dense', units: 3, activation: 'linear' }, { kind: 'batch-norm' }, { kind: 'activation', activation: 'relu' }],
      2,
      two,
    )
    expect(plan.parts).toEqual([
      { kind: 'dense', inputs: 2, units: 3, kernel: 0, bias: 6, layer: 1 },
      { kind: 'batch-norm', units: 3, scale: 9, shift: 12, mean: 19, variance: 22 },
      { kind: 'activation', units: 3, activation: 'relu', layer: 1 },
      { kind: 'dense', inputs: 3, units: 1, kernel: 15, bias: 18, layer: 2 },
    ])
    expect([plan.learned, plan.kept]).toEqual([19, 25])
  })

  it.each([
    [[{ kind: 'batch-norm' }]],
    [[{ kind: 'dense', units: 2, activation: 'gelu' }]],
    [[{ kind: 'activation', activation: 'relu' }]],
    [
      [
        { kind: 'dense', units: 2, activation: 'relu' },
        { kind: 'dropout', share: 0.1 },
        { kind: 'activation', activation: 'tanh' },
      ],
    ],
  ] as const satisfies readonly (readonly [readonly Layer[]])[])('is none for the kernels: %j', (layers) => {
    expect(kernelStack(planNetwork(layers, 4, two))).toBeNull()
  })

  it('is a stack for them with dropout before and behind', () => {
    const plan = planNetwork(
      [
        { kind: 'dropout', share: 0.1 },
        { kind: 'dense', units: 2, activation: 'tanh' },
        { kind: 'dropout', share: 0.2 },
      ],
      4,
      two,
    )
    expect(kernelStack(plan)).toMatchObject({
      dropout: 0.1,
      layers: [
        { activation: 2, dropout: 0.2 },
        { activation: 0, dropout: 0 },
      ],
    })
  })
})

it('layers tell dead and saturated units and how far they moved', () => {
  const layers: Layer[] = [
    { kind: 'dense', units: 2, activation: 'relu' },
    { kind: 'dense', units: 2, activation: 'tanh' },
    { kind: 'dense', units: 1, activation: 'sigmoid' },
  ]
  const plan = planNetwork(layers, 1, { output: 'number', outputs: 1 })
  const before = new Float32Array(plan.kept).fill(1)
  const weights = before.map((value, i) => (i < 2 ? value + 0.5 : value))
  const values = [Float32Array.of(0, 1, 0, 0), Float32Array.of(0.99, 0, -0.99, -0.2), Float32Array.of(0.999, 0.5)]
  expect(layerFigures(plan, { before, weights, values })).toEqual([
    { name: 'update ratio 1', value: 0.5 },
    { name: 'dead units 1', value: 0.5 },
    { name: 'update ratio 2', value: 0 },
    { name: 'saturated 2', value: 0.5 },
    { name: 'update ratio 3', value: 0 },
    { name: 'saturated 3', value: 0.5 },
    { name: 'update ratio 4', value: 0 },
  ])
})
