import { Plural, useLingui } from '@lingui/react/macro'
import { useMemo, useState } from 'react'
import type { Cell } from '../../../engine/protocol/table.ts'
import { formatCount } from '../../session/format.ts'
import { useFormat } from '../../session/use-format.ts'
import { useText } from '../../session/use-text.ts'
import { Chip } from '../../ui/Chip.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Field } from '../../ui/Field.tsx'
import { ProblemBox } from '../../ui/ProblemBox.tsx'
import { Select } from '../../ui/Select.tsx'
import { columnIcon } from '../../views/column-icon.ts'
import { useRequest } from '../../views/use-request.ts'
import { useHeight } from '../../views/chart/use-height.ts'
import { VegaChart } from '../../views/VegaChart.tsx'
import { ArtifactPane } from '../ArtifactPane.tsx'
import { arrowPage } from '../data/arrow-page.ts'
import { getReadPage } from '../data/read-page.ts'
import type { ShownTable, TableState } from '../data/use-table.ts'
import type { ShownNode } from '../use-shown-node.ts'
import { firstChoice, isOptional, settled, slotColumns, type ChartChoice, type ChartKind, type ChartSlot } from './chart-choice.ts'
import { buildChart } from './chart-spec.ts'

/** A chart of the port that is shown, or the viewer of what else it carries. */
export function ChartsTab({ node, state }: { readonly node: ShownNode | null; readonly state: TableState }) {
  const { t } = useLingui()
  const text = useText()
  if (!node)
    return (
      <div className="p-3">
        <Empty title={t`No node is selected`}>{t`Select a node on the canvas to draw what comes out of it.`}</Empty>
      </div>
    )
  if (node.shown && node.shown.kind !== 'table') return <ArtifactPane node={node} />
  if (state.problem)
    return (
      <div className="p-3">
        <ProblemBox severity={state.problem.severity} title={text(state.problem.text)} detail={text(state.problem.action)} />
      </div>
    )
  if (!state.table) return <p className="meta p-4">{state.loading ? t`Loading` : t`There are no rows to draw.`}</p>
  return <TableChart key={`${node.id}.${node.shown?.side}.${node.shown?.port}`} table={state.table} />
}

const mostRows = 1000

/** Rows to draw one by one: the first thousand of a stored table, else those of the preview. */
function useRows(table: ShownTable, wanted: boolean) {
  const { stored, columns, first } = table
  const answer = useRequest(wanted && stored ? `${stored.fingerprint}.${stored.port}` : null, async (signal) => {
    if (!stored) return []
    const limit = Math.max(50, Math.min(mostRows, Math.floor(60_000 / Math.max(1, columns.length))))
    const page = arrowPage(
      await getReadPage()({ ...stored, offset: 0, limit, first: 0, columns: columns.length, sort: null }, signal),
      columns,
    )
    return Array.from({ length: page.rows }, (_, row) => columns.map((_column, i) => page.cell(row, i)))
  })
  return (answer.value ?? first) as readonly (readonly Cell[])[]
}

function TableChart({ table }: { readonly table: ShownTable }) {
  const { t } = useLingui()
  const text = useText()
  const { count } = useFormat()
  const { columns, statistics, scope } = table
  const [chosen, setChosen] = useState<ChartChoice>(() => firstChoice(columns, statistics))
  const choice = settled(chosen, columns)
  const ofRows = choice.kind === 'scatter' || choice.kind === 'line' || choice.kind === 'box'
  const rows = useRows(table, ofRows)
  const { kind, x, y, colour } = choice
  const [ref, height] = useHeight<HTMLDivElement>()
  const rowsWord = t`rows`
  const [yes, no] = [t`yes`, t`no`]
  const chart = useMemo(
    () => buildChart({ kind, x, y, colour }, { columns, statistics, rows, rowsWord, truth: { yes, no } }),
    [kind, x, y, colour, columns, statistics, rows, rowsWord, yes, no],
  )
  const kinds: { value: ChartKind; label: string; icon: string }[] = [
    { value: 'histogram', label: t`Histogram`, icon: 'chart-column' },
    { value: 'bar', label: t`Bars`, icon: 'chart-column' },
    { value: 'scatter', label: t`Points`, icon: 'chart-scatter' },
    { value: 'line', label: t`Line`, icon: 'chart-line' },
    { value: 'box', label: t`Boxes`, icon: 'box' },
  ]
  const slots: { slot: ChartSlot; label: string }[] = [
    { slot: 'x', label: kind === 'histogram' || kind === 'bar' ? t`Column` : t`Across` },
    { slot: 'y', label: t`Up` },
    { slot: 'colour', label: t`Colour` },
  ]
  const total = table.rows.count
  return (
    <div className="flex min-h-0 flex-1">
      <div className="scroll flex w-56 flex-none flex-col gap-3 border-r border-line p-3">
        <Field label={t`Chart`}>
          {(ids) => <Select {...ids} options={kinds} value={kind} onChange={(next) => setChosen({ ...choice, kind: next })} />}
        </Field>
        {slots.map(({ slot, label }) => {
          const offered = slotColumns(kind, slot, columns)
          if (!offered) return null
          const none = { value: '', label: t`none` }
          const options = offered.map((column) => ({ value: column.name, label: column.name, icon: columnIcon(column) }))
          return (
            <Field key={slot} label={label}>
              {(ids) => (
                <Select
                  {...ids}
                  options={isOptional(kind, slot) ? [none, ...options] : options}
                  value={choice[slot] ?? ''}
                  placeholder={offered.length === 0 ? t`no column fits` : t`choose a column`}
                  disabled={offered.length === 0}
                  onChange={(name) => setChosen({ ...choice, [slot]: name === '' ? null : name })}
                />
              )}
            </Field>
          )
        })}
      </div>
      <div ref={ref} className="scroll min-w-0 flex-1 p-3" tabIndex={0} role="region" aria-label={t`Chart`}>
        {chart ? (
          <VegaChart
            spec={chart.spec}
            summary={text(chart.summary)}
            height={Math.max(96, height - 62)}
            head={
              <>
                {chart.from === 'statistics' ? (
                  <Chip estimate={scope.estimate}>{text(scope.text)}</Chip>
                ) : rows.length >= total && table.complete ? (
                  <Chip icon="check">
                    {text({ en: `all ${formatCount(rows.length, 'en')} rows`, fr: `les ${formatCount(rows.length, 'fr')} lignes` })}
                  </Chip>
                ) : (
                  <Chip estimate>{t`the first ${count(rows.length)} rows`}</Chip>
                )}
                {chart.left > 0 && (
                  <span className="meta">
                    <Plural
                      value={chart.left}
                      one="# row left out: a value is missing"
                      other={`${count(chart.left)} rows left out: a value is missing`}
                    />
                  </span>
                )}
              </>
            }
          />
        ) : (
          <p className="text-text-2">{t`No column of this table fits this chart. Choose another chart.`}</p>
        )}
      </div>
    </div>
  )
}
