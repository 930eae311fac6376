import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { catalogue } from '../../catalogue.ts'
import type { ExampleTable, NodeDefinition } from '../../kit/define-node.ts'
import { openHarness, type Harness } from '../../kit/harness/open-harness.ts'
import { learnerRows } from './learner-rows.ts'
import { outcomeOf } from './outcome.ts'
import { oddTables, spoiledTables } from './spoiled-tables.ts'

let harness: Harness
beforeAll(async () => {
  harness = await openHarness(catalogue)
})
afterAll(() => harness.close())

function nodeOf(id: string) {
  const node = catalogue.get(id)
  if (!node) throw new Error(`no node ${id}`)
  return node
}

describe.each(learnerRows.map((row, at) => [`${row.node} ${at}: ${JSON.stringify(row.params)}`, row] as const))('%s', (_, row) => {
  const { node, asked, params, inputs, outcomes } = row

  it('learns, or says what is wrong, where, and what to do', async () => {
    const tables = spoiledTables(asked)
    if (!inputs) expect(Object.keys(outcomes).toSorted()).toEqual(Object.keys(tables).toSorted())
    const found: Record<string, string> = {}
    for (const fault of Object.keys(outcomes)) {
      const table = tables[fault]
      if (!table) throw new Error(`no table is called “${fault}”`)
      found[fault] = await outcomeOf(() => harness.run(nodeOf(node), params, inputs ? inputs(table) : { table }), table)
    }
    expect(found).toEqual(outcomes)
  })

  const makesModels = catalogue.get(node)?.outputs['model']?.kind === 'model'
  if (makesModels && !inputs)
    it('answers rows that are unlike those it learned from, or says why not', async () => {
      const learned = { node, port: 'model', params, inputs: { table: spoiledTables(asked)['nothing wrong'] as ExampleTable } }
      const found: Record<string, string> = {}
      for (const [fault, table] of Object.entries(oddTables(asked)))
        found[fault] = await outcomeOf(() => harness.run(nodeOf('evaluate.predict'), {}, { model: learned, table }), table)
      expect(found).toEqual({
        'an unknown level, nothing, infinity, 1e300, and a column too many': 'sound',
        'no row': 'sound',
        'a missing column': 'model-columns-missing :table',
        'text for a number': 'model-types-differ :table',
        'a number for text': 'model-types-differ :table',
        'whole numbers for numbers': 'sound',
      })
    })
})

/** What learns from rows, or has models learn anew. Fillers (by models too), scalers and encoders have tests beside them. */
const isLearner = (node: NodeDefinition) =>
  ('run' in node && (node.study !== undefined || (node.learnsFrom ?? []).length > 0)) || ('fit' in node && node.learnsIn === 'worker')

it('every learner of the catalogue has a row', () => {
  const tried = new Set(learnerRows.map(({ node }) => node))
  const missing = [...catalogue.values()].filter((node) => isLearner(node) && !tried.has(node.id)).map(({ id }) => id)
  expect(missing, 'add a row to nodes/train/testing/learner-rows.ts').toEqual([])
})
