import { beforeEach, expect, test } from 'vitest'
import type { Client } from '../../engine/protocol/client.ts'
import type { Document } from '../../engine/protocol/document.ts'
import type { EngineEvent } from '../../engine/protocol/event.ts'
import { setClient } from '../session/client.ts'
import { emptyMirror } from './run.ts'
import { useRuns } from './store.ts'

const runs = () => useRuns.getState()
const document: Document = {
  format: 'millrace/pipeline',
  version: 1,
  name: 'Loan',
  seed: 1,
  parameters: {},
  nodes: {},
  wires: [],
  notes: {},
  frames: {},
  layout: {},
}
const started: EngineEvent = {
  seq: 1,
  epoch: 'e',
  type: 'run.started',
  runId: 'r1',
  pipeline: 'a.millrace',
  startedAt: '2026-11-22T10:00:00Z',
  steps: [{ node: 'clean', fingerprint: 'f', reuse: false }],
}
let calls: unknown[] = []

beforeEach(() => {
  calls = []
  useRuns.setState(emptyMirror)
  setClient((async (method: string, input: unknown) => {
    calls.push([method, input])
    return method === 'startRun' ? { runId: 'r1' } : { cancelling: true }
  }) as Client)
})

test('starting sends the document as it is seen, with all nodes unless some are named', async () => {
  expect(await runs().startRun({ path: 'a.millrace', document })).toBe('r1')
  await runs().startRun({ path: 'a.millrace', document, targets: ['clean'], from: ['file'] })
  expect(calls).toEqual([
    ['startRun', { path: 'a.millrace', document, targets: [], from: [], values: {} }],
    ['startRun', { path: 'a.millrace', document, targets: ['clean'], from: ['file'], values: {} }],
  ])
})

test('cancelling shows at once and is asked for once', async () => {
  runs().take([started])
  const asked = runs().cancelRun('a.millrace')
  expect(runs().byPath['a.millrace']?.state).toBe('cancelling')
  await asked
  await runs().cancelRun('a.millrace')
  expect(calls).toEqual([['cancelRun', { runId: 'r1' }]])
})

test('many events are one change', () => {
  let changes = 0
  const stop = useRuns.subscribe(() => {
    changes += 1
  })
  runs().take([started, { seq: 2, epoch: 'e', type: 'step.started', runId: 'r1', node: 'clean', fingerprint: 'f' }])
  stop()
  expect(changes).toBe(1)
  expect(runs().byPath['a.millrace']?.steps['clean']?.state).toBe('running')
})
