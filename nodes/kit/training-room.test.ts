import { expect, it } from 'vitest'
import { soloCrews } from '../../engine/kernels/crew.ts'
import { catalogue } from '../catalogue.ts'
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

/** What trains a model; classes where it knows no numbers. */
const learners = [...catalogue.values()].filter((node) => 'run' in node && node.learnsFrom && node.outputs['model']?.kind === 'model')
const classes = new Set(['train.logistic-regression', 'train.naive-bayes'])

function run(node: NodeDefinition, rows: number): Promise<Outputs> {
  if (!('run' in node)) throw new Error(`${node.id} has no run`)
  const params = classes.has(node.id) ? { target: 'town' } : { target: 'price', task: 'regression', kernel: 'linear' }
  return node.run(node.params.parse(params) as never, inputs, machine(rows))
}

it('finds learners', () => expect(learners.length).toBeGreaterThan(8))

it.each(learners)('$id says that a table is too large before it is loaded', async (node) => {
  await expect(run(node, 50e6)).rejects.toMatchObject({ code: 'too-large' })
  await expect(run(node, 1e5)).rejects.toThrow('the table was loaded')
})
