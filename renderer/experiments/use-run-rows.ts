import { useCallback, useEffect, useRef, useState } from 'react'
import { EngineFailure } from '../../engine/protocol/client.ts'
import type { RunRow } from '../../engine/protocol/experiment-methods.ts'
import type { Problem } from '../../engine/protocol/problem.ts'
import { useRuns } from '../runs/store.ts'
import { useClient } from '../session/client.ts'
import type { RunFilter } from './list-state.ts'

const page = 100

export interface RunRows {
  /** Undefined before the first answer. */
  readonly total: number | undefined
  readonly all: number
  readonly at: (index: number) => RunRow | undefined
  /** Asks for the rows from one place to another, where they are not there yet. */
  readonly want: (from: number, to: number) => void
  readonly problem: Problem | undefined
}

interface Held {
  readonly key: string
  readonly total: number | undefined
  readonly all: number
  readonly pages: ReadonlyMap<number, readonly RunRow[]>
}

/** The runs that fit a filter, a page at a time as they come into sight; old rows stay until newer ones are there. */
export function useRunRows(filter: RunFilter): RunRows {
  const client = useClient()
  const version = useRuns((state) => state.versions.runs)
  const ended = useRuns((state) =>
    Object.values(state.byPath)
      .map(({ runId, state: now }) => `${runId} ${now}`)
      .join(),
  )
  const key = `${JSON.stringify(filter)} ${version} ${ended}`
  const [held, setHeld] = useState<Held>({ key: '', total: undefined, all: 0, pages: new Map() })
  const [problem, setProblem] = useState<Problem>()
  const asked = useRef({ key: '', pages: new Set<number>() })
  const latest = useRef(key)
  latest.current = key

  const load = useCallback(
    (wanted: number) => {
      if (asked.current.key !== key) asked.current = { key, pages: new Set() }
      if (asked.current.pages.has(wanted)) return
      asked.current.pages.add(wanted)
      client('searchRuns', { ...filter, offset: wanted * page, limit: page }).then(
        ({ all, total, rows }) => {
          if (latest.current !== key) return
          setProblem(undefined)
          setHeld((before) => ({ key, all, total, pages: new Map(before.key === key ? before.pages : []).set(wanted, rows) }))
        },
        (error: unknown) => {
          if (!(error instanceof EngineFailure)) throw error
          if (latest.current === key) setProblem(error.problem)
        },
      )
    },
    [client, key],
  )
  useEffect(() => load(0), [load])

  return {
    total: held.total,
    all: held.all,
    at: (index) => held.pages.get(Math.floor(index / page))?.[index % page],
    want: (from, to) => {
      for (let wanted = Math.floor(from / page); wanted * page < to; wanted++) load(wanted)
    },
    problem,
  }
}
