import { useCallback, useEffect, useState } from 'react'
import { EngineFailure } from '../../engine/protocol/client.ts'
import type { MethodInput, MethodName, MethodOutput } from '../../engine/protocol/methods.ts'
import type { Problem } from '../../engine/protocol/problem.ts'
import { useClient } from './client.ts'

export interface Answer<M extends MethodName> {
  /** The last answer; kept while a newer one is on its way. */
  readonly data: MethodOutput<M> | undefined
  readonly problem: Problem | undefined
  readonly loading: boolean
  readonly reload: () => void
}

/**
 * What the engine answers to a method, asked again when the input or `version` changes; the request before is given up then.
 * A null input asks nothing.
 */
export function useAnswer<M extends MethodName>(method: M, input: MethodInput<M> | null, version: unknown = 0): Answer<M> {
  const client = useClient()
  const [state, setState] = useState<Omit<Answer<M>, 'reload'>>({ data: undefined, problem: undefined, loading: input !== null })
  const [again, setAgain] = useState(0)
  const key = input === null ? null : JSON.stringify(input)
  useEffect(() => {
    if (key === null) {
      setState({ data: undefined, problem: undefined, loading: false })
      return
    }
    const abort = new AbortController()
    setState((before) => ({ ...before, loading: true }))
    client(method, JSON.parse(key) as MethodInput<M>, abort.signal).then(
      (data) => {
        if (!abort.signal.aborted) setState({ data, problem: undefined, loading: false })
      },
      (error: unknown) => {
        if (abort.signal.aborted) return
        if (!(error instanceof EngineFailure)) throw error
        setState((before) => ({ ...before, problem: error.problem, loading: false }))
      },
    )
    return () => abort.abort()
  }, [client, method, key, version, again])
  const reload = useCallback(() => setAgain((count) => count + 1), [])
  return { ...state, reload }
}
