import { useLingui } from '@lingui/react/macro'
import type { Evaluation } from '../../../engine/protocol/artifact.ts'
import { useFormat } from '../../session/use-format.ts'
import { Axes } from '../chart/Axes.tsx'
import { Chart } from '../chart/Chart.tsx'
import { frameOf } from '../chart/frame.ts'
import { extentOf, niceRange } from '../chart/scale.ts'
import type { CurveModel } from './curve-model.ts'
import { normalLine } from './normal-line.ts'

export interface QqCurve extends CurveModel {
  readonly points: NonNullable<Evaluation['residualQuantiles']>
}

/** Quantiles of the errors beside those of the normal curve through their quartiles: on the line they are normal. Each model has its own line. */
export function QqChart({ curves }: { readonly curves: readonly QqCurve[] }) {
  const { t } = useLingui()
  const { number } = useFormat()
  const drawn = curves.flatMap(({ points, ...curve }) => {
    const { middle, spread } = normalLine(points)
    const on = (normal: number) => middle + spread * normal
    const [first, last] = [points[0], points.at(-1)]
    return first && last ? [{ ...curve, points, on, first, last }] : []
  })
  if (drawn.length === 0) return null
  const range = niceRange(
    extentOf(
      drawn.flatMap(({ points, on, first, last }) => [...points.map(({ residual }) => residual), on(first.normal), on(last.normal)]),
    ),
  )
  const tails = drawn
    .map(({ name, on, first, last }) => {
      const ends = t`lowest 1 %: ${number(first.residual, 3)}, normal would be ${number(on(first.normal), 3)}; highest 1 %: ${number(last.residual, 3)}, normal would be ${number(on(last.normal), 3)}`
      return drawn.length > 1 ? `${name}, ${ends}` : ends
    })
    .join('; ')
  return (
    <Chart label={t`Errors against the normal curve; ${tails}`} height={264}>
      {(width) => {
        const frame = frameOf({ width, height: 264, x: [-2.5, 2.5], y: range, xTicks: [-2, -1, 0, 1, 2], left: 56 })
        return (
          <>
            <Axes
              frame={frame}
              xFormat={(value) => number(value, 2)}
              yFormat={(value) => number(value, 3)}
              yTitle={t`actual minus predicted`}
              xTitle={t`standard deviations, were they normal`}
              base={0}
            />
            {drawn.map(({ name, colour, points, on }) => (
              <g key={name}>
                <line
                  className="reference"
                  x1={frame.x(-2.5)}
                  x2={frame.x(2.5)}
                  y1={frame.y(on(-2.5))}
                  y2={frame.y(on(2.5))}
                  {...(drawn.length > 1 && { style: { stroke: colour } })}
                />
                {points.map(({ normal, residual }) => (
                  <circle key={normal} cx={frame.x(normal)} cy={frame.y(residual)} r={2.5} fill={colour} />
                ))}
              </g>
            ))}
          </>
        )
      }}
    </Chart>
  )
}
