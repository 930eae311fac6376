import { expect, test } from 'vitest'
import type { NodeInspection } from '../../engine/protocol/inspection.ts'
import type { Problem } from '../../engine/protocol/problem.ts'
import type { StepRun } from '../runs/run.ts'
import { nodeState, type NodeFacts } from './node-state.ts'

const text = (en: string) => ({ en, fr: en })
const inspection: NodeInspection = {
  sentence: text('keep age > 18'),
  configured: true,
  fingerprint: 'f1',
  fresh: false,
  inputs: {},
  outputs: {},
}
const facts: NodeFacts = {
  node: { type: 'clean.filter', version: 1, params: {} },
  passes: true,
  inspection,
  problems: [],
  active: false,
  step: undefined,
  after: undefined,
  wasFresh: false,
  cause: undefined,
}
const step = (change: Partial<StepRun>): StepRun => ({
  node: 'n',
  fingerprint: 'f1',
  state: 'queued',
  share: null,
  secondsLeft: null,
  seconds: null,
  memoryBytes: null,
  notices: [],
  points: [],
  ...change,
})
const problem = (severity: Problem['severity']): Problem => ({ code: 'x', severity, place: { node: 'n' }, text: text('wrong') })
const status = (change: Partial<NodeFacts>) => nodeState({ ...facts, ...change }).status

test.each<[string, Partial<NodeFacts>]>([
  ['ready', {}],
  ['off', { inspection: { ...inspection, configured: false }, problems: [problem('error')] }],
  ['error', { problems: [problem('error')] }],
  ['queued', { active: true, step: step({}) }],
  ['running', { active: true, step: step({ state: 'running', share: 0.4 }), problems: [problem('error')] }],
  ['done', { step: step({ state: 'done', seconds: 2 }) }],
  ['done', { inspection: { ...inspection, fresh: true } }],
  ['warned', { inspection: { ...inspection, fresh: true }, problems: [problem('warning')] }],
  ['stale', { wasFresh: true }],
  ['error', { step: step({ state: 'failed', problem: problem('error') }) }],
  ['bypass', { node: { ...facts.node, disabled: true } }],
  ['disabled', { node: { ...facts.node, disabled: true }, passes: false }],
])('%s', (expected, change) => {
  expect(status(change)).toBe(expected)
})

test('the result of other settings does not count', () => {
  const old = step({ state: 'done', fingerprint: 'f0', rows: { table: 3 } })
  expect(status({ step: old })).toBe('ready')
  expect(status({ step: old, wasFresh: true })).toBe('stale')
  expect(status({ step: step({ state: 'failed', fingerprint: 'f0', problem: problem('error') }) })).toBe('ready')
})

test('after a run a step that was only queued is ready again', () => {
  expect(status({ active: false, step: step({ state: 'queued' }) })).toBe('ready')
})

test('it says what it waits for', () => {
  expect(nodeState({ ...facts, active: true, step: step({}), after: 'join' })).toEqual({ status: 'queued', after: 'join' })
  expect(nodeState({ ...facts, step: step({ state: 'skipped', because: 'join' }) })).toEqual({ status: 'ready', waitsFor: 'join' })
  expect(nodeState({ ...facts, wasFresh: true, cause: 'scale' })).toEqual({ status: 'stale', cause: 'scale' })
})

test('rows and time come from the run, else from what the engine remembers', () => {
  const remembered = { ...inspection, fresh: true, result: { seconds: 3, rows: { table: 10 } } }
  expect(nodeState({ ...facts, inspection: remembered, step: step({ state: 'reused' }) })).toMatchObject({
    status: 'done',
    result: { rows: { table: 10 }, seconds: 3 },
  })
})
