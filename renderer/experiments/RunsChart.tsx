import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useRuns } from '../runs/store.ts'
import { useAnswer } from '../session/use-answer.ts'
import { useFormat } from '../session/use-format.ts'
import { useText } from '../session/use-text.ts'
import { Select } from '../ui/Select.tsx'
import { Axes } from '../views/chart/Axes.tsx'
import { Chart } from '../views/chart/Chart.tsx'
import { frameOf, linePath } from '../views/chart/frame.ts'
import { extentOf, niceRange } from '../views/chart/scale.ts'
import { seriesColour } from '../views/chart/series-colour.ts'
import { formatFigure } from '../views/format-figure.ts'
import { useFigureFormats } from '../views/use-fixed.ts'
import type { RunFilter } from './list-state.ts'
import { useRunName } from './run-name.ts'
import { bestSoFar, seriesKinds, seriesOf, type SeriesKind } from './run-series.ts'

const height = 220
/** More points than that are a cloud. */
const mostRuns = 500

/** A figure of the runs in the list over their order in time, with its interval, and the best so far. */
export function RunsChart({ filter }: { readonly filter: RunFilter }) {
  const { t } = useLingui()
  const text = useText()
  const { when, count } = useFormat()
  const formats = useFigureFormats()
  const nameOf = useRunName()
  const version = useRuns((state) => state.versions.runs)
  const [chosen, setChosen] = useState('')
  const [by, setBy] = useState<SeriesKind>('pipeline')
  const { data } = useAnswer('searchRuns', { ...filter, judged: true, sort: { by: 'started', descending: true }, limit: mostRuns }, version)
  const rows = (data?.rows ?? []).toReversed()
  const known = [...new Map(rows.flatMap(({ figures }) => Object.entries(figures)))]
  const [id, figure] = known.find(([key]) => key === chosen) ?? known.find(([key]) => key === 'auc' || key === 'r2') ?? known[0] ?? []
  if (!data) return <div style={{ height: height + 48 }} aria-busy />
  if (!id || !figure) return <p className="meta p-4">{t`None of these runs has judged a model.`}</p>
  const points = rows.flatMap((row) => {
    const one = row.figures[id]
    return one ? [{ row, value: one.value, interval: one.interval }] : []
  })
  const series = seriesOf(
    points.map(({ row }) => row),
    by,
  )
  const colourOf = (run: string) => seriesColour(series.findIndex(({ runs }) => runs.has(run)))
  const best = bestSoFar(
    points.map(({ value }) => value),
    figure.better === 'lower',
  )
  const label = text(figure.label)
  const say = (value: number) => formatFigure(value, figure.format, formats)
  const kinds = { pipeline: t`Pipeline`, tag: t`Tag`, model: t`Model` }
  const named = (name: string | null) => (name === null ? t`others` : name === '' ? t`none` : name)
  return (
    <section className="run-chart" aria-label={t`Chart of the runs`}>
      <div className="mb-2 flex flex-wrap items-center gap-2">
        <Select
          size="s"
          className="max-w-56"
          aria-label={t`Figure`}
          value={id}
          onChange={setChosen}
          options={known.map(([key, one]) => ({ value: key, label: text(one.label) }))}
        />
        <Select
          size="s"
          className="max-w-40"
          aria-label={t`Colour by`}
          value={by}
          onChange={setBy}
          options={seriesKinds.map((kind) => ({ value: kind, label: kinds[kind] }))}
        />
        <span className="flex min-w-0 flex-wrap gap-x-3 text-small text-text-2">
          {series.map(({ name, runs }, i) => (
            <span key={name ?? '…'} className="flex items-center gap-1.5">
              <span className="run-key" style={{ background: seriesColour(i) }} />
              {named(name)} {count(runs.size)}
            </span>
          ))}
        </span>
      </div>
      <Chart label={t`${label} of ${count(points.length)} runs over time; the best is ${say(best.at(-1) ?? 0)}`} height={height}>
        {(width) => {
          const ends = points.flatMap(({ value, interval }) => [value, ...(interval ?? [])])
          const last = Math.max(1, points.length - 1)
          const ticks = [...new Set([0, 0.25, 0.5, 0.75, 1].map((share) => Math.round(share * (points.length - 1))))]
          const frame = frameOf({ width, height, x: [-0.3, last + 0.3], y: niceRange(extentOf(ends), 4), left: 56, xTicks: ticks })
          const steps = best.flatMap((value, i) => [
            [frame.x(i), frame.y(best[i - 1] ?? value)] as const,
            [frame.x(i), frame.y(value)] as const,
          ])
          return (
            <>
              <Axes
                frame={frame}
                xFormat={(at) => when(points[at]?.row.startedAt ?? '')}
                yFormat={say}
                yTitle={label}
                xTitle={t`runs in their order; dashed: the best so far`}
              />
              <path className="curve" d={linePath(steps)} stroke="var(--text-2)" strokeDasharray="4 3" />
              {points.map(({ row, value, interval }, i) => (
                <g key={row.id}>
                  <title>{`${nameOf(row)}: ${say(value)}${interval ? ` (${interval.map(say).join(' – ')})` : ''}`}</title>
                  {interval && (
                    <line
                      x1={frame.x(i)}
                      x2={frame.x(i)}
                      y1={frame.y(interval[0])}
                      y2={frame.y(interval[1])}
                      stroke={colourOf(row.id)}
                      opacity={0.5}
                    />
                  )}
                  <circle cx={frame.x(i)} cy={frame.y(value)} r={points.length > 120 ? 2.5 : 4} fill={colourOf(row.id)} />
                </g>
              ))}
            </>
          )
        }}
      </Chart>
      {data.total > rows.length && <p className="meta">{t`The latest ${count(rows.length)} of ${count(data.total)} runs.`}</p>}
    </section>
  )
}
