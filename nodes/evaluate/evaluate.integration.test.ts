import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Evaluation } from '../../engine/protocol/artifact.ts'
import { problemData } from '../../engine/run/problem-data.ts'
import { catalogue } from '../catalogue.ts'
import type { ExampleInputs, ExampleMade, ExampleTable } from '../kit/define-node.ts'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import { compareModels } from './compare-models.ts'
import { evaluate } from './evaluate.ts'
import { predict } from './predict.ts'

let harness: Harness
beforeAll(async () => {
  harness = await openHarness(catalogue)
})
afterAll(() => harness.close())

/** Forty rows whose y follows x but for every seventh row. */
const rows: ExampleTable = {
  columns: [
    { name: 'x', type: 'float' },
    { name: 'y', type: 'text' },
    { name: 'price', type: 'float' },
  ],
  rows: Array.from({ length: 40 }, (_, row) => [row - 19.5, row > 19 !== (row % 7 === 0) ? 'yes' : 'no', 100 + 3 * row + (row % 4)]),
}

const made = (node: string, params: Readonly<Record<string, unknown>>, table: ExampleTable = rows): ExampleMade => ({
  node,
  port: 'model',
  params,
  inputs: { table },
})
const logistic = made('train.logistic-regression', { target: 'y', features: { by: 'names', names: ['x'] } })
const tree = made('train.decision-tree', { target: 'y', features: { by: 'names', names: ['x'] }, minLeaf: 1, depth: 12 })
const stump = made('train.decision-tree', { target: 'y', features: { by: 'names', names: ['x'] }, minLeaf: 15, depth: 1 })
const line = made('train.linear-regression', { target: 'price', features: { by: 'names', names: ['x'] } })
const stiff = made('train.linear-regression', {
  target: 'price',
  features: { by: 'names', names: ['x'] },
  penalty: 'ridge',
  choose: 'given',
  strength: 1e6,
  alike: false,
})

async function judged(params: unknown, inputs: ExampleInputs, node = evaluate): Promise<readonly Evaluation[]> {
  const { artifacts } = await harness.run(node, params, inputs)
  const artifact = artifacts['metrics']
  if (artifact?.kind !== 'metrics') throw new Error('no metrics')
  return artifact.evaluations
}
const problem = async (node: typeof evaluate, params: unknown, inputs: ExampleInputs) =>
  harness.run(node, params, inputs).then(
    () => Promise.reject(new Error('there was no problem')),
    (error: unknown) => problemData(error),
  )
const figure = (evaluation: Evaluation | undefined, id: string) => evaluation?.figures.find((item) => item.id === id)?.value ?? null

describe('evaluate', () => {
  it('tells whether the classes are those of a yes/no column or words of the rows', async () => {
    const answered: ExampleTable = {
      columns: rows.columns.map((column) => (column.name === 'y' ? { name: 'y', type: 'bool' } : column)),
      rows: rows.rows.map(([x = null, y, price = null]) => [x, y === 'yes', price]),
    }
    const [truth] = await judged({}, { table: answered, models: [made(logistic.node, logistic.params, answered)] })
    expect([truth?.classes, truth?.positive, truth?.yesNo]).toEqual([['false', 'true'], 'true', true])
    const [words] = await judged({}, { table: rows, models: [logistic] })
    expect([words?.classes, words?.positive, words?.yesNo]).toEqual([['no', 'yes'], 'yes', false])
  })

  it('moves rows of the confusion matrix with the threshold, and nothing of the curves', async () => {
    const [usual, eager, never] = await Promise.all(
      [null, 0.05, 1].map(async (threshold) => (await judged({ threshold }, { table: rows, models: [logistic] }))[0]),
    )
    const predictedYes = (evaluation: Evaluation | undefined) => (evaluation?.confusion ?? []).reduce((sum, row) => sum + (row[1] ?? 0), 0)
    expect(predictedYes(eager)).toBeGreaterThan(predictedYes(usual))
    expect(predictedYes(never)).toBe(0)
    for (const other of [eager, never]) {
      expect(other?.curves).toEqual(usual?.curves)
      expect(figure(other, 'auc')).toBe(figure(usual, 'auc'))
    }
    expect(usual?.verdict.en).toContain('the best constant answer')
  })

  it('ranks the rows of each group where a column has that role, as many first places as asked for', async () => {
    const grouped: ExampleTable = {
      columns: [...rows.columns, { name: 'day', type: 'int', role: 'group' }],
      rows: rows.rows.map((row, at) => [...row, at % 5]),
    }
    const [evaluation] = await judged({ places: 2 }, { table: grouped, models: [logistic] })
    // The score rises with x, so the first two of each day are of the last ten rows.
    const yes = (at: number) => rows.rows[at]?.[1] === 'yes'
    const hits = [0, 1, 2, 3, 4].map((day) => Number(yes(35 + day)) + Number(yes(30 + day)))
    const found = evaluation?.figures.find(({ id }) => id === 'precision-first')
    expect(found?.value).toBeCloseTo(hits.reduce((sum, count) => sum + count, 0) / 10, 12)
    expect(found?.label.en).toBe('Precision of the first 2')
    expect(figure((await judged({}, { table: rows, models: [logistic] }))[0], 'ndcg')).toBeNull()
  })

  it('leaves out rows without a known class', async () => {
    const table = {
      ...rows,
      rows: rows.rows.map((row, at) => [row[0] ?? null, at === 0 ? null : at === 1 ? 'maybe' : (row[1] ?? null), 0]),
    }
    expect((await judged({}, { table, models: [logistic] }))[0]?.rows).toBe(38)
  })

  it('needs the target, and what the model needs', async () => {
    const without = (name: string): ExampleTable => {
      const place = rows.columns.findIndex((column) => column.name === name)
      return { columns: rows.columns.toSpliced(place, 1), rows: rows.rows.map((row) => row.toSpliced(place, 1)) }
    }
    expect(await problem(evaluate, {}, { table: without('y'), models: [logistic] })).toMatchObject({ code: 'target-gone', column: 'y' })
    expect(await problem(evaluate, {}, { table: without('x'), models: [logistic] })).toMatchObject({ code: 'model-columns-missing' })
  })

  it('does not hold a model of prices against one of classes', async () => {
    expect(await problem(evaluate, {}, { table: rows, models: [logistic, line] })).toMatchObject({ code: 'models-mixed', port: 'models' })
  })

  it('judges numbers by their errors', async () => {
    const [evaluation] = await judged({}, { table: rows, models: [line] })
    expect(evaluation).toMatchObject({ task: 'regression', rows: 40, target: 'price' })
    expect(figure(evaluation, 'r2')).toBeGreaterThan(0.99)
    expect(evaluation?.residuals?.reduce((sum, bin) => sum + bin.rows, 0)).toBe(40)
  })
})

describe('the judged rows', () => {
  it('stand beside what was true and what was answered, and are found again by a cell and a bin', async () => {
    const { artifacts, tables } = await harness.run(evaluate, { threshold: 0.3 }, { table: rows, models: [logistic] })
    const metrics = artifacts['metrics']
    const [evaluation] = metrics?.kind === 'metrics' ? metrics.evaluations : []
    expect(evaluation?.answers).toEqual({
      port: 'rows',
      actual: 'actual',
      prediction: 'prediction',
      scores: ['', 'probability of yes'],
    })
    const found = tables['rows'] as ExampleTable
    expect(found.columns.map(({ name }) => name)).toEqual(['x', 'y', 'price', 'actual', 'prediction', 'probability of yes'])
    const missed = found.rows.filter((row) => row[3] === 'yes' && row[4] === 'no')
    expect(missed).toHaveLength(evaluation?.confusion?.[1]?.[0] ?? -1)
    for (const row of found.rows) expect([row[3], row[4]]).toEqual([row[1], Number(row[5]) >= 0.3 ? 'yes' : 'no'])
  })

  it('hold the answers of several models, what was true but once, and residuals of numbers', async () => {
    const { tables } = await harness.run(evaluate, {}, { table: rows, models: [line, stiff] })
    const found = tables['rows'] as ExampleTable
    const names = found.columns.map(({ name }) => name).slice(3)
    expect(names.filter((name) => name.startsWith('actual'))).toEqual(['actual'])
    expect(names).toHaveLength(5)
    for (const row of found.rows) expect(Number(row[3]) - Number(row[4])).toBeCloseTo(Number(row[5]), 9)
  })
})

describe('roles and costs', () => {
  const withRole = (name: string, role: 'weight' | 'time' | 'group'): ExampleTable => ({
    ...rows,
    columns: rows.columns.map((column) => (column.name === name ? { ...column, role } : column)),
  })

  it('counts rows by their weight', async () => {
    const weighted = {
      ...withRole('price', 'weight'),
      rows: rows.rows.map((row) => [row[0] ?? null, row[1] ?? null, row[1] === 'yes' ? 3 : 1]),
    }
    const [plain] = await judged({}, { table: rows, models: [logistic] })
    const [heavy] = await judged({}, { table: weighted, models: [logistic] })
    const share = (evaluation: Evaluation | undefined) => evaluation?.curves?.[0]?.base
    const yes = rows.rows.filter((row) => row[1] === 'yes').length
    expect(share(plain)).toBeCloseTo(yes / 40, 12)
    expect(share(heavy)).toBeCloseTo((3 * yes) / (3 * yes + 40 - yes), 12)
    expect(heavy?.confusion).toEqual(plain?.confusion)
    expect(await problem(evaluate, {}, { table: withRole('y', 'weight'), models: [line] })).toMatchObject({ code: 'weight-not-number' })
  })

  it('adds the error against the naive forecast where there is a time', async () => {
    const [evaluation] = await judged({}, { table: withRole('x', 'time'), models: [line] })
    // Prices rise by 3 with a saw of 0 to 3 on them.
    const steps = rows.rows.slice(1).map((row, i) => Math.abs(Number(row[2]) - Number(rows.rows[i]?.[2])))
    const naive = steps.reduce((sum, step) => sum + step, 0) / steps.length
    expect(figure(evaluation, 'mase')).toBeCloseTo((figure(evaluation, 'mae') ?? 0) / naive, 9)
    expect(figure((await judged({}, { table: rows, models: [line] }))[0], 'mase')).toBeNull()
  })

  it('weighs answers by what they cost, and objects to a class that nobody knows', async () => {
    const costs = [{ actual: 'yes', predicted: 'no', cost: 10 }]
    const [evaluation] = await judged({ costs }, { table: rows, models: [logistic] })
    expect(figure(evaluation, 'cost')).toBeCloseTo((10 * (evaluation?.confusion?.[1]?.[0] ?? 0)) / 40, 12)
    const unknown = { costs: [{ actual: 'maybe', predicted: 'no', cost: 1 }] }
    expect(await problem(evaluate, unknown, { table: rows, models: [logistic] })).toMatchObject({ code: 'class-unknown', param: 'costs' })
  })
})

describe('weak spots', () => {
  /** The answer follows x, but among students over 6 it is turned round. */
  const planted: ExampleTable = {
    columns: [
      { name: 'x', type: 'float' },
      { name: 'job', type: 'text' },
      { name: 'hours', type: 'int' },
      { name: 'y', type: 'text' },
    ],
    rows: Array.from({ length: 1200 }, (_, row) => {
      const [x, job, hours] = [((row * 37) % 101) - 50, ['clerk', 'nurse', 'student'][row % 3] as string, Math.floor(row / 3) % 8]
      const turned = job === 'student' && hours >= 6
      return [x, job, hours, x > 0 !== turned ? 'yes' : 'no']
    }),
  }

  it('are named in plain words of both languages, and their rows are found again', async () => {
    const model = made('train.decision-tree', { target: 'y', features: { by: 'names', names: ['x'] }, depth: 1 }, planted)
    const [evaluation] = await judged({}, { table: planted, models: [model] })
    expect(evaluation?.slices).toHaveLength(1)
    const [slice] = evaluation?.slices ?? []
    expect(slice?.name).toEqual({ en: 'job = student and hours ≥ 6', fr: 'job = student et hours ≥ 6' })
    expect(slice).toMatchObject({ rows: 100, error: { value: 1 }, rest: { value: 0 } })
    expect(slice?.conditions).toEqual([
      { column: 'job', is: 'equal', value: 'student' },
      { column: 'hours', is: 'greater-or-equal', value: 6 },
    ])
    expect((await judged({ slices: false }, { table: planted, models: [model] }))[0]?.slices).toBeUndefined()
  })

  it('are held against the rows of no group before them: the second is not made to look harmless by the first', async () => {
    const model = made('train.decision-tree', { target: 'y', features: { by: 'names', names: ['x'] }, depth: 1 }, planted)
    const table: ExampleTable = {
      ...planted,
      rows: planted.rows.map((row, place) => {
        const turned = row[1] === 'clerk' && Math.floor(place / 24) % 5 === 0
        return turned ? [row[0], row[1], row[2], row[3] === 'yes' ? 'no' : 'yes'] : row
      }) as ExampleTable['rows'],
    }
    const [evaluation] = await judged({}, { table, models: [model] })
    expect(evaluation?.slices?.map(({ name, error, rest }) => [name.en, error.value, rest.value])).toEqual([
      ['job = student and hours ≥ 6', 1, expect.closeTo(80 / 1100, 2)],
      ['job = clerk', expect.closeTo(0.2, 2), 0],
    ])
  })
})

describe('compare models', () => {
  const best = async (params: unknown, models: readonly ExampleMade[]) => {
    const { artifacts } = await harness.run(compareModels, params, { table: rows, models })
    const [model, metrics] = [artifacts['model'], artifacts['metrics']]
    if (model?.kind !== 'model' || metrics?.kind !== 'metrics') throw new Error('no model')
    return { model: model.model, evaluations: metrics.evaluations }
  }

  it('hands the leader on and puts it first, wherever it was connected', async () => {
    for (const models of [
      [stump, tree],
      [tree, stump],
    ]) {
      const { model, evaluations } = await best({}, models)
      expect(figure(evaluations[0], 'auc')).toBe(1)
      expect(figure(evaluations[1], 'auc')).toBeLessThan(1)
      expect(JSON.stringify(model.estimator.json)).toContain('"decision-tree"')
      expect(model.estimator).not.toEqual((await best({}, [stump])).model.estimator)
    }
  })

  it('says how probable it is that one beats another, the leader being the first of the pair', async () => {
    const { artifacts } = await harness.run(compareModels, {}, { table: rows, models: [stump, tree] })
    const metrics = artifacts['metrics']
    const duels = metrics?.kind === 'metrics' ? (metrics.duels ?? []) : []
    expect(duels.map(({ a, b }) => [a, b])).toEqual(duels.map(() => [0, 1]))
    const accuracy = duels.find((duel) => duel.figure === 'accuracy')
    expect(accuracy?.lead).toBeGreaterThan(0)
    expect(accuracy?.probability).toBeGreaterThan(0.95)
  })

  it('takes less as better where it is an error, and the first of equals', async () => {
    const { evaluations } = await best({ by: 'rmse' }, [stiff, line])
    expect(figure(evaluations[0], 'rmse')).toBeLessThan(figure(evaluations[1], 'rmse') ?? 0)
    const equal = await best({ by: 'accuracy' }, [logistic, logistic])
    expect(equal.evaluations).toHaveLength(2)
  })

  it('objects to a figure that there is not, and offers what suits the task', async () => {
    expect(await problem(compareModels, { by: 'auc' }, { table: rows, models: [line] })).toMatchObject({
      code: 'figure-missing',
      param: 'by',
      fixes: [{ params: { by: 'auto' } }],
    })
    expect(await problem(compareModels, { by: 'mae' }, { table: rows, models: [logistic] })).toMatchObject({ code: 'figure-missing' })
  })

  it('judges by what is left on rows of one class', async () => {
    const table = { ...rows, rows: rows.rows.filter((row) => row[1] === 'yes') }
    const evaluations = await judged({}, { table, models: [stump, tree] }, compareModels)
    expect(figure(evaluations[0], 'auc')).toBeNull()
    expect(figure(evaluations[0], 'accuracy')).toBe(1)
  })
})

describe('predict', () => {
  const answers = async (params: unknown, inputs: ExampleInputs) =>
    (await harness.run(predict, params, inputs)).tables['table'] as ExampleTable

  it('keeps every row and column, and takes no name that is there', async () => {
    const table: ExampleTable = {
      columns: [
        { name: 'prediction', type: 'text' },
        { name: 'x', type: 'float' },
        { name: 'probability of yes', type: 'bool' },
      ],
      rows: [
        ['mine', 30, true],
        [null, null, null],
      ],
    }
    const { columns, rows: written } = await answers({}, { table, model: logistic })
    expect(columns.map(({ name }) => name)).toEqual([
      'prediction',
      'x',
      'probability of yes',
      'prediction_2',
      'probability of no',
      'probability of yes_2',
    ])
    expect(written.map((row) => row.slice(0, 3))).toEqual(table.rows)
    expect(written[0]?.[3]).toBe('yes')
    for (const row of written) expect(Number(row[4]) + Number(row[5])).toBeCloseTo(1, 12)
  })

  it('answers by the threshold that it is given', async () => {
    const count = async (threshold: number | null) =>
      (await answers({ threshold }, { table: rows, model: logistic })).rows.filter((row) => row[3] === 'yes').length
    expect(await count(0)).toBe(40)
    expect(await count(1)).toBe(0)
    expect(await count(0.5)).toBe(await count(null))
  })

  it('takes a file whose numbers happen to be whole', async () => {
    const table: ExampleTable = { columns: [{ name: 'x', type: 'int' }], rows: [[10], [null]] }
    const { rows: written } = await answers({ name: 'price' }, { table, model: line })
    expect(written[0]?.[1]).toBeGreaterThan(written[1]?.[1] as number)
  })

  it('keeps roles and the part for what comes behind', async () => {
    const table: ExampleTable = {
      ...rows,
      columns: rows.columns.map((column) => (column.name === 'x' ? { ...column, role: 'time' } : column)),
    }
    expect((await answers({}, { table, model: logistic })).columns[0]).toEqual({ name: 'x', type: 'float', role: 'time' })
  })
})
