import { eventSchema, type EngineEvent } from './event.ts'

export interface EventStreamOptions {
  readonly base: string
  /** Called for each event in order, none twice. */
  readonly onEvent: (event: EngineEvent) => void
  /**
   * `lost`: the connection broke and is being tried again. `refused`: an engine answers that does not know this page's session; tried again
   * too. `restarted`: another life of the engine answers; what was running is gone.
   */
  readonly onState: (state: 'open' | 'lost' | 'refused' | 'restarted') => void
  readonly send?: typeof fetch
}

/** Follows the engine's events and comes back by itself after a break (0.25 s, doubling to 5 s, to 2 s while it is refused). Returns the way to stop. */
export function followEvents({ base, onEvent, onState, send = fetch }: EventStreamOptions): () => void {
  const abort = new AbortController()
  let after = 0
  let epoch = ''
  let wait = 250

  const take = (line: string) => {
    if (line.trim() === '') return
    const event = eventSchema.parse(JSON.parse(line))
    if (event.epoch !== epoch) {
      if (epoch !== '') onState('restarted')
      epoch = event.epoch
    } else if (event.seq <= after) return
    after = event.seq
    onEvent(event)
  }

  const follow = async () => {
    while (!abort.signal.aborted) {
      let refused = false
      try {
        const response = await send(`${base}/api/events?after=${after}&epoch=${encodeURIComponent(epoch)}`, {
          credentials: 'same-origin',
          signal: abort.signal,
        })
        refused = response.status === 401
        if (!response.ok || !response.body) throw new Error(`events answered ${response.status}`)
        onState('open')
        wait = 250
        const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
        let rest = ''
        for (;;) {
          const { done, value } = await reader.read()
          if (done) break
          const lines = (rest + value).split('\n')
          rest = lines.pop() ?? ''
          lines.forEach(take)
        }
      } catch (error) {
        if (abort.signal.aborted) return
        if (!(error instanceof TypeError) && !(error instanceof Error && error.message.startsWith('events answered'))) throw error
      }
      onState(refused ? 'refused' : 'lost')
      await new Promise((resolve) => setTimeout(resolve, wait))
      wait = Math.min(wait * 2, refused ? 2000 : 5000)
    }
  }
  void follow()
  return () => abort.abort()
}
