import { useLingui } from '@lingui/react/macro'
import { useMemo, useState } from 'react'
import type { PipelineDocument } from '../document/pipeline-document.ts'
import { useText } from '../session/use-text.ts'
import { ProblemBox } from '../ui/ProblemBox.tsx'
import { columnWidth } from '../dock/data/column-width.ts'
import { DataGrid } from '../dock/data/DataGrid.tsx'
import { localRows, type GridSort } from '../dock/data/grid-rows.ts'
import { ChosenBar } from './ChosenBar.tsx'
import type { ChartPlace } from './chart-state.ts'
import { useChosenRows } from './use-chosen-rows.ts'

const noStatistics = new Map()
const nothing = new Set<string>()
const noMenu = () => []

/** The rows of the marks that were clicked or brushed, beside the chart. */
export function ChosenRowsPane({ pipeline, place }: { readonly pipeline: PipelineDocument | undefined; readonly place: ChartPlace }) {
  const { t } = useLingui()
  const text = useText()
  const { value: found, problem } = useChosenRows(pipeline, place)
  const [sort, setSort] = useState<GridSort | null>(null)
  const complete = found !== null && found.count === found.rows.length
  const widths = useMemo(
    () =>
      found?.columns.map((column, i) =>
        columnWidth(column, { words: [], cells: found.rows.slice(0, 12).map((row) => String(row[i] ?? '').slice(0, 24)) }),
      ) ?? [],
    [found],
  )
  const rows = useMemo(() => {
    if (!found) return null
    const column = found.columns.findIndex(({ name }) => name === sort?.column)
    return localRows(found.rows, complete && sort && column >= 0 ? { column, descending: sort.descending } : null)
  }, [found, sort, complete])
  const onSort = (column: string) =>
    setSort(sort?.column !== column ? { column, descending: false } : sort.descending ? null : { column, descending: true })
  return (
    <div className="chart-rows">
      <ChosenBar pipeline={pipeline} place={place} found={found} />
      {problem && (
        <div className="p-3">
          <ProblemBox severity={problem.severity} title={text(problem.text)} detail={text(problem.action)} />
        </div>
      )}
      {found && rows && (
        <DataGrid
          label={t`Rows in the chart`}
          columns={found.columns}
          widths={widths}
          statistics={noStatistics}
          rows={rows}
          sort={complete ? sort : null}
          onSort={onSort}
          warned={nothing}
          menu={noMenu}
          reveal={null}
        />
      )}
      {found && !complete && <p className="meta flex-none px-3 py-1">{t`The first ${found.rows.length} of them.`}</p>}
    </div>
  )
}
