import { Plural, useLingui } from '@lingui/react/macro'
import { catalogueMap } from '../document/port-catalogue.ts'
import type { PipelineDocument } from '../document/pipeline-document.ts'
import { useCatalogue } from '../session/catalogue.ts'
import { useSession } from '../session/store.ts'
import { useFormat } from '../session/use-format.ts'
import { Button } from '../ui/Button.tsx'
import { Chip } from '../ui/Chip.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { useCharts, useChosen, type ChartPlace } from './chart-state.ts'
import { filterByChoice } from './filter-by-choice.ts'
import type { ChosenRows } from './use-chosen-rows.ts'

export interface ChosenBarProps {
  readonly pipeline: PipelineDocument | undefined
  readonly place: ChartPlace
  readonly found: ChosenRows | null
}

/** How many rows are chosen in the chart, and what can be made of them. */
export function ChosenBar({ pipeline, place, found }: ChosenBarProps) {
  const { t } = useLingui()
  const { count } = useFormat()
  const chosen = useChosen(place)
  const byType = useCatalogue((state) => state.byType)
  if (!chosen) return null
  const filter = (act: 'keep' | 'leave-out') => {
    const addition = pipeline && filterByChoice(pipeline.document, catalogueMap(byType), place, { act, rows: chosen })
    if (!pipeline || !addition) return
    pipeline.apply(addition.command, addition.label)
    useCharts.getState().choose(place, null)
    const session = useSession.getState()
    session.openPipeline(place.path)
    session.select({ nodes: [addition.id] })
  }
  const closed = !pipeline || pipeline.readOnly || !found
  return (
    <div className="chosen-bar" role="status">
      <Chip tone="accent" icon="list-filter">
        {found ? (
          <Plural value={found.count} one="in the chart: # row" other={`in the chart: ${count(found.count)} rows`} />
        ) : (
          t`in the chart`
        )}
      </Chip>
      <IconButton icon="x" size="s" label={t`Show all rows again`} onClick={() => useCharts.getState().choose(place, null)} />
      {found && <span className="meta truncate">{t`of ${count(found.of)}`}</span>}
      <span className="min-w-0 flex-1" />
      <Button size="s" icon="funnel" disabled={closed} onClick={() => filter('keep')}>
        {t`Keep these rows`}
      </Button>
      <Button size="s" disabled={closed} onClick={() => filter('leave-out')}>
        {t`Leave these out`}
      </Button>
    </div>
  )
}
