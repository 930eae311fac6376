import { useLingui } from '@lingui/react/macro'
import type { Evaluation } from '../../../engine/protocol/artifact.ts'
import { useFormat } from '../../session/use-format.ts'
import { Axes } from '../chart/Axes.tsx'
import { Chart } from '../chart/Chart.tsx'
import { frameOf } from '../chart/frame.ts'
import { LineSeries } from '../chart/LineSeries.tsx'
import { normalDensity, normalLine } from './normal-line.ts'

export interface ResidualChartProps {
  readonly bins: NonNullable<Evaluation['residuals']>
  readonly quantiles: NonNullable<Evaluation['residualQuantiles']>
  readonly onBin: ((place: number) => void) | null
}

/** How far off the predictions were: rows by actual minus predicted, with the normal curve through the quartiles. */
export function ResidualChart({ bins, quantiles, onBin }: ResidualChartProps) {
  const { t } = useLingui()
  const { number, count } = useFormat()
  const [first, last] = [bins[0], bins.at(-1)]
  if (!first || !last) return null
  const rows = bins.reduce((sum, bin) => sum + bin.rows, 0)
  const normal = normalLine(quantiles)
  const width = first.to - first.from
  const curve = bins.map(({ from }) => [from + width / 2, normalDensity(normal, from + width / 2) * rows * width] as const)
  const most = Math.max(...bins.map((bin) => bin.rows), ...curve.map(([, height]) => height))
  const peak = bins.find((bin) => bin.rows === Math.max(...bins.map((one) => one.rows))) ?? first
  return (
    <Chart
      label={t`Errors from ${number(first.from)} to ${number(last.to)}; most rows lie between ${number(peak.from)} and ${number(peak.to)}`}
      height={264}
    >
      {(wide) => {
        const frame = frameOf({ width: wide, height: 264, x: [first.from, last.to], y: [0, most], left: 48 })
        return (
          <>
            <Axes
              frame={frame}
              xFormat={(value) => number(value, 3)}
              yFormat={count}
              yTitle={t`rows`}
              xTitle={t`actual minus predicted`}
              base={0}
            />
            {bins.map(({ from, to, rows: own }, place) => (
              <rect
                key={from}
                x={frame.x(from) + 0.5}
                width={Math.max(1, frame.x(to) - frame.x(from) - 1)}
                y={frame.y(own)}
                height={frame.y(0) - frame.y(own)}
                fill="var(--c-data)"
                opacity={0.75}
                {...(onBin && own > 0 && { onClick: () => onBin(place), className: 'picked-by-click' })}
              >
                <title>{t`${number(from)} to ${number(to)}: ${count(own)} rows`}</title>
              </rect>
            ))}
            {curve.length > 2 && <LineSeries frame={frame} points={curve} colour="var(--text-2)" width={1} />}
            {first.from < 0 && last.to > 0 && (
              <line className="reference" x1={frame.x(0)} x2={frame.x(0)} y1={frame.top} y2={frame.bottom} />
            )}
          </>
        )
      }}
    </Chart>
  )
}
