import { expect, it } from 'vitest'
import { soloCrews } from '../../engine/kernels/crew.ts'
import { gradientBoosting } from '../train/gradient-boosting.ts'
import { randomForest } from '../train/random-forest.ts'
import type { Outputs, RunContext } from './context.ts'
import type { Inputs, NodeDefinition } from './define-node.ts'
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

function run(node: NodeDefinition, rows: number): Promise<Outputs> {
  if (!('run' in node)) throw new Error(`${node.id} has no run`)
  return node.run(node.params.parse(params) as never, inputs, machine(rows))
}

it.each([gradientBoosting, randomForest])('$id says that a table is too large before it is loaded', async (node) => {
  await expect(run(node, 50e6)).rejects.toMatchObject({ code: 'too-large' })
  await expect(run(node, 1e5)).rejects.toThrow('the table was loaded')
})
