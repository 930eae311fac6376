import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { topology } from '../graph/topology.ts'
import { documentSchema } from '../protocol/document.ts'
import { inputRelation, limit, union, values } from '../relation/build.ts'
import type { Relation } from '../relation/relation.ts'
import { openArtifactStore } from '../store/artifact-store.ts'
import { inspect } from './inspect.ts'
import type { ResolvedNode } from './resolve.ts'

const document = documentSchema.parse({ format: 'millrace/pipeline', version: 1, name: 'p', seed: 1, nodes: {}, wires: [] })
const columns = [{ name: 'n', type: 'int' }] as const
const here = values(columns, [[1]])
// What an earlier step gives: its columns are known, its rows only after the run.
const later = inputRelation('model.table', columns)

function node(tables: Readonly<Record<string, Relation | null>>): ResolvedNode {
  return {
    id: 'a',
    node: { type: 'test.node', version: 1, params: {} },
    definition: undefined,
    params: {},
    fingerprint: '',
    problems: [],
    configured: true,
    sentence: { en: '', fr: '' },
    sources: new Map(),
    inputs: new Map(Object.entries(tables).map(([port, relation]) => [port, [{ relation, estimated: false }]])),
    outputs: new Map(),
    notices: [],
    estimated: false,
  }
}

async function inputsOf(tables: Readonly<Record<string, Relation | null>>) {
  const resolved = {
    document,
    source: document,
    uses: new Map(),
    samples: new Map(),
    topology: topology(document),
    nodes: new Map([['a', node(tables)]]),
    problems: [],
  }
  const { nodes } = await inspect(resolved, openArtifactStore(join(tmpdir(), 'millrace-nothing-here')))
  return nodes['a']?.inputs
}

it('says of a table that its rows are there only after a run, however far behind the step it stands', async () => {
  const found = await inputsOf({ later, behind: limit(later, 5), mixed: union([here, later]) })
  for (const port of ['later', 'behind', 'mixed'])
    expect(found?.[port]).toMatchObject({ columns: [{ name: 'n', type: 'int' }], afterRun: true })
})

it('says nothing of the kind where rows can be had at once, or where nothing is known', async () => {
  const found = await inputsOf({ here, cut: limit(here, 1), unknown: null })
  expect(found?.['here']).toEqual({ columns: [{ name: 'n', type: 'int' }] })
  expect(found?.['cut']?.afterRun).toBeUndefined()
  expect(found?.['unknown']).toEqual({ columns: null })
})
