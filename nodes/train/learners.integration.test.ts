import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Model } from '../../engine/learn/model.ts'
import { createScorer } from '../../engine/learn/score-model.ts'
import type { LiteralValue, Role } from '../../engine/relation/types.ts'
import { problemData } from '../../engine/run/problem-data.ts'
import { catalogue } from '../catalogue.ts'
import type { ExampleTable } from '../kit/define-node.ts'
import { observeTables } from '../kit/harness/observe-tables.ts'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import type { NodeProblemData } from '../kit/problem.ts'

let harness: Harness
beforeAll(async () => {
  harness = await openHarness(catalogue)
})
afterAll(() => harness.close())

async function train(learner: string, params: Readonly<Record<string, unknown>>, table: ExampleTable): Promise<Model> {
  const node = catalogue.get(learner)
  if (!node) throw new Error(`no node ${learner}`)
  const { artifacts } = await harness.run(node, params, { table })
  const artifact = artifacts['model']
  if (artifact?.kind !== 'model') throw new Error('no model')
  return artifact.model
}

async function problem(learner: string, params: Readonly<Record<string, unknown>>, table: ExampleTable): Promise<NodeProblemData> {
  try {
    await train(learner, params, table)
  } catch (error) {
    return problemData(error)
  }
  throw new Error('there was no problem')
}

const small = {
  'train.neural-network': { layers: [{ units: 2 }], epochs: 2, validation: 0 },
  'train.decision-tree': { minLeaf: 1 },
  'train.gradient-boosting': { minLeaf: 1, patience: 0 },
  'train.random-forest': { minLeaf: 1, trees: 10 },
  'train.extra-trees': { minLeaf: 1, trees: 10 },
}
const settings = (learner: string) => small[learner as keyof typeof small] ?? {}
const forests = ['train.random-forest', 'train.extra-trees']
const near = 'train.nearest-neighbours'
const classifiers = [
  'train.logistic-regression',
  'train.decision-tree',
  'train.gradient-boosting',
  ...forests,
  'train.neural-network',
  near,
  'train.naive-bayes',
  'train.support-vectors',
]
const regressors = [
  'train.linear-regression',
  'train.support-vectors',
  'train.decision-tree',
  'train.gradient-boosting',
  ...forests,
  'train.neural-network',
  near,
]

/** Twelve rows: x rises, z is the colour of every other row, y is what the test says. */
function tableOf(y: (row: number) => LiteralValue, type: ExampleTable['columns'][number]['type'] = 'text', count = 12): ExampleTable {
  return {
    columns: [
      { name: 'x', type: 'float' },
      { name: 'z', type: 'text' },
      { name: 'none', type: 'float' },
      { name: 'y', type },
    ],
    rows: Array.from({ length: count }, (_, row) => [row - 5.5, row % 2 === 0 ? 'red' : 'blue', null, y(row)]),
  }
}

const yesNo = tableOf((row) => (row > 4 ? 'yes' : 'no'))
const withRole = (table: ExampleTable, name: string, role: Role): ExampleTable => ({
  ...table,
  columns: table.columns.map((column) => (column.name === name ? { ...column, role } : column)),
})

describe('a neural network before it runs', () => {
  const told = async (params: Readonly<Record<string, unknown>>) => {
    const node = catalogue.get('train.neural-network')
    if (!node) throw new Error('no node')
    return (await observeTables(harness.db, node, { params: { target: 'y', ...params }, tables: { table: yesNo } })).findings
  }

  it('tells the shapes of its layers and their weights', async () => {
    // x, none, and two colours; y has two values.
    const layers = [{ kind: 'dense', units: 5 }, { kind: 'batch-norm' }, { kind: 'dropout', share: 0.2 }]
    const found = await told({ layers })
    expect(found.map(({ text }) => text.en)).toEqual([
      '4 inputs, 2 layers with weights, 1 output: 41 weights in all.',
      'Dense 1: 4 → 5, 25 weights',
      'Batch normalisation of 5, 10 weights',
      'Output: 5 → 1, 6 weights',
    ])
    expect(found.slice(1).reduce((sum, { share = 0 }) => sum + share, 0)).toBeCloseTo(1, 12)
  })

  it('gives each of several classes an output', async () => {
    expect((await told({ target: 'z', features: { by: 'names', names: ['x'] }, layers: [] })).map(({ text }) => text.fr)).toEqual([
      '1 entrée, 1 couche avec des poids, 1 sortie : 2 poids en tout.',
      'Sortie : 1 → 1, 2 poids',
    ])
  })
})

describe.each(classifiers)('%s', (learner) => {
  it('learns two classes and says which one its scores are about', async () => {
    const model = await train(learner, { ...settings(learner), target: 'y' }, yesNo)
    expect(model).toMatchObject({ task: 'classification', classes: ['no', 'yes'], positive: 'yes', threshold: 0.5, trained: { rows: 12 } })
    expect(createScorer(model).score([5, 'red']).probabilities).toHaveLength(2)
    expect((await train(learner, { ...settings(learner), target: 'y', positive: 'no' }, yesNo)).positive).toBe('no')
  })

  it('learns three classes, which have no threshold', async () => {
    const model = await train(
      learner,
      { ...settings(learner), target: 'y' },
      tableOf((row) => ['a', 'b', 'c'][row % 3] ?? null),
    )
    expect(model.classes).toEqual(['a', 'b', 'c'])
    expect(model).not.toHaveProperty('positive')
    expect(model).not.toHaveProperty('threshold')
  })

  it('refuses one class, at the target', async () => {
    expect(
      await problem(
        learner,
        { ...settings(learner), target: 'y' },
        tableOf(() => 'yes'),
      ),
    ).toMatchObject({
      code: 'one-class',
      param: 'target',
      column: 'y',
    })
  })

  it('refuses names as classes', async () => {
    expect(
      await problem(
        learner,
        { ...settings(learner), target: 'y' },
        tableOf((row) => `n${row}`, 'text', 201),
      ),
    ).toMatchObject({
      code: 'too-many-classes',
      param: 'target',
    })
  })

  it('refuses a positive class that there is not, and offers those that are', async () => {
    expect(await problem(learner, { ...settings(learner), target: 'y', positive: 'Yes' }, yesNo)).toMatchObject({
      code: 'positive-missing',
      param: 'positive',
      fixes: [{ params: { positive: 'no' } }, { params: { positive: 'yes' } }],
    })
  })
})

describe.each(regressors)('%s', (learner) => {
  it('learns a number', async () => {
    const model = await train(
      learner,
      { ...settings(learner), target: 'y' },
      tableOf((row) => row * 2.5, 'float'),
    )
    expect(model).toMatchObject({ task: 'regression', classes: [], target: { name: 'y', type: 'float' } })
    expect(Number.isFinite(createScorer(model).score([1, 'red']).prediction)).toBe(true)
  })

  it('refuses a target that never changes', async () => {
    expect(
      await problem(
        learner,
        { ...settings(learner), target: 'y' },
        tableOf(() => 3, 'float'),
      ),
    ).toMatchObject({
      code: 'constant-target',
      param: 'target',
    })
  })
})

describe.each([...new Set([...classifiers, ...regressors])])('%s', (learner) => {
  const isLinear = learner === 'train.linear-regression'
  const table = isLinear ? tableOf((row) => row, 'float') : yesNo
  const params = { ...settings(learner), target: 'y' }

  it('refuses rows that teach nothing', async () => {
    expect(await problem(learner, params, { ...table, rows: [] })).toMatchObject({ code: 'no-rows', port: 'table' })
    expect(await problem(learner, params, { ...table, rows: table.rows.map((row) => [...row.slice(0, 3), null]) })).toMatchObject({
      code: 'no-rows',
    })
  })

  it('leaves out an empty column, so that nobody has to send it', async () => {
    const model = await train(learner, params, table)
    expect(model.features.map(({ name }) => name)).toEqual(['x', 'z'])
    expect(model.importance.map(({ name }) => name)).toEqual(['x', 'z'])
    expect(createScorer(model).columns.map(({ name }) => name)).toEqual(['x', 'z'])
    const only = { ...params, features: { by: 'names', names: ['none'] } }
    expect(await problem(learner, only, table)).toMatchObject({ code: 'features-empty', param: 'features' })
  })

  it('does not learn from rows without a target', async () => {
    const some = { ...table, rows: table.rows.map((row, at) => (at % 3 === 0 ? [...row.slice(0, 3), null] : row)) }
    expect((await train(learner, params, some)).trained.rows).toBe(8)
  })

  it('says which column holds what it cannot take', async () => {
    const infinite = { ...table, rows: table.rows.map((row, at) => (at === 3 ? ['Infinity', ...row.slice(1)] : row)) }
    expect(await problem(learner, params, infinite)).toMatchObject({ code: 'infinite-values', param: 'features', column: 'x' })
  })

  it.each(['id', 'ignore', 'sensitive', 'time', 'group'] as const)(
    'leaves a column with the role %s alone, unless it is named',
    async (role) => {
      const marked = withRole(table, 'z', role)
      expect((await train(learner, params, marked)).features.map(({ name }) => name)).toEqual(['x'])
      const named = { ...params, features: { by: 'names', names: ['z', 'x', 'y'] } }
      expect((await train(learner, named, marked)).features.map(({ name }) => name)).toEqual(['z', 'x'])
    },
  )

  it('takes weights that are numbers', async () => {
    expect(await problem(learner, params, withRole(table, 'z', 'weight'))).toMatchObject({ code: 'weight-not-number', column: 'z' })
    expect(await problem(learner, params, withRole(table, 'x', 'weight'))).toMatchObject({
      code: 'bad-weights',
      port: 'table',
      column: 'x',
    })
  })
})

describe('what the target is', () => {
  it.each([
    ['text', (row: number) => `c${row % 2}`, 'classification'],
    ['bool', (row: number) => row % 2 === 0, 'classification'],
    ['int', (row: number) => row % 2, 'classification'],
    ['int', (row: number) => row % 3, 'regression'],
    ['float', (row: number) => row % 2, 'regression'],
  ] as const)('%s with such values: %s', async (type, y, task) => {
    expect((await train('train.decision-tree', { minLeaf: 1, target: 'y' }, tableOf(y, type))).task).toBe(task)
  })

  it('answers with the values of the target as text', async () => {
    expect(
      await train(
        'train.logistic-regression',
        { target: 'y' },
        tableOf((row) => row % 2, 'int'),
      ),
    ).toMatchObject({
      classes: ['0', '1'],
      positive: '1',
    })
    expect(
      await train(
        'train.logistic-regression',
        { target: 'y' },
        tableOf((row) => row % 2 === 0, 'bool'),
      ),
    ).toMatchObject({
      classes: ['false', 'true'],
      positive: 'true',
    })
  })
})

it('weights count: a tree of one question follows the heavy rows', async () => {
  const table: ExampleTable = {
    columns: [
      { name: 'x', type: 'float' },
      { name: 'w', type: 'float', role: 'weight' },
      { name: 'y', type: 'float' },
    ],
    rows: [
      [0, 1, 0],
      [0, 3, 4],
      [1, 1, 10],
      [1, 1, 10],
    ],
  }
  const model = await train('train.decision-tree', { target: 'y', minLeaf: 1, depth: 1 }, table)
  expect(createScorer(model).score([0]).prediction).toBeCloseTo(3, 12)
})

it('the importance of a text is that of all its values, also beside a column called like one of them', async () => {
  const table: ExampleTable = {
    columns: [
      { name: 't = b', type: 'float' },
      { name: 't', type: 'text' },
      { name: 'y', type: 'float' },
    ],
    rows: Array.from({ length: 24 }, (_, row) => [row % 5, ['a', 'b', 'c'][row % 3] ?? null, [0, 5, 10][row % 3] ?? null]),
  }
  const model = await train('train.decision-tree', { target: 'y', minLeaf: 1 }, table)
  const [number, text] = model.importance
  expect(number).toEqual({ name: 't = b', value: 0 })
  expect(text?.name).toBe('t')
  expect(text?.value).toBeCloseTo(1, 9)
})

it('counts nothing below 0: naive Bayes of counts names the column', async () => {
  expect(await problem('train.naive-bayes', { target: 'y', numbers: 'counts' }, yesNo)).toMatchObject({
    code: 'bad-option',
    param: 'features',
    column: 'x',
  })
})

it('boosting tells more levels of a text apart than a matrix would have columns, and serves unknown ones', async () => {
  const table: ExampleTable = {
    columns: [
      { name: 'town', type: 'text' },
      { name: 'y', type: 'float' },
    ],
    rows: Array.from({ length: 2_000 }, (_, row) => [`t${row % 100}`, row % 100 < 50 ? 1 : 2]),
  }
  const params = { target: 'y', minLeaf: 5, patience: 0 }
  const model = await train('train.gradient-boosting', params, table)
  expect(model.features).toMatchObject([{ name: 'town', coded: true }])
  const scorer = createScorer(model)
  for (const [town, y] of [
    ['t7', 1],
    ['t49', 1],
    ['t50', 2],
    ['t99', 2],
  ] as const)
    expect(scorer.score([town]).prediction).toBeCloseTo(y, 2)
  expect(scorer.score(['nowhere']).prediction).toBe(scorer.score([null]).prediction)
})

it('boosting keeps to bounds, about the positive class', async () => {
  const table: ExampleTable = {
    columns: [
      { name: 'x', type: 'float' },
      { name: 'y', type: 'text' },
    ],
    rows: Array.from({ length: 400 }, (_, row) => [row, Math.sin(row / 40) > 0 ? 'yes' : 'no']),
  }
  const rising = async (positive: string) => {
    const model = await train(
      'train.gradient-boosting',
      { target: 'y', positive, patience: 0, raising: { by: 'names', names: ['x'] } },
      table,
    )
    const scorer = createScorer(model)
    const at = model.classes.indexOf(positive)
    const chances = Array.from({ length: 100 }, (_, step) => scorer.score([step * 4]).probabilities?.[at] ?? NaN)
    return chances.every((chance, step) => step === 0 || chance >= (chances[step - 1] ?? NaN))
  }
  expect(await rising('yes')).toBe(true)
  expect(await rising('no')).toBe(true)
})
