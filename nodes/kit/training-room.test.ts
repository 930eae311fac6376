import { expect, it } from 'vitest'
import { soloCrews } from '../../engine/kernels/crew.ts'
import { gradientBoosting } from '../train/gradient-boosting.ts'
import { randomForest } from '../train/random-forest.ts'
import type { RunContext } from './context.ts'
import type { Inputs } from './define-node.ts'
import { flats } from './learner-examples.ts'
import { relationOf } from './harness/example-table.ts'

/** A machine with a gigabyte to spare, and a table of so many rows that nobody may load. */
function machine(rows: number): RunContext {
  const known: Partial<RunContext> = {
    count: () => Promise.resolve(rows),
    freeMemory: () => 1e9,
    load: () => Promise.reject(new Error('the table was loaded')),
    crews: soloCrews,
  }
  return known as RunContext
}

const inputs = { one: () => relationOf(flats) } as unknown as Inputs
const params = { target: 'price', task: 'regression' }

it.each([
  ['gradient boosting', (rows: number) => gradientBoosting.run(gradientBoosting.params.parse(params), inputs, machine(rows))],
  ['random forest', (rows: number) => randomForest.run(randomForest.params.parse(params), inputs, machine(rows))],
])('%s says that a table is too large before it is loaded', async (_, run) => {
  await expect(run(50e6)).rejects.toMatchObject({ code: 'too-large' })
  await expect(run(1e5)).rejects.toThrow('the table was loaded')
})
