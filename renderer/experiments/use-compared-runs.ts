import { useState } from 'react'
import { useRuns } from '../runs/store.ts'
import { useClient } from '../session/client.ts'
import { useRequest } from '../views/use-request.ts'
import { bestEvaluation, type ComparedRun } from './compared-run.ts'

/** The runs of a comparison with all that was kept of them; which evaluation speaks for each can be chosen. */
export function useComparedRuns(ids: readonly string[]) {
  const client = useClient()
  const version = useRuns((state) => state.versions.runs)
  const [chosen, setChosen] = useState<Readonly<Record<string, number>>>({})
  const key = ids.join(' ')
  const { value, problem } = useRequest(
    key === '' ? null : key,
    (signal) => Promise.all(ids.map((runId) => client('readRunRecord', { runId }, signal))),
    version,
    '',
  )
  const runs = value?.map(({ row, record }): ComparedRun => ({ row, record, evaluation: chosen[row.id] ?? bestEvaluation(record) })) ?? null
  return {
    runs: runs && runs.length === ids.length && runs.every(({ row }, i) => row.id === ids[i]) ? runs : null,
    problem,
    choose: (runId: string, evaluation: number) => setChosen((before) => ({ ...before, [runId]: evaluation })),
  }
}
