import { expect, test } from 'vitest'
import type { EngineEvent } from '../../engine/protocol/event.ts'
import { batchEvents } from './connection.ts'

const event = (seq: number): EngineEvent => ({ seq, epoch: 'e', type: 'workspace.changed', what: 'runs' })

function harness() {
  const taken: number[][] = []
  const timers: (() => void)[] = []
  const batch = batchEvents(
    (events) => taken.push(events.map((one) => one.seq)),
    (run) => timers.push(run),
  )
  return { taken, timers, batch, tick: () => timers.shift()?.() }
}

test('the first event goes on at once, those of the next 100 ms together', () => {
  const { taken, batch, tick } = harness()
  ;[1, 2, 3].forEach((seq) => batch.add(event(seq)))
  expect(taken).toEqual([[1]])
  tick()
  expect(taken).toEqual([[1], [2, 3]])
})

test('no timer runs while nothing comes, and the next event is not late', () => {
  const { taken, timers, batch, tick } = harness()
  batch.add(event(1))
  tick()
  expect(timers).toHaveLength(0)
  batch.add(event(2))
  expect(taken).toEqual([[1], [2]])
})

test('flush hands on what waits, once', () => {
  const { taken, batch, tick } = harness()
  ;[1, 2].forEach((seq) => batch.add(event(seq)))
  batch.flush()
  tick()
  expect(taken).toEqual([[1], [2]])
})
