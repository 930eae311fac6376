import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ExampleTable } from '../kit/define-node.ts'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import oracle from './golden/scale-oracle.json' with { type: 'json' }
import { scale } from './scale.ts'
import { undoScaling } from './undo-scaling.ts'

let harness: Harness
beforeAll(async () => {
  harness = await openHarness(new Map([[scale.id, scale]]))
})
afterAll(() => harness.close())

const column = (values: readonly number[]): ExampleTable => ({
  columns: [{ name: 'x', type: 'float' }],
  rows: values.map((value) => [value]),
})
const floats = { by: 'types', types: ['float'], except: [] }
const paramsOf = (name: string) => (name === 'range' ? { method: 'min-max', low: -2, high: 3 } : { method: name })
const learnt = (params: object, table = column(oracle.learnt)) => ({
  node: 'feature.scale',
  port: 'parameters',
  params: { ...params },
  inputs: { table },
})

const curves = ['logistic', 'tanh', 'log-normal']

it.each(Object.keys(oracle.single))('gives back what was scaled: %s', async (name) => {
  // Later rows scaled by what the first ones taught, as scikit-learn and SciPy scale them.
  const scaled = oracle.single[name as keyof typeof oracle.single]
  const { tables } = await harness.run(undoScaling, { columns: floats }, { table: column(scaled), parameters: learnt(paramsOf(name)) })
  expect(tables['table']?.rows).toHaveLength(oracle.later.length)
  oracle.later.forEach((value, index) => {
    const found = tables['table']?.rows[index]?.[0]
    // What a curve presses into its ends cannot come back.
    const share = scaled[index] ?? 0
    if (curves.includes(name) && (Math.abs(share) > 1 - 1e-6 || (name !== 'tanh' && share < 1e-6))) return
    expect(Math.abs(Number(found) - value), `${name} of ${value}`).toBeLessThan(1e-5 * Math.max(1, Math.abs(value)))
  })
})

it('undoes a prediction by the target, a new column by its ending, and leaves others alone', async () => {
  const training = {
    columns: [
      { name: 'price', type: 'int' },
      { name: 'age', type: 'float' },
    ] as const,
    rows: [
      [100, 1],
      [300, 3],
    ],
  }
  const table = {
    columns: [
      { name: 'price scaled', type: 'float' },
      { name: 'prediction', type: 'int' },
      { name: 'other', type: 'float' },
    ],
    rows: [
      [0.5, 1, 7],
      ['NaN', null, null],
    ],
  } as const
  const params = { columns: floats, like: [{ key: 'prediction', value: 'price' }] }
  const { tables } = await harness.run(undoScaling, params, { table, parameters: learnt({}, training) })
  expect(tables['table']?.rows).toEqual([
    [250, 300, 7],
    ['NaN', null, null],
  ])
})

it('gives nothing for what no scale can have given, or that cannot be undone', async () => {
  const run = async (params: object, values: readonly number[]) =>
    (await harness.run(undoScaling, { columns: floats }, { table: column(values), parameters: learnt(params) })).tables['table']?.rows.map(
      ([x]) => x,
    )
  expect(await run({ method: 'logistic' }, [2, 0, 1, 0.5])).toEqual([null, null, null, 0])
  expect(await run({ method: 'tanh' }, [-1, 1, 0])).toEqual([null, null, 0])
  expect(await run({ method: 'unit' }, [0.3])).toEqual([null])
})
