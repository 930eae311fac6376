// HTTP in front of the use cases: who may ask, routes from the protocol's methods, the event stream, bytes.

import { randomBytes } from 'node:crypto'
import type { EngineEvent, EngineEventBody } from '../protocol/event.ts'

/** The events of one life of the engine: numbered, kept for those who come back, handed to those who listen. */
export interface EventLog {
  readonly epoch: string
  emit(event: EngineEventBody): void
  /** Events after `seq`, then everything new until the returned function is called. */
  follow(after: { readonly seq: number; readonly epoch: string }, onEvent: (event: EngineEvent) => void): () => void
}

const kept = 5000

export function createEventLog(): EventLog {
  const epoch = randomBytes(8).toString('hex')
  const events: EngineEvent[] = []
  const listeners = new Set<(event: EngineEvent) => void>()
  let seq = 0
  return {
    epoch,
    emit(body) {
      const event = { ...body, seq: ++seq, epoch } as EngineEvent
      events.push(event)
      // Progress of long ago tells nobody anything; what remains is enough to rebuild the state of recent runs.
      if (events.length > kept * 2) events.splice(0, events.length - kept)
      for (const listener of listeners) listener(event)
    },
    follow(after, onEvent) {
      const from = after.epoch === epoch ? after.seq : 0
      for (const event of events) if (event.seq > from) onEvent(event)
      listeners.add(onEvent)
      return () => listeners.delete(onEvent)
    },
  }
}
