import { describe, expect, it } from 'vitest'
import { matrixFromRows } from '../matrix.ts'
import { LearnProblem } from '../problem.ts'
import { networkFromJson, networkModel, type NetworkFields } from './network-model.ts'
import { decodeWeights, encodeWeights } from './weights-text.ts'

/** Two inputs, standardised by (x - 1) / 2 and x / 4, two relu units, one output; small enough to follow on paper. */
const small: NetworkFields = {
  task: 'regression',
  features: ['a', 'b'],
  classes: [],
  remarks: [],
  layers: [
    { inputs: 2, units: 2, activation: 'relu', kernel: Float32Array.of(1, -1, 0.5, 2), bias: Float32Array.of(0, 1) },
    { inputs: 2, units: 1, activation: 'linear', kernel: Float32Array.of(3, -2), bias: Float32Array.of(0.25) },
  ],
  means: [1, 0],
  deviations: [2, 4],
  target: { mean: 10, deviation: 4 },
  epochs: 3,
}

describe('a network as a model', () => {
  it('scores by hand', () => {
    // a = 5, b = 4: inputs 2 and 1; units 2.5 and max(0, -2 + 2 + 1) = 1; output 7.5 - 2 + 0.25 = 5.75; target 10 + 4 x 5.75 = 33.
    const model = networkModel(small)
    expect(model.scoreOne([5, 4], new Float64Array(1))[0]).toBe(33)
    // a = -1, b = 0: inputs -1 and 0; units 0 and 2; output -4 + 0.25; target -5.
    expect(
      Array.from(
        model.predict(
          matrixFromRows(
            [
              [5, 4],
              [-1, 0],
            ],
            ['a', 'b'],
          ),
        ),
      ),
    ).toEqual([33, -5])
    expect(model.scoreOne([Number.NaN, 4], new Float64Array(1))[0]).toBeNaN()
  })

  it('gives class probabilities by softmax', () => {
    const output = { inputs: 2, units: 2, activation: 'softmax' as const, kernel: Float32Array.of(1, 0, 0, 1), bias: Float32Array.of(0, 0) }
    const model = networkModel({ ...small, task: 'classification', classes: ['x', 'y'], layers: [small.layers[0]!, output] })
    const [x, y] = model.scoreOne([5, 4], new Float64Array(2))
    expect(x).toBeCloseTo(1 / (1 + Math.exp(-1.5)), 12)
    expect(x! + y!).toBeCloseTo(1, 12)
    expect(
      model.predict(
        matrixFromRows(
          [
            [5, 4],
            [-1, 0],
          ],
          ['a', 'b'],
        ),
      ),
    ).toEqual(Float64Array.of(0, 1))
  })

  it('a column that never changed in training has no say', () => {
    const model = networkModel({ ...small, deviations: [2, 0] })
    expect(model.scoreOne([5, 1e9], new Float64Array(1))[0]).toBe(model.scoreOne([5, -3], new Float64Array(1))[0])
  })

  it('weighs the columns by the paths through its weights', () => {
    // |1| x 3 + |-1| x 2 = 5 for a, 0.5 x 3 + 2 x 2 = 5.5 for b.
    expect(
      networkModel(small)
        .importance()
        .map(({ value }) => Number((value * 10.5).toFixed(9))),
    ).toEqual([5, 5.5])
  })

  it('comes back from JSON text, and refuses what it did not write', () => {
    const json = JSON.parse(JSON.stringify(networkModel(small))) as Record<string, unknown>
    expect(networkFromJson(json).toJSON()).toEqual(networkModel(small).toJSON())
    const [first, last] = json['layers'] as Record<string, unknown>[]
    const broken: Record<string, unknown>[] = [
      { layers: [] },
      { layers: [first] },
      { layers: [{ ...first, activation: 'swish' }, last] },
      { layers: [{ ...first, kernel: 'AAAA' }, last] },
      { layers: [{ ...first, units: 0 }, last] },
      { means: [1] },
      { target: {} },
      { version: 2 },
    ]
    for (const change of broken) expect(() => networkFromJson({ ...json, ...change }), JSON.stringify(change)).toThrow(LearnProblem)
  })
})

describe('weights as text', () => {
  it.each([[[]], [[0]], [[1, -2.5]], [[3.4e38, 1e-45, -0, Math.fround(0.1)]]])('keeps every bit of %j', (values) => {
    const weights = Float32Array.from(values)
    const text = encodeWeights(weights)
    expect(text).toBe(Buffer.from(weights.buffer).toString('base64'))
    expect(decodeWeights(text, weights.length)).toEqual(weights)
  })

  it('refuses another length, other letters and values that are no numbers', () => {
    expect(() => decodeWeights(encodeWeights(Float32Array.of(1, 2)), 3)).toThrow(LearnProblem)
    expect(() => decodeWeights('AAA?AA==', 1)).toThrow(LearnProblem)
    expect(() => decodeWeights(encodeWeights(Float32Array.of(Number.NaN)), 1)).toThrow(LearnProblem)
    expect(() => decodeWeights(7, 1)).toThrow(LearnProblem)
  })
})
