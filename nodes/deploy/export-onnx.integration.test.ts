import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { evaluateOnnx } from '../../engine/learn/export/onnx-evaluate.ts'
import { readOnnx } from '../../engine/learn/export/onnx-read.ts'
import { onnxFeeds, onnxScorer } from '../../engine/learn/export/onnx-scorer.ts'
import { onnxRuntime, type OnnxRuntime } from '../../engine/learn/export/testing/onnx-runtime.ts'
import type { Model } from '../../engine/learn/model.ts'
import { createScorer } from '../../engine/learn/score-model.ts'
import { readValue, type JsonValue } from '../../engine/relation/read-value.ts'
import { catalogue } from '../catalogue.ts'
import type { ExampleMade, ExampleTable } from '../kit/define-node.ts'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'

// Real rows through real nodes: what an endpoint answers to a raw row, onnxruntime answers from the file.

const bank = join(import.meta.dirname, '../../../shared/data/bank-marketing.csv')
if (!existsSync(bank)) process.stdout.write(`ONNX of bank-marketing skipped, ${bank} is not here\n`)

let harness: Harness
let runtime: OnnxRuntime | string
beforeAll(async () => {
  harness = await openHarness(catalogue)
  runtime = await onnxRuntime()
})
afterAll(() => harness.close())

const step = (node: string, params: Readonly<Record<string, unknown>>, table: ExampleMade, port = 'table'): ExampleMade => ({
  node,
  port,
  params,
  inputs: { table },
})
const names = (...list: string[]) => ({ by: 'names', names: list })

const file: ExampleMade = { node: 'source.file', port: 'table', params: { path: bank } }
const rows = step('clean.sample-rows', { method: 'exact', rows: 1200, seed: 3 }, file)
const known = step('clean.declare-missing', { columns: names('job', 'education', 'contact', 'poutcome'), texts: 'unknown' }, rows)
const tidy = step('clean.unify-text', { columns: names('job', 'education', 'contact'), letters: 'upper', spaces: true }, known)
const ratio = step(
  'clean.formula-column',
  { name: 'per call', formula: 'IF([campaign] > 2; [duration] / [campaign]; LN([duration] + 1))' },
  tidy,
)
const named = step('clean.fill-missing', { columns: names('contact', 'education'), method: 'mode' }, ratio)
const filled = step('clean.fill-missing', { method: 'median' }, named)
const scaled = step('feature.scale', { columns: names('age', 'balance', 'per call') }, filled)
const bins = step('feature.bin', { columns: names('day'), method: 'frequency', as: 'number', keep: false }, scaled)
const encoded = step('feature.target-encode', { columns: names('job'), target: 'y' }, bins)
const ordinal = step('feature.ordinal', { columns: names('education', 'month') }, encoded)
const prepared = step('feature.one-hot', { columns: names('contact', 'housing') }, ordinal)

const learn = (node: string, params: Readonly<Record<string, unknown>>, table = prepared): ExampleMade =>
  step(node, { target: 'y', ...params }, table, 'model')
const together = (node: string, params: Readonly<Record<string, unknown>>, ...models: ExampleMade[]): ExampleMade => ({
  node,
  port: 'model',
  params,
  inputs: { models },
})

const logistic = learn('train.logistic-regression', {})
const tree = learn('train.decision-tree', {})
const ofThree = { target: 'marital' }
const ofNumber = { target: 'balance' }

async function modelOf(made: ExampleMade): Promise<Model> {
  const node = catalogue.get(made.node)
  if (!node) throw new Error(`no node ${made.node}`)
  const artifact = (await harness.run(node, made.params, made.inputs)).artifacts['model']
  if (artifact?.kind !== 'model') throw new Error('no model')
  return artifact.model
}

/** Rows of the file with cells taken out and values that nobody has seen. */
async function rawRows(model: Model): Promise<readonly (readonly JsonValue[])[]> {
  const node = catalogue.get('clean.sample-rows')
  if (!node) throw new Error('no node')
  const { tables } = await harness.run(node, { method: 'exact', rows: 260, seed: 8 }, { table: file })
  const table = tables['table'] as ExampleTable
  return table.rows.map((row, at) =>
    createScorer(model).columns.map(({ name, type }, place) => {
      if ((at + place) % 9 === 0) return null
      if (at % 13 === 0 && type === 'text') return 'never heard of'
      if (at % 17 === 0 && type === 'text') return ` \t${String(row[table.columns.findIndex((one) => one.name === name)])}\u00a0`
      return (row[table.columns.findIndex((one) => one.name === name)] ?? null) as JsonValue
    }),
  )
}

async function expectSame(model: Model): Promise<void> {
  const bytes = onnxScorer(model, { producer: 'test' })
  const raw = await rawRows(model)
  expect(raw.length).toBeGreaterThan(240)
  const scorer = createScorer(model)
  const feeds = onnxFeeds(scorer.columns, raw, readOnnx(bytes).inputs)
  const answers = [evaluateOnnx(bytes, feeds), ...(typeof runtime === 'string' ? [] : [await runtime(bytes, feeds)])]
  for (const answer of answers) {
    const lists = [...answer.values()].map(({ values }) => values)
    raw.forEach((cells, at) => {
      const { prediction, probabilities } = scorer.score(
        cells.map((value, place) => readValue(value, scorer.columns[place]?.type ?? 'text') ?? null),
      )
      const wanted = [prediction, ...(probabilities ?? [])]
      wanted.forEach((own, place) => {
        const got = lists[place]?.[at]
        if (typeof own === 'number')
          expect(Math.abs(Number(got) - own), `row ${at}: ${String(got)}, not ${own}`).toBeLessThanOrEqual(
            1e-9 * Math.max(1, Math.abs(own)),
          )
        else expect(got, `row ${at}`).toBe(own)
      })
    })
  }
}

describe.skipIf(!existsSync(bank))('bank-marketing through its preparation', () => {
  it.each([
    ['logistic regression, two classes', logistic],
    ['logistic regression, three classes', learn('train.logistic-regression', ofThree)],
    ['least squares', learn('train.linear-regression', ofNumber)],
    ['lasso', learn('train.linear-regression', { ...ofNumber, penalty: 'lasso' })],
    ['a tree', tree],
    ['boosting of two classes, from raw categories', learn('train.gradient-boosting', { trees: 30 }, ratio)],
    ['boosting of three classes', learn('train.gradient-boosting', { ...ofThree, trees: 10 })],
    ['boosting of a number', learn('train.gradient-boosting', { ...ofNumber, trees: 30 })],
    ['a forest', learn('train.random-forest', { trees: 15 })],
    ['extra trees of a number', learn('train.extra-trees', { ...ofNumber, trees: 15 })],
    ['naive Bayes', learn('train.naive-bayes', ofThree, ratio)],
    ['a network', learn('train.neural-network', { epochs: 3 })],
    ['straight support vectors', learn('train.support-vectors', { kernel: 'linear' })],
    ['curved support vectors', learn('train.support-vectors', {})],
    ['nearest neighbours', learn('train.nearest-neighbours', { features: names('age', 'balance', 'per call', 'job') })],
    ['a vote', together('train.vote', {}, logistic, tree)],
  ])('%s', async (_, made) => {
    await expectSame(await modelOf(made))
  })

  it('names what it cannot say', async () => {
    const curved = await modelOf(learn('train.support-vectors', ofThree))
    expect(() => onnxScorer(curved, { producer: 'test' })).toThrow('Curved borders')
    const first = step('clean.formula-column', { name: 'start', formula: 'LEFT([job]; 2)' }, known)
    const odd = await modelOf(
      learn(
        'train.decision-tree',
        { features: names('start', 'age') },
        step('feature.target-encode', { columns: names('start'), target: 'y' }, first),
      ),
    )
    expect(() => onnxScorer(odd, { producer: 'test' })).toThrow('“left”')
  })
})
