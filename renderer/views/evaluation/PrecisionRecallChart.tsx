import { useLingui } from '@lingui/react/macro'
import { useFormat } from '../../session/use-format.ts'
import { Axes } from '../chart/Axes.tsx'
import { Chart } from '../chart/Chart.tsx'
import { frameOf } from '../chart/frame.ts'
import { LineSeries } from '../chart/LineSeries.tsx'
import type { CurveModel } from './curve-model.ts'

export interface PrecisionRecallCurve extends CurveModel {
  /** [recall, precision] */
  readonly points: readonly (readonly [number, number])[]
  readonly mark: readonly [number, number] | null
}

export interface PrecisionRecallChartProps {
  readonly curves: readonly PrecisionRecallCurve[]
  readonly positive: string
  /** Share of the positive class: what calling everything would reach. */
  readonly base: number | null
}

/** How often a call is right against how many are found. */
export function PrecisionRecallChart({ curves, positive, base }: PrecisionRecallChartProps) {
  const { t } = useLingui()
  const { percent } = useFormat()
  const label =
    base === null
      ? t`Precision against recall for ${positive}`
      : t`Precision against recall for ${positive}; calling every row would be right for ${percent(base)}`
  return (
    <Chart label={label} height={264}>
      {(width) => {
        const frame = frameOf({
          width,
          height: 264,
          x: [0, 1],
          y: [0, 1],
          xTicks: [0, 0.25, 0.5, 0.75, 1],
          yTicks: [0, 0.25, 0.5, 0.75, 1],
          left: 44,
        })
        return (
          <>
            <Axes
              frame={frame}
              xFormat={(value) => percent(value, 0)}
              yFormat={(value) => percent(value, 0)}
              yTitle={t`right, of those called ${positive}`}
              xTitle={t`found, of those that are ${positive}`}
            />
            {base !== null && (
              <>
                <line className="reference" x1={frame.left} x2={frame.right} y1={frame.y(base)} y2={frame.y(base)} />
                <text x={frame.left + 4} y={frame.y(base) - 4}>{t`everyone called: ${percent(base)}`}</text>
              </>
            )}
            {curves.map(({ name, colour, points, mark }) => (
              <g key={name}>
                <LineSeries frame={frame} points={points} colour={colour} />
                {mark && (
                  <circle cx={frame.x(mark[0])} cy={frame.y(mark[1])} r={4.5} fill="var(--surface)" stroke={colour} strokeWidth={2} />
                )}
              </g>
            ))}
          </>
        )
      }}
    </Chart>
  )
}
