import { beforeAll, describe, expect, it } from 'vitest'
import type { Value } from '../../relation/types.ts'
import { quietControl } from '../estimator.ts'
import type { Model } from '../model.ts'
import { neighbourRegressor } from '../neighbours/nearest-neighbours.ts'
import { createScorer } from '../score-model.ts'
import { evaluateOnnx } from './onnx-evaluate.ts'
import type { OnnxTensor } from './onnx-model.ts'
import { readOnnx } from './onnx-read.ts'
import { onnxFeeds, onnxScorer } from './onnx-scorer.ts'
import { exportedModels, jsonCell, modelsOf, orderedFor, rawRows } from './testing/exported-models.ts'
import { onnxRuntime, type OnnxRuntime } from './testing/onnx-runtime.ts'
import { otherKinds } from './testing/other-models.ts'

const producer = { producer: 'test' }
let runtime: OnnxRuntime | string
let models: readonly Model[]
beforeAll(async () => {
  runtime = await onnxRuntime()
  models = [...(await exportedModels()), ...(await modelsOf(otherKinds))]
})

const named = (name: string) => {
  const model = models.find((one) => one.name === name)
  if (!model) throw new Error(`no model ${name}`)
  return model
}

function feedsOf(model: Model, bytes: Uint8Array, rows: readonly (readonly Value[])[]) {
  const { columns } = createScorer(model)
  const cells = rows.map((row) => columns.map(({ type }, at) => jsonCell(orderedFor(columns, row)[at] ?? null, type)))
  return onnxFeeds(columns, cells, readOnnx(bytes).inputs)
}

/** Where answers differ from the model's own: labels at all, numbers by more than 1e-9, relative above 1. */
function differences(answers: ReadonlyMap<string, OnnxTensor>, model: Model, rows: readonly (readonly Value[])[]): string[] {
  const scorer = createScorer(model)
  const lists = [...answers.values()].map(({ values }) => values)
  return rows.flatMap((row, at) => {
    const { prediction, probabilities } = scorer.score(orderedFor(scorer.columns, row))
    const wanted = [prediction, ...(probabilities ?? [])]
    return wanted.flatMap((own, place) => {
      const got = lists[place]?.[at]
      const near = typeof own === 'number' && Math.abs(Number(got) - own) <= 1e-9 * Math.max(1, Math.abs(own))
      return near || got === own ? [] : [`${model.name}, row ${at}: ${String(got)}, not ${String(own)}`]
    })
  })
}

describe('a model as ONNX', () => {
  it('answers 240 raw rows as every model does: missing values, new levels, dates', () => {
    expect(models.length).toBeGreaterThan(30)
    for (const model of models) {
      const bytes = onnxScorer(model, producer)
      expect(differences(evaluateOnnx(bytes, feedsOf(model, bytes, rawRows)), model, rawRows)).toEqual([])
    }
  })

  it('and so does onnxruntime, from the same bytes', async ({ skip }) => {
    if (typeof runtime === 'string') return skip(runtime)
    for (const model of models) {
      const bytes = onnxScorer(model, producer)
      expect(differences(await runtime(bytes, feedsOf(model, bytes, rawRows)), model, rawRows)).toEqual([])
    }
  })

  it.each(['tree of a number', 'boosting of two classes', 'forest of classes', 'boosting of levels'])(
    'asks as the model does at its limits and one step of a double beside them: %s',
    async (name) => {
      const model = named(name)
      const bytes = onnxScorer(model, producer)
      // A limit of the matrix reached by the raw columns: rooms 1, so that the area by itself is the area for each room; the others are raw.
      const areas = [...limitsOf(model.estimator.json)].flatMap((limit) => [below(limit), limit, above(limit)])
      expect(areas.length).toBeGreaterThan(10)
      const rows = areas.map((area, at): readonly Value[] => [1, area, at % 2 === 0 ? 'Lyon' : null, 4000 + at, at % 3 === 0])
      expect(differences(evaluateOnnx(bytes, feedsOf(model, bytes, rows)), model, rows)).toEqual([])
      if (typeof runtime !== 'string') expect(differences(await runtime(bytes, feedsOf(model, bytes, rows)), model, rows)).toEqual([])
    },
  )

  it('takes plain lists where a program wants them', async ({ skip }) => {
    const model = named('logistic, three classes')
    const bytes = onnxScorer(model, { ...producer, shape: 'list' })
    expect(readOnnx(bytes).inputs.every(({ dims }) => dims.length === 1)).toBe(true)
    expect(differences(evaluateOnnx(bytes, feedsOf(model, bytes, rawRows)), model, rawRows)).toEqual([])
    if (typeof runtime === 'string') return skip(runtime)
    expect(differences(await runtime(bytes, feedsOf(model, bytes, rawRows)), model, rawRows)).toEqual([])
  })

  it('says what it takes and gives', () => {
    const { inputs, outputs, about } = readOnnx(onnxScorer(named('boosting of two classes'), producer))
    expect(inputs.map(({ name, type }) => `${name}: ${type}`)).toEqual([
      'rooms: double',
      'area "m2": double',
      'town: string',
      'built: double',
      'garden: double',
    ])
    expect(outputs.map(({ name, type }) => `${name}: ${type}`)).toEqual([
      'prediction: string',
      'probability of no: double',
      'probability of yes: double',
    ])
    expect(JSON.parse(about.get('millrace.signature') ?? '')).toMatchObject({
      target: 'y',
      classes: ['no', 'yes'],
      inputs: [{ type: 'int' }, { missing: 'NaN' }, { missing: '' }, { type: 'date', unit: 'days since 1970-01-01' }, { unit: '1 or 0' }],
    })
    expect(about.get('millrace.golden')).toMatch(/^[0-9a-f]{64}$/)
  })

  it('is not given for neighbours of other weights', async () => {
    const [weighted] = await modelsOf([
      {
        name: 'weighted neighbours',
        classes: 0,
        keepMissing: false,
        fit: (x, y) => neighbourRegressor.fit(x, y, { seed: 1, sampleWeight: y.map((_, at) => 1 + (at % 2)) }, quietControl),
      },
    ])
    expect(() => onnxScorer(weighted!, producer)).toThrow('Rows of weights other than 1')
  })

  it('is not given when its golden rows come out otherwise', () => {
    const model = named('least squares')
    const [first, ...rest] = model.golden
    const off = { ...model, golden: [{ ...first!, output: first!.output.map((value) => value + 1e-6) }, ...rest] }
    expect(() => onnxScorer(off, producer)).toThrow('golden row 1')
  })
})

function* limitsOf(json: unknown): Generator<number> {
  const fields = json as { readonly threshold?: readonly number[]; readonly limits?: readonly (readonly number[])[] }
  yield* fields.threshold ?? []
  yield* (fields.limits ?? []).flat()
}

const view = new DataView(new ArrayBuffer(8))

/** The double behind this one, by its bits. */
function above(value: number): number {
  view.setFloat64(0, value)
  view.setBigInt64(0, view.getBigInt64(0) + (value >= 0 ? 1n : -1n))
  return value === 0 ? Number.MIN_VALUE : view.getFloat64(0)
}

const below = (value: number) => -above(-value)
