import { useLingui } from '@lingui/react/macro'
import type { ClassCurves } from '../../../engine/protocol/artifact.ts'
import { useFormat } from '../../session/use-format.ts'
import { scoreShares } from './score-shares.ts'
import { TwoSidedScores } from './TwoSidedScores.tsx'

export interface ScoreChartProps {
  readonly bins: ClassCurves['scores']
  readonly positive: string
  readonly threshold: number | null
  readonly onBin: ((bin: ClassCurves['scores'][number]) => void) | null
}

/** How scores lie: rows of the class above the line, the others below it, each as shares of their own and on a scale of its own. */
export function ScoreChart({ bins, positive, threshold, onBin }: ScoreChartProps) {
  const { t } = useLingui()
  const { count, number } = useFormat()
  const { totals, shares, most: highest, middle } = scoreShares(bins)
  return (
    <TwoSidedScores
      label={t`Scores of ${count(totals.own)} rows that are ${positive} (half of them above ${number(middle.own, 2)}) over those of ${count(totals.others)} others (half above ${number(middle.others, 2)})`}
      positive={positive}
      highest={highest}
    >
      {(frame) => {
        const zero = frame.y(0)
        return (
          <>
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
    </TwoSidedScores>
  )
}
