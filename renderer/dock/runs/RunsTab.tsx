import { useLingui } from '@lingui/react/macro'
import type { RunEntry } from '../../../engine/protocol/workspace.ts'
import { runCommand } from '../../commands/run-command.ts'
import { compareByAge, openRuns } from '../../experiments/open-pages.ts'
import { useActiveDocument } from '../../document/store.ts'
import { useFormat } from '../../session/use-format.ts'
import { useText } from '../../session/use-text.ts'
import { Button } from '../../ui/Button.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { ProblemBox } from '../../ui/ProblemBox.tsx'
import { useDock } from '../dock-state.ts'
import { RunOutcome } from './RunOutcome.tsx'
import { StepTable } from './StepTable.tsx'
import { useRunRecord } from './use-run-record.ts'

/** The runs of this pipeline; the steps of the chosen one beside them. */
export function RunsTab({ path }: { readonly path: string }) {
  const { t } = useLingui()
  const text = useText()
  const { when, seconds, count, number } = useFormat()
  const { runs, chosen, record, problem, loading } = useRunRecord(path)
  const nodes = useActiveDocument()?.document.nodes ?? {}
  const judged = runs
    .filter(({ outcome, figures }) => outcome === 'done' && figures.length > 0)
    .slice(0, 2)
    .map(({ id }) => id)
    .toReversed()
  const figureWords = ({ title, label, value }: RunEntry['figures'][number]) => `${title}: ${text(label)} ${number(value, 3)}`
  if (problem)
    return (
      <div className="p-3">
        <ProblemBox severity="error" title={text(problem.text)} detail={text(problem.action)} />
      </div>
    )
  if (runs.length === 0)
    return (
      <div className="p-3">
        {!loading && (
          <Empty
            title={t`This pipeline has not run yet`}
            actions={<Button variant="primary" icon="play" onClick={() => runCommand('run.all')}>{t`Run all`}</Button>}
          >
            {t`Each run is kept with its figures, so that two of them can be compared.`}
          </Empty>
        )}
      </div>
    )
  return (
    <div className="flex min-h-0 flex-1">
      <div className="scroll min-w-0 flex-1" tabIndex={0} role="region" aria-label={t`Runs`}>
        <div className="flex items-center gap-2 px-3 py-1">
          <Button size="s" icon="history" onClick={openRuns}>{t`All runs`}</Button>
          {judged.length > 1 && (
            <Button size="s" icon="git-compare-arrows" onClick={() => compareByAge(judged)}>
              {t`Compare the last two`}
            </Button>
          )}
        </div>
        <table className="table table-dense table-padded">
          <thead className="sticky top-0 bg-surface">
            <tr>
              <th scope="col">{t`Started`}</th>
              <th scope="col">{t`Outcome`}</th>
              <th scope="col" className="n">{t`Time`}</th>
              <th scope="col" className="n">{t`Executed`}</th>
              <th scope="col" className="n">{t`Reused`}</th>
              <th scope="col">{t`Figures`}</th>
            </tr>
          </thead>
          <tbody>
            {runs.map((run) => (
              <tr key={run.id} className={run.id === chosen?.id ? 'bg-select' : ''}>
                <td>
                  <button
                    type="button"
                    className="min-h-6 whitespace-nowrap hover:underline"
                    aria-pressed={run.id === chosen?.id}
                    title={run.id}
                    onClick={() => useDock.getState().chooseRun(run.id)}
                  >
                    {when(run.startedAt)}
                  </button>
                </td>
                <td>
                  <RunOutcome outcome={run.outcome} />
                </td>
                <td className="n whitespace-nowrap">{run.seconds === null ? '' : seconds(run.seconds)}</td>
                <td className="n">{count(run.executed)}</td>
                <td className="n">{count(run.reused)}</td>
                <td className="w-full max-w-0 truncate" title={run.figures.map(figureWords).join('\n')}>
                  {run.figures.map(({ node, title, label, value }, i) => (
                    <span key={`${node}-${i}`} className="mr-3">
                      <span className="text-text-2">
                        {title} {text(label)}
                      </span>{' '}
                      <b>{number(value, 3)}</b>
                    </span>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="scroll min-w-0 flex-1 border-l border-line px-3" tabIndex={0} role="region" aria-label={t`Steps`}>
        {record && <StepTable steps={record.steps} nodes={nodes} />}
      </div>
    </div>
  )
}
