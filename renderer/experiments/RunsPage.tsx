import { Plural, useLingui } from '@lingui/react/macro'
import { useSession } from '../session/store.ts'
import { useFormat } from '../session/use-format.ts'
import { useText } from '../session/use-text.ts'
import { Button } from '../ui/Button.tsx'
import { Empty } from '../ui/Empty.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { ProblemBox } from '../ui/ProblemBox.tsx'
import { ReportBar } from '../views/ReportBar.tsx'
import '../views/evaluation/evaluation.css'
import { ColumnsMenu } from './ColumnsMenu.tsx'
import { DeleteRuns } from './DeleteRuns.tsx'
import './experiments.css'
import { useRunList } from './list-state.ts'
import { compareByAge } from './open-pages.ts'
import { RunDetails } from './RunDetails.tsx'
import { RunFilters } from './RunFilters.tsx'
import { RunsChart } from './RunsChart.tsx'
import { RunTable } from './RunTable.tsx'
import { useRunColumns } from './use-run-columns.ts'
import { useRunRows } from './use-run-rows.ts'

/** Every run of the workspace: found, sorted, named, chosen to be compared. */
export function RunsPage() {
  const { t } = useLingui()
  const text = useText()
  const { count } = useFormat()
  const { filter, columns: wanted, chosen, shown, charted, setColumns, setCharted, show, clearChosen } = useRunList()
  const rows = useRunRows(filter)
  const all = useRunColumns()
  const shownIds = wanted.some((id) => id.startsWith('figure:'))
    ? wanted
    : [...all.slice(0, 3).flatMap(({ id, kind }) => (kind === 'figure' ? [id] : [])), ...wanted]
  const columns = shownIds.flatMap((id) => all.find((column) => column.id === id) ?? [])
  const { total } = rows
  return (
    <>
      <ReportBar
        title={t`Runs`}
        end={
          <>
            <IconButton size="s" icon="chart-line" label={t`Chart`} pressed={charted} onClick={() => setCharted(!charted)} />
            <ColumnsMenu columns={all} shown={shownIds} onChange={setColumns} />
            {chosen.length > 0 && (
              <DeleteRuns
                runIds={chosen}
                rows={rows}
                onDeleted={(gone) => {
                  clearChosen()
                  if (shown !== null && gone.includes(shown)) show(null)
                }}
              />
            )}
            {chosen.length > 0 && <Button size="s" variant="ghost" onClick={clearChosen}>{t`Clear`}</Button>}
            <Button
              variant="primary"
              icon="git-compare-arrows"
              disabled={chosen.length < 2}
              title={chosen.length < 2 ? t`Choose two runs or more` : undefined}
              onClick={() => compareByAge(chosen)}
            >
              {chosen.length < 2 ? t`Compare` : t`Compare ${count(chosen.length)}`}
            </Button>
          </>
        }
      >
        <RunFilters />
        {total !== undefined && (
          <span className="meta whitespace-nowrap max-wide:hidden">
            {total === rows.all ? (
              <Plural value={total} one="# run" other={`${count(total)} runs`} />
            ) : (
              t`${count(total)} of ${count(rows.all)} runs`
            )}
          </span>
        )}
      </ReportBar>
      <main className="runs-page" aria-label={t`Runs`}>
        {rows.problem ? (
          <div className="p-4">
            <ProblemBox severity="error" title={text(rows.problem.text)} detail={text(rows.problem.action)} />
          </div>
        ) : total === 0 ? (
          <div className="p-6">
            {rows.all === 0 ? (
              <Empty
                title={t`No pipeline has run yet`}
                actions={<Button onClick={() => useSession.getState().activate('start')}>{t`Start page`}</Button>}
              >
                {t`Each run is kept with its figures, so that two of them can be compared.`}
              </Empty>
            ) : (
              <Empty title={t`No run fits`}>{t`Take a filter away.`}</Empty>
            )}
          </div>
        ) : (
          <div className="flex min-w-0 flex-1 flex-col">
            {charted && <RunsChart filter={filter} />}
            <RunTable rows={rows} columns={columns} />
          </div>
        )}
        {shown !== null && <RunDetails id={shown} onClose={() => show(null)} />}
      </main>
    </>
  )
}
