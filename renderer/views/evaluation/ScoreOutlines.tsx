import { useLingui } from '@lingui/react/macro'
import type { ClassCurves } from '../../../engine/protocol/artifact.ts'
import { useFormat } from '../../session/use-format.ts'
import { LineSeries } from '../chart/LineSeries.tsx'
import type { CurveModel } from './curve-model.ts'
import { scoreShares } from './score-shares.ts'
import { TwoSidedScores } from './TwoSidedScores.tsx'

export interface ScoreOutlinesProps {
  readonly curves: readonly (CurveModel & { readonly bins: ClassCurves['scores'] })[]
  readonly positive: string
}

/** How the scores of several models lie, as outlines: rows of the class above the line, the others below it, each side on a scale of its own. */
export function ScoreOutlines({ curves, positive }: ScoreOutlinesProps) {
  const { t } = useLingui()
  const { number } = useFormat()
  const drawn = curves.map(({ bins, ...curve }) => ({ ...curve, ...scoreShares(bins) }))
  const highest = { up: Math.max(...drawn.map(({ most }) => most.up)), down: Math.max(...drawn.map(({ most }) => most.down)) }
  const halves = drawn
    .map(
      ({ name, middle }) => t`${name}: half of them above ${number(middle.own, 2)}, half of the others above ${number(middle.others, 2)}`,
    )
    .join('; ')
  return (
    <TwoSidedScores
      label={t`Scores of rows that are ${positive} over those of the others; ${halves}`}
      positive={positive}
      highest={highest}
    >
      {(frame) => (
        <>
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
        </>
      )}
    </TwoSidedScores>
  )
}
