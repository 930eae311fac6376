import { describe, expect, test } from 'vitest'
import type { EngineEvent, EngineEventBody } from '../../engine/protocol/event.ts'
import { reduceConnection, reduceEvent } from './reduce-event.ts'
import { emptyMirror, type EngineMirror } from './run.ts'
import { runProgress } from './progress.ts'

const problem = {
  code: 'out-of-memory',
  severity: 'error',
  place: { node: 'c' },
  text: { en: 'Out of memory.', fr: 'Mémoire pleine.' },
} as const

const started: EngineEventBody = {
  type: 'run.started',
  runId: 'r1',
  pipeline: 'loan.millrace',
  startedAt: '2026-11-22T10:00:00Z',
  steps: ['a', 'b', 'c', 'd'].map((node) => ({ node, fingerprint: `f-${node}`, reuse: node === 'a' })),
}

function play(bodies: readonly EngineEventBody[], from: EngineMirror = emptyMirror): EngineMirror {
  return bodies.reduce((mirror, body, i) => reduceEvent(mirror, { seq: i + 1, epoch: 'e', ...body } as EngineEvent), from)
}

const run = (mirror: EngineMirror) => {
  const found = mirror.byPath['loan.millrace']
  if (!found) throw new Error('no run')
  return found
}

describe('a run', () => {
  const step = { runId: 'r1' }
  const bodies: EngineEventBody[] = [
    started,
    { type: 'step.reused', ...step, node: 'a', fingerprint: 'f-a', rows: { rows: 48210 } },
    { type: 'step.started', ...step, node: 'b', fingerprint: 'f-b' },
    { type: 'step.progress', ...step, node: 'b', share: 0.5, rows: 23000, rowsPerSecond: 90000, secondsLeft: 2 },
    { type: 'step.partial', ...step, node: 'b', points: [{ name: 'loss', step: 0, value: 0.7 }] },
    { type: 'step.partial', ...step, node: 'b', points: [{ name: 'loss', step: 1, value: 0.5 }] },
  ]

  test('starts with all its steps queued, in order', () => {
    const mirror = play([started])
    expect(run(mirror).order).toEqual(['a', 'b', 'c', 'd'])
    expect(Object.values(run(mirror).steps).map((one) => one.state)).toEqual(['queued', 'queued', 'queued', 'queued'])
    expect(run(mirror).steps['c']?.fingerprint).toBe('f-c')
  })

  test('tells what was reused and how far a step is', () => {
    const { steps } = run(play(bodies))
    expect(steps['a']).toMatchObject({ state: 'reused', share: 1, rows: { rows: 48210 } })
    expect(steps['b']).toMatchObject({ state: 'running', share: 0.5, rowsDone: 23000, rowsPerSecond: 90000, secondsLeft: 2 })
    expect(steps['b']?.points.map((point) => point.value)).toEqual([0.7, 0.5])
  })

  test('its progress counts reused steps as done and a running one by its share', () => {
    expect(runProgress(run(play(bodies)))).toMatchObject({ total: 4, ended: 1, reused: 1, share: 0.375, secondsLeft: 2 })
    expect(runProgress(run(play(bodies))).current?.node).toBe('b')
  })

  test('a progress event that comes after the end changes nothing', () => {
    const finished: EngineEventBody = {
      type: 'step.finished',
      ...step,
      node: 'b',
      fingerprint: 'f-b',
      seconds: 0.9,
      memoryBytes: 1e6,
      rows: { rows: 46118 },
    }
    const late: EngineEventBody = { type: 'step.progress', ...step, node: 'b', share: 0.9 }
    const done = run(play([...bodies, finished, late])).steps['b']
    expect(done).toMatchObject({ state: 'done', share: 1, seconds: 0.9, rows: { rows: 46118 }, secondsLeft: null })
  })

  test('ends with every step in an end state', () => {
    const mirror = play([
      ...bodies,
      { type: 'step.failed', ...step, node: 'c', problem },
      { type: 'step.skipped', ...step, node: 'd', because: 'c' },
      { type: 'run.finished', ...step, outcome: 'failed', seconds: 3, executed: 1, reused: 1 },
    ])
    expect(run(mirror)).toMatchObject({ state: 'failed', seconds: 3, executed: 1, reused: 1 })
    expect(Object.values(run(mirror).steps).map((one) => one.state)).toEqual(['reused', 'cancelled', 'failed', 'skipped'])
    expect(run(mirror).steps['c']?.problem).toEqual(problem)
    expect(run(mirror).steps['d']?.because).toBe('c')
  })

  test('keeps what went wrong with it as a whole, until the next one', () => {
    const finished: EngineEventBody = { type: 'run.finished', ...step, outcome: 'done', seconds: 3, executed: 3, reused: 1, problem }
    expect(run(play([...bodies, finished])).problem).toEqual(problem)
    expect(run(play([...bodies, finished, { ...started, runId: 'r2' }])).problem).toBeUndefined()
  })

  test('is replaced by the next one; what comes late for the old one is let go', () => {
    const next: EngineEventBody = { ...started, runId: 'r2' }
    const mirror = play([...bodies, next, { type: 'step.failed', ...step, node: 'b', problem }])
    expect(run(mirror).runId).toBe('r2')
    expect(run(mirror).steps['b']?.state).toBe('queued')
  })

  test('is lost when another life of the engine answers, and keeps what was done', () => {
    const lost = reduceConnection(play(bodies), 'restarted')
    expect(run(lost).state).toBe('lost')
    expect(run(lost).steps['a']?.state).toBe('reused')
    expect(run(lost).steps['b']?.state).toBe('cancelled')
    expect(lost.engine).toMatchObject({ connection: 'open', restarts: 1 })
    expect(lost.versions.endpoints).toBe(1)
  })
})

test('a long curve is thinned but keeps its end', () => {
  const points = Array.from({ length: 2001 }, (_, i) => ({ name: 'loss', step: i, value: 1 / (i + 1) }))
  const kept = run(play([started, { type: 'step.partial', runId: 'r1', node: 'b', points }])).steps['b']?.points ?? []
  expect(kept.length).toBeLessThanOrEqual(1001)
  expect(kept.at(-1)?.step).toBe(2000)
})

test('time that is left is told while there is some', () => {
  const left = (secondsLeft: number) =>
    run(play([started, { type: 'step.progress', runId: 'r1', node: 'b', share: 0.9, secondsLeft }])).steps['b']?.secondsLeft
  expect([left(12), left(0.6), left(0.2), left(0)]).toEqual([12, 0.6, null, null])
})

test('changes of the workspace and of an endpoint raise their version', () => {
  const mirror = play([
    { type: 'workspace.changed', what: 'runs' },
    { type: 'endpoint.changed', name: 'loan' },
    { type: 'endpoint.changed', name: 'loan' },
  ])
  expect(mirror.versions).toMatchObject({ runs: 1, pipelines: 0 })
  expect(mirror.endpointVersions).toEqual({ loan: 2 })
})

test('the state of the engine', () => {
  const mirror = play([{ type: 'engine.status', memoryBytes: 1, cacheBytes: 2, running: 3, queued: 4 }])
  expect(reduceConnection(mirror, 'lost').engine).toEqual({
    connection: 'lost',
    restarts: 0,
    memoryBytes: 1,
    cacheBytes: 2,
    running: 3,
    queued: 4,
  })
})
