import { useLingui } from '@lingui/react/macro'
import type { Evaluation } from '../../../engine/protocol/artifact.ts'
import { useFormat } from '../../session/use-format.ts'
import { Axes } from '../chart/Axes.tsx'
import { Chart } from '../chart/Chart.tsx'
import { frameOf } from '../chart/frame.ts'
import { extentOf, niceRange } from '../chart/scale.ts'

type Points = NonNullable<Evaluation['residualPredicted']>

export interface ResidualPredictedChartProps {
  readonly points: Points
  readonly onPoint: ((point: Points[number]) => void) | null
}

/** Errors against what was predicted: a bend or a funnel around zero is something that the model has not learned. */
export function ResidualPredictedChart({ points, onPoint }: ResidualPredictedChartProps) {
  const { t } = useLingui()
  const { number, count } = useFormat()
  const most = Math.max(1, ...points.map(({ rows }) => rows))
  const rows = points.reduce((sum, point) => sum + point.rows, 0)
  const x = niceRange(extentOf(points.map(({ predicted }) => predicted)))
  const y = niceRange(extentOf([0, ...points.map(({ residual }) => residual)]))
  return (
    <Chart label={t`Errors against predicted values for ${count(rows)} rows, from ${number(y[0], 3)} to ${number(y[1], 3)}`} height={264}>
      {(width) => {
        const frame = frameOf({ width, height: 264, x, y, left: 56 })
        return (
          <>
            <Axes
              frame={frame}
              xFormat={(value) => number(value, 3)}
              yFormat={(value) => number(value, 3)}
              yTitle={t`actual minus predicted`}
              xTitle={t`predicted`}
              base={0}
            />
            {points.map((point, i) => (
              <circle
                key={i}
                cx={frame.x(point.predicted)}
                cy={frame.y(point.residual)}
                r={1.5 + 5 * Math.sqrt(point.rows / most)}
                fill="var(--c-data)"
                opacity={0.55}
                {...(onPoint && { onClick: () => onPoint(point), className: 'picked-by-click' })}
              >
                <title>{t`${number(point.predicted)} is off by ${number(point.residual)}; rows: ${count(point.rows)}`}</title>
              </circle>
            ))}
          </>
        )
      }}
    </Chart>
  )
}
