import type { EngineEvent } from '../../engine/protocol/event.ts'
import { followEvents, type EventStreamOptions } from '../../engine/protocol/event-stream.ts'
import { useRuns } from './store.ts'

/** React hears of events at most this often. */
const flushEveryMs = 100

export interface EventBatch {
  add(event: EngineEvent): void
  flush(): void
}

/** Gathers events and hands them on together: the first at once, later ones every 100 ms. */
export function batchEvents(take: (events: readonly EngineEvent[]) => void, later: (run: () => void, ms: number) => void): EventBatch {
  let waiting: EngineEvent[] = []
  let timed = false
  const flush = () => {
    if (waiting.length === 0) return
    const events = waiting
    waiting = []
    take(events)
  }
  const tick = () => {
    timed = waiting.length > 0
    flush()
    if (timed) later(tick, flushEveryMs)
  }
  return {
    add: (event) => {
      waiting.push(event)
      if (timed) return
      timed = true
      flush()
      later(tick, flushEveryMs)
    },
    flush,
  }
}

/** Feeds the runs store from the engine's event stream. Returns the way to stop. */
export function connectRuns(base: string, follow: (options: EventStreamOptions) => () => void = followEvents): () => void {
  const { take, takeConnection } = useRuns.getState()
  const batch = batchEvents(take, (run, ms) => void setTimeout(run, ms))
  return follow({
    base,
    onEvent: batch.add,
    onState: (state) => {
      batch.flush()
      takeConnection(state)
    },
  })
}
