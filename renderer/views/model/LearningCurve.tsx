import { useLingui } from '@lingui/react/macro'
import type { CurvePoint } from '../../runs/run.ts'
import { useFormat } from '../../session/use-format.ts'
import { Axes } from '../chart/Axes.tsx'
import { Chart } from '../chart/Chart.tsx'
import { frameOf } from '../chart/frame.ts'
import { LineSeries } from '../chart/LineSeries.tsx'
import { extentOf, niceRange } from '../chart/scale.ts'
import { seriesColour } from '../chart/series-colour.ts'
import { curveSeries } from './curve-series.ts'

/** The curves that a training step streams, with the latest value beside the end of each. */
export function LearningCurve({ points, height = 220 }: { readonly points: readonly CurvePoint[]; readonly height?: number }) {
  const { t } = useLingui()
  const { number, count } = useFormat()
  const series = curveSeries(points)
  if (series.length === 0) return null
  const xs = extentOf(series.flatMap((one) => one.points.map(([x]) => x)))
  const ys = niceRange(extentOf(series.flatMap((one) => one.points.map(([, y]) => y))))
  const latest = series.map(({ name, points: list }) => `${name} ${number(list.at(-1)?.[1] ?? 0, 3)}`).join(', ')
  return (
    <Chart label={t`Learning curves after step ${count(xs[1])}: ${latest}`} height={height}>
      {(width) => {
        const frame = frameOf({ width, height, x: xs, y: ys, left: 48, right: 112 })
        let lastLabel = -Infinity
        const labels = series
          .map(({ name, points: list }, i) => ({ name, end: list.at(-1), colour: seriesColour(i) }))
          .toSorted((a, b) => (b.end?.[1] ?? 0) - (a.end?.[1] ?? 0))
        return (
          <>
            <Axes frame={frame} xFormat={count} yFormat={(value) => number(value, 3)} xTitle={t`step`} />
            {series.map(({ name, points: list }, i) => (
              <LineSeries key={name} frame={frame} points={list} colour={seriesColour(i)} />
            ))}
            {labels.map(({ name, end, colour }) => {
              if (!end) return null
              const y = Math.max(frame.y(end[1]) + 4, lastLabel + 14)
              lastLabel = y
              return (
                <g key={name}>
                  <circle cx={frame.x(end[0])} cy={frame.y(end[1])} r={3} fill={colour} />
                  <text className="strong" x={frame.right + 8} y={y}>
                    {`${name} ${number(end[1], 3)}`}
                  </text>
                </g>
              )
            })}
          </>
        )
      }}
    </Chart>
  )
}
