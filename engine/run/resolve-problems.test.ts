import { expect, it } from 'vitest'
import { catalogue } from '../../nodes/catalogue.ts'
import { applyCommand } from '../graph/commands/apply-command.ts'
import type { Document } from '../protocol/document.ts'
import { documentSchema } from '../protocol/document.ts'
import { problemOf } from './resolve-problems.ts'

const node = (type: string) => ({ type, version: 1, params: {} })
const document: Document = documentSchema.parse({
  format: 'millrace/pipeline',
  version: 1,
  name: 'people',
  seed: 1,
  nodes: { find: node('quality.find-personal'), 'protect-personal_1': node('quality.protect-personal'), a: node('x.a'), b: node('x.b') },
  wires: [
    { from: 'find.table', to: 'a.table' },
    { from: 'find.report', to: 'b.table' },
  ],
  layout: { find: { x: 10, y: 20 } },
})
const fix = { label: { en: 'Protect', fr: 'Protéger' }, behind: { type: 'quality.protect-personal', version: 1, params: { seed: 3 } } }
const data = { code: 'personal-data', text: { en: 'a', fr: 'b' }, fixes: [fix] }

it('a node comes between the table and all who take it; other outputs stay', () => {
  const [made] = problemOf('find', data, document).fixes ?? []
  const after = (made?.commands ?? []).reduce((now, command) => applyCommand(now, command).document, document)
  expect(after.nodes['protect-personal_2']).toMatchObject({ type: 'quality.protect-personal', params: { seed: 3 } })
  expect(after.wires.map(({ from, to }) => `${from} ${to}`).toSorted()).toEqual([
    'find.report b.table',
    'find.table protect-personal_2.table',
    'protect-personal_2.table a.table',
  ])
})

it('without the document there is no such fix', () => {
  expect(problemOf('find', data).fixes).toBeUndefined()
})

it('a model is calibrated by rows that are kept from it; where it is already, there is no such fix', () => {
  const calibrate = {
    code: 'x',
    text: { en: 'a', fr: 'b' },
    fixes: [{ label: { en: 'Calibrate', fr: 'Calibrer' }, calibrate: true as const }],
  }
  const learns: Document = { ...document, nodes: { ...document.nodes, learn: node('train.decision-tree') } }
  const wired: Document = { ...learns, wires: [...document.wires, { from: 'find.table', to: 'learn.table' }] }
  const [made] = problemOf('learn', calibrate, wired).fixes ?? []
  const after = (made?.commands ?? []).reduce((now, command) => applyCommand(now, command).document, wired)
  // Both kinds exist under these names, ports and versions.
  expect([catalogue.get('train.calibrate'), catalogue.get('split.train-test')].map((one) => one?.version)).toEqual([1, 1])
  expect(after.nodes).toMatchObject({
    calibrate: { type: 'train.calibrate', version: 1 },
    'split-calibrate': { type: 'split.train-test', version: 1 },
  })
  expect(problemOf('learn', calibrate, after).fixes).toBeUndefined()
})
