import { useLingui } from '@lingui/react/macro'
import type { ClassCurves } from '../../../engine/protocol/artifact.ts'
import { useFormat } from '../../session/use-format.ts'
import { Axes } from '../chart/Axes.tsx'
import { Chart } from '../chart/Chart.tsx'
import { frameOf } from '../chart/frame.ts'
import { LineSeries } from '../chart/LineSeries.tsx'
import type { CurveModel } from './curve-model.ts'
import { scoreShares } from './score-shares.ts'

export interface ScoreOutlinesProps {
  readonly curves: readonly (CurveModel & { readonly bins: ClassCurves['scores'] })[]
  readonly positive: string
}

/** How the scores of several models lie, as outlines: rows of the class above the line, the others below it, each side on a scale of its own. */
export function ScoreOutlines({ curves, positive }: ScoreOutlinesProps) {
  const { t } = useLingui()
  const { percent, number } = useFormat()
  const drawn = curves.map(({ bins, ...curve }) => ({ ...curve, ...scoreShares(bins) }))
  const highest = { up: Math.max(...drawn.map(({ most }) => most.up)), down: Math.max(...drawn.map(({ most }) => most.down)) }
  const halves = drawn
    .map(
      ({ name, middle }) => t`${name}: half of them above ${number(middle.own, 2)}, half of the others above ${number(middle.others, 2)}`,
    )
    .join('; ')
  return (
    <Chart label={t`Scores of rows that are ${positive} over those of the others; ${halves}`} height={264}>
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
            {drawn.map(({ name, colour, shares }) => (
              <g key={name}>
                <LineSeries
                  frame={frame}
                  points={shares.flatMap(({ from, to, up }) => [[from, up / highest.up] as const, [to, up / highest.up] as const])}
                  colour={colour}
                />
                <LineSeries
                  frame={frame}
                  points={shares.flatMap(({ from, to, down }) => [
                    [from, -down / highest.down] as const,
                    [to, -down / highest.down] as const,
                  ])}
                  colour={colour}
                />
              </g>
            ))}
            <text className="over" x={frame.right} y={frame.bottom - 6} textAnchor="end">{t`the others`}</text>
          </>
        )
      }}
    </Chart>
  )
}
