import { afterAll, beforeAll, expect, it } from 'vitest'
import { randomFrom } from '../../engine/learn/random.ts'
import { problemData } from '../../engine/run/problem-data.ts'
import { catalogue } from '../catalogue.ts'
import { evaluate } from '../evaluate/evaluate.ts'
import type { ExampleInputs, ExampleMade, ExampleTable } from '../kit/define-node.ts'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import { calibrate } from './calibrate.ts'

let harness: Harness
beforeAll(async () => {
  harness = await openHarness(catalogue)
})
afterAll(() => harness.close())

/** Whether it rained follows the pressure loosely; some days have no answer. */
function days(seed: number, count: number): ExampleTable {
  const random = randomFrom(seed)
  return {
    columns: [
      { name: 'pressure', type: 'float' },
      { name: 'noise', type: 'float' },
      { name: 'rain', type: 'text' },
    ],
    rows: Array.from({ length: count }, (_, day) => {
      const pressure = random.next() * 2 - 1
      const wet = random.next() < 1 / (1 + Math.exp(2 * pressure))
      return [pressure, random.next(), day % 50 === 49 ? null : wet ? 'yes' : 'no']
    }),
  }
}

/** A deep tree is far too sure of itself. */
const deep: ExampleMade = {
  node: 'train.decision-tree',
  port: 'model',
  params: { target: 'rain', minLeaf: 1, depth: 20 },
  inputs: { table: days(1, 600) },
}
const bent = (params: Record<string, unknown>): ExampleMade => ({
  node: calibrate.id,
  port: 'model',
  params,
  inputs: { model: deep, table: days(2, 800) },
})

it.each(['isotonic', 'platt'])('probabilities come true on other rows: %s', async (method) => {
  const { artifacts } = await harness.run(evaluate, {}, { table: days(3, 800), models: [deep, bent({ method })] })
  if (artifacts['metrics']?.kind !== 'metrics') throw new Error('no metrics')
  const [before, after] = artifacts['metrics'].evaluations.map(
    ({ figures }) => figures.find(({ id }) => id === 'brier')?.value ?? Number.NaN,
  )
  expect(before).toBeGreaterThan(0.28)
  expect(after).toBeLessThan(0.25)
})

it('answers its golden rows as the calibrated model, and remembers the new score', async () => {
  const { artifacts } = await harness.run(calibrate, { method: 'platt' }, { model: deep, table: days(2, 800) } satisfies ExampleInputs)
  if (artifacts['model']?.kind !== 'model') throw new Error('no model')
  const { model } = artifacts['model']
  expect(model.golden).toHaveLength(5)
  for (const { output } of model.golden) {
    expect(output[0]! + output[1]!).toBeCloseTo(1, 12)
    // The tree itself says 0 or 1.
    expect(Math.min(...output)).toBeGreaterThan(0.1)
  }
  expect(model.estimator.json).toMatchObject({ inner: { estimator: 'decision-tree' }, maps: [{ method: 'platt' }] })
})

it('a model of a number has nothing to calibrate; rows need the target', async () => {
  const table = days(4, 60)
  const line: ExampleMade = { node: 'train.linear-regression', port: 'model', params: { target: 'noise' }, inputs: { table } }
  const problemOf = (inputs: ExampleInputs) =>
    harness.run(calibrate, {}, inputs).then(
      () => Promise.reject(new Error('there was no problem')),
      (error: unknown) => problemData(error),
    )
  expect(await problemOf({ table, model: line })).toMatchObject({ code: 'not-classes', port: 'model' })
  const blind = { columns: table.columns.slice(0, 2), rows: table.rows.map((row) => row.slice(0, 2)) }
  expect(await problemOf({ table: blind, model: deep })).toMatchObject({ code: 'target-gone', column: 'rain' })
})
