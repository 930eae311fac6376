import { useLingui } from '@lingui/react/macro'
import { useMemo, useState, type ReactNode } from 'react'
import type { View } from 'vega'
import type { ColumnStatistics, TableColumn } from '../../engine/protocol/table.ts'
import type { PipelineDocument } from '../document/pipeline-document.ts'
import { useSession } from '../session/store.ts'
import { useText } from '../session/use-text.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { ProblemBox } from '../ui/ProblemBox.tsx'
import { useHeight } from '../views/chart/use-height.ts'
import { useWidth } from '../views/chart/use-width.ts'
import { buildSpec } from './build-spec.ts'
import { datumOf } from './spec-parts.ts'
import './charts.css'
import { ChartDrawing } from './ChartDrawing.tsx'
import { ChartExport } from './ChartExport.tsx'
import { ChartParts } from './ChartParts.tsx'
import { ChartScope } from './ChartScope.tsx'
import { ChartTable } from './ChartTable.tsx'
import { chartSummary } from './chart-summary.ts'
import { axisLabels } from './chart-words.ts'
import { placeKey, useCharts, useChosen, useMarked, type BrushRange, type ChartPlace } from './chart-state.ts'
import { ChosenRowsPane } from './ChosenRowsPane.tsx'
import { ColumnPicker } from './ColumnPicker.tsx'
import { KindStrip } from './KindStrip.tsx'
import { rowsOfBrush, rowsOfMark } from './mark-choice.ts'
import { chartOf, chosenColumns, firstChart, offeredCharts, proposeChart } from './propose-chart.ts'
import { useChartData } from './use-chart-data.ts'
import { useChartWords } from './use-chart-words.ts'

export interface ChartBuilderProps {
  readonly pipeline: PipelineDocument | undefined
  readonly place: ChartPlace
  readonly title: string
  readonly columns: readonly TableColumn[]
  readonly statistics: readonly ColumnStatistics[]
  /** Stands at the end of the row over the chart. */
  readonly end?: ReactNode
}

/** Columns to choose, the chart that suits them, its parts to change, and the rows behind its marks. */
export function ChartBuilder({ pipeline, place, title, columns, statistics, end }: ChartBuilderProps) {
  const { t } = useLingui()
  const text = useText()
  const words = useChartWords()
  const language = useSession((state) => state.language)
  const key = placeKey(place)
  const stored = useCharts((state) => state.specs[key])
  // The first look stays when the statistics become exact.
  const [first] = useState(() => firstChart(columns, statistics))
  const spec = stored ?? first
  const { draw, choose } = useCharts.getState()
  const { value: drawn, problem, state } = useChartData(pipeline, place, spec)
  const chosen = useMemo(() => chosenColumns(spec, columns), [spec, columns])
  const offered = useMemo(() => offeredCharts(chosen, columns), [chosen, columns])
  const picked = useChosen(place)
  const marked = useMarked(place)
  const [asTable, setAsTable] = useState(false)
  const [parts, setParts] = useState(true)
  const [view, setView] = useState<View | null>(null)
  const [heightRef, height] = useHeight<HTMLDivElement>()
  const [widthRef, width] = useWidth<HTMLDivElement>()
  const data = drawn?.data ?? null
  const scene = useMemo(
    () => (drawn && width > 0 && height > 0 ? { ...drawn, columns, words, width: width - 4, height: height - 8, marked } : null),
    [drawn, columns, words, width, height, marked],
  )
  const vega = useMemo(() => (scene ? buildSpec(scene) : null), [scene])
  const table = asTable && scene ? scene.data.marks.map((_, i) => datumOf(scene, i)) : []

  const onMark = (mark: number | null) => {
    const cells = mark === null ? undefined : data?.marks[mark]
    if (!data || !cells) return choose(place, null)
    if (data.kind === 'correlation') {
      const pair = [cells[1], cells[0]].flatMap((at) => columns.find(({ name }) => name === data.columns?.[at ?? -1]) ?? [])
      const next = chartOf('scatter', pair, columns)
      if (next && pair[0] !== pair[1]) draw(place, next)
      return
    }
    choose(place, rowsOfMark(data, cells, columns), { mark: mark ?? 0 })
  }
  const onBrush = (range: BrushRange | null) => {
    if (!data || !range) return
    const facet = data.axes.facet && axisLabels(data.axes.facet, columns, words).indexOf(range.facet ?? '')
    if (facet !== -1) choose(place, rowsOfBrush(data, { ...range, facet }, columns), { brush: range })
  }
  return (
    <div className="chart-builder">
      <ColumnPicker columns={columns} chosen={chosen} onChoose={(next) => draw(place, proposeChart(next, columns))} />
      <div className="chart-middle">
        <div className="chart-bar">
          <KindStrip offered={offered} value={spec.kind} onChoose={(next) => draw(place, next)} />
          <span className="min-w-0 flex-1" />
          {drawn && <ChartExport drawn={drawn} columns={columns} title={title} view={view} vega={vega} />}
          <IconButton
            icon={asTable ? 'chart-column' : 'table'}
            size="s"
            label={asTable ? t`View as chart` : t`View as table`}
            onClick={() => setAsTable(!asTable)}
          />
          <IconButton icon="sliders-horizontal" size="s" pressed={parts} label={t`Parts of the chart`} onClick={() => setParts(!parts)} />
          {end}
        </div>
        <div className="chart-facts" aria-live="polite">
          {data && <ChartScope data={data} loading={state === 'loading'} />}
          {state === 'loading' && <span className="meta">{t`Counting`}</span>}
          {data && data.kind !== spec.kind && <span className="meta truncate">{t`Too many points to draw one by one: hexagons.`}</span>}
        </div>
        {problem ? (
          <div className="p-3">
            <ProblemBox severity={problem.severity} title={text(problem.text)} detail={text(problem.action)} />
          </div>
        ) : (
          <div ref={heightRef} className="chart-ground scroll" tabIndex={0} role="region" aria-label={t`Chart`}>
            <div ref={widthRef}>
              {scene && vega && scene.data.marks.length > 0 ? (
                asTable ? (
                  <ChartTable
                    data={scene.data}
                    rows={table}
                    summary={chartSummary(scene.data, language)}
                    rowsWord={words.rows}
                    onMark={scene.data.kind === 'correlation' ? null : onMark}
                  />
                ) : (
                  <ChartDrawing
                    spec={vega}
                    summary={chartSummary(scene.data, language)}
                    width={scene.width}
                    height={scene.height}
                    painted={scene.data.marks.length > 2000}
                    onMark={onMark}
                    onBrush={onBrush}
                    onView={setView}
                  />
                )
              ) : (
                scene && <p className="text-text-2">{t`There is nothing to draw here: no row has a value in all of these columns.`}</p>
              )}
            </div>
          </div>
        )}
      </div>
      {picked ? (
        <ChosenRowsPane pipeline={pipeline} place={place} />
      ) : (
        parts && (
          <div className="chart-parts scroll" tabIndex={0} role="region" aria-label={t`Parts of the chart`}>
            <ChartParts spec={spec} data={data} columns={columns} onChange={(next) => draw(place, next)} />
          </div>
        )
      )}
    </div>
  )
}
