import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Model } from '../../engine/learn/model.ts'
import { createScorer } from '../../engine/learn/score-model.ts'
import { readValue, type JsonValue } from '../../engine/relation/read-value.ts'
import type { LiteralValue } from '../../engine/relation/types.ts'
import { catalogue } from '../catalogue.ts'
import type { ExampleMade, ExampleTable } from '../kit/define-node.ts'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'

// What a model answers to a raw row must not depend on who computes it: DuckDB over a table, or closures over one request.

let harness: Harness
beforeAll(async () => {
  harness = await openHarness(catalogue)
})
afterAll(() => harness.close())

const columns = [
  { name: 'a', type: 'float' },
  { name: 'n', type: 'int' },
  { name: 't', type: 'text' },
  { name: 'day', type: 'date' },
  { name: 'y', type: 'text', role: 'target' },
] as const

type Source = ExampleTable | ExampleMade
const step = (node: string, params: Readonly<Record<string, unknown>>, table: Source, port = 'table'): ExampleMade => ({
  node,
  port,
  params,
  inputs: { table },
})

/** Clean, formula, split: what rows go through before anything is learned. */
function before(table: Source) {
  const kept = step('clean.filter-rows', { conditions: { all: [{ column: 'n', is: 'less', value: 90 }] } }, table)
  const tidy = step('clean.unify-text', { columns: { by: 'names', names: ['t'] }, letters: 'lower' }, kept)
  return step('clean.formula-column', { name: 'ratio', formula: '[a] / ([n] + 1)' }, tidy)
}

/** Fill, scale, one column per value: each learns from the training rows. */
function prepared(part: Source) {
  const filled = step('clean.fill-missing', {}, part)
  const scaled = step('feature.scale', {}, filled)
  return step('feature.one-hot', {}, scaled)
}

const split = (table: Source, port: 'train' | 'test') => step('split.train-test', { share: 0.7 }, before(table), port)
const learned = (learner: string, params: Readonly<Record<string, unknown>>, table: Source) =>
  step(learner, params, prepared(split(table, 'train')), 'model')

async function modelOf(made: ExampleMade): Promise<Model> {
  const node = catalogue.get(made.node)
  if (!node) throw new Error(`no node ${made.node}`)
  const { artifacts } = await harness.run(node, made.params, made.inputs)
  const artifact = artifacts['model']
  if (artifact?.kind !== 'model') throw new Error('no model')
  return artifact.model
}

async function predicted(table: Source, model: ExampleMade): Promise<ExampleTable> {
  const predict = catalogue.get('evaluate.predict')
  if (!predict) throw new Error('no predict')
  const { tables } = await harness.run(predict, {}, { table, model })
  return tables['table'] as ExampleTable
}

/** The greatest difference between what DuckDB wrote beside the rows of a table and what a scorer says of the raw cells of each. */
function widestGap(model: Model, answers: ExampleTable): number {
  const scorer = createScorer(model)
  const place = (name: string) => answers.columns.findIndex((column) => column.name === name)
  const inputs = scorer.columns.map((column) => place(column.name))
  const outputs = model.task === 'regression' ? [place('prediction')] : model.classes.map((name) => place(`probability of ${name}`))
  let widest = 0
  for (const row of answers.rows) {
    const scored = scorer.score(inputs.map((at, index) => readValue(row[at] as JsonValue, scorer.columns[index]?.type ?? 'text') ?? null))
    const own = scored.probabilities ?? [scored.prediction as number]
    own.forEach((value, k) => {
      const written = Number(row[outputs[k] ?? -1])
      widest = Math.max(widest, Number.isNaN(value - written) ? Infinity : Math.abs(value - written) / Math.max(1, Math.abs(written)))
    })
    if (model.task === 'classification') expect(scored.prediction).toBe(row[place('prediction')])
  }
  return widest
}

const cell = fc.record({
  a: fc.oneof({ weight: 6, arbitrary: fc.double({ min: -50, max: 50, noNaN: true }) }, fc.constantFrom(null, 0, 1e6, -1e-9)),
  n: fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 0, max: 9 }) }, fc.constantFrom(null, -1, 95)),
  t: fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom('red', ' Red', 'BLUE', 'green ') },
    { weight: 1, arbitrary: fc.constantFrom(null, '', 'violet', 'É\u00a0', '🦊') },
  ),
  day: fc.constantFrom(null, '2024-02-29', '1969-12-31', '2030-01-01'),
})
const tables = fc.array(cell, { minLength: 30, maxLength: 60 }).map((cells): ExampleTable => ({
  columns,
  rows: cells.map(({ a, n, t, day }, index): LiteralValue[] => [
    a,
    n,
    t,
    day,
    index % 17 === 0 ? null : (a ?? 0) + (index % 7) > 3 ? 'yes' : 'no',
  ]),
}))

const regression = { target: 'a', features: { by: 'names', names: ['n', 'day', 't = red', 't = blue', 't other'] } }

describe.each([
  ['train.logistic-regression', {}],
  ['train.decision-tree', { minLeaf: 2 }],
  ['train.neural-network', { layers: [{ units: 3, activation: 'tanh' }], epochs: 2, validation: 0 }],
])('%s', (learner, params) => {
  it('answers raw rows by closures as DuckDB replays the recipe, within 1e-9', async () => {
    await fc.assert(
      fc.asyncProperty(tables, async (table) => {
        const made = learned(learner, params, table)
        const model = await modelOf(made)
        const [rawest] = model.recipe.stages
        expect(rawest?.columns.map(({ name }) => name).toSorted()).toEqual(['a', 'day', 'n', 't', 'y'])
        // The test rows as the split gives them, and raw rows from elsewhere, those that the filter would drop among them.
        expect(widestGap(model, await predicted(split(table, 'test'), made))).toBeLessThan(1e-9)
        const raw = await predicted(table, made)
        expect(raw.rows).toHaveLength(table.rows.length)
        expect(widestGap(model, raw)).toBeLessThan(1e-9)
      }),
      { numRuns: learner === 'train.neural-network' ? 2 : 5, seed: 7 },
    )
  })
})

/** Rows kept and models in rounds: what is learnt is more than a few numbers, and travels inside the expressions. */
function keptPrepared(part: Source, method: 'factor' | 'machine') {
  const nearest = step(
    'clean.impute-by-model',
    { columns: { by: 'names', names: ['n', 't'] }, method: 'nearest', weights: 'distance' },
    part,
  )
  const rounds = step('clean.impute-by-model', { columns: { by: 'names', names: ['a', 'ratio'] }, method: 'rounds', rounds: 3 }, nearest)
  return step('outlier.unusual-rows', { columns: { by: 'names', names: ['a', 'n'] }, method, neighbours: 5, act: 'distance' }, rounds)
}

it.each(['factor', 'machine'] as const)('answers by kept rows alike, row by row and in DuckDB: %s', async (method) => {
  await fc.assert(
    fc.asyncProperty(tables, async (table) => {
      const made = step('train.decision-tree', { minLeaf: 2 }, keptPrepared(split(table, 'train'), method), 'model')
      const model = await modelOf(made)
      expect(model.features.map(({ name }) => name)).toContain('score')
      expect(widestGap(model, await predicted(table, made))).toBeLessThan(1e-9)
    }),
    { numRuns: 2, seed: 11 },
  )
})

const some = fc.sample(tables, { numRuns: 1, seed: 3 })[0] as ExampleTable

describe('a recipe', () => {
  it('gives the same answers from every stage where a table can stand', async () => {
    const made = learned('train.logistic-regression', {}, some)
    const training = split(some, 'train')
    const scores = async (table: Source) => (await predicted(table, made)).rows.map((row) => Number(row.at(-1)))
    const fromSplit = await scores(training)
    expect(fromSplit.length).toBeGreaterThan(15)
    const filled = step('clean.fill-missing', {}, training)
    for (const table of [filled, step('feature.scale', {}, filled), prepared(training)])
      (await scores(table)).forEach((score, row) => expect(score).toBeCloseTo(fromSplit[row] ?? NaN, 12))
  })

  it('replays its golden rows, which are raw rows as they came', async () => {
    const model = await modelOf(learned('train.logistic-regression', {}, some))
    const scorer = createScorer(model)
    expect(scorer.columns.map(({ name }) => name)).toEqual(['a', 'n', 't', 'day'])
    expect(model.golden).toHaveLength(5)
    const raw = some.rows.map((row) => JSON.stringify(row.slice(0, 4)))
    for (const { input, output } of model.golden) {
      expect(raw).toContain(JSON.stringify(input))
      const row = input.map((value, at) => readValue(value, scorer.columns[at]?.type ?? 'text') ?? null)
      expect(scorer.score(row).probabilities).toEqual(output)
    }
  })

  it('knows the model by its features, the importance by their columns', async () => {
    const model = await modelOf(step('train.linear-regression', regression, prepared(split(some, 'train')), 'model'))
    expect(model.importance.map(({ name }) => name)).toEqual(['n', 'day', 't = red', 't = blue', 't other'])
    expect(createScorer(model).columns.map(({ name }) => name)).toEqual(['n', 't', 'day'])
  })

  it('starts at the output of a join', async () => {
    const joined: ExampleMade = {
      node: 'combine.join',
      port: 'matched',
      params: { how: 'left', keys: [{ left: 't', right: 't' }] },
      inputs: {
        left: [some],
        right: [
          {
            columns: [
              { name: 't', type: 'text' },
              { name: 'warm', type: 'float' },
            ],
            rows: [
              ['red', 1],
              ['BLUE', -1],
            ],
          },
        ],
      },
    }
    const made = step(
      'train.decision-tree',
      { target: 'y', minLeaf: 1 },
      step('clean.formula-column', { name: 'w', formula: '[warm] * [a]' }, joined),
      'model',
    )
    const model = await modelOf(made)
    expect(model.recipe.stages[0]?.node).toBe('combine.join')
    expect(createScorer(model).columns.map(({ name }) => name)).toContain('warm')
    const answers = await predicted(joined, made)
    expect(widestGap(model, answers)).toBeLessThan(1e-9)
  })

  it('says what a table lacks', async () => {
    const made = learned('train.logistic-regression', {}, some)
    const poor = step('clean.select-columns', { columns: { by: 'names', names: ['a', 't'] } }, some)
    await expect(predicted(poor, made)).rejects.toMatchObject({ data: { code: 'model-columns-missing', port: 'table' } })
  })
})
