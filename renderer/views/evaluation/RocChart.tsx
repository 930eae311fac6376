import { useLingui } from '@lingui/react/macro'
import { useFormat } from '../../session/use-format.ts'
import { useFixed } from '../use-fixed.ts'
import { Axes } from '../chart/Axes.tsx'
import { Chart } from '../chart/Chart.tsx'
import { frameOf, linePath } from '../chart/frame.ts'
import { LineSeries } from '../chart/LineSeries.tsx'
import type { CurveModel } from './curve-model.ts'

export interface RocCurve extends CurveModel {
  /** [false positive rate, true positive rate] */
  readonly points: readonly (readonly [number, number])[]
  readonly auc: number | null
  /** [false positive rate, low, high] */
  readonly band?: readonly (readonly [number, number, number])[] | null
  /** The threshold in use. */
  readonly mark: readonly [number, number] | null
}

/** Those found against false alarms at every threshold, with its band, and the coin toss beside it. */
export function RocChart({ curves, positive }: { readonly curves: readonly RocCurve[]; readonly positive: string }) {
  const { t } = useLingui()
  const { percent, number } = useFormat()
  const fixed = useFixed()
  const named = curves.length > 1
  const areas = curves.map(({ name, auc }) => `${named ? `${name} ` : ''}${auc === null ? '–' : number(auc, 3)}`).join(', ')
  return (
    <Chart label={t`ROC curve for ${positive}; area under it: ${areas}`} height={264}>
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
              yTitle={t`found, of those that are ${positive}`}
              xTitle={t`false alarms, of the others`}
            />
            <line className="reference" x1={frame.x(0)} x2={frame.x(1)} y1={frame.y(0)} y2={frame.y(1)} />
            <text x={frame.x(0.66)} y={frame.y(0.52)}>{t`coin toss`}</text>
            {curves.map(({ name, colour, band }) => {
              const edge = (side: 1 | 2) => (band ?? []).map((point) => [frame.x(point[0]), frame.y(point[side])] as const)
              return band && <path key={name} d={`${linePath([...edge(1), ...edge(2).toReversed()])}Z`} fill={colour} opacity={0.14} />
            })}
            {curves.map(({ name, colour, points, auc, mark }, i) => {
              // Under the diagonal there is always room.
              const y = frame.y(0.06) - (curves.length - 1 - i) * 16
              return (
                <g key={name}>
                  <LineSeries frame={frame} points={points} colour={colour} />
                  {auc !== null && (
                    <>
                      <text className="strong" x={frame.right - 14} y={y} textAnchor="end">
                        {named ? `${name} ${fixed(auc, 3)}` : t`area ${fixed(auc, 3)}`}
                      </text>
                      <circle cx={frame.right - 5} cy={y - 4} r={4} fill={colour} />
                    </>
                  )}
                  {mark && (
                    <circle cx={frame.x(mark[0])} cy={frame.y(mark[1])} r={4.5} fill="var(--surface)" stroke={colour} strokeWidth={2} />
                  )}
                </g>
              )
            })}
          </>
        )
      }}
    </Chart>
  )
}
