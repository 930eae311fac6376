import { useLingui } from '@lingui/react/macro'
import type { ClassCurves } from '../../../engine/protocol/artifact.ts'
import { useFormat } from '../../session/use-format.ts'
import { Axes } from '../chart/Axes.tsx'
import { Chart } from '../chart/Chart.tsx'
import { frameOf } from '../chart/frame.ts'
import { scoreShares } from './score-shares.ts'

export interface ScoreChartProps {
  readonly bins: ClassCurves['scores']
  readonly positive: string
  readonly threshold: number | null
  readonly onBin: ((bin: ClassCurves['scores'][number]) => void) | null
}

/** How scores lie: rows of the class above the line, the others below it, each as shares of their own and on a scale of its own. */
export function ScoreChart({ bins, positive, threshold, onBin }: ScoreChartProps) {
  const { t } = useLingui()
  const { percent, count, number } = useFormat()
  const { totals, shares, most: highest, middle } = scoreShares(bins)
  return (
    <Chart
      label={t`Scores of ${count(totals.own)} rows that are ${positive} (half of them above ${number(middle.own, 2)}) over those of ${count(totals.others)} others (half above ${number(middle.others, 2)})`}
      height={264}
    >
      {(width) => {
        const frame = frameOf({ width, height: 264, x: [0, 1], y: [-1, 1], xTicks: [0, 0.25, 0.5, 0.75, 1], yTicks: [-1, 0, 1], left: 44 })
        const zero = frame.y(0)
        return (
          <>
            <Axes
              frame={frame}
              xFormat={(value) => number(value, 2)}
              yFormat={(value) => percent(value > 0 ? highest.up : value < 0 ? highest.down : 0, 0)}
              yTitle={positive}
              xTitle={t`score`}
              base={0}
            />
            {shares.map((bin) => {
              const { from, to, own, others, up, down } = bin
              const side = { x: frame.x(from) + 0.5, width: Math.max(1, frame.x(to) - frame.x(from) - 1) }
              const act = onBin && own + others > 0 ? { onClick: () => onBin(bin), className: 'picked-by-click' } : {}
              return (
                <g key={from} {...act}>
                  <title>{t`${number(from, 3)} to ${number(to, 3)}: ${count(own)} are ${positive}, ${count(others)} are not`}</title>
                  <rect
                    {...side}
                    y={frame.y(up / highest.up)}
                    height={zero - frame.y(up / highest.up)}
                    fill="var(--c-data)"
                    opacity={0.8}
                  />
                  <rect {...side} y={zero} height={frame.y(-down / highest.down) - zero} fill="var(--c-utility)" opacity={0.6} />
                </g>
              )
            })}
            <text className="over" x={frame.right} y={frame.bottom - 6} textAnchor="end">{t`the others`}</text>
            {threshold !== null && (
              <>
                <line className="reference" x1={frame.x(threshold)} x2={frame.x(threshold)} y1={frame.top} y2={frame.bottom} />
                <text
                  className="strong over"
                  x={frame.x(threshold) + (threshold > 0.8 ? -4 : 4)}
                  y={frame.top + 10}
                  textAnchor={threshold > 0.8 ? 'end' : 'start'}
                >
                  {number(threshold, 3)}
                </text>
              </>
            )}
          </>
        )
      }}
    </Chart>
  )
}
