import { useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { useFormat } from '../../session/use-format.ts'
import { Axes } from '../chart/Axes.tsx'
import { Chart } from '../chart/Chart.tsx'
import { frameOf, type Frame } from '../chart/frame.ts'

export interface TwoSidedScoresProps {
  readonly label: string
  readonly positive: string
  /** The largest share on each side, at the ends of the axis. */
  readonly highest: { readonly up: number; readonly down: number }
  readonly children: (frame: Frame) => ReactNode
}

/** The ground of a drawing of scores: rows of the class above the line, the others below it, each side from 0 to 1 of its largest share. */
export function TwoSidedScores({ label, positive, highest, children }: TwoSidedScoresProps) {
  const { t } = useLingui()
  const { percent, number } = useFormat()
  return (
    <Chart label={label} height={264}>
      {(width) => {
        const frame = frameOf({ width, height: 264, x: [0, 1], y: [-1, 1], xTicks: [0, 0.25, 0.5, 0.75, 1], yTicks: [-1, 0, 1], left: 44 })
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
            {children(frame)}
            <text className="over" x={frame.right} y={frame.bottom - 6} textAnchor="end">{t`the others`}</text>
          </>
        )
      }}
    </Chart>
  )
}
