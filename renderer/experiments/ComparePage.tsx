import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { RegisterDialog } from '../registry/RegisterDialog.tsx'
import { useFormat } from '../session/use-format.ts'
import { useSession } from '../session/store.ts'
import { useText } from '../session/use-text.ts'
import { Button } from '../ui/Button.tsx'
import { Chip } from '../ui/Chip.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { ProblemBox } from '../ui/ProblemBox.tsx'
import '../views/evaluation/evaluation.css'
import { ReportBar } from '../views/ReportBar.tsx'
import { modelOf, type ComparedRun } from './compared-run.ts'
import './experiments.css'
import { ManyRuns } from './ManyRuns.tsx'
import { openComparison, openRuns } from './open-pages.ts'
import { PairPage } from './PairPage.tsx'
import { AddRun, RunChoice } from './RunChoice.tsx'
import { useRunName } from './run-name.ts'
import { SaveComparison } from './SaveComparison.tsx'
import { useComparedRuns } from './use-compared-runs.ts'
import { usePairReport } from './use-pair-report.ts'

/** Two runs beside each other: the first two in all detail, further ones in the overview. */
export function ComparePage({ runs: ids }: { readonly runs: readonly string[] }) {
  const { t } = useLingui()
  const text = useText()
  const { count } = useFormat()
  const { runs, problem, choose } = useComparedRuns(ids)
  const [a, b] = runs ?? []
  const pair = usePairReport(a, b)
  const nameOf = useRunName()
  const [promoting, setPromoting] = useState(false)
  const promoted = b && modelOf(b)
  // The page does not press for a model that is more likely worse.
  const [first] = pair.value?.figures ?? []
  const isBehind = pair.value !== null && first !== undefined && first.bBetter * 2 < pair.value.resamples
  const become = (next: readonly string[]) => {
    const { activeTab, close } = useSession.getState()
    openComparison(next)
    if (useSession.getState().activeTab !== activeTab) close(activeTab)
  }
  const replace = (at: number, id: string) => become(ids.with(at, id).filter((one, i, all) => all.indexOf(one) === i || i === at))
  return (
    <>
      <ReportBar
        title={t`Compare runs`}
        end={
          <>
            {a && b && <SaveComparison runs={[a, b]} />}
            <Button size="s" variant="ghost" icon="history" onClick={openRuns}>
              <span className="max-wide:sr-only">{t`All runs`}</span>
            </Button>
            {b && promoted && (
              <>
                <Button variant={isBehind ? 'default' : 'primary'} onClick={() => setPromoting(true)}>{t`Promote ${nameOf(b.row)}`}</Button>
                <RegisterDialog
                  key={promoted.id}
                  open={promoting}
                  onClose={() => setPromoting(false)}
                  model={promoted.id}
                  title={promoted.name}
                  run={b.row.id}
                  promote
                />
              </>
            )}
          </>
        }
      >
        <span className="sep-v" />
        {a && b && (
          <>
            <RunChoice letter="A" run={a} onRun={(id) => replace(0, id)} onEvaluation={(at) => choose(a.row.id, at)} />
            <IconButton
              icon="arrow-right-left"
              size="s"
              label={t`Swap A and B`}
              onClick={() => become([b.row.id, a.row.id, ...ids.slice(2)])}
            />
            <RunChoice letter="B" run={b} onRun={(id) => replace(1, id)} onEvaluation={(at) => choose(b.row.id, at)} />
          </>
        )}
        <AddRun taken={ids} onAdd={(id) => become([...ids, id])} />
        {pair.value && (
          <span className="max-wide:hidden">
            <Chip>{pair.value.judgedOn === 'both' ? t`same ${count(pair.value.rows)} test rows` : t`different test rows`}</Chip>
          </span>
        )}
      </ReportBar>
      <main className="page" tabIndex={0} aria-label={t`Compare runs`}>
        <div className="sheet">
          {problem && <ProblemBox severity="error" title={text(problem.text)} detail={text(problem.action)} />}
          {runs && runs.length > 2 && <ManyRuns runs={runs} />}
          {a && b && <PairPage runs={[a, b] satisfies readonly [ComparedRun, ComparedRun]} pair={pair} />}
        </div>
      </main>
    </>
  )
}
