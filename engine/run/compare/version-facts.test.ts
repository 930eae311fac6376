import { expect, it } from 'vitest'
import { catalogue } from '../../../nodes/catalogue.ts'
import { decisionTreeClassifier } from '../../learn/decision-tree.ts'
import { quietControl } from '../../learn/estimator.ts'
import { matrixFromRows } from '../../learn/matrix.ts'
import type { Model } from '../../learn/model.ts'
import { buildRecipe } from '../../learn/recipe.ts'
import { documentSchema } from '../../protocol/document.ts'
import { runRecordSchema } from '../../protocol/experiment-record.ts'
import { mark, values } from '../../relation/build.ts'
import { factsOf } from './version-facts.ts'

const node = (type: string, params = {}) => ({ type, version: 1, params })
const document = documentSchema.parse({
  format: 'millrace/pipeline',
  version: 1,
  name: 'x',
  seed: 1,
  nodes: {
    tree: node('train.decision-tree', { target: 'mood', depth: 3, minLeaf: 9 }),
    bend: node('train.calibrate', { method: 'platt' }),
  },
  wires: [{ from: 'tree.model', to: 'bend.model' }],
})
const names = ['x', 'religion', 'z']
const rows = mark(
  values([...names.map((name) => ({ name, type: 'float' as const })), { name: 'mood', type: 'text' }], []),
  'file',
  'table',
  'f',
)
const classes = ['cold', 'keen']
const x = matrixFromRows(
  Array.from({ length: 20 }, (_, i) => [i, i % 2, i % 3]),
  names,
)
const y = Float64Array.from({ length: 20 }, (_, i) => (i < 10 ? 0 : 1))
const tree = await decisionTreeClassifier.fit(x, y, { seed: 1, classes }, quietControl)
const model: Model = {
  id: 'm1',
  name: 'Tree',
  learner: 'train.decision-tree',
  task: 'classification',
  target: { name: 'mood', type: 'text' },
  classes,
  recipe: buildRecipe(rows, [...names, 'mood']),
  features: names.map((name) => ({ name, kind: 'number', fill: 0 })),
  estimator: { id: 'decision-tree', json: tree.toJSON() },
  importance: [
    { name: 'x', value: 1 },
    { name: 'religion', value: 3 },
    { name: 'z', value: 0 },
  ],
  reference: null,
  golden: [],
  trained: { rows: 10, seconds: 1, seed: 1, fingerprint: 'm1' },
}
const told = {
  name: 'Tree',
  learner: model.learner,
  task: model.task,
  target: 'mood',
  features: 3,
  rows: 10,
  seconds: 1,
  bytes: 1,
  trainedOn: null,
}
const record = runRecordSchema.parse({
  versions: { millrace: '1.2.3', node: '', duckdb: '' },
  environment: { os: '', cpu: '', cores: 1, memoryBytes: 1 },
  seed: 1,
  parameters: {},
  sources: [],
  models: [
    { ...told, node: 'tree', id: 'm0' },
    { ...told, node: 'bend', id: 'm1' },
  ],
  evaluations: [],
  fairness: [
    { node: 'g', model: 'm1', by: ['sex'], outcome: 'mood = keen', gaps: [] },
    { node: 'g', model: 'other', by: ['age'], outcome: 'mood = keen', gaps: [] },
  ],
  artifacts: [],
  cost: { seconds: 1, cpuSeconds: 1, memoryBytes: null, energy: { wattHours: 1, range: [1, 1], from: 'default' } },
})
const facts = (id: string) => factsOf({ ...model, id }, { record, manifest: { document } as never }, catalogue)

it('says what the learner was told, and what stands between it and the model', () => {
  const own = [
    ['Deepest level', '3'],
    ['Fewest rows in a leaf', '9'],
  ]
  const bend = catalogue.get('train.calibrate')
  const said = (id: string) => facts(id).settings.map(({ label, value }) => [label.en, value.en])
  expect(said('m0')).toEqual(own)
  expect(said('m1')).toEqual([[bend?.title.en, bend?.explain({ method: 'platt' } as never).en], ...own])
  expect(said('of no run')).toEqual([])
})

it('keeps what weighs, the reports about this model, and who made it', () => {
  expect(facts('m1')).toMatchObject({
    importance: [
      { name: 'religion', share: 0.75 },
      { name: 'x', share: 0.25 },
    ],
    gaps: [{ by: ['sex'] }],
    personal: [{ column: 'religion' }],
    signature: { inputs: names.map((name) => ({ name, type: 'float' })) },
    millrace: '1.2.3',
  })
  expect(factsOf(model, null, catalogue)).toMatchObject({ settings: [], gaps: [], figures: [], millrace: '' })
})
