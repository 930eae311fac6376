import { useLingui } from '@lingui/react/macro'
import { useMemo, useState } from 'react'
import type { Cell, TableColumn } from '../../../engine/protocol/table.ts'
import { addColumnStep } from '../../canvas/acts/add.ts'
import { useLineage } from '../../canvas/lineage/lineage-state.ts'
import { runCommand } from '../../commands/run-command.ts'
import { useCatalogue } from '../../session/catalogue.ts'
import { useSession } from '../../session/store.ts'
import { useFormat } from '../../session/use-format.ts'
import { useText } from '../../session/use-text.ts'
import { Button } from '../../ui/Button.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { ProblemBox } from '../../ui/ProblemBox.tsx'
import '../../charts/charts.css'
import { ChosenBar } from '../../charts/ChosenBar.tsx'
import { useCharts } from '../../charts/chart-state.ts'
import { proposeChart } from '../../charts/propose-chart.ts'
import { useChosenRows, type ChosenRows } from '../../charts/use-chosen-rows.ts'
import { columnChanges } from '../../inspector/column-changes.ts'
import { ArtifactPane } from '../ArtifactPane.tsx'
import { useDock } from '../dock-state.ts'
import type { ShownNode } from '../use-shown-node.ts'
import { cellSource } from '../../views/cell-text.ts'
import { columnWidth } from './column-width.ts'
import { DataGrid, type Revealed } from './DataGrid.tsx'
import { NoRows } from './NoRows.tsx'
import { localRows, type GridSort } from './grid-rows.ts'
import { headerLines, headerRange } from './header-words.ts'
import { stepEntries } from './step-entries.ts'
import type { ShownTable, TableState } from './use-table.ts'

/** The rows of the port that is shown, or the viewer of what else it carries. */
export function DataTab({ node, state }: { readonly node: ShownNode | null; readonly state: TableState }) {
  const { t } = useLingui()
  const text = useText()
  if (!node)
    return (
      <div className="p-3">
        <Empty title={t`No node is selected`}>{t`Select a node on the canvas to see what goes in and what comes out.`}</Empty>
      </div>
    )
  if (node.shown && node.shown.kind !== 'table') return <ArtifactPane node={node} />
  if (!node.shown)
    return (
      <div className="p-3">
        <Empty title={t`${node.title} has no ports to look into`} />
      </div>
    )
  const { table, problem, loading } = state
  return (
    <>
      {problem && (
        <div className="flex-none p-3">
          <ProblemBox severity={problem.severity} title={text(problem.text)} detail={text(problem.action)} />
        </div>
      )}
      {table ? (
        <Rows key={`${node.id}.${node.shown.side}.${node.shown.port}`} node={node} table={table} state={state} />
      ) : (
        !problem && (loading ? <p className="meta p-3">{t`Loading`}</p> : <NoRows node={node} />)
      )}
    </>
  )
}

interface RowsProps {
  readonly node: ShownNode
  readonly table: ShownTable
  readonly state: TableState
}

function Rows({ node, table: all, state }: RowsProps) {
  const { t } = useLingui()
  const text = useText()
  const language = useSession((session) => session.language)
  const { sort, setSort } = state
  const { shown } = node
  const place = shown ? { path: node.pipeline.path, node: node.id, port: shown.port, side: shown.side } : null
  const chosen = useChosenRows(node.pipeline, place)
  const table = useChosenTable(all, chosen.value, sort)
  const { columns, statistics, first, rows, complete, paged, sortable, stored } = table
  const { count } = useFormat()
  const [refused, setRefused] = useState<string | null>(null)
  const byName = useMemo(() => new Map(statistics.map((one) => [one.name, one])), [statistics])
  const differs = t`every value differs`
  // They only grow while the same port is looked at: another order of the rows must not make columns jump.
  const [widest] = useState(() => new Map<string, number>())
  const widths = useMemo(
    () =>
      columns.map((column, i) => {
        const known = byName.get(column.name)
        const words = known ? headerLines(known, { differs, range: text(headerRange(column, known, language)) }) : []
        const width = columnWidth(column, { words, cells: first.slice(0, 12).map((row) => widthText(row[i] ?? null)) })
        widest.set(column.name, Math.max(width, widest.get(column.name) ?? 0))
        return widest.get(column.name) ?? width
      }),
    [columns, first, byName, differs, language, text, widest],
  )
  const problems = node.pipeline.inspection?.problems
  const warned = useMemo(
    () => new Set((problems ?? []).flatMap(({ place }) => (place.node === node.id && place.column !== undefined ? [place.column] : []))),
    [problems, node.id],
  )
  const made = useMemo(() => madeColumns(node), [node.inspection, node.shown?.side, node.shown?.port])
  const reveal = useSession((session) => session.reveal)
  const revealed = useMemo((): Revealed | null => {
    if (!reveal || reveal.node !== node.id || (reveal.column === undefined && reveal.row === undefined)) {
      // What a step has made stands at the end of a wide table: it is what a person wants to see of it.
      const first = columns.findIndex(({ name }) => made.has(name))
      return first < 0 ? null : { column: first, upTo: columns.findLastIndex(({ name }) => made.has(name)) }
    }
    const column = reveal.column === undefined ? -1 : columns.findIndex(({ name }) => name === reveal.column)
    if (column < 0 && reveal.row === undefined) return null
    return { ...(column >= 0 && { column }), ...(reveal.row !== undefined && reveal.row < rows.count && { row: reveal.row }) }
  }, [reveal, node.id, columns, rows.count, made])

  const steps = useCatalogue((catalogue) => catalogue.columnSteps)
  const byType = useCatalogue((catalogue) => catalogue.byType)
  const menu = (column: TableColumn, cell: Cell | undefined) => {
    if (!shown || !place) return []
    const added = node.pipeline.readOnly
      ? []
      : stepEntries(
          { column, cell, statistics: byName.get(column.name) },
          {
            steps,
            text,
            icon: (type) => byType[type]?.icon,
            onStep: (step, at) => addColumnStep({ step, at, port: { node: node.id, port: shown.port, side: shown.side } }),
          },
        )
    if (cell !== undefined) return added
    return [
      {
        id: 'chart',
        label: t`Chart of this column`,
        icon: 'chart-column',
        onSelect: () => {
          useCharts.getState().draw(place, proposeChart([column], columns))
          useSession.getState().setDockTab('charts')
        },
      },
      {
        id: 'lineage',
        label: t`Where it comes from and goes`,
        icon: 'route',
        onSelect: () => useLineage.getState().pick({ ...place, column: column.name }),
      },
      ...(added.length > 0 ? (['separator'] as const) : []),
      ...added,
    ]
  }

  const onSort = (column: string) => {
    if (!sortable && !stored) {
      setRefused(column)
      return
    }
    setRefused(null)
    // The engine has them all: what is asked for is done, not asked back.
    if (!sortable) useDock.getState().setAllRows(true)
    const next = sort?.column !== column ? { column, descending: false } : sort.descending ? null : { column, descending: true }
    setSort(next)
  }
  return (
    <>
      {place && <ChosenBar pipeline={node.pipeline} place={place} found={chosen.value} />}
      {chosen.problem && (
        <div className="flex-none p-3">
          <ProblemBox severity={chosen.problem.severity} title={text(chosen.problem.text)} detail={text(chosen.problem.action)} />
        </div>
      )}
      {refused !== null && (
        <div className="grid-notice" role="status">
          <span className="min-w-0 flex-1">
            {t`These are only the first rows: sorting them by ${refused} would mislead. Run the node, and the engine sorts all of them.`}
          </span>
          <Button size="s" onClick={() => runCommand('run.to-here')}>{t`Run to here`}</Button>
          <Button size="s" variant="ghost" onClick={() => setRefused(null)}>{t`Leave as it is`}</Button>
        </div>
      )}
      {columns.length === 0 ? (
        <p className="meta p-4">{t`The table has no columns.`}</p>
      ) : (
        <DataGrid
          label={t`Rows of ${node.title}`}
          columns={columns}
          widths={widths}
          statistics={byName}
          rows={rows}
          sort={sortable ? sort : null}
          onSort={onSort}
          warned={warned}
          made={made}
          menu={menu}
          reveal={revealed}
          busy={state.loading}
        />
      )}
      {rows.count === 0 && shown?.side === 'out' && node.entry?.outputs[shown.port]?.ifEmpty && (
        <div className="grid-foot">{text(node.entry.outputs[shown.port]?.ifEmpty)}</div>
      )}
      {!complete && !paged && rows.count > 0 && (
        <div className="grid-foot max-wide:hidden">
          <span className="min-w-0 truncate">
            {sortable
              ? t`The first ${count(rows.count)} rows are shown; the heads tell of all, and sorting sorts all.`
              : t`The first ${count(rows.count)} rows are shown.`}
          </span>
          {stored ? (
            <button type="button" className="grid-foot-act" onClick={() => useDock.getState().setAllRows(true)}>{t`All rows`}</button>
          ) : (
            chosen.value === null && (
              <button type="button" className="grid-foot-act" onClick={() => runCommand('run.to-here')}>{t`Run to here to see all`}</button>
            )
          )}
        </div>
      )}
    </>
  )
}

/** The table with the rows alone that were chosen in its chart, where some were. */
function useChosenTable(table: ShownTable, chosen: ChosenRows | null, sort: GridSort | null): ShownTable {
  return useMemo(() => {
    if (!chosen) return table
    const complete = chosen.count === chosen.rows.length
    const column = chosen.columns.findIndex(({ name }) => name === sort?.column)
    const sorted = complete && sort && column >= 0 ? { column, descending: sort.descending } : null
    return {
      ...table,
      columns: chosen.columns,
      rows: localRows(chosen.rows, sorted),
      complete,
      sortable: complete,
      paged: false,
      stored: null,
      first: chosen.rows,
    }
  }, [table, chosen, sort])
}

/** The columns of the shown output that did not go in. Of nodes with one input: of a join everything would be new to one side. */
function madeColumns({ inspection, shown }: ShownNode): ReadonlySet<string> {
  const inputs = Object.values(inspection?.inputs ?? {})
  const output = shown?.side === 'out' ? inspection?.outputs[shown.port]?.columns : null
  const [input] = inputs
  if (inputs.length !== 1 || !input?.columns || !output) return new Set()
  const changes = columnChanges(input.columns, output)
  const made = changes.filter(({ change }) => change === 'new')
  // A table of new columns only is another table: none of them stands out.
  return new Set(made.length < output.length ? made.map(({ column }) => column.name) : [])
}

/** A cell about as wide as it will be written. */
function widthText(cell: Cell): string {
  if (cell === null) return 'missing'
  // Thin spaces between thousands take a little room; long fractions are cut to seven digits.
  if (typeof cell === 'number') return Number.isInteger(cell) ? `${cell} ` : String(cell).slice(0, 8)
  return cellSource(cell)
}
