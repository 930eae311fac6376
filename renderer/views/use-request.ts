import { startTransition, useCallback, useEffect, useRef, useState } from 'react'
import { EngineFailure } from '../../engine/protocol/client.ts'
import type { Problem } from '../../engine/protocol/problem.ts'

export interface Requested<Value> {
  readonly state: 'idle' | 'loading' | 'done' | 'failed'
  /** The latest answer; stays while it is asked for again under the same key, or for something else of the same place. */
  readonly value: Value | null
  readonly problem: Problem | null
  readonly reload: () => void
}

interface Held<Value> {
  readonly key: string | null
  readonly state: Requested<Value>['state']
  readonly value: Value | null
  /** What the value was the answer to. */
  readonly answered: string | null
  readonly problem: Problem | null
}

/**
 * Asks the engine for something while a component shows it. Another key asks for something else; null asks for nothing. An answer that is
 * not wanted any more is aborted. `version`: the same thing is asked for again when it changes. `place`: keys that begin with it stand for
 * one thing at other times; the old answer stays in sight until the new one is there.
 */
export function useRequest<Value>(
  key: string | null,
  load: (signal: AbortSignal) => Promise<Value>,
  version: number | string = 0,
  place?: string,
): Requested<Value> {
  const [held, setHeld] = useState<Held<Value>>({ key: null, state: 'idle', value: null, answered: null, problem: null })
  const [turn, setTurn] = useState(0)
  const latest = useRef(load)
  latest.current = load
  const stays = (answered: string | null) => answered !== null && (answered === key || (place !== undefined && answered.startsWith(place)))

  useEffect(() => {
    if (key === null) {
      setHeld({ key, state: 'idle', value: null, answered: null, problem: null })
      return
    }
    const abort = new AbortController()
    setHeld((before) => {
      const kept = stays(before.answered)
      return { key, state: 'loading', value: kept ? before.value : null, answered: kept ? before.answered : null, problem: null }
    })
    latest.current(abort.signal).then(
      (value) => {
        // Drawn in pieces: a wide table must not keep a key from being heard.
        startTransition(() => {
          if (!abort.signal.aborted) setHeld({ key, state: 'done', value, answered: key, problem: null })
        })
      },
      (error: unknown) => {
        if (abort.signal.aborted) return
        if (error instanceof EngineFailure) {
          setHeld(({ answered, value }) => ({
            key,
            state: 'failed',
            value: answered === key ? value : null,
            answered: answered === key ? key : null,
            problem: error.problem,
          }))
        } else {
          // A bug must reach the error boundary of the page, not vanish in a promise.
          setHeld(() => {
            throw error
          })
        }
      },
    )
    return () => abort.abort()
  }, [key, version, turn])

  const reload = useCallback(() => setTurn((count) => count + 1), [])
  // The first render under a new key must not show what belongs to another place.
  if (held.key !== key) {
    const value = key !== null && stays(held.answered) ? held.value : null
    return { state: key === null ? 'idle' : 'loading', value, problem: null, reload }
  }
  return { state: held.state, value: held.value, problem: held.problem, reload }
}
