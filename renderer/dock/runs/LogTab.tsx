import { useLingui } from '@lingui/react/macro'
import { useEffect, useRef } from 'react'
import { useFormat } from '../../session/use-format.ts'
import { useText } from '../../session/use-text.ts'
import { Empty } from '../../ui/Empty.tsx'
import { ProblemBox } from '../../ui/ProblemBox.tsx'
import { RunOutcome } from './RunOutcome.tsx'
import { useStepLine } from './use-step-line.ts'
import { useRunRecord } from './use-run-record.ts'

const mostLines = 2000

/** What the chosen run wrote down, its end in sight. */
export function LogTab({ path }: { readonly path: string }) {
  const { t } = useLingui()
  const text = useText()
  const { when, count } = useFormat()
  const { chosen, record, problem, loading } = useRunRecord(path)
  const pane = useRef<HTMLPreElement>(null)
  const stepLine = useStepLine()
  const lines = record ? [...record.steps.map(stepLine), ...record.log] : []
  const shown = lines.slice(-mostLines)
  useEffect(() => {
    pane.current?.scrollTo({ top: pane.current.scrollHeight })
  }, [lines.length, chosen?.id])
  if (problem)
    return (
      <div className="p-3">
        <ProblemBox severity="error" title={text(problem.text)} detail={text(problem.action)} />
      </div>
    )
  if (!chosen)
    return <div className="p-3">{!loading && <Empty title={t`The log is empty`}>{t`This pipeline has not run yet.`}</Empty>}</div>
  return (
    <>
      <div className="flex flex-none items-center gap-3 border-b border-line px-3 py-1 text-small">
        <span className="text-text-2">{t`Run of ${when(chosen.startedAt)}`}</span>
        <RunOutcome outcome={chosen.outcome} />
        {shown.length < lines.length && <span className="meta">{t`the last ${count(shown.length)} of ${count(lines.length)} lines`}</span>}
      </div>
      <pre ref={pane} className="scroll flex-1 px-3 py-2 whitespace-pre-wrap" tabIndex={0} role="log" aria-label={t`Log`}>
        {shown.join('\n')}
      </pre>
    </>
  )
}
