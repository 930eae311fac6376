import { useLingui } from '@lingui/react/macro'
import type { Evaluation } from '../../../engine/protocol/artifact.ts'
import { useFormat } from '../../session/use-format.ts'
import { Axes } from '../chart/Axes.tsx'
import { Chart } from '../chart/Chart.tsx'
import { frameOf } from '../chart/frame.ts'
import { LineSeries } from '../chart/LineSeries.tsx'
import { niceRange } from '../chart/scale.ts'
import type { CurveModel } from './curve-model.ts'

type SizeGroups = NonNullable<Evaluation['errorBySize']>

export interface SizeCurve extends CurveModel {
  readonly groups: SizeGroups
}

export interface ErrorBySizeChartProps {
  readonly curves: readonly SizeCurve[]
  readonly target: string
  readonly onGroup: ((group: SizeGroups[number]) => void) | null
}

/** Mean error in groups of rising actual value, each with its interval. */
export function ErrorBySizeChart({ curves, target, onGroup }: ErrorBySizeChartProps) {
  const { t } = useLingui()
  const { number, count } = useFormat()
  const groups = curves[0]?.groups ?? []
  const range = niceRange([0, Math.max(...curves.flatMap((curve) => curve.groups.map(({ interval }) => interval[1])))])
  const worst = groups.toSorted((a, b) => b.error - a.error)[0]
  const last = Math.max(1, groups.length - 1)
  return (
    <Chart
      label={
        worst
          ? t`Mean error by the size of ${target}; largest between ${number(worst.from)} and ${number(worst.to)}: ${number(worst.error)}`
          : t`Mean error by the size of ${target}`
      }
      height={264}
    >
      {(width) => {
        const shown = width < 420 ? groups.filter((_, i) => i % 3 === 0) : groups.filter((_, i) => i % 2 === 0)
        const frame = frameOf({
          width,
          height: 264,
          x: [-0.3, last + 0.3],
          y: range,
          xTicks: shown.map((group) => groups.indexOf(group)),
          left: 52,
        })
        return (
          <>
            <Axes
              frame={frame}
              xFormat={(place) => number(groups[place]?.from ?? 0, 3)}
              yFormat={(value) => number(value, 3)}
              yTitle={t`mean error`}
              xTitle={t`actual ${target}, from`}
              base={0}
            />
            {curves.map(({ name, colour, groups: own }) => (
              <g key={name}>
                <LineSeries frame={frame} points={own.map(({ error }, i) => [i, error] as const)} colour={colour} width={1} />
                {own.map((group, i) => (
                  <g key={group.from} {...(onGroup && { onClick: () => onGroup(group), className: 'picked-by-click' })}>
                    <title>{t`${number(group.from)} to ${number(group.to)}: off by ${number(group.error)} in ${count(group.rows)} rows`}</title>
                    <line
                      x1={frame.x(i)}
                      x2={frame.x(i)}
                      y1={frame.y(group.interval[0])}
                      y2={frame.y(group.interval[1])}
                      stroke={colour}
                      strokeWidth={1.5}
                    />
                    <circle cx={frame.x(i)} cy={frame.y(group.error)} r={4} fill={colour} />
                  </g>
                ))}
              </g>
            ))}
          </>
        )
      }}
    </Chart>
  )
}
