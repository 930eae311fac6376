import { expect, test } from 'vitest'
import { applyCommand } from '../../engine/graph/commands/apply-command.ts'
import type { Command } from '../../engine/protocol/command.ts'
import type { Document } from '../../engine/protocol/document.ts'
import { burstOf } from './burst-of.ts'
import { emptyHistory, recordEdit, travel, type Travelled } from './history.ts'

const start: Document = {
  format: 'millrace/pipeline',
  version: 1,
  name: 'Test',
  seed: 1,
  parameters: {},
  nodes: { a: { type: 'source', version: 1, params: { limit: 0 } } },
  wires: [],
  notes: {},
  frames: {},
  layout: { a: { x: 0, y: 0 } },
}

function edit({ document, history }: Travelled, command: Command, now: number): Travelled {
  const { document: after, inverse } = applyCommand(document, command)
  const label = { en: command.type, fr: command.type }
  return { document: after, history: recordEdit(history, { before: document, after, inverse, label, burst: burstOf(command), now }) }
}

const limit = (value: number): Command => ({ type: 'set-params', id: 'a', params: { limit: value }, remove: [] })
const fresh: Travelled = { document: start, history: emptyHistory }

test('typing in one param within a second is one step, which goes back to before the first key', () => {
  const typed = [1, 12, 123].reduce((at, value, i) => edit(at, limit(value), i * 900), fresh)
  expect(typed.history.past).toHaveLength(1)
  expect(travel(typed.document, typed.history, -1).document).toEqual(start)
})

test('a pause, or another param, begins a new step', () => {
  const paused = edit(edit(fresh, limit(1), 0), limit(2), 1500)
  expect(paused.history.past).toHaveLength(2)
  const other = edit(edit(fresh, limit(1), 0), { type: 'set-params', id: 'a', params: { sep: ';' }, remove: [] }, 10)
  expect(other.history.past).toHaveLength(2)
})

test('undoing ends a burst', () => {
  const typed = edit(fresh, limit(1), 0)
  const undone = travel(edit(typed, limit(2), 100).document, edit(typed, limit(2), 100).history, -1)
  const again = edit(undone, limit(3), 200)
  expect(again.history.past).toHaveLength(1)
  expect(again.history.future).toHaveLength(0)
})

test('several steps back and forth end where they began', () => {
  const commands: Command[] = [limit(5), { type: 'set-node', id: 'a', title: 'Loans' }, { type: 'move', positions: { a: { x: 8, y: 8 } } }]
  const done = commands.reduce((at, command, i) => edit(at, command, i * 5000), fresh)
  const undone = travel(done.document, done.history, -3)
  expect(undone.document).toEqual(start)
  expect(undone.history.future.map((step) => step.label.en)).toEqual(['set-params', 'set-node', 'move'])
  expect(travel(undone.document, undone.history, 3).document).toEqual(done.document)
  expect(travel(undone.document, undone.history, -1)).toEqual(undone)
})
