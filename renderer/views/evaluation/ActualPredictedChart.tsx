import { useLingui } from '@lingui/react/macro'
import type { Evaluation } from '../../../engine/protocol/artifact.ts'
import { useFormat } from '../../session/use-format.ts'
import { Axes } from '../chart/Axes.tsx'
import { Chart } from '../chart/Chart.tsx'
import { frameOf } from '../chart/frame.ts'
import { extentOf, niceRange } from '../chart/scale.ts'

type Points = NonNullable<Evaluation['actualPredicted']>

/** Predicted against actual; dots sized by the rows that they stand for, on one scale with the diagonal of perfect predictions. */
export function ActualPredictedChart({
  points,
  target,
  onPoint = null,
}: {
  readonly points: Points
  readonly target: string
  readonly onPoint?: ((point: Points[number]) => void) | null
}) {
  const { t } = useLingui()
  const { number, count } = useFormat()
  const range = niceRange(extentOf(points.flatMap(({ actual, predicted }) => [actual, predicted])))
  const most = Math.max(1, ...points.map(({ rows }) => rows))
  const rows = points.reduce((sum, point) => sum + point.rows, 0)
  return (
    <Chart label={t`Predicted against actual ${target} for ${count(rows)} rows; on the dashed line they are equal`} height={264}>
      {(width) => {
        const frame = frameOf({ width, height: 264, x: range, y: range, left: 56 })
        return (
          <>
            <Axes
              frame={frame}
              xFormat={(value) => number(value, 3)}
              yFormat={(value) => number(value, 3)}
              yTitle={t`predicted`}
              xTitle={t`actual ${target}`}
            />
            <line className="reference" x1={frame.x(range[0])} x2={frame.x(range[1])} y1={frame.y(range[0])} y2={frame.y(range[1])} />
            {points.map((point, i) => (
              <circle
                key={i}
                cx={frame.x(point.actual)}
                cy={frame.y(point.predicted)}
                r={1.5 + 5 * Math.sqrt(point.rows / most)}
                fill="var(--c-data)"
                opacity={0.55}
                {...(onPoint && { onClick: () => onPoint(point), className: 'picked-by-click' })}
              >
                <title>{t`${number(point.actual)} was answered with ${number(point.predicted)}; rows: ${count(point.rows)}`}</title>
              </circle>
            ))}
          </>
        )
      }}
    </Chart>
  )
}
